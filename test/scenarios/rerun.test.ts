/** The commands in SECURITY.md with which another machine closes what nothing on the author's machine can prove. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/dev/project.js';
import { type FakeReply, sentBack } from '../helpers/fake-codex.js';
import { freshFolder, makeProject, type TestRepo } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

/** The block of commands under the heading, exactly as printed. */
function commands(): string {
  const section = readFileSync(path.join(projectRoot(), 'SECURITY.md'), 'utf8').split('### Reviewing again')[1] ?? '';
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
}

/** The content of the runner's folder "$REVIEW": documents and settings that no branch can change. */
function reviewFolder(writer: TaskProject): string {
  const folder = freshFolder();
  const from = new TaskProject();
  from.writeDiscovery().writePlan().writeSelfReview();
  from.config({ codex: { cli_command: writer.codex.file } });
  for (const name of [
    'project-map',
    'current-state',
    'architecture',
    'test-strategy',
    'risk-register',
    'open-questions',
    'project-brief',
  ])
    copy(`${name}.md`);
  copy('config.json');
  copy('runtime/self-review.json');
  writeFileSync(path.join(folder, 'roadmap.md'), '# Roadmap\n\n1. M001\n');
  writeFileSync(
    path.join(folder, 'milestone-backlog.md'),
    readFileSync(from.repo.file('docs/cccc/milestone-backlog.md'), 'utf8').split('## M002')[0] ?? '',
  );
  return folder;

  function copy(name: string): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), readFileSync(from.repo.file(`docs/cccc/${name}`)));
  }
}

describe('on a machine that the author of a change cannot reach', () => {
  let origin: TestRepo;
  let base: string;
  let tip: string;

  beforeAll(() => {
    origin = makeProject().write('src/old.ts', 'export {};\n').commit('Old');
    base = origin.head;
    origin.git('switch', '--quiet', '-c', 'work');
    origin
      .remove('src/old.ts')
      .write('src/main.ts', 'export const answer = 42;\n')
      .write('src/extra.ts', 'export const more = 1;\n')
      .commit('Change');
    tip = origin.head;
  });

  function rerun(...replies: FakeReply[]): { code: number | null; said: string; runner: TaskProject } {
    const repo = origin.clone();
    repo.git('checkout', '--quiet', base);
    const runner = new TaskProject({ repo });
    repo.git('clean', '-fdq', 'docs');
    runner.codex.answer(...replies);
    const script = `set -e\ncccc() { "$NODE" "$CLI" "$@"; }\n${commands()}`;
    const env = {
      ...runner.env,
      NODE: process.execPath,
      CLI: runner.cli,
      BASE: base,
      TIP: tip,
      REVIEW: reviewFolder(runner),
    };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: repo.dir, env, encoding: 'utf8' });
    return { code: status, said: stdout + stderr, runner };
  }

  it('the whole change is reviewed again, and the final gate is verified there', () => {
    const { code, said, runner } = rerun();
    expect(code, said).toBe(0);
    expect(runner.gate('final')).toMatchObject({ assurance: 'verified' });
    const packet = runner.codex.prompts.at(-1) ?? '';
    for (const name of ['src/old.ts', 'src/main.ts', 'src/extra.ts']) expect(packet).toContain(name);
  });

  it('a finding ends the job, and no gate is open', () => {
    const { code, said, runner } = rerun({}, sentBack());
    expect(code, said).toBe(1);
    expect(runner.gate('final')).toMatchObject({ state: 'closed' });
  });
});
