/** What a review of a change found: each reviewer's reply judged as in every review, and all of them merged. */
import type { Config, DelegatedResult, DiffReview, Review } from '../../../generated/types.js';
import { isReasonCode, type ReasonCode } from '../../codex/reasons.js';
import { evaluateRun, type RunRecord } from '../../codex/run.js';
import type { ReviewContext } from '../../review/context.js';
import { evaluateReply, reportedFindings, withUniqueIds } from '../../review/outcome.js';
import { pointsText } from '../../review/reply/contradictions.js';
import { worse } from '../../review/reply/verdicts.js';
import type { OpenFinding, Verdict } from '../../task/model.js';
import { type Merged, mergeReports } from '../merge.js';

/** The folder in which a reviewer finds the tree. */
export const TREE_FOLDER = 'tree';

/** What one reviewer said. `findings` are also those of a reply that is no verdict. */
export interface LensResult {
  lens: string;
  /** failed: without a verdict, see `reason`. not-started: its run did not begin. */
  state: 'running' | 'answered' | 'failed' | 'not-started';
  verdict: Verdict | null;
  summary: string | null;
  coverage_notes: string | null;
  question: string | null;
  findings: OpenFinding[];
  reason: ReasonCode | null;
  detail: string;
  resets_at: string | null;
  seconds: number;
  tokens: number;
  model: string | null;
}

/** A finding of the whole review: who reports it, and the others' words for it. */
export type AgreedFinding = OpenFinding & {
  found_by: string[];
  also: (Pick<OpenFinding, 'severity' | 'title' | 'line' | 'explanation' | 'required_fix'> & { found_by: string })[];
};

export interface DiffResult extends Pick<DiffReview, 'review' | 'base' | 'tree' | 'files' | 'lines' | 'started_at'> {
  /** incomplete: at least one reviewer gave no verdict. */
  state: 'running' | 'complete' | 'incomplete';
  /** The worst verdict; null when there is none yet. */
  verdict: Verdict | null;
  findings: AgreedFinding[];
  lenses: LensResult[];
}

/** A run that has not ended, or that did not begin. */
export const withoutResult = (lens: string, state: 'running' | 'not-started'): LensResult => ({
  lens,
  state,
  verdict: null,
  summary: null,
  coverage_notes: null,
  question: null,
  findings: [],
  reason: null,
  detail: '',
  resets_at: null,
  seconds: 0,
  tokens: 0,
  model: null,
});

/**
 * Judges how a reviewer's run ended.
 *
 * @param record what Codex printed; null when Codex did not run
 * @param isReview checks a reply against the schema that Codex was given
 */
export function judgeLens(
  { lens, thresholds, coverage }: Pick<DiffReview, 'lens' | 'thresholds' | 'coverage'>,
  { reason, detail, resets_at, seconds, tokens, model }: DelegatedResult,
  record: RunRecord | null,
  isReview: (value: unknown) => value is Review,
): LensResult {
  const bare = { ...withoutResult(lens, 'running'), seconds, tokens, model };
  const failed = (why: string, said: string, rest: Partial<LensResult> = {}): LensResult => ({
    ...bare,
    state: 'failed',
    reason: isReasonCode(why) ? why : 'codex-failed',
    detail: said,
    ...rest,
  });
  if (reason !== null || record === null) return failed(reason ?? 'codex-failed', detail, { resets_at });
  const run = evaluateRun(record, isReview);
  if (run.kind === 'infrastructure') return failed(run.reason, run.detail, { resets_at: run.resetsAt });
  const context = contextOf(thresholds, coverage);
  const judged = evaluateReply(run.reply, run.commands, context, true);
  const findings = reportedFindings(run.reply, context);
  if (judged.kind === 'unusable') return failed('reply-unusable', pointsText(judged.missing), { findings });
  if (judged.kind === 'infrastructure') return failed(judged.reason, judged.detail, { findings });
  const { outcome, summary, coverageNotes } = judged;
  return {
    ...bare,
    state: 'answered',
    verdict: outcome.verdict,
    summary,
    coverage_notes: coverageNotes,
    question: outcome.question,
    findings: outcome.findings,
  };
}

/** A first round without a history: every finding may block. */
const contextOf = (
  {
    block_on_p0,
    block_on_p1,
    allow_continue_with_p2,
  }: Pick<Config['review'], 'block_on_p0' | 'block_on_p1' | 'allow_continue_with_p2'>,
  coverage: DiffReview['coverage'],
): ReviewContext => ({
  gate: null,
  milestone: null,
  round: 1,
  thresholds: { block_on_p0, block_on_p1, allow_continue_with_p2 },
  earlier: [],
  changed: null,
  coverage,
  snapshotFolder: TREE_FOLDER,
  openMilestones: [],
});

/** The review as a whole: the worst verdict counts, and a reviewer without one leaves it incomplete. */
export function wholeResult(
  { review, base, tree, files, lines, started_at }: DiffReview,
  lenses: LensResult[],
): DiffResult {
  const verdicts = lenses.flatMap(({ verdict }) => verdict ?? []);
  const isRunning = lenses.some(({ state }) => state === 'running');
  const isComplete = lenses.every(({ state }) => state === 'answered');
  return {
    ...{ review, base, tree, files, lines, started_at },
    state: isRunning ? 'running' : isComplete ? 'complete' : 'incomplete',
    verdict: verdicts.length === 0 ? null : verdicts.reduce(worse),
    findings: withUniqueIds(mergeReports(lenses.map(({ lens, findings }) => ({ by: lens, findings }))).map(asAgreed)),
    lenses,
  };
}

const asAgreed = ({ finding, by, others }: Merged<OpenFinding>, index: number): AgreedFinding => ({
  ...finding,
  number: index + 1,
  found_by: by,
  also: others.map(({ by: found_by, finding: { severity, title, line, explanation, required_fix } }) => ({
    ...{ found_by, severity, title, line, explanation, required_fix },
  })),
});

/** The exit code of a review: 0 nothing that blocks, 1 something that does, 3 no full answer, 4 still running. */
export function exitCodeOf({ state, verdict, findings }: DiffResult): 0 | 1 | 3 | 4 {
  if (state === 'running') return 4;
  // What blocks does so whatever another reviewer would have said.
  if ((verdict !== null && verdict !== 'pass') || findings.some(({ blocking }) => blocking)) return 1;
  return state === 'complete' ? 0 : 3;
}
