/** The page of `doctor`: the checks by group, below each problem its sentence and its fix; the verdict comes last. */

import { CHECK_GROUPS, type Check, type CheckName, type Diagnosis, groupOf } from '../../core/install/diagnosis.js';
import { fixOf } from '../../core/install/fixes.js';
import type { Language } from '../../core/say/language.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { column } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { catalogOf } from '../../text/catalog.js';
import { blank, line, type Mark, marked, type Page, type Tone, toned } from '../page/page.js';
import { commandLine, sentence } from '../say.js';

const LEVELS: Record<Check['level'], { word: string; mark: Mark; tone: Tone }> = {
  pass: { word: 'PASS', mark: 'done', tone: 'good' },
  warn: { word: 'WARN', mark: 'warned', tone: 'warn' },
  fail: { word: 'FAIL', mark: 'failed', tone: 'bad' },
};
const NAME_WIDTH = 17;
const BELOW = 4;

/** @param isVerbose whether paths and digests are shown too */
export function doctorPage({ checks, counts }: Diagnosis, language: Language, place: Place, isVerbose = false): Page {
  const words = catalogOf(language).doctor;
  const groups = CHECK_GROUPS.flatMap((group) => {
    const own = checks.filter(({ name }) => groupOf(name) === group);
    if (own.length === 0) return [];
    return [
      line(toned('strong', words.groups[group])),
      ...own.flatMap((check) => checkLines(check, language, place, isVerbose)),
      blank,
    ];
  });
  const names = (level: Check['level']): string =>
    checks.flatMap((check) => (check.level === level ? words.names[check.name] : [])).join(words.comma);
  const verdict = notice('doctor-result', { ...counts, failed: names('fail'), warned: names('warn') });
  const tone = counts.fail > 0 ? 'bad' : counts.warn > 0 ? 'warn' : 'good';
  return [...groups, line(toned(tone, sentence(verdict, language)))];
}

function checkLines(check: Check, language: Language, place: Place, isVerbose: boolean): Page {
  const { level, facts, details, notices } = check;
  const { word, mark } = LEVELS[level];
  const name = column(nameOf(check.name, language), NAME_WIDTH);
  return [
    line([marked(mark, word), toned('strong', name), facts], { indent: 2, hang: NAME_WIDTH + 2 }),
    ...(isVerbose && details !== '' ? [line(toned('dim', details), { indent: BELOW + 2 })] : []),
    ...notices.flatMap((given) => noticePage(given, language, place)),
  ];
}

const nameOf = (name: CheckName, language: Language): string => catalogOf(language).doctor.names[name];

function noticePage(given: Notice, language: Language, place: Place): Page {
  const fix = fixOf(given);
  return [
    line(sentence(given, language), { indent: BELOW }),
    ...(fix === null ? [] : [commandLine(spell(fix, place), BELOW)]),
  ];
}
