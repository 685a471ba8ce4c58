/** `cccc setup` in a terminal, answered with keys: the built program, as a user sees it. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import { IGNORED } from '../../scripts/core/install/setup.js';
import { widthOf } from '../../scripts/core/say/width.js';
import { catalogOf } from '../../scripts/text/catalog.js';
import { placeSkill } from '../helpers/cli.js';
import { FakeCodex } from '../helpers/fake-codex.js';
import { KEYS, Keyboard } from '../helpers/keys.js';
import { freshFolder, makeProject, type TestRepo } from '../helpers/repo.js';
import { STEPS } from '../helpers/settings.js';

const { enter, down, up, erase, cancel } = KEYS;
const en = catalogOf('en').wizard;
const zh = catalogOf('zh-CN').wizard;
const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const config = (repo: TestRepo) => JSON.parse(read(repo, 'docs/cccc/config.json'));

function newProject(): TestRepo {
  const repo = makeProject().write('package.json', '{"scripts":{"test":"node --test"}}').commit();
  placeSkill(repo.dir);
  return repo;
}

interface Desk {
  columns?: number;
  env?: NodeJS.ProcessEnv;
  words?: string[];
}

/** The user's terminal in a project, with a Codex on PATH and a bin folder of their own. */
function setupIn(repo: TestRepo, { columns, env = {}, words = [] }: Desk = {}): Keyboard {
  const home = freshFolder();
  mkdirSync(path.join(home, '.local', 'bin'), { recursive: true });
  const codex = env['CODEX'] ?? new FakeCodex(freshFolder()).dir;
  const folders = [path.join(home, '.local', 'bin'), codex, path.dirname(process.execPath), '/usr/bin', '/bin'];
  const script = repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
  return new Keyboard([process.execPath, script, 'setup', ...words], {
    cwd: repo.dir,
    env: {
      HOME: home,
      PATH: folders.join(':'),
      TERM: 'xterm-256color',
      LC_ALL: 'C.UTF-8',
      XDG_STATE_HOME: home,
      ...env,
    },
    ...(columns === undefined ? {} : { columns }),
  });
}

describe('a first setup', () => {
  test('asks for the language first, and Enter takes what is recommended', async () => {
    const repo = newProject();
    const user = setupIn(repo);
    await user.answer(en.questions.language, enter);
    await user.answer(en.questions.settings, enter);
    await user.answer(en.questions.checks, enter);
    await user.answer(en.questions.gitignore, enter);
    await user.answer(en.questions.command, enter);
    await user.until(`${en.summary.settings.mode}: supervised-auto`);
    expect(existsSync(repo.file('docs'))).toBe(false);
    await user.answer(en.confirm, enter);
    expect(await user.end()).toBe(0);
    const { testing, ...rest } = config(repo);
    const { testing: _, ...recommended } = defaultConfig('recommended', 'auto');
    expect(rest).toEqual(recommended);
    expect(testing.commands).toMatchObject([{ name: 'npm test', run: ['npm', 'test'] }]);
    await user.until('Codex 0.169.0 is ready');
    await user.until('Next, in Claude Code: /cc-codex-collaborate "your task"');
    expect(user.raw).not.toContain('Replaced .gitignore');
  });

  test('step by step, what is typed wrong is said and asked again, and each answer is written', async () => {
    const repo = newProject();
    const user = setupIn(repo);
    await user.answer(en.questions.language, up, enter);
    await user.answer(en.other['language-tag'].ask, 'not a tag', enter);
    await user.until('is not a language tag');
    user.press(...[...'not a tag'].map(() => erase), 'pt-BR', enter);
    await user.answer(en.questions.settings, down, down, enter);
    await user.until(en.codexAway);
    await user.answer(en.questions.mode, down, enter);
    await user.answer(en.questions.plan_rounds, down, down, enter);
    await user.answer(en.questions.milestone_size, down, down, enter);
    await user.answer(en.questions.diff_lines, '77', enter);
    await user.answer(en.questions.changed_files, enter);
    await user.answer(en.questions.review_rounds, '0', enter);
    await user.until('"0" is not a whole number of at least 1');
    user.press(erase, '6', enter);
    await user.answer(en.questions.fix_attempts, '9', enter);
    await user.answer(en.questions.block_p1, enter);
    await user.answer(en.questions.allow_p2, down, enter);
    await user.answer(en.questions.checks, down, down, enter);
    await user.answer(en.other['command-lines'].ask, 'nowhere at all', enter);
    await user.until('the program of "nowhere at all" does not exist here');
    user.press(...[...'nowhere at all'].map(() => erase), 'node --version', enter);
    await user.answer(en.anotherCommand, 'a && b', enter);
    await user.until('"a && b" is not one program with its arguments');
    user.press(...[...'a && b'].map(() => erase), 'npm test', enter);
    await user.answer(en.anotherCommand, enter);
    await user.answer(en.questions.keep_going, down, enter);
    await user.answer(en.questions.loop, enter);
    await user.answer(en.questions.gitignore, down, enter);
    await user.answer(en.questions.command, enter);
    await user.answer(en.confirm, enter);
    expect(await user.end()).toBe(0);
    expect(config(repo)).toMatchObject({
      language: { user_language: 'pt-BR', auto_detect: false },
      mode: 'manual',
      planning: { max_plan_review_rounds: 5 },
      milestones: { max_diff_lines_per_milestone: 77, max_changed_files_per_milestone: 20 },
      review: {
        max_review_rounds_per_milestone: 6,
        max_fix_attempts_per_milestone: 9,
        block_on_p1: true,
        allow_continue_with_p2: false,
      },
      automation: { stop_hook_reentry: 'on-progress', stop_hook_loop_enabled: false },
      testing: { commands: [{ name: 'node --version' }, { name: 'npm test' }] },
    });
    expect(existsSync(repo.file('.gitignore'))).toBe(false);
    await user.until('/cccc-loop-start');
  });

  test.each(['language', 'command', 'confirm'] as const)('Ctrl-C at %s leaves everything as it was', async (last) => {
    const repo = newProject();
    const before = repo.git('status', '--porcelain', '--ignored');
    const user = setupIn(repo);
    for (const id of ['language', 'settings', 'checks', 'gitignore', 'command', 'confirm'] as const) {
      const question = id === 'confirm' ? en.confirm : en.questions[id];
      await user.answer(question, id === last ? cancel : enter);
      if (id === last) break;
    }
    expect(await user.end()).toBe(1);
    await user.until('Setup was cancelled; nothing was written.');
    expect([existsSync(repo.file('docs')), existsSync(repo.file('.gitignore'))]).toEqual([false, false]);
    expect(repo.git('status', '--porcelain', '--ignored')).toBe(before);
  });

  test('no at the end writes nothing either', async () => {
    const repo = newProject();
    const user = setupIn(repo, { words: ['strict', '--language', 'zh-CN', '--no-checks', '--gitignore'] });
    await user.answer(zh.questions.command, enter);
    await user.answer(zh.confirm, down, enter);
    expect(await user.end()).toBe(1);
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test('the loop is started right away only after its warning was answered with yes', async () => {
    const [agreed, not] = [newProject(), newProject()];
    for (const repo of [agreed, not]) {
      const user = setupIn(repo, { words: ['custom', '--language', 'en', '--no-checks'] });
      for (const id of STEPS) await user.answer(en.questions[id], enter);
      await user.answer(en.questions.keep_going, enter);
      await user.answer(en.questions.loop, down, enter);
      await user.answer(en.questions.loop_agreed, ...(repo === agreed ? [down] : []), enter);
      await user.answer(en.questions.gitignore, enter);
      await user.answer(en.questions.command, enter);
      await user.answer(en.confirm, enter);
      expect(await user.end()).toBe(0);
    }
    expect([existsSync(agreed.file('.claude/settings.json')), existsSync(not.file('.claude/settings.json'))]).toEqual([
      true,
      false,
    ]);
    expect([config(agreed), config(not)]).toMatchObject([
      { mode: 'full-auto-safe', automation: { stop_hook_loop_enabled: true } },
      { automation: { stop_hook_loop_enabled: false } },
    ]);
  });
});

describe('a setup that is there', () => {
  test('shows old → new, asks once more, and keeps the settings that it replaces', async () => {
    const repo = newProject();
    const own = `${JSON.stringify(defaultConfig('strict', 'en'), null, 4)}\n`;
    repo.write('docs/cccc/config.json', own);
    const user = setupIn(repo);
    await user.answer(en.questions.language, enter);
    await user.answer(en.questions.existing, down, down, enter);
    await user.answer(en.questions.settings, enter);
    await user.answer(en.questions.checks, enter);
    await user.answer(en.questions.gitignore, enter);
    await user.answer(en.questions.command, enter);
    await user.until(`${en.summary.settings['review.allow_continue_with_p2']}: No → Yes`);
    await user.until(`${en.summary.settings['milestones.max_diff_lines_per_milestone']}: 600 → 1200`);
    expect(read(repo, 'docs/cccc/config.json')).toBe(own);
    await user.answer(en.confirm, enter);
    expect(await user.end()).toBe(0);
    const [backup] = readdirSync(repo.file('docs/cccc/backups'));
    expect(backup).toMatch(/^config\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.json$/);
    expect(read(repo, `docs/cccc/backups/${backup}`)).toBe(own);
    expect(config(repo)).toEqual(defaultConfig('recommended', 'en'));
  });

  test('exit writes nothing', async () => {
    const repo = newProject();
    repo.write('docs/cccc/config.json', JSON.stringify(defaultConfig('strict', 'en')));
    const user = setupIn(repo);
    await user.answer(en.questions.language, enter);
    await user.answer(en.questions.existing, up, enter);
    expect(await user.end()).toBe(1);
    expect(readdirSync(repo.file('docs/cccc'))).toEqual(['config.json']);
  });
});

/** The words of the catalogue and of the program's names: what a line may be made of. */
const LATIN = /[A-Za-z][A-Za-z'-]+[A-Za-z]/g;
const FOLDERS = ['docs/cccc', '.claude/commands'];

describe('at 40 columns', () => {
  test('no line is longer, and no word is divided', async () => {
    const repo = newProject();
    const user = setupIn(repo, { columns: 40, words: ['custom', '--no-checks'] });
    const { summary } = en;
    const said = [JSON.stringify(en), summary.files(2, FOLDERS), summary.gitignore(IGNORED.join(', '))].join(' ');
    const known = new Set(said.match(LATIN));
    await user.answer(en.questions.language, down, enter);
    for (const id of ['mode', 'plan_rounds', 'milestone_size', 'review_rounds', 'fix_attempts', 'block_p1', 'allow_p2'])
      await user.answer(Reflect.get(en.questions, id), enter);
    for (const id of ['keep_going', 'loop', 'gitignore', 'command'] as const)
      await user.answer(en.questions[id], enter);
    await user.until(en.confirm);
    const asked = user.lines;
    expect(asked.filter((line) => widthOf(line.trimEnd()) > 40)).toEqual([]);
    const words = asked.flatMap((line) => line.match(LATIN) ?? []);
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
    user.press(enter);
    expect(await user.end()).toBe(0);
  });

  test('the Chinese one speaks Chinese from the answer about the language to the end', async () => {
    const repo = newProject();
    const user = setupIn(repo, { columns: 40 });
    await user.answer(en.questions.language, down, down, enter);
    await user.until(zh.questions.settings);
    const before = user.raw.length;
    user.press(enter);
    for (const id of ['checks', 'gitignore', 'command'] as const) await user.answer(zh.questions[id], enter);
    await user.answer(zh.confirm, enter);
    expect(await user.end()).toBe(0);
    await user.until('下一步，在 Claude Code 中输入：/cc-codex-collaborate "你的任务"');
    const said = user.raw.slice(before);
    expect(said).not.toMatch(/\b(?:the|is|are|Yes|No|Write|Written|Trying|Next)\b/);
    // A command stays in one piece, so that it can be copied.
    const prose = user.lines.filter((line) => !line.includes('cccc.mjs'));
    expect(prose.filter((line) => widthOf(line.trimEnd()) > 44)).toEqual([]);
    expect(config(repo).language).toEqual({ user_language: 'zh-CN', auto_detect: false });
  });
});

test.each([
  ['colours where it may', {}, true],
  ['none with NO_COLOR', { NO_COLOR: '1' }, false],
])('the wizard shows %s', async (_, env, isColoured) => {
  const user = setupIn(newProject(), { env });
  await user.answer(en.questions.language, cancel);
  await user.end();
  expect(/\u001b\[3\dm/.test(user.raw)).toBe(isColoured);
});
