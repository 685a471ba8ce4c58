/** Verifies receipts together with the earlier rounds on which they rely. */
import path from 'node:path';
import { parseEvents } from '../../core/codex/events.js';
import { commandsOf } from '../../core/codex/run.js';
import { unreadFiles } from '../../core/review/coverage-reads.js';
import { isFounded, type Rounds, type SeenRound } from '../../core/review/rounds.js';
import type { NamedReview } from '../../core/task/ledger/reviews.js';
import type { Signing } from '../../core/task/ledger.js';
import { validateReviewContext } from '../../generated/validators.js';
import { doubted, type Examined, examineAlone, invalid, type Verdict } from './examine.js';
import { type RecordBytes, recordedValue } from './receipts.js';

/** The verdict of examineReceipt alone. */
export const verifyReceipt = (dir: string, named: NamedReview, signing: Signing): Verdict =>
  examineReceipt(dir, named, signing).verdict;

/**
 * How far one receipt can be believed now.
 *
 * @param dir the record's folder; the records of the other reviews are next to it
 * @returns as examineAlone; also `invalid` when a round on which it relies can no longer be verified, or does not cover
 * what the review took from it
 */
export function examineReceipt(dir: string, named: NamedReview, signing: Signing): Examined {
  const found = examineAlone(dir, named, signing);
  if (found.record === null) return found;
  const { seen = {}, stands_on: bases = [] } = recordedValue(found.record, 'context', validateReviewContext);
  if (!Object.values(seen).some((file) => 'job' in file)) return found;
  const rounds = verifiedRounds(path.dirname(dir), named.earlier, signing);
  const isNamed = bases.every(({ job, receipt }) => rounds.get(job)?.receipt === receipt);
  const isKnown = Object.values(seen).every((file) => !('job' in file) || bases.some(({ job }) => job === file.job));
  return isNamed && isKnown && isFounded(rounds, seen) ? found : doubted(invalid('receipt-round-missing'));
}

/**
 * The rounds with verified receipts, and what their records prove about each changed file.
 *
 * @param records the folder in which each review has a folder named after its job
 */
export function verifiedRounds(records: string, reviews: readonly NamedReview[], signing: Signing): Rounds {
  const rounds = new Map<string, SeenRound>();
  for (const review of reviews) {
    const { record, others } = examineAlone(path.join(records, review.job), review, signing);
    const round = record && seenRound(review, record, others);
    if (round) rounds.set(review.job, round);
  }
  return rounds;
}

/** null for a record of a release that did not record coverage. */
function seenRound(
  { job, fence, digest }: NamedReview,
  record: RecordBytes,
  others: readonly RecordBytes[],
): SeenRound | null {
  const context = recordedValue(record, 'context', validateReviewContext);
  if (context.seen === undefined) return null;
  const { coverage, snapshotFolder, round } = context;
  // What one reviewer has read, another one has not.
  const unread = [record, ...others].flatMap(({ events }) => {
    const commands = commandsOf(parseEvents(events.toString('utf8')).events);
    return unreadFiles(commands, coverage.onDemand, snapshotFolder, coverage.needs ?? null);
  });
  return { job, round, fence, receipt: digest, files: context.seen, unread: new Set(unread) };
}
