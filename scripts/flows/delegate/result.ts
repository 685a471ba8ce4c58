/** How a delegated run ended. */
import { readLog } from '../../core/codex/log.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { evaluateTextRun, lastMessageOf, type RunRecord, threadOf } from '../../core/codex/run.js';
import { redact } from '../../core/say/redact.js';
import type { DelegatedJob } from '../../io/delegate/job.js';
import type { DelegatedResult } from '../../io/delegate/record.js';

/**
 * How a run ended, derived from its record. Whether a reply has the shape of a schema is for those to judge who gave
 * the schema.
 *
 * @param cancelledBy the signal or command that ended it; null for none
 */
export function resultOf(
  job: Pick<DelegatedJob, 'access' | 'thread'>,
  record: RunRecord,
  cancelledBy: string | null,
): DelegatedResult {
  const evaluated = evaluateTextRun(record, job.access !== 'read-only');
  const hasAnswer = lastMessageOf(record) !== null;
  const thread = threadOf(record);
  if (job.thread !== null && thread !== null && thread !== job.thread)
    return faultOf(infrastructure('codex-failed', `another conversation: ${thread}`), record, hasAnswer);
  if (evaluated.kind === 'reply')
    return { ...endOf(record), kind: 'answer', reason: null, detail: '', resets_at: null, has_answer: hasAnswer };
  const fault = evaluated.reason === 'cancelled' ? { ...evaluated, detail: cancelledBy ?? '' } : evaluated;
  return faultOf(fault, record, hasAnswer);
}

/** The result of a run that ended with a fault; `record` is null when Codex did not run. */
export const faultOf = (fault: Infrastructure, record: RunRecord | null, hasAnswer: boolean): DelegatedResult => ({
  ...endOf(record),
  kind: 'fault',
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
  has_answer: hasAnswer,
});

function endOf(record: RunRecord | null) {
  if (record === null)
    return { v: 1 as const, thread: null, model: null, tokens: 0, seconds: 0, exit_code: null, signal: null };
  const { tokens, model } = readLog(record.stderr);
  return {
    v: 1 as const,
    thread: threadOf(record),
    model,
    tokens,
    seconds: Math.round((record.endedAt - record.startedAt) / 1000),
    exit_code: record.exitCode,
    signal: record.signal,
  };
}
