/** `doctor` as people read it: one line a check, and below what is wrong the sentence and the fix. */

import type { Check } from '../core/install/diagnosis.js';
import type { Language } from '../core/say/language.js';
import { notice } from '../core/say/notices.js';
import { column } from '../core/say/plain.js';
import { catalogOf } from '../text/catalog.js';
import { phrased, sentence } from './say.js';

const LEVELS = { pass: 'PASS', warn: 'WARN', fail: 'FAIL' } as const;

export function checkText({ name, level, facts, notices }: Check, language: Language, cli: string): string {
  const head = `${LEVELS[level]}  ${column(catalogOf(language).doctor.names[name], 20)}${facts}`.trimEnd();
  const below = notices.map((given) =>
    phrased(given, language, cli)
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n'),
  );
  return [head, ...below].join('\n');
}

/** The last line: how many of each. */
export function doctorSummary(checks: readonly Check[], language: Language): string {
  const count = (level: Check['level']): number => checks.filter((check) => check.level === level).length;
  return `\n${sentence(notice('doctor-result', { pass: count('pass'), warn: count('warn'), fail: count('fail') }), language)}`;
}
