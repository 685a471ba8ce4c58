/** Compares the planning documents with those of the last sync. */
import { lineDiff } from '../../review/line-diff.js';
import { oneLine } from '../../say/plain.js';
import { scan } from '../markdown.js';
import { sectionsIn, textOf } from './canonical.js';
import { type ChangeKind, greatest, IMPACT_OF, type Impact, type NotedChange } from './impact.js';
import { topicOf, type WatchedDocument } from './topics.js';

/** One document on one side of the comparison; its text is canonical and without secrets. */
export type DocumentSide =
  | { kind: 'missing' }
  | { kind: 'text'; digest: string; text: string; numbers: readonly number[] }
  /** The digest is known, and the text is not: it cannot be read, or was deleted. */
  | { kind: 'unread'; digest: string };

export interface SectionChange {
  /** '' for the text before the first heading. */
  heading: string;
  kind: ChangeKind;
  how: 'added' | 'removed' | 'edited';
}

export interface DocumentChange {
  document: WatchedDocument;
  how: NotedChange['how'];
  kinds: ChangeKind[];
  impact: Impact;
  sections: SectionChange[];
  /** '' where there is no text to compare. */
  diff: string;
  /** Where its content is now, if a file of another name beside it holds the same; null if none does. */
  renamed_to: string | null;
}

const isEmpty = (side: DocumentSide): boolean => side.kind === 'missing' || (side.kind === 'text' && side.text === '');

/** The documents that the program appends to. Where one is missing, it begins it with a title. */
const LOGS: readonly WatchedDocument[] = ['decision-log.md', 'open-questions.md'];

const isBegunLog = (document: WatchedDocument, side: DocumentSide): boolean =>
  LOGS.includes(document) && side.kind === 'text' && /^# .*$/.test(side.text);

/**
 * How one document changed; null when it did not. A document that lost all its text counts as deleted.
 *
 * @param renamed_to see DocumentChange
 */
export function changeOf(
  document: WatchedDocument,
  before: DocumentSide,
  after: DocumentSide,
  renamed_to: string | null = null,
): DocumentChange | null {
  const made = (how: DocumentChange['how'], sections: SectionChange[], kinds: ChangeKind[]): DocumentChange => ({
    document,
    how,
    sections,
    kinds: [...new Set(kinds)],
    impact: greatest(kinds.map((kind) => IMPACT_OF[kind])),
    diff: diffOf(before, after),
    renamed_to,
  });
  if ('digest' in before && 'digest' in after && before.digest === after.digest) return null;
  if (isEmpty(after)) return isEmpty(before) ? null : made('deleted', [], ['deleted']);
  if (isEmpty(before) && isBegunLog(document, after)) return null;
  if (after.kind === 'missing') return null;
  if (after.kind === 'unread') return made('unreadable', [], ['unknown']);
  if (before.kind === 'unread') return made('edited', [], ['unknown']);
  const earlier = before.kind === 'text' ? before.text : '';
  // Only what was redacted differs: nothing shows what it is about.
  if (earlier === after.text) return made('edited', [], ['unknown']);
  const sections = changedSections(document, earlier, after.text);
  // The same sections in another order.
  const kinds = sections.length === 0 ? [topicOf(document, '')] : sections.map(({ kind }) => kind);
  return made(isEmpty(before) ? 'added' : 'edited', sections, kinds);
}

function changedSections(document: WatchedDocument, before: string, after: string): SectionChange[] {
  const earlier = byHeading(before);
  const later = byHeading(after);
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((heading): SectionChange[] => {
    const [was = '', is = ''] = [earlier.get(heading), later.get(heading)];
    if (was === is) return [];
    const how = was === '' ? 'added' : is === '' ? 'removed' : 'edited';
    return [{ heading, how, kind: isSpacing(document, was, is) ? 'minor' : topicOf(document, heading) }];
  });
}

/** The plan's digest covers each of its spaces, so in the plan nothing is minor. */
const EXACT: readonly WatchedDocument[] = ['project-brief.md', 'roadmap.md', 'milestone-backlog.md'];

const isSpacing = (document: WatchedDocument, before: string, after: string): boolean =>
  !EXACT.includes(document) && before.replace(/\s+/g, ' ') === after.replace(/\s+/g, ' ');

function byHeading(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { heading, lines } of text === '' ? [] : sectionsIn(scan(text)))
    found.set(heading, [...(found.has(heading) ? [found.get(heading)] : []), textOf(lines)].join('\n'));
  return found;
}

/** The changed lines with the line numbers of the file as it is now. */
function diffOf(before: DocumentSide, after: DocumentSide): string {
  if (before.kind === 'unread' || after.kind === 'unread') return '';
  const text = after.kind === 'text' ? after.text : '';
  const diff = lineDiff(before.kind === 'text' ? before.text : '', text);
  const numbers = after.kind === 'text' ? after.numbers : [];
  return diff.replace(/^@@ line (\d+)$/gm, (_, line: string) => `@@ line ${numbers[Number(line) - 1] ?? line}`);
}

const MOST_SECTIONS = 6;

/** What of a change the ledger keeps. */
export const notedChange = ({ document, how, kinds, impact, sections }: DocumentChange): NotedChange => ({
  document,
  how,
  kinds,
  impact,
  sections: sections
    .filter(({ heading }) => heading !== '')
    .slice(0, MOST_SECTIONS)
    .map(({ heading }) => oneLine(heading, 60)),
});
