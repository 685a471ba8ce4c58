/** How a fan-out stands: each worker's end, and all of them together. */
import type { DelegatedResult, DelegatedWork, Fanout, FanoutWorker, WorkerFindings } from '../../../generated/types.js';
import { isReasonCode, type ReasonCode } from '../../codex/reasons.js';
import { EXIT, endingOf } from '../exit-codes.js';
import { type Mergeable, type Merged, mergeReports } from '../merge.js';
import type { Template } from './patterns.js';

type FoundByWorker = WorkerFindings['findings'][number];

/** One worker. `waiting` and `not-started` have no run: the latter never will. */
export interface WorkerResult {
  name: string;
  stage: string;
  template: Template;
  lens: string[];
  state: 'waiting' | 'running' | 'answered' | 'failed' | 'not-started';
  reason: ReasonCode | null;
  detail: string;
  resets_at: string | null;
  seconds: number;
  tokens: number;
  model: string | null;
  /** What a reviewer found. */
  summary: string | null;
  not_judged: string | null;
  findings: FoundByWorker[];
  /** What an implementer changed, and whether that is part of the merged change. */
  work: DelegatedWork | null;
  is_merged: boolean;
}

/** A finding of all reviewers: who reports it, and the others' words. */
export interface AgreedWorkerFinding extends FoundByWorker {
  number: number;
  found_by: string[];
  also: (FoundByWorker & { found_by: string })[];
}

export interface FanoutResult {
  id: string;
  state: 'running' | 'complete' | 'partial' | 'failed';
  /** Why it could not go on, where that was no worker's doing. */
  reason: ReasonCode | null;
  web_search: boolean;
  started_at: string;
  seconds: number;
  tokens: number;
  workers: WorkerResult[];
  findings: AgreedWorkerFinding[];
  /** The merged change of all implementers; null when there is none. */
  work: DelegatedWork | null;
}

/** A worker without a result. */
export const withoutEnd = (
  { name, template, lens }: Pick<FanoutWorker, 'name' | 'template' | 'lens'>,
  stage: string,
  state: 'waiting' | 'running' | 'not-started',
): WorkerResult => ({
  ...{ name, stage, template, lens, state },
  ...{ reason: null, detail: '', resets_at: null, seconds: 0, tokens: 0, model: null },
  ...{ summary: null, not_judged: null, findings: [], work: null, is_merged: false },
});

/** A worker that has ended. */
export function withEnd(
  before: WorkerResult,
  { kind, reason, detail, resets_at, seconds, tokens, model }: DelegatedResult,
  found: WorkerFindings | null,
): WorkerResult {
  const named = reason ?? '';
  return {
    ...before,
    state: kind === 'answer' ? 'answered' : 'failed',
    reason: kind === 'answer' ? null : isReasonCode(named) ? named : 'codex-failed',
    ...{ detail, resets_at, seconds, tokens, model },
    summary: found?.summary ?? null,
    not_judged: found?.not_judged ?? null,
    findings: found?.findings ?? [],
  };
}

/** All of it, from its workers. */
export function wholeFanout(
  id: string,
  { web_search, started_at }: Pick<Fanout, 'web_search' | 'started_at'>,
  { workers, work, end }: { workers: WorkerResult[]; work: DelegatedWork | null; end: DelegatedResult | null },
): FanoutResult {
  const answered = workers.filter(({ state }) => state === 'answered').length;
  const ended = answered === workers.length ? 'complete' : answered > 0 ? 'partial' : 'failed';
  return {
    ...{ id, web_search, started_at, workers, work },
    state: end === null ? 'running' : ended,
    reason: ownReason(end, workers),
    seconds: end?.seconds ?? 0,
    tokens: workers.reduce((sum, { tokens }) => sum + tokens, 0),
    findings: mergedFindings(workers),
  };
}

function ownReason(end: DelegatedResult | null, workers: readonly WorkerResult[]): ReasonCode | null {
  const named = end?.kind === 'fault' ? (end.reason ?? '') : '';
  return isReasonCode(named) && !workers.some(({ reason }) => reason === named) ? named : null;
}

/** The findings of reviewers, the worst first, each once. */
export function mergedFindings(workers: readonly Pick<WorkerResult, 'name' | 'findings'>[]): AgreedWorkerFinding[] {
  const reports = workers.map(({ name, findings }) => ({ by: name, findings: findings.map(asMergeable) }));
  return mergeReports(reports).map(({ finding, by, others }: Merged<Mergeable & FoundByWorker>, index) => ({
    ...plainFinding(finding),
    number: index + 1,
    found_by: by,
    also: others.map((other) => ({ ...plainFinding(other.finding), found_by: other.by })),
  }));
}

const asMergeable = (finding: FoundByWorker): Mergeable & FoundByWorker => ({
  ...finding,
  blocking: finding.severity === 'P0' || finding.severity === 'P1',
  category: 'other',
  explanation: finding.evidence,
  required_fix: finding.fix,
});

const plainFinding = ({ severity, title, file, line, evidence, fix, rewrite }: FoundByWorker): FoundByWorker => ({
  ...{ severity, title, file, line, evidence, fix, rewrite },
});

/**
 * The exit code, of the table of all delegation: 0 every worker answered, 75 still running, 1 some gave no answer; if
 * none did, the code of the first one's reason.
 */
export function exitOf({
  state,
  reason,
  workers,
}: Pick<FanoutResult, 'state' | 'reason' | 'workers'>): (typeof EXIT)[keyof typeof EXIT] {
  if (state === 'running') return EXIT['still-running'];
  if (state === 'complete') return EXIT.answered;
  if (state === 'partial') return EXIT.failed;
  const failed = workers.find((worker) => worker.reason !== null)?.reason;
  return EXIT[endingOf(failed ?? reason ?? 'codex-failed')];
}
