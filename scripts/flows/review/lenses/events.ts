/** What the reviewers of a running review do, as their events arrive. */
import { parseEventLine } from '../../../core/codex/events.js';
import { OWN } from '../../../core/review/lenses/reviewers.js';
import type { ReviewProgress } from '../../../core/review/progress.js';
import type { CostEstimate, ReviewerCall } from '../../../core/task/ledger/events.js';
import { startedReview } from '../../../core/task/ledger/reviews.js';
import type { Entry } from '../../../core/task/ledger.js';
import type { RunningReview } from '../../../core/task/model.js';
import { Tail } from '../../../io/ground/tail.js';
import { ledgerPaths } from '../../../io/ground/workspace.js';
import { eventTimes, readHeartbeat } from '../../../io/review/job.js';
import { recordFile, reviewerDir } from '../../../io/review/receipts.js';
import { activityAfter, eventText } from '../../../render/review.js';
import type { Context } from '../../context.js';
import type { OpenTask } from '../../task/place.js';
import { reviewersSeen } from '../views.js';

/** What a review was expected to cost, for `--json`; nothing for one without lenses. */
export function expectedOf(entries: readonly Entry[], job: string): { estimate?: CostEstimate } {
  const estimate = startedReview(entries, job)?.estimate;
  return estimate === undefined ? {} : { estimate };
}

/** Reads the events of all reviewers. Each keeps the time at which it arrived, even if it is shown later. */
export class ReviewEvents {
  readonly startedAt: number;
  readonly expected: { estimate?: CostEstimate };
  private readonly context: Context;
  private readonly limits: { seconds: number; tokens: number | null };
  private readonly dir: string;
  private readonly reviewers: readonly ReviewerCall[] | undefined;
  private readonly all: readonly ReviewerEvents[];

  constructor(context: Context, { place, state, reading }: Pick<OpenTask, 'place' | 'state' | 'reading'>) {
    const { running } = state.reviews;
    const { timeout_seconds: seconds, token_budget: tokens } = state.pins.config.codex;
    const job = running?.job ?? '';
    this.context = context;
    this.startedAt = Date.parse(running?.started_at ?? context.now());
    this.dir = ledgerPaths(place.commonDir).record(place.task, job);
    this.reviewers = startedReview(reading.entries, job)?.reviewers;
    this.expected = expectedOf(reading.entries, job);
    const asked = this.reviewers?.filter(({ from }) => from === null) ?? [{ lens: OWN }];
    this.limits = { seconds, tokens: tokens === null ? null : tokens * asked.length };
    const isAlone = this.reviewers === undefined;
    this.all = asked.map(({ lens }) => new ReviewerEvents(reviewerDir(this.dir, lens), isAlone ? '' : `[${lens}] `));
  }

  /** What has happened since the last call, each with its time since the review began. */
  news(): { seconds: number; text: string }[] {
    return this.all
      .flatMap((reviewer) => reviewer.read(this.context))
      .map(({ at, text }) => ({ seconds: this.secondsAt(at ?? Date.parse(this.context.now())), text }));
  }

  progress({ gate }: RunningReview): ReviewProgress {
    const beat = readHeartbeat(this.dir);
    const phase = beat?.phase ?? 'snapshot';
    const [first] = this.all;
    return {
      gate,
      phase,
      seconds: this.secondsAt(Date.parse(this.context.now())),
      limit_seconds: this.limits.seconds,
      tokens: beat?.tokens ?? 0,
      token_limit: this.limits.tokens,
      ...(this.reviewers && { reviewers: reviewersSeen(this.reviewers, beat) }),
      doing: phase === 'codex' || phase === 'asking-again' ? (first?.doing ?? null) : null,
    };
  }

  private secondsAt(ms: number): number {
    return Math.max(0, Math.round((ms - this.startedAt) / 1000));
  }
}

/** The events of one reviewer. */
class ReviewerEvents {
  doing: string | null = null;
  private readonly name: string;
  private readonly events: Tail;
  /** The events of the second turn, in which Codex was asked again. */
  private readonly again: Tail;
  private readonly times: Tail;
  private timesLeft: number[] = [];

  constructor(dir: string, name: string) {
    this.name = name;
    this.events = new Tail(recordFile(dir, 'events'));
    this.again = new Tail(recordFile(dir, 'events_again'));
    this.times = eventTimes(dir);
  }

  /** What is new, as lines of text with the times at which the events arrived, where they are known. */
  read({ language }: Context): { at: number | undefined; text: string }[] {
    const lines = [
      ...this.events.lines().map((line) => ({ line, isAgain: false })),
      ...this.again.lines().map((line) => ({ line, isAgain: true })),
    ];
    if (lines.length === 0) return [];
    this.timesLeft.push(...this.times.lines().map(Number));
    return lines.flatMap(({ line, isAgain }) => {
      const at = this.timesLeft.shift();
      const event = parseEventLine(line);
      if (event === null) return [];
      this.doing = activityAfter(event, this.doing, language);
      const text = eventText(event, language, isAgain);
      return text ? [{ at, text: `${this.name}${text}` }] : [];
    });
  }
}
