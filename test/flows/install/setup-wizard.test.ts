import { existsSync, readFileSync } from 'node:fs';
import prompts from 'prompts';
import { describe, expect, test } from 'vitest';
import { call, forUser, proseSlot } from '../../../scripts/core/call.js';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import type { Arguments, Context } from '../../../scripts/flows/context.js';
import { type Asker, Cancelled, terminalAsker } from '../../../scripts/io/install/ask.js';
import { catalogOf } from '../../../scripts/text/catalog.js';
import { run } from '../../../scripts/verbs/setup.js';
import { makeProject, type TestRepo } from '../../helpers/repo.js';

const words = catalogOf('en').wizard;
const config = (repo: TestRepo) => JSON.parse(readFileSync(repo.file('docs/cccc/config.json'), 'utf8'));

function context(cwd: string): Context {
  return {
    cwd,
    env: {},
    json: false,
    tty: true,
    version: '1.2.3',
    asked: 'terminal',
    language: 'en',
    now: () => '2030-01-02T03:04:05.006Z',
    say: () => undefined,
    print: () => undefined,
    show: () => undefined,
    progress: () => undefined,
    rewrites: false,
    recorded: [],
  };
}
const args = (values: Arguments['values'] = {}): Arguments => ({ values, positionals: [] });

/** Answers by the title of a choice or by a value, and records the questions. An unexpected question fails the test. */
function answering(answers: Record<string, string | boolean | number>): Asker & { asked: string[] } {
  const asked: string[] = [];
  const answerTo = (message: string): string | boolean | number => {
    asked.push(message);
    const answer = answers[message];
    if (answer === undefined) throw new Error(`nobody answers: ${message}`);
    if (answer === 'CTRL-C') throw new Cancelled();
    return answer;
  };
  return {
    asked,
    choose: async (message, choices) => {
      const answer = answerTo(message);
      const chosen = choices.find(({ title }) => title === answer);
      if (chosen === undefined)
        throw new Error(
          `"${String(answer)}" is not offered at "${message}": ${choices.map(({ title }) => title).join(' | ')}`,
        );
      return chosen.value;
    },
    confirm: async (message) => answerTo(message) === true,
    count: async (message) => Number(answerTo(message)),
    text: async (message, _initial, fault) => {
      const answer = String(answerTo(message));
      expect(fault(answer)).toBeNull();
      return answer;
    },
  };
}

const BASIC = {
  [words.preset]: words.recommended,
  [words.language]: 'English',
  [words.checks]: words.checksNone,
  [words.gitignore]: false,
};

describe('the wizard', () => {
  test('asks for the preset, the language, the tests and .gitignore, and writes what was chosen', async () => {
    const repo = makeProject().write('package.json', '{"scripts":{"test":"x"}}');
    const asker = answering({
      ...BASIC,
      [words.preset]: words.strict,
      [words.checks]: words.checksUse({ checks: 'npm test' }),
      [words.gitignore]: true,
    });
    const result = await run(context(repo.dir), args(), asker);
    expect(result.code).toBe(0);
    expect(asker.asked).toEqual([words.preset, words.language, words.checks, words.gitignore]);
    const checks = [{ name: 'npm test', run: ['npm', 'test'], required: true, timeout_seconds: 600 }];
    expect(config(repo)).toEqual({ ...defaultConfig('strict', 'en'), testing: { commands: checks } });
    expect(readFileSync(repo.file('.gitignore'), 'utf8')).toContain('docs/cccc/runtime/');
    expect(existsSync(repo.file('.claude/settings.json'))).toBe(false);
  });

  test('skips what a flag has answered', async () => {
    const repo = makeProject();
    const asker = answering({});
    await run(
      context(repo.dir),
      args({ preset: 'strict', language: 'pt-BR', 'no-checks': true, gitignore: true }),
      asker,
    );
    expect(asker.asked).toEqual([]);
    expect(config(repo)).toEqual(defaultConfig('strict', 'pt-BR'));
  });

  test('custom goes through every threshold', async () => {
    const repo = makeProject();
    const asker = answering({
      ...BASIC,
      [words.preset]: words.custom,
      [words.language]: words.languageOther,
      [words.languageTag]: 'ja',
      [words.mode]: words.modes.manual,
      [words.planRounds]: '5',
      [words.milestoneSize]: words.sizeOwn,
      [words.diffLines]: 111,
      [words.changedFiles]: 11,
      [words.reviewRounds]: 2,
      [words.fixAttempts]: 7,
      [words.blockP1]: true,
      [words.allowP2]: false,
      [words.keepGoing]: true,
      [words.loop]: words.loopLater,
      [words.checks]: words.checksOwn,
      [words.checksLine]: 'make "all tests"',
    });
    const result = await run(context(repo.dir), args(), asker);
    expect(result.next).toEqual(call('start', proseSlot('task')));
    expect(config(repo)).toMatchObject({
      language: { user_language: 'ja' },
      mode: 'manual',
      planning: { max_plan_review_rounds: 5 },
      milestones: { max_diff_lines_per_milestone: 111, max_changed_files_per_milestone: 11 },
      review: {
        max_review_rounds_per_milestone: 2,
        max_final_review_rounds: 2,
        max_fix_attempts_per_milestone: 7,
        block_on_p1: true,
        allow_continue_with_p2: false,
      },
      automation: { stop_hook_reentry: 'on-progress', stop_hook_loop_enabled: false },
      testing: { commands: [{ name: 'make "all tests"', run: ['make', 'all tests'] }] },
    });
  });

  test.each([
    [10, 600],
    [20, 1200],
    [40, 2500],
  ])('a milestone of %i files and %i lines is one choice', async (files, lines) => {
    const repo = makeProject();
    const custom = {
      [words.mode]: words.modes['supervised-auto'],
      [words.planRounds]: '3',
      [words.milestoneSize]: words.size({ files, lines }),
      [words.reviewRounds]: 3,
      [words.fixAttempts]: 3,
      [words.blockP1]: true,
      [words.allowP2]: true,
      [words.keepGoing]: false,
      [words.loop]: words.loopNo,
    };
    await run(context(repo.dir), args(), answering({ ...BASIC, ...custom, [words.preset]: words.custom }));
    expect(config(repo).milestones).toMatchObject({
      max_diff_lines_per_milestone: lines,
      max_changed_files_per_milestone: files,
    });
  });

  test.each([
    [true, forUser(call('loop', 'start'))],
    [false, call('start', proseSlot('task'))],
  ])(
    'choosing the loop "now" shows a warning, and only names the next command (confirmed: %s)',
    async (confirmed, next) => {
      const repo = makeProject();
      const custom = {
        [words.mode]: words.modes['full-auto-safe'],
        [words.planRounds]: '3',
        [words.milestoneSize]: words.size({ files: 20, lines: 1200 }),
        [words.reviewRounds]: 3,
        [words.fixAttempts]: 3,
        [words.blockP1]: true,
        [words.allowP2]: true,
        [words.keepGoing]: false,
        [words.loop]: words.loopNow,
        [words.loopWarning]: confirmed,
      };
      const result = await run(
        context(repo.dir),
        args(),
        answering({ ...BASIC, ...custom, [words.preset]: words.custom }),
      );
      expect(result.next).toEqual(next);
      expect([existsSync(repo.file('.claude/settings.json')), existsSync(repo.file('.claude/hooks'))]).toEqual([
        false,
        false,
      ]);
    },
  );

  test('an existing config can be kept, gone through, or backed up and rebuilt', async () => {
    const repo = makeProject();
    const own = JSON.stringify({ ...defaultConfig('strict', 'en'), mode: 'manual' });
    repo.write('docs/cccc/config.json', own);
    const kept = answering({ [words.existing]: words.existingKeep, [words.gitignore]: false });
    await run(context(repo.dir), args(), kept);
    expect(readFileSync(repo.file('docs/cccc/config.json'), 'utf8')).toBe(own);
    await run(context(repo.dir), args(), answering({ ...BASIC, [words.existing]: words.existingRebuild }));
    expect(config(repo)).toEqual(defaultConfig('recommended', 'en'));
    expect(readFileSync(repo.file('docs/cccc/backups/2030-01-02T03-04-05.006Z/docs/cccc/config.json'), 'utf8')).toBe(
      own,
    );
  });

  test.each<[string, Record<string, string | boolean>]>([
    ['at the first question', { [words.preset]: 'CTRL-C' }],
    ['at the last question', { ...BASIC, [words.gitignore]: 'CTRL-C' }],
    ['by its own choice', { [words.preset]: words.exit }],
  ])('left %s, it writes nothing', async (_, answers) => {
    const repo = makeProject();
    const result = await run(context(repo.dir), args(), answering(answers));
    expect([result.code, result.notices.map(({ code }) => code)]).toEqual([1, ['setup-cancelled']]);
    expect(existsSync(repo.file('docs'))).toBe(false);
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('is not started when --yes or --json is given', async () => {
    const repo = makeProject();
    expect((await run(context(repo.dir), args({ yes: true }), answering({}))).code).toBe(0);
    expect((await run({ ...context(repo.dir), json: true }, args({ preset: 'keep' }), answering({}))).code).toBe(0);
  });

  test('both languages answer every question', () => {
    expect(Object.keys(catalogOf('zh-CN').wizard)).toEqual(Object.keys(catalogOf('en').wizard));
  });
});

describe('questions on a terminal', () => {
  const asker = terminalAsker(words.prompt);

  test('what the user picks or types comes back', async () => {
    prompts.inject([1, true, 5, '  ja ']);
    expect(
      await asker.choose('which', [
        { title: 'a', value: 'A' },
        { title: 'b', value: 'B' },
      ]),
    ).toBe('B');
    expect(await asker.confirm('sure', false)).toBe(true);
    expect(await asker.count('how many', 3)).toBe(5);
    expect(await asker.text('tag', 'en', () => null)).toBe('ja');
  });

  test('Ctrl-C ends the questions', async () => {
    prompts.inject([new Error('Ctrl-C')]);
    await expect(asker.confirm('sure', false)).rejects.toBeInstanceOf(Cancelled);
  });
});
