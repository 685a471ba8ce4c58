/** The wizard of setup with answers in place of keys; the keys are in test/scenarios/setup-terminal.test.ts. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import type { QuestionId } from '../../../scripts/core/install/wizard/questions.js';
import type { Arguments, Context } from '../../../scripts/flows/context.js';
import { type Asker, Cancelled } from '../../../scripts/io/install/ask.js';
import { catalogOf } from '../../../scripts/text/catalog.js';
import { run } from '../../../scripts/verbs/setup.js';
import { freshFolder, makeProject, type TestRepo } from '../../helpers/repo.js';

const words = catalogOf('en').wizard;
const config = (repo: TestRepo) => JSON.parse(readFileSync(repo.file('docs/cccc/config.json'), 'utf8'));

function context(cwd: string): Context {
  return {
    cwd,
    env: { XDG_STATE_HOME: freshFolder(), PATH: process.env['PATH'] },
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
    openScreen: () => Promise.reject(new Error('there is no terminal')),
    attend: () => undefined,
    recorded: [],
  };
}
const args = (values: Arguments['values'] = {}, ...positionals: string[]): Arguments => ({ values, positionals });

/** Takes the preselected answer everywhere, but for the questions that are named; Ctrl-C at the question `cancelAt`. */
function defaults(
  given: Record<string, string | boolean> = {},
  cancelAt = Number.POSITIVE_INFINITY,
): Asker & { asked: string[] } {
  const asked: string[] = [];
  const answerTo = (message: string): string | boolean | undefined => {
    asked.push(message);
    if (asked.length > cancelAt) throw new Cancelled();
    return given[message];
  };
  return {
    asked,
    begin: () => undefined,
    show: () => undefined,
    choose: async (message, choices, initial) => {
      const answer = answerTo(message);
      const chosen = answer === undefined ? choices[initial] : choices.find(({ title }) => title === answer);
      if (chosen === undefined) throw new Error(`"${String(answer)}" is not offered at "${message}"`);
      return chosen.value;
    },
    confirm: async (message, initial) => (answerTo(message) ?? initial) === true,
    text: async (message, initial, fault) => {
      const answer = String(answerTo(message) ?? initial);
      expect(fault(answer)).toBeNull();
      return answer;
    },
  };
}

describe('the wizard', () => {
  test('skips what the command line has answered', async () => {
    const repo = makeProject();
    const asker = defaults();
    await run(context(repo.dir), args({ language: 'pt-BR', 'no-checks': true, gitignore: true }, 'strict'), asker);
    expect(asker.asked).toEqual([words.confirm]);
    expect(config(repo)).toEqual(defaultConfig('strict', 'pt-BR'));
  });

  test('Ctrl-C at any question leaves everything as it was', async () => {
    const repo = makeProject().write('docs/cccc/config.json', JSON.stringify(defaultConfig('strict', 'en')));
    const before = readFileSync(repo.file('docs/cccc/config.json'), 'utf8');
    const steps = { [words.questions.existing]: words.choices.existing.update, [words.questions.fix_attempts]: '9' };
    const all = defaults({ ...steps, [words.confirm]: false });
    await run(context(repo.dir), args(), all);
    expect(all.asked.length).toBeGreaterThan(12);
    for (let count = 0; count < all.asked.length; count += 1) {
      const result = await run(context(repo.dir), args(), defaults(steps, count));
      expect([result.code, result.notices.map(({ code }) => code)], all.asked[count]).toEqual([1, ['setup-cancelled']]);
    }
    expect(readFileSync(repo.file('docs/cccc/config.json'), 'utf8')).toBe(before);
    expect(repo.git('status', '--porcelain')).toBe('?? docs/');
    expect(existsSync(repo.file('docs/cccc/state.json'))).toBe(false);
  });

  test('a change of one setting leaves the rest of the file, with its formatting', async () => {
    const own = `${JSON.stringify(defaultConfig('strict', 'en'), null, 4)}\n`.replaceAll('\n', '\r\n');
    const repo = makeProject().write('docs/cccc/config.json', own);
    const asker = defaults({
      [words.questions.existing]: words.choices.existing.update,
      [words.questions.fix_attempts]: '9',
    });
    await run(context(repo.dir), args(), asker);
    const now = readFileSync(repo.file('docs/cccc/config.json'), 'utf8');
    expect(now).toBe(own.replace('"max_fix_attempts_per_milestone": 2', '"max_fix_attempts_per_milestone": 9'));
    expect(readFileSync(repo.file('docs/cccc/backups/config.2030-01-02T03-04-05.006Z.json'), 'utf8')).toBe(own);
  });

  test('settings of another version are taken over, and its language and checks are kept', async () => {
    const old = { language: { user_language: 'zh-CN' }, mode: 'manual', review: { block_on_p1: false }, docs_sync: 1 };
    const repo = makeProject().write('docs/cccc/config.json', JSON.stringify(old));
    const asker = defaults();
    const result = await run(context(repo.dir), args(), asker);
    expect(asker.asked).toContain(words.existingOlder);
    expect(result.notices.map(({ code }) => code)).toContain('config-fields-dropped');
    expect(config(repo)).toMatchObject({
      language: { user_language: 'zh-CN' },
      mode: 'manual',
      review: { block_on_p1: false, max_review_rounds_per_milestone: 3 },
    });
  });

  test('where nothing would change, nothing is asked at the end', async () => {
    const repo = makeProject();
    await run(context(repo.dir), args(), defaults());
    const again = defaults();
    const result = await run(context(repo.dir), args(), again);
    expect([result.code, again.asked.includes(words.confirm)]).toEqual([0, false]);
  });

  test('the answer about the language changes the language of the questions that follow', async () => {
    const zh = catalogOf('zh-CN').wizard;
    const asker = defaults({ [words.questions.language]: words.choices.language['zh-CN'] });
    const result = await run(context(makeProject().dir), args(), asker);
    const ids: QuestionId[] = ['settings', 'checks', 'gitignore'];
    expect(asker.asked).toEqual([words.questions.language, ...ids.map((id) => zh.questions[id]), zh.confirm]);
    expect(result.language).toBe('zh-CN');
  });

  test('is not started when --yes or --json is given', async () => {
    const repo = makeProject();
    const asker = defaults();
    expect((await run(context(repo.dir), args({ yes: true }), asker)).code).toBe(0);
    expect((await run({ ...context(repo.dir), json: true }, args({}, 'keep'), asker)).code).toBe(0);
    expect(asker.asked).toEqual([]);
  });
});
