/** `cccc uninstall`: what install, setup and `loop start` wrote goes, and nothing else. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, cccc, installed, typed } from '../helpers/cli.js';
import { callVerb, underClaude } from '../helpers/grants.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const DOCS = 'docs/cccc/';

/** Every file of a project outside of .git, with its bytes. */
const contentsOf = (repo: TestRepo): Record<string, string> =>
  Object.fromEntries(
    readdirSync(repo.dir, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => !/^\.git(\/|$)/.test(name) && statSync(repo.file(name)).isFile())
      .map((name) => [name, readFileSync(repo.file(name), 'latin1')]),
  );
const outsideOfDocs = (repo: TestRepo): Record<string, string> =>
  Object.fromEntries(Object.entries(contentsOf(repo)).filter(([name]) => !name.startsWith(DOCS)));
const keptBy = ({ envelope }: Answer): unknown => Object(envelope?.data).kept;

const FOREIGN_HOOK = '"Stop": [ { "hooks": [ { "type": "command", "command": "say done" } ] } ]';
const LOCAL_SETTINGS = '{\n    // mine\n    "permissions": { "allow": ["Bash(ls:*)", ], },\n}';
const FOREIGN_SETTINGS = `\uFEFF{\r\n\t"model": "opus",\r\n\t"hooks": { ${FOREIGN_HOOK} }\r\n}\r\n`;

/** A project with files of its own beside all that the program writes. */
async function withEverything(repo: TestRepo): Promise<void> {
  for (const call of [
    ['setup', '--preset', 'recommended', '--yes', '--no-checks', '--gitignore'],
    ['permissions', 'add', '--project'],
    ['loop', 'start'],
    ['permissions', 'add', '--local'],
  ])
    expect((await typed(repo.dir, call)).code).toBe(0);
}

function foreignProject(): TestRepo {
  return makeProject()
    .write('.gitignore', 'node_modules/\n*.log')
    .write('.claude/settings.json', FOREIGN_SETTINGS)
    .write('.claude/settings.local.json', LOCAL_SETTINGS)
    .write('.claude/commands/mine.md', 'Do my thing.\n')
    .write('docs/指南 🚀.md', '# 指南\n');
}

describe('uninstall', () => {
  test('leaves a project byte for byte as it was, with --purge also in docs/cccc and the git directory', async () => {
    const repo = foreignProject();
    const before = contentsOf(repo);
    await cccc(repo.dir, ['install']);
    await withEverything(repo);
    expect((await typed(repo.dir, ['uninstall', '--purge'])).said.at(-1)).toBe('purged');
    expect(contentsOf(repo)).toEqual(before);
    expect(existsSync(repo.file('.git/cccc'))).toBe(false);
    expect(repo.git('for-each-ref', 'refs/cccc')).toBe('');
  });

  test('without --purge takes the same out, and keeps what the user wrote in docs/cccc', async () => {
    const repo = foreignProject();
    const before = outsideOfDocs(repo);
    await cccc(repo.dir, ['install']);
    await withEverything(repo);
    repo.write('docs/cccc/roadmap.md', '# My own roadmap\n').write('docs/cccc/notes.md', 'Mine.\n');
    await typed(repo.dir, ['uninstall']);
    expect(outsideOfDocs(repo)).toEqual(before);
    const left = Object.keys(contentsOf(repo)).filter((name) => name.startsWith(DOCS) && !name.includes('/backups/'));
    expect(left).toEqual(['docs/cccc/notes.md', 'docs/cccc/roadmap.md']);
  });

  test('keeps a command, a hook and a file of the skill that somebody edited, and names them', async () => {
    const repo = makeProject();
    await cccc(repo.dir, ['install']);
    await withEverything(repo);
    const edited = [
      '.claude/hooks/cccc-stop.cjs',
      '.claude/commands/cccc.md',
      '.claude/skills/cc-codex-collaborate/references/setup.md',
    ];
    for (const file of edited) repo.write(file, 'edited\n');
    expect(keptBy(await typed(repo.dir, ['uninstall']))).toEqual(edited);
    for (const file of edited) expect(readFileSync(repo.file(file), 'utf8')).toBe('edited\n');
    expect(existsSync(repo.file('.claude/settings.json'))).toBe(false);
  });

  test('with --dry-run says what it would do, asks nothing and does nothing', async () => {
    const repo = foreignProject();
    await cccc(repo.dir, ['install']);
    await withEverything(repo);
    const before = contentsOf(repo);
    const planned = await installed(repo.dir, ['uninstall', '--dry-run']);
    expect([planned.code, new Set(planned.said)]).toEqual([0, new Set(['change-planned'])]);
    expect(contentsOf(repo)).toEqual(before);
    const done = await typed(repo.dir, ['uninstall']);
    expect(Object(done.envelope?.data).changes).toEqual(Object(planned.envelope?.data).changes);
  });

  test('where nothing was written there is nothing to remove', async () => {
    expect((await cccc(makeProject().dir, ['uninstall'])).said).toEqual(['nothing-to-remove']);
  });

  test('is refused while a task is open, and possible once it is abandoned', () => {
    const task = new TaskProject().planned();
    expect(task.refused('uninstall')).toEqual(['uninstall-while-open']);
    task.ok('abandon', 'enough');
    expect(task.run('uninstall', '--purge').json.findings.at(-1)?.code).toBe('purged');
    expect(existsSync(task.cli)).toBe(false);
  });

  test('only the user decides it: the guard asks, and under Claude Code it is refused', async () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    expect(await callVerb(task, ['uninstall'], { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } })).toBe('ask');
    const ran = underClaude(task, ['uninstall', '--purge']);
    expect([ran.code, ran.json.findings.at(-1)?.code]).toEqual([1, 'human-only']);
    expect(existsSync(task.cli)).toBe(true);
  });
});
