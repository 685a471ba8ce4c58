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
import { type Content, indented, line, linked, type Page, pageOf, plainText, toned } from './page/page.js';
import { colon, labelsOf } from './say.js';
import { clockText, numberText } from './time.js';

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
  const { limit_seconds: limit, reviewers, ...rest } = given;
  const doing = reviewers ? reviewersText(reviewers, language) : given.doing;
  return progress({
    ...rest,
    limit_seconds: limit,
    doing: doing === null ? null : oneLine(doing),
    phase: phases[given.phase],
    time: clockText(given.seconds),
    limit: limit === null ? null : clockText(limit),
  });
}

/** The findings of a review, numbered, each with the id by which it is answered. */
export const findingsText = (findings: readonly OpenFinding[], language: Language): string =>
  plainText(findingsPage(findings, language));

interface FindingsHow<F> {
  /** Whether the page says already whose words these are. */
  isExplained?: boolean;
  /** Lines below each finding; if missing, who reports it, where a review has several reviewers. */
  more?: (finding: F) => Page;
  /** The file to which a name links; the name itself where the project is the whole repository. */
  linkOf?: (file: string) => string;
}

/** The same as a page. */
export function findingsPage<F extends OpenFinding>(
  findings: readonly F[],
  language: Language,
  {
    isExplained = false,
    more = (finding) => agreementPage(finding, language),
    linkOf = (file) => file,
  }: FindingsHow<F> = {},
): Page {
  const labels = labelsOf(language);
  if (findings.length === 0) return [line(`${labels.finding}${labels.colon}${labels.none}`)];
  return [
    ...(isExplained ? [] : [line(toned('dim', labels.quoted))]),
    ...findings.flatMap((finding) => [...findingPage(finding, { labels, language, linkOf }), ...more(finding)]),
  ];
}

/** Who reports a finding, and how the others put it; nothing where the gate's own reviewer is the only one. */
export function agreementPage({ found_by: by = [], also = [] }: OpenFinding, language: Language): Page {
  if (by.length === 0) return [];
  const { foundBy, alsoBy } = catalogOf(language).diffReview;
  return [
    line(toned('dim', `${foundBy}${colon(language)}${by.join(', ')}`), { indent: 3 }),
    ...also.flatMap(({ found_by: name, severity, title, explanation }) => [
      line(`${alsoBy(name)}${colon(language)}[${severity}] ${plainLine(title, 300)}`, { indent: 3, hang: 2 }),
      ...indented(quotedPage(explanation), 3),
    ]),
  ];
}

/** What the reviews of one subject noted; nobody has to answer it. */
export const notedPage = (
  subject: string,
  findings: readonly OpenFinding[],
  language: Language,
  how: FindingsHow<OpenFinding>,
): Page => [line(catalogOf(language).review.noted(subject)), ...findingsPage(findings, language, how)];

/** Third-party text, with a mark before each row. */
export const quotedPage = (text: string): Page => pageOf(quotedLines(text));

interface FindingLook {
  labels: Labels;
  language: Language;
  linkOf: (file: string) => string;
}

function findingPage(finding: OpenFinding, { labels, language, linkOf }: FindingLook): Page {
  const weight = finding.blocking ? labels.blocks : labels.advisory;
  const number = `${finding.number}. `;
  return [
    line(
      [
        number,
        toned(finding.blocking ? 'bad' : 'warn', `[${finding.severity}, ${weight}]`),
        ` ${finding.id}  `,
        toned('strong', plainLine(finding.title, 300)),
        ...placeSpans(finding, linkOf),
      ],
      { hang: number.length },
    ),
    ...quotedBelow(finding.explanation),
    ...(finding.required_fix
      ? [line(`${labels.requiredFix}${labels.colon}`.trimEnd(), { indent: 3 }), ...quotedBelow(finding.required_fix)]
      : []),
    ...(finding.disputes ?? []).flatMap((dispute) => disputePage(dispute, language)),
    ...(finding.disposition
      ? [
          line(`→ ${finding.disposition}${finding.reason ? `${labels.colon}${inSentence(finding.reason)}` : ''}`, {
            indent: 3,
            hang: 2,
          }),
        ]
      : []),
  ];
}

const quotedBelow = (text: string): Page => indented(quotedPage(text), 3);

/** A link leads to the file, not to the line, which the form of such links does not hold. */
function placeSpans({ file, line: row }: OpenFinding, linkOf: (file: string) => string): Content[] {
  if (file === null || file === '') return [];
  return [' — ', { ...linked(linkOf(file)), text: `${plainLine(file, 300)}${row ? `:${row}` : ''}` }];
}

/** Both sides of one disagreement. */
function disputePage({ by, reason, comment }: Dispute, language: Language): Page {
  const { dispute } = catalogOf(language).review;
  const is = colon(language).trimEnd();
  const side = (who: string, words: string): Page => [line(`${who}${is}`, { indent: 3 }), ...quotedBelow(words)];
  return [...side(dispute[by], reason), ...side(dispute.upheld, comment)];
}

/** How far the reviewers of a gate with lenses are: `reviewing: all, tests · answered: security`. */
function reviewersText(reviewers: NonNullable<RunningView['reviewers']>, language: Language): string {
  const phases = [...new Set(reviewers.map(({ phase }) => phase))];
  const namesIn = (phase: string): string =>
    reviewers.flatMap((one) => (one.phase === phase ? [one.lens] : [])).join(', ');
  return phases.map((phase) => catalogOf(language).review.reviewers(phase, namesIn(phase))).join(' · ');
}

/** A running review in one line. */
export function runningText(view: RunningView, language: Language): string {
  const { gate, job, round, phase, seconds, tokens, reviewers } = view;
  const { phases, running } = catalogOf(language).review;
  const named: Partial<Record<string, string>> = phases;
  const texts = { phase: named[phase] ?? phase, time: clockText(seconds), tokens: numberText(tokens) };
  const said = running({ gate: labelsOf(language).gate[gate], job, round, ...texts });
  return reviewers ? `${said} · ${reviewersText(reviewers, language)}` : said;
}
