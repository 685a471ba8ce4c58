/** Entries for decision-log.md and open-questions.md; the headings are passed in as words of the user's language. */
import type { Question } from '../../generated/types.js';
import type { DecidedFinding, DecidedHow } from '../task/views/decided.js';
import { headingOf, scan } from './markdown.js';

/** The words of the two documents in one language. */
export interface DocumentWords {
  decisionLog: string;
  openQuestions: string;
  decision: string;
  /** In front of the findings that a decision is about. */
  findings: string;
  /** What became of such a finding. */
  decided: Record<DecidedHow, string>;
  /** The title of an entry about `cccc pause`. */
  pausedByUser: string;
  reason: string;
  by: string;
  /** Names the user as the one who decided. */
  human: string;
  /** Names the user as the one who decided, according to Claude. */
  relayed: string;
  unconfirmed: string;
  why: string;
  options: string;
  recommended: string;
  asked: string;
  answer: string;
  answered: string;
  open: string;
  status: string;
  colon: string;
}

export interface Decision {
  /** ISO time. */
  at: string;
  title: string;
  decision: string;
  /** The findings that were open, and what became of each; absent where none was. */
  findings?: readonly DecidedFinding[];
  reason: string | null;
  /** Who decided, in words: the user, or a rule. */
  by: string;
}

export interface Answer {
  id: string;
  at: string;
  /** The id of the chosen option; null for an answer in the user's own words only. */
  choice: string | null;
  text: string;
}

/** Appends one entry to decision-log.md. */
export function withDecision(text: string, given: Decision, words: DocumentWords): string {
  const entry = [
    `## ${given.at} — ${oneLine(given.title)}`,
    '',
    field(words.decision, given.decision, words),
    ...findingLines(given.findings ?? [], words),
    ...(given.reason === null ? [] : [field(words.reason, given.reason, words)]),
    field(words.by, given.by, words),
  ];
  return appended(text, words.decisionLog, entry);
}

const findingLines = (findings: readonly DecidedFinding[], words: DocumentWords): string[] =>
  findings.length === 0
    ? []
    : [
        `- **${words.findings}${words.colon.trim()}**`,
        ...findings.map(({ id, severity, title, file, how }) => {
          const place = file === null ? '' : ` (${oneLine(file)})`;
          return `  - ${id} ${severity} ${oneLine(title)}${place}${words.colon}${words.decided[how]}`;
        }),
      ];

/** Appends one question to open-questions.md. */
export function withQuestion(
  text: string,
  { id, at, question }: { id: string; at: string; question: Question },
  words: DocumentWords,
): string {
  const options = question.options.map(({ id: option, label, consequences }) => {
    const mark = option === question.recommended ? ` (${words.recommended})` : '';
    return `  - ${option}. ${oneLine(label)}${mark} — ${oneLine(consequences)}`;
  });
  const entry = [
    `## ${id}${words.colon}${oneLine(question.question)}`,
    '',
    field(words.status, words.open, words),
    field(words.asked, at, words),
    field(words.why, question.why, words),
    `- **${words.options}${words.colon.trim()}**`,
    ...options,
  ];
  return appended(text, words.openQuestions, entry);
}

/** Adds the answer to the question's section in open-questions.md, and marks the question as no longer open. */
export function withAnswer(text: string, given: Answer, words: DocumentWords): string {
  const said = given.choice === null ? given.text : `${given.choice}. ${given.text}`.trim();
  const answer = [field(words.answered, given.at, words), field(words.answer, said, words)];
  const section = sectionOf(text, given.id, words);
  if (!section) return appended(text, words.openQuestions, [`## ${given.id}`, '', ...answer]);
  const lines = text.split('\n');
  const before = lines.slice(0, section.start);
  const body = lines
    .slice(section.start, section.end)
    .filter((line) => line !== field(words.status, words.open, words));
  while (body.at(-1)?.trim() === '') body.pop();
  const after = lines.slice(section.end);
  return [...before, ...body, ...answer, '', ...after].join('\n').trimEnd() + '\n';
}

/** The lines of a question's section: from its heading to the next heading of the same or a higher level. */
function sectionOf(text: string, id: string, words: DocumentWords): { start: number; end: number } | null {
  const lines = scan(text);
  const isStart = (heading: string): boolean =>
    heading === id ||
    heading.startsWith(`${id}${words.colon}`) ||
    heading.startsWith(`${id}:`) ||
    heading.startsWith(`${id}：`);
  const start = lines.findIndex((line) => isStart(headingOf(line)?.text ?? ''));
  const level = headingOf(lines[start] ?? { number: 0, text: '', kind: 'text' })?.level;
  if (start < 0 || level === undefined) return null;
  const end = lines.findIndex((line, at) => at > start && (headingOf(line)?.level ?? 7) <= level);
  return { start, end: end < 0 ? lines.length : end };
}

function appended(text: string, title: string, entry: string[]): string {
  const start = text.trim() === '' ? `# ${title}` : text.trimEnd();
  return `${start}\n\n${entry.join('\n')}\n`;
}

/**
 * Later lines of text that a person wrote are indented, so that a heading in it does not become a heading of the
 * document.
 */
const field = (label: string, value: string, words: DocumentWords): string => {
  const [first = '', ...more] = value.trim().split(/\r?\n/);
  const head = `- **${label}${words.colon.trim()}** ${first}`.trimEnd();
  return [head, ...more.map((line) => `  > ${line}`.trimEnd())].join('\n');
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
