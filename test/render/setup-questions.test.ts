/** The questions of setup as Claude gets them: each fits AskUserQuestion of Claude Code, which refuses others. */
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import { questionsFor, type SetupFacts } from '../../scripts/core/install/wizard/questions.js';
import { widthOf } from '../../scripts/core/say/width.js';
import { type QuestionView, questionsText, questionViews } from '../../scripts/render/install/wizard.js';
import { withSettings } from '../helpers/settings.js';

const recommended = defaultConfig('recommended', 'auto');
const odd = withSettings(recommended, {
  language: { user_language: 'ja' },
  planning: { max_plan_review_rounds: 9 },
  milestones: { max_diff_lines_per_milestone: 77 },
  review: { max_review_rounds_per_milestone: 8, max_fix_attempts_per_milestone: 1 },
  testing: { commands: [{ name: 'a', run: ['node', '-e', 'a: b'], required: true, timeout_seconds: 60 }] },
}) as unknown as SetupFacts['current'];

const facts = (given: Partial<SetupFacts>): SetupFacts => ({
  found: 'none',
  current: recommended,
  detected: [],
  ignoresLess: true,
  command: '~/.local/bin/cccc',
  ...given,
});
const CASES: [string, SetupFacts][] = [
  ['nothing is there', facts({})],
  ['tests were found', facts({ detected: ['npm test', 'npm run lint'] })],
  ['settings are there', facts({ found: 'current', current: odd, detected: ['npm test'] })],
  ['older settings are there', facts({ found: 'older' })],
];
const views = ({ found, ...rest }: SetupFacts, language: 'en' | 'zh-CN'): QuestionView[] =>
  questionViews(questionsFor({ found, ...rest }), found, language);

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test.each(CASES)('every question fits where %s', (_, given) => {
    for (const { id, ask, values, default: now } of views(given, language)) {
      const labels = ask.options.map(({ label }) => label);
      expect(labels.length, id).toBeGreaterThanOrEqual(2);
      expect(labels.length, id).toBeLessThanOrEqual(4);
      expect(new Set(labels).size, id).toBe(labels.length);
      expect(Math.min(...labels.map((label) => label.length)), id).toBeGreaterThan(0);
      expect(widthOf(ask.header), id).toBeLessThanOrEqual(12);
      expect(values, id).toHaveLength(labels.length);
      expect(values[0], id).toEqual(now);
    }
    const asked = views(given, language).map(({ ask }) => ask.question);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('a present value is marked, a command is one label, and what the text adds is what may be typed', () => {
    const [given] = CASES.slice(2).map(([, each]) => each);
    const all = views(given ?? facts({}), language);
    const of = (id: string) => all.find((view) => view.id === id);
    expect(of('language')?.ask.options[0]?.label).toBe(language === 'en' ? 'ja (now)' : 'ja（当前）');
    expect(of('checks')?.ask.options[0]).toMatchObject({ label: expect.stringContaining('a: b'), description: '' });
    expect(of('existing')?.ask.options[0]?.label).not.toMatch(/now|当前/);
    expect(questionsText(all, language)).toContain(language === 'en' ? '\n  8 (now)\n' : '\n  8（当前）\n');
  });
});

test('a question with one choice offers to answer otherwise', () => {
  const checks = views(facts({}), 'en').find(({ id }) => id === 'checks');
  expect(checks?.values).toEqual([[], null]);
});
