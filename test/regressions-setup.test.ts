/** What went wrong in setup: one numbered test for each, through the built program. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../scripts/core/install/config.js';
import { isHumanOnly } from '../scripts/guard/index.js';
import { catalogOf } from '../scripts/text/catalog.js';
import { installed, placeSkill } from './helpers/cli.js';
import { FakeCodex } from './helpers/fake-codex.js';
import { KEYS, Keyboard } from './helpers/keys.js';
import { freshFolder, makeProject, type TestRepo } from './helpers/repo.js';
import { STEPS } from './helpers/settings.js';

function project(): TestRepo {
  const repo = makeProject();
  placeSkill(repo.dir);
  return repo;
}

const CONFIG = 'docs/cccc/config.json';
const read = (repo: TestRepo, name = CONFIG): string => readFileSync(repo.file(name), 'utf8');

describe('#110 Enter on every question loosened a strict Chinese configuration and lost its check', () => {
  const zh = catalogOf('zh-CN').wizard;
  const strict = defaultConfig('strict', 'zh-CN');
  const check = { name: '自己的检查', run: ['node', '--version'], required: true, timeout_seconds: 42 };
  const own = `${JSON.stringify({ ...strict, testing: { commands: [check] } }, null, 2)}\n`;

  it.each([
    ['keeping it', [], []],
    ['going through it', [KEYS.down], [...STEPS, 'checks', 'keep_going', 'loop'] as const],
  ])('%s', async (_, keys, asked) => {
    const repo = project().write(CONFIG, own);
    const home = freshFolder();
    const script = repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
    const env = { ...process.env, HOME: home, XDG_STATE_HOME: home, CLAUDECODE: '' };
    const user = new Keyboard([process.execPath, script, 'setup'], { cwd: repo.dir, env });
    await user.answer(zh.questions.language, KEYS.enter);
    await user.answer(zh.questions.existing, ...keys, KEYS.enter);
    for (const id of [...asked, 'gitignore'] as const) await user.answer(zh.questions[id], KEYS.enter);
    await user.until(zh.summary.same);
    await user.answer(zh.confirm, KEYS.enter);
    expect(await user.end()).toBe(0);
    expect(read(repo)).toBe(own);
    expect(existsSync(repo.file('.gitignore'))).toBe(false);
  });
});

describe('#111 lines that were added to .gitignore read as if the file had been replaced', () => {
  it.each([
    ['en', 'Lines added to .gitignore: docs/cccc/logs/'],
    ['zh-CN', '已在 .gitignore 中添加：docs/cccc/logs/'],
  ])('%s', async (language, said) => {
    const repo = project().write('.gitignore', 'mine\n');
    const ran = await installed(repo.dir, ['setup', '--yes', '--gitignore', '--language', language]);
    const messages = (ran.envelope?.findings ?? []).map(({ message }) => message);
    expect(messages.find((message) => message.includes('.gitignore'))).toContain(said);
    expect(ran.said).not.toContain('file-replaced');
    expect(read(repo, '.gitignore')).toMatch(/^mine\ndocs\/cccc\/logs\/\n/);
  });
});

describe('#112 a test whose program does not exist was configured, and the first review stopped at it', () => {
  it('is refused where a user names it', async () => {
    const repo = project().write('answers.json', '{"checks":["nowhere --all"]}');
    const ran = await installed(repo.dir, ['setup', '--answers', 'answers.json']);
    expect([ran.code, ran.said]).toEqual([2, ['answer-wrong']]);
    expect(ran.envelope?.findings[0]?.message).toContain('the program of "nowhere --all" does not exist');
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  it('is left out, by name, where the project suggests it', async () => {
    const repo = project().write('Cargo.toml', '').write('go.mod', '');
    const bin = freshFolder();
    writeFileSync(path.join(bin, 'go'), '#!/bin/sh\n', { mode: 0o755 });
    const PATH = [bin, path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    const ran = await installed(repo.dir, ['setup', '--yes'], { PATH, HOME: freshFolder() });
    expect(ran.said).toContain('check-program-missing');
    expect(JSON.parse(read(repo)).testing.commands).toMatchObject([{ run: ['go', 'test', './...'] }]);
  });

  it('one that fails when it is tried is said, at once', async () => {
    const repo = project().write('package.json', '{"scripts":{"test":"exit 7"}}').commit();
    const script = repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
    const user = new Keyboard([process.execPath, script, 'setup', '--yes'], { cwd: repo.dir, env: process.env });
    await user.until('npm test was tried once and did not pass (exit 7)');
    expect(await user.end()).toBe(0);
  });
});

describe('#113 the end of setup named neither Codex nor the place of the next step', () => {
  async function endOf(codex: FakeCodex | null, language: string): Promise<string> {
    const repo = project();
    const PATH = [...(codex ? [codex.dir] : []), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    const ran = await installed(repo.dir, ['setup', '--yes', '--language', language], { PATH, HOME: freshFolder() });
    expect(ran.code).toBe(0);
    return (ran.envelope?.findings ?? []).map(({ message }) => message).join('\n');
  }

  it('says what Codex lacks, with the command that helps', async () => {
    expect(await endOf(null, 'en')).toContain('npm install -g @openai/codex');
    expect(await endOf(new FakeCodex(freshFolder()).logOut(), 'en')).toContain('codex login');
  });

  it.each([
    ['en', 'Codex 0.169.0 is ready', 'Next, in Claude Code: /cc-codex-collaborate "your task"'],
    ['zh-CN', 'Codex 0.169.0 已就绪', '下一步，在 Claude Code 中输入：/cc-codex-collaborate "你的任务"'],
  ])('says that it is ready, and where to go on (%s)', async (language, ready, next) => {
    const said = await endOf(new FakeCodex(freshFolder()), language);
    expect(said).toContain(ready);
    expect(said).toContain(next);
  });
});

describe('#114 Claude could loosen the settings of a project by setting it up again', () => {
  const underClaude = { CLAUDECODE: '1' };

  it.each([
    ['a looser preset', ['setup', 'recommended'], 'review.allow_continue_with_p2'],
    ['no checks', ['setup', 'strict', '--no-checks'], 'testing.commands'],
    ['a mode that goes further', ['setup', 'keep', '--mode', 'full-auto-safe'], 'mode'],
  ])('%s is refused, and nothing is written', async (_, words, loosened) => {
    const repo = project().write('package.json', '{"scripts":{"test":"node --version"}}');
    await installed(repo.dir, ['setup', 'strict']);
    const before = read(repo);
    const ran = await installed(repo.dir, words, underClaude);
    expect([ran.code, ran.said]).toEqual([1, ['setup-loosens']]);
    expect(ran.envelope?.findings[0]?.args['settings']).toContain(loosened);
    expect(read(repo)).toBe(before);
    // The user may, in a terminal.
    expect((await installed(repo.dir, words)).code).toBe(0);
    expect(read(repo)).not.toBe(before);
  });

  it("is the user's to decide, with a call that only the user may make", async () => {
    const repo = project();
    await installed(repo.dir, ['setup', 'strict']);
    const ran = await installed(repo.dir, ['setup', 'recommended'], underClaude);
    expect(ran.envelope?.findings[0]?.command).toMatch(/setup recommended --loosen$/);
    expect((await installed(repo.dir, ['setup', 'recommended', '--loosen'], underClaude)).said).toEqual([
      'setup-loosens',
    ]);
    expect(isHumanOnly(['setup', 'recommended', '--loosen'])).toBe(true);
  });

  it('stricter ones, and a first setup, are as they were', async () => {
    const repo = project().write('answers.json', '{"existing":"update","allow_p2":false}');
    expect((await installed(repo.dir, ['setup', 'recommended'], underClaude)).code).toBe(0);
    expect((await installed(repo.dir, ['setup', '--answers', 'answers.json'], underClaude)).code).toBe(0);
    expect(JSON.parse(read(repo)).review.allow_continue_with_p2).toBe(false);
  });
});
