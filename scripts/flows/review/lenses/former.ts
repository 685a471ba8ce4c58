/**
 * The last try of a review that ended without a verdict because a reviewer gave none. What the others said counts in
 * the next try, if that asks for exactly the same.
 */

import { isSameRequest } from '../../../core/review/lenses/named.js';
import { lensesOf } from '../../../core/review/lenses/reviewers.js';
import type { PacketCheck } from '../../../core/review/packet/input.js';
import type { AnsweredCall, ReviewerCall } from '../../../core/task/ledger/events.js';
import { endedWithout, type Started } from '../../../core/task/ledger/reviews.js';
import { type Gate, STATUSES, type Status } from '../../../core/task/model.js';
import { ledgerPaths } from '../../../io/ground/workspace.js';
import { folderOf, isRecord, presentRecord } from '../../../io/review/examine.js';
import { type ReviewPayload, readJob } from '../../../io/review/job.js';
import { keep } from '../../../io/review/receipts.js';
import { isRunDescribed } from '../../../io/run/run.js';
import type { OpenTask } from '../../task/place.js';

type Shown = NonNullable<ReviewPayload['shown']>;

export interface Former {
  started: Started;
  answered: readonly AnsweredCall[];
  shown: Shown & { status: Status };
}

/**
 * Finds it; null where the gate's last review was another one, or its description is not the one that the ledger names.
 */
export function formerTry({ state, reading, place }: OpenTask, gate: Gate): Former | null {
  const { entries } = reading;
  if (lensesOf(state.pins.config.review).length === 0) return null;
  const started = entries
    .map(({ event }) => event)
    .findLast((event): event is Started => event.type === 'review-started' && event.gate === gate);
  const answered = (started && endedWithout(entries, started.job)?.reviewers?.answered) ?? [];
  if (started === undefined || answered.length === 0) return null;
  const dir = ledgerPaths(place.commonDir).record(place.task, started.job);
  const read = isRunDescribed(dir) ? keep(() => readJob(dir)) : null;
  if (read?.kind !== 'kept' || read.value.digest !== started.description) return null;
  const { shown } = read.value.job;
  if (shown === undefined || !isStatus(shown.status)) return null;
  return { started, answered, shown: { ...shown, status: shown.status } };
}

const isStatus = (word: string): word is Status => Object.hasOwn(STATUSES, word);

/** Whether the checks gave the same results again; only their output may differ, as where it names a time. */
export const saysAlike = (now: readonly PacketCheck[], before: readonly PacketCheck[]): boolean =>
  now.length === before.length && now.every((check, at) => factsOf(check) === factsOf(before[at]));

const factsOf = (check: PacketCheck | undefined): string =>
  JSON.stringify([
    check?.name,
    check?.required,
    check?.passed,
    check?.exit_code,
    check?.signal,
    check?.problem,
    check?.in_place ?? null,
  ]);

/**
 * The reviewers of a review, each that has answered before with the review in which it has.
 *
 * @param started the review as it is about to begin, in which all are asked
 * @param dir of its record; those of the other reviews are next to it
 */
export const withAnswers = (
  dir: string,
  started: Omit<Started, 'at'> & { reviewers: ReviewerCall[] },
  former: Former | null,
): ReviewerCall[] =>
  started.reviewers.map((call) => {
    const answer = former?.answered.find(({ lens }) => lens === call.lens);
    const isSame = former && answer && isSameRequest({ ...started, at: '' }, former.started, call.lens);
    return isSame && isThere(dir, answer) ? { ...call, from: answer.job } : call;
  });

/** Whether the record of an answer is still what the ledger names. */
function isThere(dir: string, { lens, job, record }: AnsweredCall): boolean {
  const found = presentRecord(folderOf(dir, lens, job), record.events_again !== undefined);
  return found !== null && isRecord(found, record);
}
