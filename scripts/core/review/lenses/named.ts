/** What a receipt says of its reviewers, against what the ledger named before they were asked. */
import type { RecordDigests, ReviewerCall } from '../../task/ledger/events.js';
import type { NamedReview, Started, TakenAnswer } from '../../task/ledger/reviews.js';
import { sameSubject } from '../../task/model.js';
import { OWN } from './reviewers.js';

/**
 * Whether two reviews ask a reviewer for the same thing: subject, packet, thresholds, schema, lens, and the program and
 * settings that answer.
 */
export function isSameRequest(a: Started, b: Started, lens: string): boolean {
  const promptOf = ({ reviewers }: Started): string | undefined => reviewers?.find((one) => one.lens === lens)?.prompt;
  return (
    a.gate === b.gate &&
    sameSubject(a.subject, b.subject) &&
    a.codex_profile === b.codex_profile &&
    a.codex_program?.native.digest === b.codex_program?.native.digest &&
    a.codex_program?.version === b.codex_program?.version &&
    a.request !== undefined &&
    a.request.context === b.request?.context &&
    a.request.schema === b.request.schema &&
    promptOf(a) !== undefined &&
    promptOf(a) === promptOf(b)
  );
}

/** What is wrong with the reviewers that a receipt names, with the lens that it is about. */
export interface ReviewerFault {
  problem: 'receipt-lens-missing' | 'receipt-lens-unknown' | 'receipt-lens-twice' | 'receipt-lens-other';
  lens: string;
}

/** A reviewer as a receipt names it. */
export interface NamedReviewer {
  lens: string;
  from: string | null;
  record: RecordDigests;
  thread_id: string;
}

/**
 * Compares the reviewers of a receipt with those that the ledger named before they were asked.
 *
 * @param own the record of the gate's own reviewer
 * @returns the first fault; null when each lens is there once, with what exactly this reviewer was asked in exactly
 *   this review, or in one that asked for the same
 */
export function faultIn(
  found: readonly NamedReviewer[],
  own: RecordDigests,
  { started, taken = [] }: Pick<NamedReview, 'started' | 'taken'>,
): ReviewerFault | null {
  const named = started?.reviewers ?? [];
  const twice = found.find((one, at) => found.some((other, index) => index < at && isTwice(one, other)));
  if (twice) return { problem: 'receipt-lens-twice', lens: twice.lens };
  const unknown = found.find(({ lens }) => !named.some((call) => call.lens === lens));
  if (unknown) return { problem: 'receipt-lens-unknown', lens: unknown.lens };
  const missing = named.find(({ lens }) => !found.some((one) => one.lens === lens));
  if (missing) return { problem: 'receipt-lens-missing', lens: missing.lens };
  const other = found.find((one, at) => {
    const call = named[at];
    const isAsked = call?.lens === one.lens && call.from === one.from && isRequested(one, call, started);
    const isOwn = one.lens !== OWN || sameRecord(one.record, own);
    return !isAsked || !isOwn || (one.from !== null && !isTaken(one, started, taken));
  });
  return other ? { problem: 'receipt-lens-other', lens: other.lens } : null;
}

/** One conversation is one reviewer's: nothing of it stands for another. */
const isTwice = (a: NamedReviewer, b: NamedReviewer): boolean =>
  a.lens === b.lens || a.thread_id === b.thread_id || a.record.events === b.record.events;

const isRequested = ({ record }: NamedReviewer, { prompt }: ReviewerCall, started: Started | null): boolean =>
  record.prompt === prompt &&
  record.context === started?.request?.context &&
  record.schema === started?.request?.schema;

function isTaken({ lens, record }: NamedReviewer, started: Started | null, taken: readonly TakenAnswer[]): boolean {
  const answer = taken.find((one) => one.lens === lens);
  if (!started || !answer?.started || !answer.answered) return false;
  return isSameRequest(started, answer.started, lens) && sameRecord(record, answer.answered.record);
}

/** Whether two records consist of the same files. */
export function sameRecord(a: RecordDigests, b: RecordDigests): boolean {
  const files = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...files].every((file) => Reflect.get(a, file) === Reflect.get(b, file));
}
