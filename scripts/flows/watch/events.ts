/** Reads what Codex does in a running review, for those who follow it. */
import { parseEventLine } from '../../core/codex/events.js';
import type { ReviewProgress } from '../../core/review/progress.js';
import type { RunningReview } from '../../core/task/model.js';
import { Tail } from '../../io/ground/tail.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { eventTimes, readHeartbeat } from '../../io/review/job.js';
import { recordFile } from '../../io/review/receipts.js';
import { activityAfter, eventText } from '../../render/review.js';
import type { Context } from '../context.js';
import type { OpenTask } from '../task/place.js';

/** Reads Codex's events as they arrive. Each keeps the time at which it arrived, even if it is shown later. */
export class ReviewEvents {
  readonly startedAt: number;
  private readonly context: Context;
  private readonly limits: { seconds: number; tokens: number | null };
  private readonly dir: string;
  private readonly events: Tail;
  /** The events of the second turn, in which Codex was asked again. */
  private readonly again: Tail;
  private readonly times: Tail;
  private timesLeft: number[] = [];
  private doing: string | null = null;

  constructor(context: Context, { place, state }: Pick<OpenTask, 'place' | 'state'>) {
    const { running } = state.reviews;
    const { timeout_seconds: seconds, token_budget: tokens } = state.pins.config.codex;
    this.context = context;
    this.startedAt = Date.parse(running?.started_at ?? context.now());
    this.limits = { seconds, tokens };
    this.dir = ledgerPaths(place.commonDir).record(place.task, running?.job ?? '');
    this.events = new Tail(recordFile(this.dir, 'events'));
    this.again = new Tail(recordFile(this.dir, 'events_again'));
    this.times = eventTimes(this.dir);
  }

  /** What has happened since the last call, each with its time since the review began. */
  news(): { seconds: number; text: string }[] {
    const lines = [
      ...this.events.lines().map((line) => ({ line, isAgain: false })),
      ...this.again.lines().map((line) => ({ line, isAgain: true })),
    ];
    if (lines.length === 0) return [];
    this.timesLeft.push(...this.times.lines().map(Number));
    return lines.flatMap(({ line, isAgain }) => this.told(line, isAgain, this.timesLeft.shift()));
  }

  private told(line: string, isAgain: boolean, at: number | undefined): { seconds: number; text: string }[] {
    const event = parseEventLine(line);
    if (event === null) return [];
    const { language } = this.context;
    this.doing = activityAfter(event, this.doing, language);
    const text = eventText(event, language, isAgain);
    return text ? [{ seconds: this.secondsAt(at ?? Date.parse(this.context.now())), text }] : [];
  }

  progress({ gate }: RunningReview): ReviewProgress {
    const beat = readHeartbeat(this.dir);
    const phase = beat?.phase ?? 'snapshot';
    return {
      gate,
      phase,
      seconds: this.secondsAt(Date.parse(this.context.now())),
      limit_seconds: this.limits.seconds,
      tokens: beat?.tokens ?? 0,
      token_limit: this.limits.tokens,
      doing: phase === 'codex' || phase === 'asking-again' ? this.doing : null,
    };
  }

  private secondsAt(ms: number): number {
    return Math.max(0, Math.round((ms - this.startedAt) / 1000));
  }
}
