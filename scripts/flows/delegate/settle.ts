/** How a delegated run stands; one whose supervisor is gone is settled by whoever looks next. */
import { infrastructure } from '../../core/codex/reasons.js';
import { lastMessageOf, threadOf } from '../../core/codex/run.js';
import { redact } from '../../core/say/redact.js';
import { removePrivate } from '../../io/codex/private-home.js';
import { removeCopies, unfinishedWorkers } from '../../io/delegate/fanout.js';
import { type DelegatedJob, readDelegatedJob, readDelegatedProgress } from '../../io/delegate/job.js';
import { type DelegatedResult, delegatedFile, readResult, writeAnswer, writeResult } from '../../io/delegate/record.js';
import { readIfThere } from '../../io/ground/files.js';
import { livenessOf } from '../../io/run/run.js';
import { endLeftover } from '../../io/run/supervisor.js';
import { faultOf } from './result.js';

/** A run and how it ended; `result` is null while it runs. */
export interface DelegatedRun {
  job: DelegatedJob;
  dir: string;
  result: DelegatedResult | null;
}

/**
 * Reads a run, and settles it if its supervisor is gone: what it started is ended, and what Codex had said is kept.
 *
 * @throws Problem `record-corrupt` when the folder has no description
 */
export async function readDelegated(dir: string): Promise<DelegatedRun> {
  const job = readDelegatedJob(dir);
  const result = readResult(dir);
  if (result !== null) return { job, dir, result };
  const liveness = livenessOf(dir);
  if (liveness === 'alive' || liveness === 'starting') return { job, dir, result: null };
  await endLeftover(dir, liveness, liveness === 'dead' ? (readDelegatedProgress(dir)?.codex ?? null) : null);
  removePrivate(job.folder);
  if (job.kind === 'fanout') {
    for (const worker of unfinishedWorkers(dir)) lost(worker, liveness);
    removeCopies(dir);
  }
  // It may have ended after the first look.
  return { job, dir, result: readResult(dir) ?? lost(dir, liveness) };
}

function lost(dir: string, liveness: 'dead' | 'other-boot'): DelegatedResult {
  const events = readIfThere(delegatedFile(dir, 'events')) ?? '';
  const message = lastMessageOf({ events });
  if (message !== null) writeAnswer(dir, redact(message));
  const fault = infrastructure(liveness === 'dead' ? 'supervisor-killed' : 'supervisor-stale', '');
  const result = { ...faultOf(fault, null, message !== null), thread: threadOf({ events }) };
  writeResult(dir, result);
  return result;
}
