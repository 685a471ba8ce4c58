/** The text of `doctor`: one line for each check, followed by the sentence and the fix for each problem. */

import type { Check, Diagnosis } from '../core/install/diagnosis.js';
import type { Language } from '../core/say/language.js';
import { notice } from '../core/say/notices.js';
import { column } from '../core/say/plain.js';
import type { Place } from '../core/say/spelling.js';
import { catalogOf } from '../text/catalog.js';
import { phrased, sentence } from './say.js';

const LEVELS = { pass: 'PASS', warn: 'WARN', fail: 'FAIL' } as const;

/** All checks, and a last line with the count of each level. */
export function doctorText({ checks, counts }: Diagnosis, language: Language, place: Place): string {
  const lines = checks.map((check) => checkText(check, language, place));
  return [...lines, '', sentence(notice('doctor-result', counts), language)].join('\n');
}

function checkText({ name, level, facts, notices }: Check, language: Language, place: Place): string {
  const head = `${LEVELS[level]}  ${column(catalogOf(language).doctor.names[name], 20)}${facts}`.trimEnd();
  const below = notices.map((given) =>
    phrased(given, language, place)
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n'),
  );
  return [head, ...below].join('\n');
}
