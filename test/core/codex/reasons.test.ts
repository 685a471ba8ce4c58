/** What is said after a review without an outcome: the way on that is true for its reason, in both languages. */
import { expect, test } from 'vitest';
import { REASONS, wayOn } from '../../../scripts/core/codex/reasons.js';
import type { Language } from '../../../scripts/core/say/language.js';
import { catalogOf } from '../../../scripts/text/catalog.js';

const BACK: Record<Language, RegExp> = { en: /when Codex is back/i, 'zh-CN': /Codex 恢复/ };

test.each([...new Set(REASONS)])('after %s, only where the service is away is it waited for', (reason) => {
  for (const language of ['en', 'zh-CN'] as const) {
    const { actions, progress } = catalogOf(language);
    const args = { reason, resets_at: '' };
    const { why, act } = actions['wait-for-codex'](args);
    expect(why).toContain(`${reason}`);
    for (const said of [act, progress.decisions['wait-for-codex'](args, '')])
      expect(BACK[language].test(said), said).toBe(wayOn(reason) === 'service');
  }
});

test('a reason that another version names is over', () => {
  expect(wayOn('not-yet-known')).toBe('nothing');
});
