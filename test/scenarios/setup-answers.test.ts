/** `cccc setup` where Claude asks: the questions as data, the answers from a file or stdin, and a file to import. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import { installed, placeSkill, runNode } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const config = (repo: TestRepo) => JSON.parse(read(repo, 'docs/cccc/config.json'));

function newProject(): TestRepo {
  const repo = makeProject();
  placeSkill(repo.dir);
  return repo;
}

/** Runs the installed program with text on its standard input. */
async function fed(repo: TestRepo, args: string[], input: string, env: NodeJS.ProcessEnv = {}) {
  const script = repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
  const ran = await runNode([script, ...args, '--json'], { cwd: repo.dir, input, env });
  const envelope = JSON.parse(ran.stdout);
  return { ...ran, envelope, said: envelope.findings.map(({ code }: { code: string }) => code) };
}

describe('questions and answers for Claude', () => {
  test('--questions lists them with the present answers, in the language, and writes nothing', async () => {
    const repo = newProject().write('package.json', '{"scripts":{"test":"node --test"}}');
    const before = repo.git('status', '--porcelain', '--ignored');
    const english = await installed(repo.dir, ['setup', '--questions']);
    const data = Object(english.envelope?.data);
    expect(data.questions.map(({ id }: { id: string }) => id).slice(0, 3)).toEqual(['language', 'settings', 'mode']);
    expect(data.questions[1]).toMatchObject({ type: 'choice', default: 'recommended', when: [] });
    expect(data.questions.find(({ id }: { id: string }) => id === 'checks')).toMatchObject({ default: ['npm test'] });
    expect(english.envelope?.next).toContain('setup --answers <file> --dry-run');
    const chinese = Object((await installed(repo.dir, ['setup', '--questions', '--language', 'zh-CN'])).envelope?.data);
    expect(chinese.how).toMatch(/AskUserQuestion/);
    for (const { ask } of chinese.questions) expect(ask.question).toMatch(/\p{Script=Han}/u);
    expect(repo.git('status', '--porcelain', '--ignored')).toBe(before);
  });

  test('the defaults that it prints are answers that change nothing', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', 'strict', '--language', 'zh-CN']);
    const before = read(repo, 'docs/cccc/config.json');
    const { questions } = Object((await installed(repo.dir, ['setup', '--questions'])).envelope?.data);
    const unconditional = questions.filter(({ when }: { when: unknown[] }) => when.length === 0);
    const given = Object.fromEntries(
      unconditional.map((one: { id: string; default: unknown }) => [one.id, one.default]),
    );
    const ran = await fed(repo, ['setup', '--answers', '-'], JSON.stringify(given));
    expect(ran.code).toBe(0);
    expect(read(repo, 'docs/cccc/config.json')).toBe(before);
  });

  test('answers from a file and from stdin do the same, and --dry-run only shows it', async () => {
    const [file, stdin] = [newProject(), newProject()];
    const given = {
      language: 'zh-CN',
      settings: 'custom',
      mode: 'manual',
      plan_rounds: 5,
      allow_p2: false,
      loop: 'now',
    };
    file.write('答案 1.json', `\uFEFF${JSON.stringify(given)}`);
    const planned = await installed(file.dir, ['setup', '--answers', '答案 1.json', '--dry-run']);
    expect([planned.code, existsSync(file.file('docs'))]).toEqual([0, false]);
    const one = await installed(file.dir, ['setup', '--answers', '答案 1.json']);
    const other = await fed(stdin, ['setup', 'custom'], JSON.stringify({ ...given, settings: 'custom' }));
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(Object(one.envelope?.data).changes).toEqual(Object(planned.envelope?.data).changes);
    expect(config(file)).toEqual(config(stdin));
    expect(config(file)).toMatchObject({ mode: 'manual', planning: { max_plan_review_rounds: 5 } });
    // Nobody was at a terminal to agree to the loop, so it is only named.
    expect(one.envelope?.next).toContain('loop start');
    expect(existsSync(file.file('.claude/settings.json'))).toBe(false);
  });

  test('wrong answers are named by their ids, all at once, and nothing is written', async () => {
    const repo = newProject();
    const ran = await fed(repo, ['setup', '--answers', '-'], '{"settings":"fast","mode":"manual","speed":1}');
    expect([ran.code, ran.said]).toEqual([2, ['answer-wrong', 'answer-wrong', 'answer-wrong']]);
    expect(ran.envelope.findings.map(({ args }: { args: { id: string } }) => args.id)).toEqual([
      'settings',
      'mode',
      'speed',
    ]);
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test.each([
    ['no JSON', '{"settings": '],
    ['a list', '[]'],
    ['nothing', ''],
  ])('%s is no answer', async (_, text) => {
    const repo = newProject();
    const ran = await fed(repo, ['setup', '--answers', '-'], text);
    expect([ran.code, ran.said]).toEqual([2, ['answers-unreadable']]);
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test('a file that is not there is named', async () => {
    const ran = await installed(newProject().dir, ['setup', '--answers', '没有.json']);
    expect([ran.code, ran.said]).toEqual([2, ['answers-unreadable']]);
  });

  test('exit writes nothing', async () => {
    const repo = newProject();
    expect((await fed(repo, ['setup', '--answers', '-'], '{"settings":"exit"}')).said).toEqual(['setup-cancelled']);
    expect(existsSync(repo.file('docs'))).toBe(false);
  });
});

describe('import of a named file', () => {
  test('takes over the settings of another project', async () => {
    const repo = newProject();
    repo.write(
      '其他 项目/config.json',
      JSON.stringify({ ...defaultConfig('strict', 'zh-CN'), mode: 'manual', more: 1 }),
    );
    const answer = await installed(repo.dir, ['setup', 'import', '其他 项目/config.json']);
    expect([answer.code, answer.said.includes('config-fields-dropped')]).toEqual([0, true]);
    expect(config(repo)).toEqual({ ...defaultConfig('strict', 'zh-CN'), mode: 'manual' });
  });

  test.each([
    ['not there', null],
    ['not JSON', '{'],
  ])('a file that is %s is named, and nothing is written', async (_, text) => {
    const repo = newProject();
    if (text !== null) repo.write('old.json', text);
    expect(await installed(repo.dir, ['setup', 'import', 'old.json'])).toMatchObject({
      code: 2,
      said: ['answers-unreadable'],
    });
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test.each([[['strict', 'file.json']], [['keep', 'a', 'b']], [['import', 'a', 'b']]])(
    '%j is wrong usage',
    async (words) => {
      expect(await installed(newProject().dir, ['setup', ...words])).toMatchObject({ code: 2, said: ['bad-usage'] });
    },
  );
});
