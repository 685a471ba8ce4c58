/** The text of a review while it runs and when it ends. */
import type { CodexEvent } from '../core/codex/events.js';
import type { ReviewProgress } from '../core/review/progress.js';
import type { RunningView } from '../core/review/views.js';
import type { Language } from '../core/say/language.js';
import { inSentence, oneLine as plainLine, quotedLines } from '../core/say/plain.js';
import { redact } from '../core/say/redact.js';
import type { Dispute, OpenFinding } from '../core/task/model.js';
import { catalogOf } from '../text/catalog.js';
import type { Labels } from '../text/types/labels.js';
import { colon, labelsOf } from './say.js';
import { clockText } from './time.js';

const SHOWN = 100;

/**
 * One printable line of a text from the repository, which may contain anything, including terminal escapes and secrets.
 * The text is shortened only after the secrets are removed.
 */
const oneLine = (text: string): string => {
  const plain = redact(text)
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN - 1)}…` : plain;
};

/** The inner command of `/bin/bash -lc 'cat x'`, which is how Codex reports a command. */
const inner = (command: string): string =>
  /^\S*sh -l?c '([\s\S]*)'$/.exec(command)?.[1]?.replaceAll(`'"'"'`, `'`) ?? command;

/** The exit code of a failed command in brackets, such as ` (1)`; empty for 0. */
const exitNote = (code: number | null): string => (code === 0 ? '' : ` (${code ?? '-'})`);

/**
 * One event of Codex as a line of progress; null for events that the user need not see.
 *
 * @param isAgain whether the event is from the second turn, in which Codex was asked again
 */
export function eventText(event: CodexEvent, language: Language, isAgain = false): string | null {
  const { started, askedAgain, reads, replied, failed } = catalogOf(language).review;
  const is = colon(language);
  switch (event.type) {
    case 'thread-started':
      return isAgain ? askedAgain : started;
    case 'item-completed':
      if (event.item.type === 'command')
        return `${reads}${is}${oneLine(inner(event.item.command))}${exitNote(event.item.exitCode)}`;
      if (event.item.type === 'message') return replied;
      return event.item.type === 'warning' ? `Codex${is}${oneLine(event.item.message)}` : null;
    case 'error':
      return `Codex${is}${oneLine(event.message)}`;
    case 'turn-failed':
      return `${failed}${is}${oneLine(event.message)}`;
    case 'item-started':
    case 'turn-completed':
    case 'other':
      return null;
    default:
      return event satisfies never;
  }
}

/** The current activity of Codex after an event; `before` if the event says nothing about it. */
export function activityAfter(event: CodexEvent, before: string | null, language: Language): string | null {
  switch (event.type) {
    case 'item-started':
      return event.item.type === 'command' ? oneLine(inner(event.item.command)) : catalogOf(language).review.thinks;
    case 'thread-started':
    case 'item-completed':
      return catalogOf(language).review.thinks;
    case 'error':
      return oneLine(event.message);
    case 'turn-failed':
    case 'turn-completed':
    case 'other':
      return before;
    default:
      return event satisfies never;
  }
}

/** The progress of a review in one line. */
export function progressText(given: ReviewProgress, language: Language): string {
  const { phases, progress } = catalogOf(language).review;
  const { limit_seconds: limit } = given;
  return progress({
    ...given,
    doing: given.doing === null ? null : oneLine(given.doing),
    phase: phases[given.phase],
    time: clockText(given.seconds),
    limit: limit === null ? null : clockText(limit),
  });
}

/** The findings of a review, numbered, each with the id by which it is answered. */
export function findingsText(findings: readonly OpenFinding[], language: Language): string {
  const labels = labelsOf(language);
  if (findings.length === 0) return `${labels.finding}${labels.colon}${labels.none}`;
  return [labels.quoted, ...findings.map((finding) => findingText(finding, labels, language))].join('\n');
}

/** What the reviews of one subject noted; nobody has to answer it. */
export const notedText = (subject: string, findings: readonly OpenFinding[], language: Language): string =>
  `${catalogOf(language).review.noted(subject)}\n${findingsText(findings, language)}`;

function findingText(finding: OpenFinding, labels: Labels, language: Language): string {
  const place = finding.file ? ` — ${plainLine(finding.file, 300)}${finding.line ? `:${finding.line}` : ''}` : '';
  const weight = finding.blocking ? labels.blocks : labels.advisory;
  return [
    `${finding.number}. [${finding.severity}, ${weight}] ${finding.id}  ${plainLine(finding.title, 300)}${place}`,
    quotedLines(finding.explanation, '   '),
    ...(finding.required_fix
      ? [`   ${labels.requiredFix}${labels.colon}`.trimEnd(), quotedLines(finding.required_fix, '   ')]
      : []),
    ...(finding.disputes ?? []).flatMap((dispute) => disputeText(dispute, language)),
    ...(finding.disposition
      ? [`   → ${finding.disposition}${finding.reason ? `${labels.colon}${inSentence(finding.reason)}` : ''}`]
      : []),
  ].join('\n');
}

/** Both sides of one disagreement. */
function disputeText({ by, reason, comment }: Dispute, language: Language): string[] {
  const { dispute } = catalogOf(language).review;
  const is = colon(language).trimEnd();
  const side = (who: string, words: string): string[] => [`   ${who}${is}`, quotedLines(words, '   ')];
  return [...side(dispute[by], reason), ...side(dispute.upheld, comment)];
}

/** A running review in one line. */
export const runningText = (view: RunningView, language: Language): string => catalogOf(language).review.running(view);
