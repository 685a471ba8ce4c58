/** From a reviewer's reply to the outcome of a review: the outcome is derived, not read. */
import type { Review } from '../../generated/types.js';
import type { CommandRun } from '../codex/events.js';
import { type Infrastructure, infrastructure } from '../codex/reasons.js';
import { visible, withDollars } from '../say/packet-text.js';
import { redact } from '../say/redact.js';
import type { ReviewAnswer } from '../task/ledger/events.js';
import type { AcceptedRisk, Gate, OpenFinding, ReviewOutcome, Verdict } from '../task/model.js';
import { unreadFiles } from './coverage-reads.js';
import {
  blocks,
  type ChangedLines,
  findingId,
  isAccepted,
  isOnChange,
  numbered,
  type ReportedFinding,
  repositoryPath,
  type Thresholds,
} from './findings.js';

export interface ReviewContext {
  gate: Gate;
  milestone: string | null;
  /** Counts from 1; from round 2 on a new blocking finding has to earn it. */
  round: number;
  thresholds: Thresholds;
  /** What the last round left open, with Claude's answers. */
  earlier: OpenFinding[];
  /** Findings that the user accepted as risks; missing in records from before there were any. */
  accepted?: AcceptedRisk[];
  /** Since the last round; null when it is not known line by line (a plan). */
  changed: ChangedLines | null;
  coverage: {
    /** Changed code files that the packet leaves out: a pass has to name each. */
    excluded: string[];
    /** Files that the packet only names: a pass counts only when Codex opened each. */
    onDemand: string[];
  };
  /** Name of the snapshot's folder in Codex's working directory. */
  snapshotFolder: string;
  /** Approved milestones that are neither done nor blocked, without the one under review. */
  openMilestones: string[];
}

/** How an earlier finding ended. */
export interface ClosedFinding {
  id: string;
  title: string;
  how: 'resolved' | 'withdrawn';
  comment: string;
}

export interface ReviewResult {
  kind: 'pass' | 'findings';
  /** The reviewer's answers to the findings before. */
  answers: ReviewAnswer[];
  outcome: ReviewOutcome;
  summary: string;
  coverageNotes: string | null;
  closed: ClosedFinding[];
}

/**
 * @param given valid by schemas/review.schema.json
 * @param commands what Codex ran in this review
 * @returns infrastructure when the reply cannot count: an earlier finding unanswered, or a pass over files
 *   that the reviewer neither saw nor named
 */
export function evaluateReply(
  given: Review,
  commands: CommandRun[],
  context: ReviewContext,
): ReviewResult | Infrastructure {
  const reply = madeSafe(given);
  const unanswered = unansweredFindings(reply, context);
  if (unanswered.length > 0) return infrastructure('earlier-findings-unanswered', unanswered.join(', '));
  const { open, demoted } = openFindings(reply, context);
  const verdict = worstVerdict(reply, open, demoted);
  const kind = verdict === 'pass' ? 'pass' : 'findings';
  const uncovered = kind === 'pass' ? uncoveredFiles(reply, commands, context) : null;
  if (uncovered) return uncovered;
  const next = kind === 'pass' ? nextMilestone(reply, context) : { next_milestone: null, widened_scope: null };
  const question = reply.needs_human_question?.trim() || null;
  return {
    kind,
    outcome: { kind, verdict, ...next, question, findings: open },
    summary: reply.summary,
    coverageNotes: reply.coverage_notes,
    closed: closedFindings(reply, open, context),
    answers: context.earlier.flatMap(({ id }) => reply.earlier_findings.find((answer) => answer.id === id) ?? []),
  };
}

/**
 * The reply's words without the secrets that they quote and with nothing in them that is not seen, so that ledger,
 * receipt, artifact and terminal get neither. Here, and not where they are written: the outcome stays a function of the
 * raw record, and a receipt's verification derives the same.
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

/** An advisory may be left alone; every other finding must be answered, or a review could forget what it asked for. */
function unansweredFindings(reply: Review, { earlier, thresholds }: ReviewContext): string[] {
  const answered = new Set([
    ...reply.earlier_findings.map(({ id }) => id),
    ...reply.findings.map(({ same_as }) => same_as),
  ]);
  const binding = earlier.filter((finding) => finding.blocking || !blocks(finding.severity, thresholds));
  return binding.map(({ id }) => id).filter((id) => !answered.has(id));
}

/** Everything that is open after this round, and whether a blocking severity was held back as out of scope. */
function openFindings(reply: Review, context: ReviewContext): { open: OpenFinding[]; demoted: boolean } {
  const repeated = new Set<OpenFinding>();
  const reported = reply.findings.map((finding) => {
    const before = earlierOf(finding, context);
    if (before) repeated.add(before);
    return asOpen(finding, before, context);
  });
  const stillOpen = context.earlier.filter(
    (finding) => !repeated.has(finding) && statusOf(finding, reply) === 'still_open',
  );
  const demoted = reported.some((finding) => !finding.blocking && blocks(finding.severity, context.thresholds));
  return { open: numbered(withUniqueIds([...stillOpen.map(reopened), ...reported])), demoted };
}

/** The earlier finding that a reported one repeats: by the reviewer's word, else by the same title and file. */
function earlierOf(finding: ReportedFinding, context: ReviewContext): OpenFinding | undefined {
  const id = idOf(finding, context);
  return (
    context.earlier.find((before) => before.id === finding.same_as) ??
    context.earlier.find((before) => before.id === id)
  );
}

function idOf(finding: ReportedFinding, { gate, milestone, snapshotFolder }: ReviewContext): string {
  return findingId(gate, milestone, finding.title, repositoryPath(finding.file, snapshotFolder));
}

function asOpen(finding: ReportedFinding, before: OpenFinding | undefined, context: ReviewContext): OpenFinding {
  return {
    id: before?.id ?? idOf(finding, context),
    number: 0,
    severity: finding.severity,
    category: finding.category,
    title: finding.title,
    // Judged by its own name, kept without a secret that the name may hold.
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

/** From round 2 on, what is new blocks only as P0, on a changed line, or with a failure that can be reached. */
function mayBlock(finding: ReportedFinding, before: OpenFinding | undefined, context: ReviewContext): boolean {
  if (isAccepted(finding, repositoryPath(finding.file, context.snapshotFolder), context.accepted ?? [])) return false;
  // What cannot be compared with the last round cannot be called out of scope.
  if (context.changed === null) return true;
  if (context.round < 2 || finding.severity === 'P0' || before?.blocking) return true;
  // A finding that did not block and has become worse has to earn it like a new one.
  const file = repositoryPath(finding.file, context.snapshotFolder);
  return Boolean(finding.reachable_failure?.trim()) || isOnChange(finding, file, context.changed);
}

/** A deferral that was allowed stays answered; every other disposition did not settle it, so Claude answers again. */
const reopened = (finding: OpenFinding): OpenFinding =>
  finding.disposition === 'deferred' && !finding.blocking ? finding : { ...finding, disposition: null, reason: null };

/** An advisory that the reviewer does not mention stays open: it is never lost. Two answers count as the worse. */
function statusOf(finding: OpenFinding, reply: Review): 'resolved' | 'still_open' | 'withdrawn' {
  const answers = reply.earlier_findings.filter(({ id }) => id === finding.id).map(({ status }) => status);
  const [first = 'still_open'] = answers;
  return answers.includes('still_open') ? 'still_open' : first;
}

function withUniqueIds(findings: OpenFinding[]): OpenFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}-${count}` };
  });
}

function closedFindings(reply: Review, open: OpenFinding[], { earlier }: ReviewContext): ClosedFinding[] {
  return earlier.flatMap((finding) => {
    const how = statusOf(finding, reply);
    if (how === 'still_open' || open.some(({ id }) => id === finding.id)) return [];
    const comment = reply.earlier_findings.find(({ id }) => id === finding.id)?.comment ?? '';
    return [{ id: finding.id, title: finding.title, how, comment }];
  });
}

/** From the best to the worst. */
const VERDICTS: readonly Verdict[] = [
  'pass',
  'fail_fixable',
  'fail_unclear',
  'insufficient_context',
  'needs_human',
  'sensitive_operation',
  'unsafe',
];

/**
 * The worse of what the reviewer says and what the findings say. One exception lets reviews end: a
 * `fail_fixable` whose blocking findings were all held back as out of scope has nothing left to rest on.
 * And a `fail_fixable` that names nothing to fix is unclear.
 */
function worstVerdict(reply: Review, open: OpenFinding[], demoted: boolean): Verdict {
  const derived: Verdict = open.some(({ blocking }) => blocking) ? 'fail_fixable' : 'pass';
  const asked: Verdict = reply.needs_human_question?.trim() ? 'needs_human' : 'pass';
  const stated: Verdict = reply.verdict === 'fail_fixable' && demoted ? 'pass' : reply.verdict;
  const worst = [derived, asked, stated].reduce((a, b) => (VERDICTS.indexOf(b) > VERDICTS.indexOf(a) ? b : a));
  return worst === 'fail_fixable' && open.length === 0 ? 'fail_unclear' : worst;
}

function uncoveredFiles(reply: Review, commands: CommandRun[], context: ReviewContext): Infrastructure | null {
  const { coverage, snapshotFolder } = context;
  // As the packet writes names, else one with a sign that is not seen, or a secret, could never be acknowledged.
  const seen = (path: string): string => visible(withDollars(redact(path)));
  const named = reply.excluded_files_acknowledged.map((path) => seen(repositoryPath(path, snapshotFolder) ?? ''));
  const isNamed = (file: string): boolean =>
    named.some((path) => path === file || (path.endsWith('/') && file.startsWith(path)));
  const unnamed = coverage.excluded.filter((file) => !isNamed(seen(file)));
  if (unnamed.length > 0) return infrastructure('coverage-unacknowledged', unnamed.join(', '));
  const unread = unreadFiles(commands, coverage.onDemand, snapshotFolder);
  return unread.length > 0 ? infrastructure('files-not-read', unread.join(', ')) : null;
}

/** Codex may name what comes next, but not invent it: anything but an approved, open milestone widens the scope. */
function nextMilestone(
  reply: Review,
  { gate, openMilestones }: ReviewContext,
): Pick<ReviewOutcome, 'next_milestone' | 'widened_scope'> {
  const named = reply.next_milestone_id?.trim() || null;
  const isKnown = named !== null && gate !== 'final' && openMilestones.includes(named);
  return { next_milestone: isKnown ? named : null, widened_scope: isKnown ? null : named };
}
