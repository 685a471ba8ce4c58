/**
 * Checks that ran on another tree than the one that Codex reviewed; one numbered test for each, with the built program.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeProject } from './helpers/repo.js';
import { TaskProject } from './helpers/task.js';

/** A check that does what a script outside the repository says; tests can replace the script. */
function scripted(first: string) {
  const file = path.join(freshFolder(), 'check.cjs');
  const says = (script: string): void =>
    writeFileSync(file, `const fs = require('fs'); const { execSync } = require('child_process');\n${script}`);
  says(first);
  return { says, check: { name: 'unit', run: [process.execPath, file], required: true, timeout_seconds: 60 } };
}
const taskWith = (check: object, repo = makeProject()): TaskProject =>
  new TaskProject({ repo, config: { testing: { commands: [check as never] } } });
const codes = (task: TaskProject): string[] => task.run('review', 'milestone').json.findings.map(({ code }) => code);
const output = (task: TaskProject, fence = 2): string =>
  readFileSync(path.join(task.taskDir, 'checks', `milestone-${fence}`, '1-unit.log'), 'utf8');

describe('checks on the tree under review', () => {
  it('#40 an ignored file that nobody reviews made a check pass', () => {
    const { check, says } = scripted('');
    const repo = makeProject().write('.gitignore', 'planted*\n').commit();
    const task = taskWith(check, repo).implemented();
    says(`process.exit(fs.existsSync('planted.txt') ? 0 : 1)`);
    repo.write('planted.txt', 'x');
    expect(codes(task)).toEqual(['check-failed']);
    expect(task.codex.prompts).toHaveLength(1);
  });

  it('#41 what the work tree held while a check ran was tested, and what it held before was reviewed', () => {
    const { check, says } = scripted('');
    const task = taskWith(check).implemented();
    const live = JSON.stringify(task.repo.file('src/main.ts'));
    says(
      `const before = fs.readFileSync(${live}); fs.writeFileSync(${live}, 'swapped');
       console.log(fs.readFileSync('src/main.ts', 'utf8')); fs.writeFileSync(${live}, before);`,
    );
    task.ok('review', 'milestone');
    expect(output(task)).toBe('export const answer = 42;\n\n');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it("#42 git in a check wrote the user's refs, index and configuration", () => {
    const { check, says } = scripted('');
    const task = taskWith(check).implemented();
    const refs = (): string =>
      task.repo.git('for-each-ref') + task.repo.git('status', '--porcelain') + task.repo.git('config', '--list');
    const before = refs();
    says(
      `for (const line of ['git rev-parse HEAD', 'git status --porcelain', 'git tag made', 'git config a.b c',
       'git commit -qam made', 'git branch made']) console.log(execSync(line, { encoding: 'utf8' }).trim())`,
    );
    task.ok('review', 'milestone');
    expect(output(task)).toContain(`${task.repo.head}\n M src/main.ts`.replace('\n ', '\n'));
    expect(refs().replace(/.*refs\/cccc.*\n?/g, '')).toBe(before.replace(/.*refs\/cccc.*\n?/g, ''));
  });

  it('#43 a check that changes a file of its copy, or of the work tree, is refused with the path', () => {
    const { check, says } = scripted('');
    const task = taskWith(check).implemented();
    says(`fs.appendFileSync('src/main.ts', '// made'); fs.writeFileSync('made.txt', 'x')`);
    const ran = task.run('review', 'milestone');
    expect(ran.json.findings).toMatchObject([
      { code: 'checks-changed-tree', args: { paths: 'made.txt, src/main.ts' } },
    ]);
    expect(task.repo.git('status', '--porcelain', 'src', 'made.txt')).toBe(' M src/main.ts');
    says(`fs.writeFileSync(${JSON.stringify(task.repo.file('live.txt'))}, 'x')`);
    expect(task.run('review', 'milestone').json.findings).toMatchObject([
      { code: 'checks-changed-tree', args: { paths: 'live.txt' } },
    ]);
    task.repo.remove('live.txt');
    says(`process.exit(fs.existsSync('made.txt') || /made/.test(fs.readFileSync('src/main.ts')) ? 1 : 0)`);
    task.ok('review', 'milestone');
  });
});
