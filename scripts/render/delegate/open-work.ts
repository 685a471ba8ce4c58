/** What Codex does outside of the gated loop, as lines and as data. */
import type { OpenWork } from '../../core/delegate/open-work.js';
import type { Language } from '../../core/say/language.js';
import { oneLine } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { catalogOf } from '../../text/catalog.js';
import { indented, line, type Page, type Tone, toned } from '../page/page.js';
import { colon, commandLine } from '../say.js';
import { localTime } from '../time.js';

const TONES: Record<OpenWork['standing'], Tone> = { running: 'active', waiting: 'strong', left: 'warn' };

/** One piece of work: how it stands, what it is, since when, and the command that goes on. */
function workLines(work: OpenWork, language: Language, place: Place): Page {
  const { kinds, standings, awaits } = catalogOf(language).status.work;
  const standing = work.awaits === null ? standings[work.standing] : awaits[work.awaits];
  const about = work.about === '' ? '' : `${colon(language)}${oneLine(work.about, 100)}`;
  return [
    line([
      toned(TONES[work.standing], standing),
      ` · ${kinds[work.kind]}${about}`,
      toned('dim', ` · ${localTime(work.since)}`),
    ]),
    commandLine(spell(work.run, place), 2),
  ];
}

/** The section with its heading; empty where there is nothing. */
export function openWorkPage(work: readonly OpenWork[], language: Language, place: Place): Page {
  if (work.length === 0) return [];
  const { title } = catalogOf(language).status.work;
  const lines = work.flatMap((one) => workLines(one, language, place));
  return [line(`${title}${colon(language).trim()}`), ...indented(lines, 2)];
}

/** The same for programs, with the command as text. */
export const openWorkData = (work: readonly OpenWork[], place: Place): object[] =>
  work.map(({ run, ...rest }) => ({ ...rest, command: spell(run, place) }));
