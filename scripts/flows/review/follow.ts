/** Following a running review: progress from Codex's own events, then the outcome. */
import { call } from '../../core/call.js';
import { parseEventLine } from '../../core/codex/events.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import type { Event } from '../../core/task/ledger/events.js';
import type { RunningReview } from '../../core/task/model.js';
import { pausedBy } from '../../core/task/pauses.js';
import { progressView } from '../../core/task/views/progress.js';
import { withLock } from '../../io/ground/lock.js';
import { Tail } from '../../io/ground/tail.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readHeartbeat } from '../../io/review/job.js';
import { recordFile } from '../../io/review/receipts.js';
import { pause } from '../../io/run/clock.js';
import { readTask } from '../../io/task/store.js';
import { strategyCard } from '../../render/cards.js';
import { progressBlock } from '../../render/progress.js';
import { eventText, findingsText } from '../../render/review.js';
import { type Context, done, type Result } from '../context.js';
import { type OpenTask, placeOf } from '../task/place.js';
import { settleDeadReview } from './settle.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

const POLL_MS = 40;

/**
 * Waits for the running review and says what it does; exit code 4 when it is still running after `maxSeconds`,
 * or when Ctrl-C ends the waiting: the review itself lives in a session of its own.
 */
export async function followReview(context: Context, task: OpenTask, maxSeconds: number): Promise<Result> {
  const job = task.state.reviews.running?.job ?? '';
  const dir = ledgerPaths(task.place.commonDir).record(task.place.task, job);
  const tails = { first: new Tail(recordFile(dir, 'events')), again: new Tail(recordFile(dir, 'events_again')) };
  const startedAt = Date.parse(task.state.reviews.running?.started_at ?? context.now());
  const end = process.hrtime.bigint() + BigInt(Math.round(maxSeconds * 1000)) * 1_000_000n;
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.on('SIGINT', onInterrupt);
  try {
    for (;;) {
      const { state, reading } = await currentTask(context, task);
      say(context, tails, startedAt, readHeartbeat(dir)?.tokens ?? 0);
      if (state.reviews.running?.job !== job) return reviewOutcome(context, settledTask(task, { state, reading }), job);
      if (interrupt.signal.aborted || process.hrtime.bigint() >= end)
        return stillRunning(context, state.reviews.running, startedAt);
      await pause(POLL_MS);
    }
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const stillRunning = (context: Context, { gate, job }: RunningReview, startedAt: number): Result => ({
  code: 4,
  notices: [
    notice('review-still-running', { gate, seconds: Math.round((Date.parse(context.now()) - startedAt) / 1000) }),
  ],
  next: call('review', 'wait'),
  data: { job },
});

async function currentTask(context: Context, task: OpenTask): Promise<Pick<OpenTask, 'state' | 'reading'>> {
  const reading = readTask(task.place) ?? task.reading;
  const { state } = await settleDeadReview(context, { ...task, reading, state: reading.state });
  return { state, reading: state === reading.state ? reading : (readTask(task.place) ?? reading) };
}

/** Read under the writer's lock: what it writes after the ledger (state.json) is there when this command ends. */
function settledTask(
  { place }: OpenTask,
  seen: Pick<OpenTask, 'state' | 'reading'>,
): Pick<OpenTask, 'state' | 'reading'> {
  const reading = withLock(ledgerPaths(place.commonDir).lock(place.task), () => readTask(place));
  return reading ? { state: reading.state, reading } : seen;
}

/** In: the events of the review, and of the turn in which it was asked once more. */
function say(context: Context, tails: { first: Tail; again: Tail }, startedAt: number, tokens: number): void {
  const first = tails.first.lines().map((line) => ({ line, isAgain: false }));
  const again = tails.again.lines().map((line) => ({ line, isAgain: true }));
  for (const { line, isAgain } of [...first, ...again]) {
    const event = parseEventLine(line);
    const text = event && eventText(event, context.language, isAgain);
    const seconds = Math.round((Date.parse(context.now()) - startedAt) / 1000);
    if (text) context.print(`${String(seconds).padStart(4)} s  ${text}${tokens > 0 ? `  · ${tokens} tokens` : ''}`);
  }
}

/** The outcome of a review: 0 for a pass, 1 for findings, 3 for an outage. Prints findings and the progress block. */
export function reviewOutcome(
  context: Context,
  { state, reading }: Pick<OpenTask, 'state' | 'reading'>,
  job: string,
): Result {
  const { last } = state.reviews;
  const data = { job, status: state.status, findings: state.findings.open, last_review: last };
  if (last?.job !== job) return noOutcome(context, { state, reading }, data);
  const { gate, outcome: verdict, file } = last;
  if (verdict === 'pass') {
    const advisories = returnedReview(reading, job)?.outcome.findings ?? [];
    if (advisories.length > 0) context.print(findingsText(advisories, context.language));
    context.print(progressBlock(progressView(state), context.language));
    const passed = notice('review-passed', { gate, advisories: advisories.length, file: file ?? '-' });
    return done([passed, ...remarks(reading, job)], { next: call('next'), data: { ...data, advisories } });
  }
  context.print(findingsText(state.findings.open, context.language));
  context.print(progressBlock(progressView(state), context.language));
  const found = notice('review-found', { gate, verdict, count: state.findings.open.length, file: file ?? '-' });
  return { code: 1, notices: [found, ...remarks(reading, job)], next: call('next'), data };
}

/** A review that ended without an outcome, and the card where the user decides what follows from that. */
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
  context.print(progressBlock(progressView(state), context.language));
  return {
    code: 3,
    notices: [
      unusable
        ? notice('reply-unusable', { gate, detail: unusable.detail })
        : notice('codex-unavailable', { gate, reason, resets_at: away?.resets_at ?? '' }),
    ],
    next: call(unusable ? 'next' : 'resume'),
    data: { ...data, reason, detail: fault?.detail ?? '' },
  };
}

/** What a reply says beside its findings: a question for the user, a next milestone that is not approved. */
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
