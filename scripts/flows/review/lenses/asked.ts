/** The reviewers of a review as its supervisor finds them: what each is asked, or what it has answered before. */
import { type Infrastructure, infrastructure } from '../../../core/codex/reasons.js';
import { OWN } from '../../../core/review/lenses/reviewers.js';
import type { RecordDigests, ReviewerCall } from '../../../core/task/ledger/events.js';
import { startedReview, takenAnswers } from '../../../core/task/ledger/reviews.js';
import type { Entry } from '../../../core/task/ledger.js';
import { folderOf, isRecord, presentRecord } from '../../../io/review/examine.js';
import {
  keep,
  type RecordBytes,
  type RecordedRequest,
  readRequest,
  requestDigests,
  sameRequest,
  schemaOnDisk,
} from '../../../io/review/receipts.js';

/** A reviewer before it is asked. */
export interface Reviewer {
  lens: string;
  /** The folder of its record. */
  dir: string;
  /** The earlier review whose answer counts; null when it is asked now. */
  from: string | null;
  request: RecordedRequest;
  /** The identity of its schema's file before Codex was started. */
  schema: string;
  /** Its earlier answer; null when it is asked now. */
  answer: RecordBytes | null;
}

/**
 * Reads what the reviewers are asked.
 *
 * @param digest of the job's description
 * @returns the reviewers, if their requests and the job are what the ledger named; otherwise what was changed since
 */
export function readReviewers(
  dir: string,
  entries: readonly Entry[],
  { job, digest }: { job: string; digest: string },
): { kind: 'kept'; value: Reviewer[] } | Infrastructure {
  const started = startedReview(entries, job);
  if (started?.description !== digest) return infrastructure('record-altered', 'job.json');
  const { request } = started;
  if (request === undefined) return infrastructure('record-altered', 'prompt.md, context.json, schema.json');
  const calls: ReviewerCall[] = started.reviewers ?? [{ lens: OWN, prompt: request.prompt, from: null }];
  const taken = new Map(takenAnswers(entries, started).map(({ lens, answered }) => [lens, answered?.record ?? null]));
  const read = keep(() => calls.map((call) => readReviewer(dir, call, taken.get(call.lens) ?? null)));
  if (read.kind === 'infrastructure') return infrastructure('record-altered', read.detail);
  const isAltered = read.value.some(({ lens, from, request: found, answer }, at) => {
    const named = taken.get(lens) ?? null;
    const isAnswered = from === null || (answer !== null && named !== null && isRecord(answer, named));
    return !isAnswered || !sameRequest({ ...request, prompt: calls[at]?.prompt ?? '' }, requestDigests(found));
  });
  return isAltered ? infrastructure('record-altered', 'prompt.md, context.json, schema.json') : read;
}

function readReviewer(dir: string, { lens, from }: ReviewerCall, named: RecordDigests | null): Reviewer {
  const own = folderOf(dir, lens, from);
  return {
    ...{ lens, from, dir: own },
    request: readRequest(own),
    schema: schemaOnDisk(own),
    answer: from === null ? null : presentRecord(own, named?.events_again !== undefined),
  };
}
