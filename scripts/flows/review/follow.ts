/** Follows a running review: shows progress from Codex's own events, then the outcome. */
import { call } from '../../core/call.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import type { Event } from '../../core/task/ledger/events.js';
import type { RunningReview } from '../../core/task/model.js';
import { pausedBy } from '../../core/task/pauses.js';
import { progressView } from '../../core/task/views/progress.js';
import { sizeOf } from '../../io/ground/files.js';
import { withLock } from '../../io/ground/lock.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { pause } from '../../io/run/clock.js';
import { readTask } from '../../io/task/store.js';
import { strategyCard } from '../../render/cards.js';
import { progressLines } from '../../render/progress.js';
import { findingsText } from '../../render/review.js';
import { clockText } from '../../render/time.js';
import { attendUser } from '../attention/tell.js';
import { type Context, done, type Result } from '../context.js';
import { untilInterrupted } from '../interrupt.js';
import { type OpenTask, placeOf } from '../task/place.js';
import { expectedOf, ReviewEvents } from './lenses/events.js';
import { Reporter } from './reporter.js';
import { settleDeadReview } from './settle.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/**
 * Milliseconds between two looks at the sizes of the files that the supervisor writes. Everything else is read once a
 * second.
 */
const POLL_MS = 100;
const LOOK_MS = 1000;

type Reviewed = Pick<OpenTask, 'place' | 'state' | 'reading'>;

/** The clock for waiting; tests pass their own. */
export interface Waiting {
  /** Milliseconds of a monotonic clock. */
  nowMs(): number;
  pause(ms: number): Promise<void>;
}

const REAL: Waiting = { nowMs: () => performance.now(), pause };

/**
 * Waits for the running review and reports its progress. The exit code is 4 when it is still running after
 * `maxSeconds`, or when Ctrl-C ends the waiting: the review itself runs in a session of its own.
 */
export async function followReview(
  context: Context,
  task: Reviewed,
  maxSeconds: number,
  waiting: Waiting = REAL,
): Promise<Result> {
  return untilInterrupted((interrupted) => followUntil(interrupted, context, task, maxSeconds, waiting));
}

/**
 * Like followReview, but something other than Ctrl-C ends the waiting, because a review in this same process receives
 * Ctrl-C itself.
 */
export async function followUntil(
  stop: AbortSignal,
  context: Context,
  task: Reviewed,
  maxSeconds: number,
  waiting: Waiting = REAL,
): Promise<Result> {
  const job = task.state.reviews.running?.job ?? '';
  const end = waiting.nowMs() + maxSeconds * 1000;
  const reporter = new Reporter(context);
  const ledger = new Watched(context, task);
  const events = new ReviewEvents(context, task);
  for (;;) {
    const now = waiting.nowMs();
    const seen = await ledger.look(now);
    for (const { seconds, text } of events.news()) context.print(`${clockText(seconds)}  ${text}`);
    const { running } = seen.state.reviews;
    if (running?.job !== job) {
      const settled = settledTask(task, seen);
      attendUser(context, task.place.project, task.state, settled.state);
      return reviewOutcome(context, settled, job);
    }
    if (stop.aborted || now >= end) return stillRunning(context, running, events);
    reporter.tell(now, () => events.progress(running));
    await waiting.pause(Math.max(0, Math.min(POLL_MS, end - now)));
  }
}

/**
 * Keeps the task up to date with its ledger. The ledger is read again only when it has grown, and a dead review is
 * settled here at most once a second.
 */
class Watched {
  private readonly context: Context;
  private readonly task: Reviewed;
  private seen: Pick<OpenTask, 'state' | 'reading'>;
  private size: number | null = null;
  private looked = Number.NEGATIVE_INFINITY;

  constructor(context: Context, task: Reviewed) {
    this.context = context;
    this.task = task;
    this.seen = task;
  }

  async look(nowMs: number): Promise<Pick<OpenTask, 'state' | 'reading'>> {
    const { place } = this.task;
    const size = sizeOf(ledgerPaths(place.commonDir).ledger(place.task));
    const isGrown = size !== this.size;
    if (isGrown) this.read(size);
    if (!isGrown && nowMs - this.looked < LOOK_MS) return this.seen;
    this.looked = nowMs;
    const { state } = await settleDeadReview(this.context, { ...this.task, ...this.seen });
    if (state !== this.seen.state) this.read(null);
    return this.seen;
  }

  private read(size: number | null): void {
    const reading = readTask(this.task.place) ?? this.seen.reading;
    this.size = size;
    this.seen = { reading, state: reading.state };
  }
}

const stillRunning = (context: Context, { gate, job }: RunningReview, events: ReviewEvents): Result => ({
  code: 4,
  notices: [
    notice('review-still-running', {
      gate,
      seconds: Math.round((Date.parse(context.now()) - events.startedAt) / 1000),
    }),
  ],
  next: call('review', 'wait'),
  data: { job, ...events.expected },
});

/**
 * Reads the task under the writer's lock, so that what the writer changes after the ledger (state.json) is complete
 * before this command ends.
 */
function settledTask(
  { place }: Reviewed,
  seen: Pick<OpenTask, 'state' | 'reading'>,
): Pick<OpenTask, 'state' | 'reading'> {
  const reading = withLock(ledgerPaths(place.commonDir).lock(place.task), () => readTask(place));
  return reading ? { state: reading.state, reading } : seen;
}

/**
 * Reports the outcome of a review with its findings and the progress block. Exit code: 0 for a pass, 1 for findings, 3
 * for an outage.
 */
export function reviewOutcome(
  context: Context,
  { state, reading }: Pick<OpenTask, 'state' | 'reading'>,
  job: string,
): Result {
  const { last } = state.reviews;
  const data = {
    ...{ job, status: state.status, findings: state.findings.open, last_review: last },
    ...expectedOf(reading.entries, job),
  };
  if (last?.job !== job) return noOutcome(context, { state, reading }, data);
  const { gate, outcome: verdict, file } = last;
  if (verdict === 'pass') {
    const advisories = returnedReview(reading, job)?.outcome.findings ?? [];
    if (advisories.length > 0) context.print(findingsText(advisories, context.language));
    context.show(progressLines(progressView(state), context.language));
    const passed = notice('review-passed', { gate, advisories: advisories.length, file: file ?? '-' });
    return done([passed, ...remarks(reading, job)], { next: call('next'), data: { ...data, advisories } });
  }
  context.print(findingsText(state.findings.open, context.language));
  context.show(progressLines(progressView(state), context.language));
  const found = notice('review-found', { gate, verdict, count: state.findings.open.length, file: file ?? '-' });
  return { code: 1, notices: [found, ...remarks(reading, job)], next: call('next'), data };
}

/** Reports a review that ended without an outcome, with the decision card if the user has to decide. */
function noOutcome(
  context: Context,
  { state, reading }: Pick<OpenTask, 'state' | 'reading'>,
  data: Record<string, unknown>,
): Result {
  const fault = lastFault(reading);
  const unusable = pausedBy(state, 'reply-unusable');
  const away = pausedBy(state, 'codex');
  const reason = unusable?.kind ?? away?.reason ?? 'codex-failed';
  const gate = unusable?.gate ?? away?.gate ?? fault?.gate ?? '';
  if (fault?.reported) context.print(findingsText(fault.reported, context.language));
  if (unusable) context.print(strategyCard(state, context.language, placeOf(context)));
  context.show(progressLines(progressView(state), context.language));
  return {
    code: 3,
    notices: [
      unusable
        ? notice('reply-unusable', { gate, detail: unusable.detail })
        : notice('codex-unavailable', {
            ...{ gate, reason, resets_at: away?.resets_at ?? '' },
            ...(away?.reviewers && namedIn(away.reviewers)),
          }),
      ...(away?.cause ? [away.cause] : []),
    ],
    next: call(unusable ? 'next' : 'resume'),
    data: { ...data, reason, detail: fault?.detail ?? '' },
  };
}

const namedIn = ({ missed, answered }: { missed: string[]; answered: string[] }) => ({
  missed: missed.join(', '),
  answered: answered.join(', '),
});

/** What a reply says besides findings: a question for the user, or a next milestone that is not approved. */
export function remarks(reading: OpenTask['reading'], job: string): Notice[] {
  const event = returnedReview(reading, job);
  if (!event) return [];
  const { question, widened_scope: widened } = event.outcome;
  return [
    ...(question ? [notice('codex-asks', { question: oneLine(question, 1000) })] : []),
    ...(widened ? [notice('scope-widened', { named: widened })] : []),
  ];
}

const returnedReview = ({ entries }: OpenTask['reading'], job: string) =>
  entries
    .map(({ event }) => event)
    .findLast((event): event is Returned => event.type === 'review-returned' && event.job === job);

/** The last outage; `detail` is what Codex, the server or the system said about it. */
const lastFault = ({ entries }: OpenTask['reading']) =>
  entries.map(({ event }) => event).findLast((event) => event.type === 'codex-unavailable');
