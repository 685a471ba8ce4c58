/** Changed planning documents: the card with its choices, and the difference. */
import { call, forUser, given, proseSlot } from '../../core/call.js';
import type { DocumentChange } from '../../core/plan/sync/changes.js';
import { isPlanChanged, type Letter, offeredLetters, recommendedLetter } from '../../core/plan/sync/choices.js';
import type { NotedChange } from '../../core/plan/sync/impact.js';
import type { Language } from '../../core/say/language.js';
import { oneLine } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { impactOf } from '../../core/task/pauses.js';
import { catalogOf } from '../../text/catalog.js';
import { type Content, line, type Page, toned } from '../page/page.js';

/** One document in one line: how it changed, what about, and where. */
export function changeLine(change: NotedChange & { renamed_to?: string | null }, language: Language): string {
  const { sync, labels } = catalogOf(language);
  const kinds = change.kinds.map((kind) => sync.kinds[kind]).join(', ');
  const sections = change.sections.map((heading) => `“${oneLine(heading, 60)}”`).join(', ');
  const renamed = change.renamed_to ? ` · ${sync.renamed(oneLine(change.renamed_to))}` : '';
  const what = `${sync.how[change.how]} · ${kinds} · ${sync.impact(sync.impacts[change.impact])}`;
  return `${change.document}${labels.colon}${what}${sections === '' ? '' : ` · ${sections}`}${renamed}`;
}

/** The command of a choice. All but looking are the user's. */
export const choiceCall = (letter: Letter) =>
  letter === 'E'
    ? call('diff-docs')
    : forUser(
        call('sync-docs', '--choice', given(letter), ...(letter === 'F' ? (['--text', proseSlot('…')] as const) : [])),
      );

/** What was changed, every choice with its consequence and its command, and why others are missing. */
export function documentsCard(changes: readonly NotedChange[], language: Language, place: Place): string {
  const { sync } = catalogOf(language);
  const best = recommendedLetter(changes);
  return [
    sync.headline(sync.impacts[impactOf(changes)]),
    ...changes.map((change) => `  ${changeLine(change, language)}`),
    ...offeredLetters(changes).flatMap((letter) => [
      `  ${letter}. ${sync.choices[letter]}${letter === best ? ` (${sync.recommended})` : ''}`,
      `    ${spell(choiceCall(letter), place)}`,
    ]),
    ...(isPlanChanged(changes) ? [sync.planChanged] : []),
  ].join('\n');
}

/** The difference of one document: a heading, then its changed lines. */
export function documentDiff(change: DocumentChange, noted: NotedChange, language: Language): Page {
  const { sync } = catalogOf(language);
  const head = `--- ${changeLine({ ...noted, renamed_to: change.renamed_to }, language)}`;
  const rows = change.diff === '' ? [sync.noText] : change.diff.split('\n');
  return [line(toned('strong', head)), ...rows.map((row) => line(colouredRow(row), { isWhole: true }))];
}

function colouredRow(row: string): Content {
  if (row.startsWith('@@')) return toned('dim', row);
  if (row.startsWith('+')) return toned('good', row);
  return row.startsWith('-') ? toned('bad', row) : row;
}
