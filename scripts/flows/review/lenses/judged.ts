/** Judges what the reviewers of a review said, from what was received in memory. */
import { type Infrastructure, infrastructure } from '../../../core/codex/reasons.js';
import { mergedResult } from '../../../core/review/lenses/merged.js';
import type { ReviewResult } from '../../../core/review/outcome.js';
import type { EvaluatedReview } from '../../../core/review/reply/turns.js';
import { redact, redactDeep } from '../../../core/say/redact.js';
import type { EventBody } from '../../../core/task/ledger/events.js';
import type { OpenFinding, RunningReview } from '../../../core/task/model.js';
import {
  alteredFiles,
  contextOf,
  digestsOf,
  evaluateRecord,
  keep,
  type RecordBytes,
} from '../../../io/review/receipts.js';
import type { Answered } from './run.js';

/** A reviewer with a result. */
export interface Judged {
  lens: string;
  from: string | null;
  record: RecordBytes;
  evaluated: EvaluatedReview & { result: ReviewResult };
}

/** A reviewer without one. */
export interface Missed {
  lens: string;
  fault: Infrastructure;
  /** The findings of a reply that does not count. */
  reported: OpenFinding[];
}

export const hasMissed = (one: Judged | Missed): one is Missed => 'fault' in one;
export const hasAnswered = (one: Judged | Missed): one is Judged => !hasMissed(one);

/**
 * Judges one reviewer.
 *
 * @param cancelledBy what cancelled the review; null when nothing did
 */
export function judge({ lens, from, dir, schema, ran }: Answered, cancelledBy: string | null): Judged | Missed {
  const missed = (fault: Infrastructure, reported: OpenFinding[] = []): Missed => ({ lens, fault, reported });
  if (ran.kind === 'infrastructure') return missed(ran);
  const evaluated = evaluateRecord(ran.value, lens);
  const { result, reported } = evaluated;
  if (result.kind === 'infrastructure')
    return missed(result.reason === 'cancelled' ? { ...result, detail: cancelledBy ?? '' } : result, reported);
  // The received data is judged. A file that differs from it was changed while Codex ran.
  const altered = keep(() => alteredFiles(dir, ran.value, schema));
  if (altered.kind === 'infrastructure') return missed(altered);
  if (altered.value.length > 0) return missed(infrastructure('record-altered', altered.value.join(', ')));
  return { lens, from, record: ran.value, evaluated: { ...evaluated, result } };
}

/** The outcome of all reviewers. */
export function resultOf(judged: readonly [Judged, ...Judged[]]): ReviewResult {
  const [own] = judged;
  if (judged.length === 1) return own.evaluated.result;
  const results = judged.map(({ lens, evaluated }) => ({ lens, result: evaluated.result }));
  return mergedResult(results, contextOf(own.record));
}

type Unavailable = Extract<EventBody, { type: 'codex-unavailable' }>;

/** The event of a review that did not take place. */
export const outageOf = (
  { gate, job }: Pick<RunningReview, 'gate' | 'job'>,
  fault: Infrastructure,
  reported: OpenFinding[] = [],
): Unavailable => ({
  type: 'codex-unavailable',
  gate,
  job,
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
  ...(fault.cause && { cause: redactDeep(fault.cause) }),
  ...(reported.length > 0 ? { reported } : {}),
});

/**
 * The same where at least one reviewer gave no answer; the answers of the others are named by their records, so that
 * only who is missing has to be asked again.
 */
export function withoutAll(
  review: Pick<RunningReview, 'gate' | 'job'>,
  missed: readonly [Missed, ...Missed[]],
  judged: readonly Judged[],
): Unavailable {
  const [first] = missed;
  const reported = missed.flatMap((one) => one.reported);
  const event = outageOf(review, first.fault, reported);
  if (missed.length + judged.length === 1) return event;
  return {
    ...event,
    resets_at: latest(missed.map(({ fault }) => fault.resetsAt)),
    reviewers: {
      missed: missed.map(({ lens, fault }) => ({
        lens,
        reason: fault.reason,
        detail: redact(fault.detail).slice(0, 2000),
        resets_at: fault.resetsAt,
      })),
      answered: judged.map(({ lens, from, record }) => ({ lens, job: from ?? review.job, record: digestsOf(record) })),
    },
  };
}

/** All that is missing can be asked for when the last of the limits ends. */
const latest = (times: readonly (string | null)[]): string | null =>
  times.reduce((late, time) => (time !== null && (late === null || time > late) ? time : late), null);
