/** Derives the outcome of a review from a reviewer's reply; the outcome is never simply read from it. */
import type { Review } from '../../generated/types.js';
import type { CommandRun } from '../codex/events.js';
import { type Infrastructure, infrastructure } from '../codex/reasons.js';
import { visible, withDollars } from '../say/packet-text.js';
import { oneLine } from '../say/plain.js';
import { redact } from '../say/redact.js';
import type { ReviewAnswer } from '../task/ledger/events.js';
import type { OpenFinding, ReviewOutcome, Verdict } from '../task/model.js';
import type { ReviewContext } from './context.js';
import { unreadFiles } from './coverage-reads.js';
import { blocks, isAccepted, numbered, type ReportedFinding, repositoryPath } from './findings.js';
import { type MissingPoint, missingPoints } from './reply/contradictions.js';
import { given as givenText } from './reply/placeholder.js';
import { earlierOf, idOf, known, mayBlock, statusOf } from './reply/rounds.js';
import { isHardStop, worse } from './reply/verdicts.js';

export type { ReviewContext };

/** How an earlier finding ended. */
export interface ClosedFinding {
  id: string;
  title: string;
  how: 'resolved' | 'withdrawn';
  comment: string;
}

export interface ReviewResult {
  kind: 'pass' | 'findings';
  /** The reviewer's answers to the earlier findings. */
  answers: ReviewAnswer[];
  outcome: ReviewOutcome;
  summary: string;
  coverageNotes: string | null;
  closed: ClosedFinding[];
}

/** A reply that contradicts itself or must be requested once more: it is no verdict, whatever it says. */
export interface UnusableReply {
  kind: 'unusable';
  missing: MissingPoint[];
  /** The findings that it reports, without those that Claude has to answer anyway. */
  reported: OpenFinding[];
}

/**
 * Derives the outcome of a reply.
 *
 * @param given valid under schemas/review.schema.json
 * @param commands what Codex ran in this review
 * @param isLast whether nothing more can be asked: a verdict that stops the work then stands, whatever its reply leaves
 *   out, since nothing that is missing could make it better
 * @returns infrastructure when a pass cannot count: over files that the reviewer neither saw nor named
 */
export function evaluateReply(
  given: Review,
  commands: CommandRun[],
  context: ReviewContext,
  isLast = false,
): ReviewResult | UnusableReply | Infrastructure {
  const reply = madeSafe(given);
  const open = openFindings(reply, context);
  const missing = missingPoints(reply, context, isLast);
  if (missing.length > 0 && !(isLast && isHardStop(reply.verdict)))
    return { kind: 'unusable', missing, reported: newIn(reply, open, context) };
  const verdict = worstVerdict(reply, open);
  const kind = verdict === 'pass' ? 'pass' : 'findings';
  const uncovered = kind === 'pass' ? uncoveredFiles(reply, commands, context) : null;
  if (uncovered) return uncovered;
  const next = kind === 'pass' ? nextMilestone(reply, context) : { next_milestone: null, widened_scope: null };
  return {
    kind,
    outcome: { kind, verdict, ...next, question: givenText(reply.needs_human_question), findings: open },
    summary: reply.summary,
    coverageNotes: reply.coverage_notes,
    closed: closedFindings(reply, open, context),
    answers: context.earlier.flatMap((finding) => answerTo(finding, reply) ?? []),
  };
}

/** What a reply reports, also where it is no verdict. */
export const reportedFindings = (given: Review, context: ReviewContext): OpenFinding[] =>
  openFindings(madeSafe(given), context);

/** The answer to an earlier finding; of two answers the worse one counts. */
function answerTo(finding: OpenFinding, reply: Review): ReviewAnswer | undefined {
  const status = statusOf(finding, reply);
  return reply.earlier_findings.find((answer) => answer.id === finding.id && answer.status === status);
}

/** The findings of a reply, without those that Claude has to answer anyway. */
function newIn(reply: Review, open: OpenFinding[], context: ReviewContext): OpenFinding[] {
  const reported = new Set(reply.findings.map((finding) => earlierOf(finding, context)?.id ?? idOf(finding, context)));
  const told = known(context).filter(({ id }) => !reported.has(id) || context.earlier.some((one) => one.id === id));
  return open.filter(({ id }) => !told.some((one) => one.id === id));
}

/**
 * The reply without quoted secrets and invisible characters, so that neither reaches ledger, receipt, artifact or
 * terminal. This happens here and not where the texts are written, so that the outcome depends only on the raw record
 * and verifying a receipt derives the same.
 */
function madeSafe(reply: Review): Review {
  const safe = (text: string): string => visible(redact(withDollars(text)));
  const orNull = (text: string | null): string | null => (text === null ? null : safe(text));
  return {
    ...reply,
    summary: safe(reply.summary),
    coverage_notes: orNull(reply.coverage_notes),
    needs_human_question: orNull(reply.needs_human_question),
    next_milestone_id: orNull(reply.next_milestone_id),
    earlier_findings: reply.earlier_findings.map((earlier) => ({ ...earlier, comment: safe(earlier.comment) })),
    findings: reply.findings.map((finding) => ({
      ...finding,
      title: safe(finding.title),
      explanation: safe(finding.explanation),
      required_fix: safe(finding.required_fix),
      reachable_failure: orNull(finding.reachable_failure),
    })),
  };
}

/** All findings that are open after this round. */
function openFindings(reply: Review, context: ReviewContext): OpenFinding[] {
  const repeated = new Set<OpenFinding>();
  const reported = reply.findings.map((finding) => {
    const before = earlierOf(finding, context);
    if (before) repeated.add(before);
    return asOpen(finding, before, context);
  });
  const isStillOpen = (finding: OpenFinding): boolean =>
    !repeated.has(finding) && statusOf(finding, reply) === 'still_open';
  const stillOpen = context.earlier.filter(isStillOpen).map(reopened);
  // What was noted is for the gate's own reviewer to settle; another one only takes part in it where it says so.
  const isAsked = ({ id }: OpenFinding): boolean =>
    context.lens === undefined || reply.earlier_findings.some((answer) => answer.id === id);
  const noted = (context.noted ?? [])
    .filter((finding) => isStillOpen(finding) && isAsked(finding))
    .map((finding) => confirmed(reopened(finding), reply, context));
  return numbered(withUniqueIds([...stillOpen, ...noted, ...reported]));
}

/**
 * A noted finding, perhaps one that an earlier review held back as too late. It may block if the reviewer names it in
 * a review in which nothing counts as too late: in round 1 of this gate, or when changed lines are not known.
 */
function confirmed(finding: OpenFinding, reply: Review, context: ReviewContext): OpenFinding {
  const { round, changed, thresholds, accepted = [] } = context;
  const isNamed = reply.earlier_findings.some(({ id }) => id === finding.id);
  const isNew = round < 2 || changed === null;
  const mayBlockNow =
    isNamed &&
    isNew &&
    blocks(finding.severity, thresholds) &&
    !isAccepted({ ...finding, same_as: finding.id }, finding.file, accepted);
  return mayBlockNow ? { ...finding, blocking: true, disposition: null, reason: null } : finding;
}

function asOpen(finding: ReportedFinding, before: OpenFinding | undefined, context: ReviewContext): OpenFinding {
  return {
    id: before?.id ?? idOf(finding, context),
    number: 0,
    severity: finding.severity,
    category: finding.category,
    title: finding.title,
    // The finding is judged by the real file name, but stored without a secret that the name may contain.
    file: withoutSecret(repositoryPath(finding.file, context.snapshotFolder)),
    line: finding.line,
    explanation: withFailure(finding),
    required_fix: finding.required_fix,
    blocking: blocks(finding.severity, context.thresholds) && mayBlock(finding, before, context),
    disposition: null,
    reason: null,
  };
}

const withoutSecret = (path: string | null): string | null => (path === null ? null : redact(path));

const withFailure = ({ explanation, reachable_failure }: ReportedFinding): string =>
  reachable_failure?.trim() ? `${explanation}\n${reachable_failure.trim()}` : explanation;

/** What Codex lacks when it could not judge, in its own words; the next step names it. */
export const missingContext = ({ outcome, coverageNotes, summary }: ReviewResult): string | null =>
  outcome.verdict === 'insufficient_context' ? oneLine(coverageNotes?.trim() || summary, 1000) || null : null;

/** The finding without its old answer, so that Claude answers it again. An allowed deferral keeps its answer. */
const reopened = (finding: OpenFinding): OpenFinding =>
  finding.disposition === 'deferred' && !finding.blocking ? finding : { ...finding, disposition: null, reason: null };

/** The findings, with a number after an id that an earlier one has too. */
export function withUniqueIds<F extends Pick<OpenFinding, 'id'>>(findings: F[]): F[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}-${count}` };
  });
}

function closedFindings(reply: Review, open: OpenFinding[], context: ReviewContext): ClosedFinding[] {
  return known(context).flatMap((finding) => {
    const how = statusOf(finding, reply);
    if (how === 'still_open' || open.some(({ id }) => id === finding.id)) return [];
    const comment = reply.earlier_findings.find(({ id }) => id === finding.id)?.comment ?? '';
    return [{ id: finding.id, title: finding.title, how, comment }];
  });
}

/**
 * The worse of the reviewer's verdict and of what its findings imply. One exception lets reviews end: a `fail_fixable`
 * rests on its findings, so when none of them blocks it is a pass with advisories.
 */
function worstVerdict(reply: Review, open: OpenFinding[]): Verdict {
  const derived: Verdict = open.some(({ blocking }) => blocking) ? 'fail_fixable' : 'pass';
  const asked: Verdict = givenText(reply.needs_human_question) === null ? 'pass' : 'needs_human';
  const stated: Verdict = reply.verdict === 'fail_fixable' ? derived : reply.verdict;
  return [derived, asked, stated].reduce(worse);
}

function uncoveredFiles(reply: Review, commands: CommandRun[], context: ReviewContext): Infrastructure | null {
  const { coverage, snapshotFolder } = context;
  // Spelled as in the packet; otherwise a name with an invisible character or a secret could never be acknowledged.
  const seen = (path: string): string => visible(withDollars(redact(path)));
  const named = reply.excluded_files_acknowledged.map((path) => seen(repositoryPath(path, snapshotFolder) ?? ''));
  const isNamed = (file: string): boolean =>
    named.some((path) => path === file || (path.endsWith('/') && file.startsWith(path)));
  const unnamed = coverage.excluded.filter((file) => !isNamed(seen(file)));
  if (unnamed.length > 0) return infrastructure('coverage-unacknowledged', unnamed.join(', '));
  const unread = unreadFiles(commands, coverage.onDemand, snapshotFolder, coverage.needs ?? null);
  return unread.length > 0 ? infrastructure('files-not-read', unread.join(', ')) : null;
}

/**
 * The next milestone that Codex names, if it is approved and open. Codex must not invent one, since that would widen
 * the scope.
 */
function nextMilestone(
  reply: Review,
  { gate, openMilestones }: ReviewContext,
): Pick<ReviewOutcome, 'next_milestone' | 'widened_scope'> {
  const named = reply.next_milestone_id?.trim() || null;
  const isKnown = named !== null && gate !== 'final' && openMilestones.includes(named);
  return { next_milestone: isKnown ? named : null, widened_scope: isKnown ? null : named };
}
