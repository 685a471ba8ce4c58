/** `cccc permissions`: rules in Claude Code's settings, shown before they are written, and removed exactly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, installed, placeSkill, typed } from '../helpers/cli.js';
import { underClaude } from '../helpers/grants.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const LOCAL = '.claude/settings.local.json';
const SHARED = '.claude/settings.json';
const SCRIPT = '.claude/skills/cc-codex-collaborate/scripts/cccc.mjs';

async function project(): Promise<TestRepo> {
  const repo = makeProject();
  placeSkill(repo.dir);
  await installed(repo.dir, ['setup', '--yes', '--language', 'en']);
  return repo.commit('Set up');
}
const read = (repo: TestRepo, file: string): string => readFileSync(repo.file(file), 'utf8');
const rulesIn = (repo: TestRepo, file: string): string[] => JSON.parse(read(repo, file)).permissions.allow;
const data = (answer: Answer) => Object(answer.envelope?.data);
const add = (repo: TestRepo, scope: 'local' | 'project'): Promise<Answer> =>
  typed(repo.dir, ['permissions', 'add', `--${scope}`]);

/** A settings file of somebody who writes with tabs, comments and another editor. */
const FOREIGN =
  '\uFEFF{\r\n\t// 我的设置 🚀\r\n\t"model": "opus",\r\n\t"permissions": { "allow": ["Bash(ls:*)",], },\r\n}';

describe('permissions add', () => {
  test('names exactly the commands that Claude runs, and the files that it writes', async () => {
    const repo = await project();
    expect((await add(repo, 'local')).said).toEqual(['files-written', 'permissions-added']);
    const rules = rulesIn(repo, LOCAL);
    const calls = rules.filter((rule) => rule.startsWith('Bash('));
    expect(calls).toContain(`Bash(node ${SCRIPT} next *)`);
    expect(calls).toContain(`Bash(node "${repo.dir}/${SCRIPT}" review *)`);
    expect(rules.filter((rule) => !calls.includes(rule))).toEqual([
      'Skill(cc-codex-collaborate)',
      ...['project-map', 'current-state', 'architecture', 'test-strategy', 'risk-register', 'open-questions'].map(
        (name) => `Edit(/docs/cccc/${name}.md)`,
      ),
      ...['project-brief', 'roadmap', 'milestone-backlog'].map((name) => `Edit(/docs/cccc/${name}.md)`),
      ...['self-review', 'answers', 'question'].map((name) => `Edit(/docs/cccc/runtime/${name}.json)`),
    ]);
    expect(calls.filter((rule) => /(?:setup|confirm|abandon|uninstall|permissions|loop start) \*/.test(rule))).toEqual(
      [],
    );
  });

  test('in the file of the team it names no folder of this machine', async () => {
    const repo = await project();
    await add(repo, 'project');
    expect(read(repo, SHARED)).not.toContain(repo.dir);
    expect(existsSync(repo.file(LOCAL))).toBe(false);
  });

  test.each([[[]], [['--local', '--project']]])(
    'with %j it is wrong usage, because the file is your choice',
    async (words) => {
      const repo = await project();
      const answer = await installed(repo.dir, ['permissions', 'add', ...words]);
      expect([answer.code, answer.said]).toEqual([2, ['bad-usage']]);
    },
  );

  test('--dry-run shows the difference and writes nothing', async () => {
    const repo = (await project()).write(SHARED, FOREIGN);
    const answer = await installed(repo.dir, ['permissions', 'add', '--project', '--dry-run']);
    expect([answer.code, read(repo, SHARED)]).toEqual([0, FOREIGN]);
    const diff: string[] = data(answer).diff;
    expect(diff.filter((line) => line.startsWith('-'))).toHaveLength(1);
    expect(diff.filter((line) => line.startsWith('+')).length).toBeGreaterThan(20);
  });

  test('is refused to Claude, who is told what the user types, and to a script', async () => {
    const task = new TaskProject();
    task.ok('start', 'Add a thing');
    const ran = underClaude(task, ['permissions', 'add', '--local']);
    expect([ran.code, ran.json.findings.at(-1)]).toMatchObject([
      1,
      { code: 'human-only', args: { command: 'cccc permissions add --local' } },
    ]);
    expect(existsSync(task.repo.file(LOCAL))).toBe(false);
    expect((await installed(task.repo.dir, ['permissions', 'add', '--local'])).said.at(-1)).toBe('human-only');
  });

  test('keeps byte order mark, comments and line ends, makes a backup, and a second time changes nothing', async () => {
    const repo = (await project()).write(SHARED, FOREIGN);
    const { envelope } = await add(repo, 'project');
    const backup = envelope?.findings.map(({ args }) => args['backup']).find((file) => typeof file === 'string');
    expect(read(repo, String(backup))).toBe(FOREIGN);
    expect(read(repo, SHARED)).toMatch(/^\uFEFF\{\r\n\t\/\/ 我的设置 🚀\r\n/);
    expect(read(repo, SHARED).replaceAll('\r\n', '')).not.toContain('\n');
    const after = read(repo, SHARED);
    expect((await add(repo, 'project')).said).toEqual(['permissions-in-place']);
    expect(read(repo, SHARED)).toBe(after);
  });

  test.each([
    ['not JSON', '{ "permissions": ', 'settings-invalid'],
    ['of another shape', '{ "permissions": { "allow": "all" } }', 'settings-shape'],
  ])('leaves a file that is %s as it is', async (_, text, code) => {
    const repo = (await project()).write(LOCAL, text);
    const answer = await add(repo, 'local');
    expect([answer.code, answer.said.at(-1), read(repo, LOCAL)]).toEqual([3, code, text]);
  });

  test('says that a project is not set up', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    expect((await add(repo, 'local')).said).toEqual(['config-missing']);
  });

  test('in the course of a task it closes no gate', async () => {
    const task = new TaskProject().implemented();
    expect((await typed(task.repo.dir, ['permissions', 'add', '--project'], task.env)).code).toBe(0);
    expect((await typed(task.repo.dir, ['permissions', 'add', '--local'], task.env)).code).toBe(0);
    task.ok('review', 'milestone');
    await installed(task.repo.dir, ['permissions', 'remove'], task.env);
    expect(existsSync(task.repo.file(SHARED))).toBe(false);
    task.ok('milestone', 'accept');
  });
});

describe('permissions remove and show', () => {
  test('remove gives both files back byte for byte, and deletes one that only held the rules', async () => {
    const repo = (await project()).write(SHARED, FOREIGN);
    await add(repo, 'project');
    await add(repo, 'local');
    const answer = await installed(repo.dir, ['permissions', 'remove']);
    expect(answer.code).toBe(0);
    expect([read(repo, SHARED), existsSync(repo.file(LOCAL))]).toEqual([FOREIGN, false]);
    expect((await installed(repo.dir, ['permissions', 'remove'])).said).toEqual(['permissions-none']);
  });

  test('remove takes them out of the named file only, and --dry-run out of none', async () => {
    const repo = await project();
    await add(repo, 'project');
    await add(repo, 'local');
    await installed(repo.dir, ['permissions', 'remove', '--dry-run']);
    expect(existsSync(repo.file(LOCAL))).toBe(true);
    await installed(repo.dir, ['permissions', 'remove', '--local']);
    expect([existsSync(repo.file(LOCAL)), existsSync(repo.file(SHARED))]).toEqual([false, true]);
  });

  test('keeps what the client added beside them', async () => {
    const repo = await project();
    await add(repo, 'local');
    const value = JSON.parse(read(repo, LOCAL));
    value.permissions.allow.push('Bash(npm test)');
    repo.write(LOCAL, JSON.stringify(value, null, 2));
    await installed(repo.dir, ['permissions', 'remove', '--local']);
    expect(JSON.parse(read(repo, LOCAL))).toEqual({ permissions: { allow: ['Bash(npm test)'] } });
  });

  test('show names the rules and their file, and writes nothing', async () => {
    const repo = await project();
    const files = (): string[] => readdirSync(repo.dir, { recursive: true }).map(String).sort();
    expect((await installed(repo.dir, ['permissions', 'show'])).said).toEqual(['permissions-none']);
    await add(repo, 'local');
    const before = files();
    const answer = await installed(repo.dir, ['permissions', 'show'], { LC_ALL: 'zh_CN.UTF-8' });
    expect(data(answer).files).toMatchObject([
      { scope: 'local', file: LOCAL, is_current: true, rules: rulesIn(repo, LOCAL) },
      { scope: 'project', file: SHARED, rules: [] },
    ]);
    expect(files()).toEqual(before);
    const moved = read(repo, LOCAL).replaceAll(repo.dir, '/elsewhere');
    repo.write(LOCAL, moved);
    expect(data(await installed(repo.dir, ['permissions', 'show'])).files[0].is_current).toBe(false);
  });

  test('setup touches no settings file, and offers the command', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    const { envelope } = await installed(repo.dir, ['setup', '--yes', '--language', 'zh-CN']);
    expect([existsSync(repo.file(LOCAL)), existsSync(repo.file(SHARED))]).toEqual([false, false]);
    const offer = envelope?.findings.find(({ code }) => code === 'permissions-offered');
    expect(offer?.command).toMatch(/permissions add --local$/);
    expect(offer?.message).toMatch(/[\u4e00-\u9fff]/);
  });
});
