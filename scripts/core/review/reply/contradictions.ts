/**
 * Replies that contradict themselves, and findings that may be a risk which the user has accepted. The reviewer is told
 * what is missing and asked once more, and what it has reported stays.
 */
import type { Review } from '../../../generated/types.js';
import { named } from '../../say/packet-text.js';
import type { ReviewContext } from '../context.js';
import { blocks, type ReportedFinding, repositoryPath, risksWithin } from '../findings.js';
import { given, isPlaceholder } from './placeholder.js';
import { earlierOf, idOf, known, mayBlock, statusOf } from './rounds.js';
import { isHardStop, worse } from './verdicts.js';

/** Something that a reply leaves out or contradicts. */
export type MissingPoint =
  | { kind: 'nothing-to-fix' }
  | { kind: 'question-beside-pass' }
  | { kind: 'unanswered'; ids: string[] }
  | { kind: 'placeholder-failure'; titles: string[] }
  | { kind: 'accepted-or-new'; title: string; ids: string[] };

/**
 * In: a reply without secrets in it, and whether the reviewer has been asked once more. Out: what has to be asked;
 * empty for a reply that can be used.
 */
export function missingPoints(reply: Review, context: ReviewContext, wasAsked = false): MissingPoint[] {
  const ids = unansweredFindings(reply, context);
  const titles = placeholderFailures(reply, context);
  return [
    ...(namesNothing(reply, context) ? [{ kind: 'nothing-to-fix' as const }] : []),
    ...(reply.verdict === 'pass' && given(reply.needs_human_question) !== null
      ? [{ kind: 'question-beside-pass' as const }]
      : []),
    ...(ids.length > 0 ? [{ kind: 'unanswered' as const, ids }] : []),
    ...(titles.length > 0 ? [{ kind: 'placeholder-failure' as const, titles }] : []),
    // No contradiction: a reviewer that was asked and does not name the risk means a different fault.
    ...(wasAsked ? [] : acceptedOrNew(reply, context)),
  ];
}

/**
 * New findings that would block, in a file in which the user has accepted a risk: the same fault in other words only
 * advises, and a new one must not be hidden by a likeness, so the reviewer is the one to say which it is.
 */
function acceptedOrNew(reply: Review, context: ReviewContext): MissingPoint[] {
  return reply.findings.flatMap((finding) => {
    const isNew = earlierOf(finding, context) === undefined;
    if (!isNew || !blocks(finding.severity, context.thresholds) || !mayBlock(finding, undefined, context)) return [];
    const risks = risksWithin(finding, repositoryPath(finding.file, context.snapshotFolder), context.accepted ?? []);
    return risks.length > 0
      ? [{ kind: 'accepted-or-new' as const, title: finding.title, ids: risks.map(({ id }) => id) }]
      : [];
  });
}

/** A failure that can be fixed, without a word on what: no finding, and no earlier one that is called open. */
function namesNothing(reply: Review, context: ReviewContext): boolean {
  if (reply.verdict !== 'fail_fixable' || reply.findings.length > 0) return false;
  const named = new Set(reply.earlier_findings.map(({ id }) => id));
  return !known(context).some((finding) => named.has(finding.id) && statusOf(finding, reply) === 'still_open');
}

/**
 * The earlier findings without an answer. An advisory may be ignored; any other finding must be answered, because
 * otherwise a review could forget its own demands.
 */
function unansweredFindings(reply: Review, { earlier, thresholds }: ReviewContext): string[] {
  const answered = new Set([
    ...reply.earlier_findings.map(({ id }) => id),
    ...reply.findings.map(({ same_as }) => same_as),
  ]);
  const binding = earlier.filter((finding) => finding.blocking || !blocks(finding.severity, thresholds));
  return binding.map(({ id }) => id).filter((id) => !answered.has(id));
}

/** Findings that would block if they named a failure, but fill that field with a placeholder. */
function placeholderFailures(reply: Review, context: ReviewContext): string[] {
  const wouldBlock = (finding: ReportedFinding): boolean => {
    const before = earlierOf(finding, context);
    const named = { ...finding, reachable_failure: `of ${finding.title}: ${finding.explanation}` };
    return !mayBlock(finding, before, context) && mayBlock(named, before, context);
  };
  return reply.findings
    .filter(
      (finding) =>
        isPlaceholder(finding.reachable_failure ?? '') &&
        blocks(finding.severity, context.thresholds) &&
        wouldBlock(finding),
    )
    .map(({ title }) => title);
}

/**
 * Combines two replies. The second one corrects the first, but findings and answers of the first stay, so that asking
 * again never improves a result: of two answers about a finding the worse counts, and a verdict worse than
 * `fail_fixable` stays.
 */
export function corrected(first: Review, second: Review, context: ReviewContext): Review {
  const idIn = (finding: ReportedFinding): string => earlierOf(finding, context)?.id ?? idOf(finding, context);
  const before = new Map(first.findings.map((finding) => [idIn(finding), finding]));
  const repeated = new Set(second.findings.map(idIn));
  const kept = first.findings
    .filter((finding) => !repeated.has(idIn(finding)))
    // The reviewer was told that this finding names no failure, and has still named none.
    .map((finding) => ({ ...finding, reachable_failure: given(finding.reachable_failure) }));
  const isStopped = isHardStop(first.verdict);
  return {
    ...second,
    findings: [...second.findings.map((finding) => asSevere(finding, before.get(idIn(finding)))), ...kept],
    earlier_findings: [...second.earlier_findings, ...first.earlier_findings],
    needs_human_question: second.needs_human_question ?? (isStopped ? first.needs_human_question : null),
    verdict: isStopped ? worse(first.verdict, second.verdict) : second.verdict,
  };
}

/** The finding, with its earlier severity where that was worse. */
const asSevere = (finding: ReportedFinding, before: ReportedFinding | undefined): ReportedFinding =>
  before !== undefined && before.severity < finding.severity ? { ...finding, severity: before.severity } : finding;

/** The points as one line of facts, for ledger and terminal. */
export const pointsText = (points: readonly MissingPoint[]): string => points.map(pointText).join('; ');

function pointText(point: MissingPoint): string {
  switch (point.kind) {
    case 'nothing-to-fix':
      return 'fail_fixable without a finding';
    case 'question-beside-pass':
      return 'pass with a question';
    case 'unanswered':
      return `not answered: ${point.ids.join(', ')}`;
    case 'placeholder-failure':
      return `no reachable failure: ${point.titles.map(named).join(', ')}`;
    case 'accepted-or-new':
      return `new, or the accepted ${point.ids.join(', ')}: ${named(point.title)}`;
    default:
      return point satisfies never;
  }
}

/** The points as the reviewer is told them, one per line. */
export const pointsForReviewer = (points: readonly MissingPoint[]): string =>
  points.map((point) => `- ${askedFor(point)}`).join('\n');

function askedFor(point: MissingPoint): string {
  switch (point.kind) {
    case 'nothing-to-fix':
      return (
        'The verdict is fail_fixable, and nothing says what to fix. ' +
        'Report it as a finding, or give the verdict that fits.'
      );
    case 'question-beside-pass':
      return (
        'The verdict is pass, and needs_human_question asks a human. ' + 'Give needs_human, or pass without a question.'
      );
    case 'unanswered':
      return `Earlier findings have no answer: ${point.ids.join(', ')}. Answer each in earlier_findings.`;
    case 'placeholder-failure':
      return (
        `reachable_failure says nothing in ${point.titles.map(named).join(', ')}. ` +
        'Name the input or the steps and what fails, or put null.'
      );
    case 'accepted-or-new':
      return (
        `The user has accepted ${point.ids.join(', ')} (part 22) as a risk, in the file of ${named(point.title)}. ` +
        'Is that the same fault in other words? Then repeat the finding with the id of the risk in same_as: it only ' +
        'advises. If it is another fault, repeat it as it is: it blocks. Keep title and file in both cases.'
      );
    default:
      return point satisfies never;
  }
}
