/**
 * A planning document as it is compared: without progress marks, blank lines, byte order mark and line ends, and
 * without the entries that the program itself appends to the two logs.
 */
import type { Question } from '../../../generated/types.js';
import type { Event } from '../../task/ledger/events.js';
import { type DocumentWords, withAnswer, withQuestion } from '../documents.js';
import { headingOf, type Line } from '../markdown.js';
import { withoutProgress } from '../progress.js';
import type { WatchedDocument } from './topics.js';

/** From one heading to the next; the text before the first heading has the heading ''. */
export interface Section {
  heading: string;
  lines: readonly Line[];
}

/** The sections of a document, one for each heading of any level. */
export function sectionsIn(lines: readonly Line[]): Section[] {
  const sections: { heading: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const heading = headingOf(line);
    const last = sections.at(-1);
    if (heading !== null || last === undefined) sections.push({ heading: heading?.text ?? '', lines: [line] });
    else last.lines.push(line);
  }
  return sections;
}

export const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n');

/** The entries of the logs that the program appended, as far as the ledger proves them. */
export interface OwnEntries {
  /** Sections of open-questions.md, without their times. */
  questions: ReadonlySet<string>;
}

const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
/** Heading of an entry of decision-log.md: the time to the millisecond, as only the program writes it. */
const DECISION = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z — /;

/** A section without its times and its number, which the document and the ledger may count differently. */
const bare = (lines: readonly Line[]): string =>
  textOf(lines)
    .replace(TIME, '-')
    .replace(/^(#+ )Q\d+/, '$1Q');

/**
 * What the program wrote into open-questions.md, written again from the ledger.
 *
 * @param events the events of the task, in order; the first has number 1
 */
export function ownEntries(events: readonly Event[], words: DocumentWords): OwnEntries {
  const questions = new Set<string>();
  let text = '';
  let open: Extract<Event, { type: 'human-needed' }> | null = null;
  let id = '';
  const note = (): void => {
    for (const { lines } of sectionsIn(withoutProgress(text))) questions.add(bare(lines));
  };
  events.forEach((event, index) => {
    if (event.type === 'human-needed') {
      [open, id] = [event, `Q${index + 1}`];
      text = withQuestion('', { id, at: event.at, question: event.question }, words);
      note();
    }
    const answer = open === null ? null : answerIn(event, open.question);
    if (answer !== null && open !== null) {
      const label = open.question.options.find(({ id: option }) => option === answer.choice)?.label ?? '';
      const said = [label, answer.text].filter(Boolean).join(' — ');
      text = withAnswer(text, { id, at: event.at, choice: answer.choice, text: said }, words);
      note();
      open = null;
    }
  });
  return { questions };
}

/** The answer to a question, also by a choice of `resume`; null for any other fact. */
function answerIn(event: Event, { kind, recommended }: Question): { choice: string | null; text: string } | null {
  if (event.type === 'human-answered') return event;
  if (event.type !== 'resumed' || kind !== 'needs_human' || event.strategy === 'skip') return null;
  return event.strategy === 'free-input'
    ? { choice: null, text: event.words ?? '' }
    : { choice: recommended, text: '' };
}

const isOwn = (document: WatchedDocument, { heading, lines }: Section, own: OwnEntries): boolean =>
  (document === 'decision-log.md' && DECISION.test(heading)) ||
  (document === 'open-questions.md' && own.questions.has(bare(lines)));

/** The lines of a document that are compared, with the numbers that they have in the file. */
export const canonicalLines = (document: WatchedDocument, text: string, own: OwnEntries): Line[] =>
  sectionsIn(withoutProgress(text)).flatMap((section) => (isOwn(document, section, own) ? [] : section.lines));
