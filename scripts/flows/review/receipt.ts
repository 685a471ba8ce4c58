/** What a finished review leaves: its signed receipt, and the committed artifact that is made from it. */
import path from 'node:path';
import { reviewArtifact } from '../../core/review/artifact.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import { validatePacketContext, validateReviewContext } from '../../generated/validators.js';
import { writeDocument } from '../../io/ground/files.js';
import { both } from '../../io/ground/json.js';
import { ensureSigning } from '../../io/ground/signing.js';
import type { ReviewJob } from '../../io/review/job.js';
import {
  type Evaluated,
  type Receipt,
  type RecordBytes,
  recordedValue,
  runOf,
  writeReceipt,
} from '../../io/review/receipts.js';
import { artifactWords } from '../../render/artifact.js';

export interface WrittenReceipt {
  receipt: Receipt;
  /** The ledger names the receipt by this. */
  digest: string;
}

/** Writes the receipt of a record with an outcome. Errors: those of the file system. */
export function makeReceipt(
  dir: string,
  job: ReviewJob,
  record: RecordBytes,
  evaluated: Evaluated & { result: ReviewResult },
): WrittenReceipt {
  const run = runOf(record);
  const { codex, review } = job;
  return writeReceipt(
    dir,
    record,
    {
      task: job.place.task,
      job: review.job,
      fence: review.fence,
      gate: review.gate,
      round: review.round,
      subject: review.subject,
      codex: {
        path: codex.codex.native,
        version: codex.version,
        model: evaluated.model ?? codex.settings.model,
        profile: job.profile,
        thread_id: evaluated.threadId,
        open_reads: codex.reads.because,
      },
      usage: evaluated.usage,
      checks: job.checks,
      outcome: evaluated.result.outcome,
      started_at: new Date(run.startedAt).toISOString(),
      duration_ms: run.endedAt - run.startedAt,
    },
    ensureSigning(job.place.stateDir),
  );
}

/** Writes the artifact below docs/cccc/reviews, the part of a review that a teammate needs. */
export function writeArtifact(
  record: RecordBytes,
  job: ReviewJob,
  { receipt, digest }: WrittenReceipt,
  result: ReviewResult,
): void {
  const { manifest, accepted = [] } = recordedValue(
    record,
    'context',
    both(validatePacketContext, validateReviewContext),
  );
  writeDocument(
    path.join(job.place.project, job.artifact),
    reviewArtifact({ receipt, digest, result, coverage: manifest, accepted, words: artifactWords(job.language) }),
  );
}
