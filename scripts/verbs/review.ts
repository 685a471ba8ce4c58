/** `cccc review plan|milestone|final|diff|wait|status|cancel|show [review]` */

import { call } from '../core/call.js';
import { LENSES, lensesIn } from '../core/delegate/lenses.js';
import { nearestOf } from '../core/say/nearest.js';
import { notice, Problem } from '../core/say/notices.js';
import { GATES } from '../core/task/gates.js';
import type { Gate, State } from '../core/task/model.js';
import { pausedBy } from '../core/task/pauses.js';
import type { SubverbName } from '../core/verbs.js';
import {
  type Arguments,
  type Context,
  done,
  flag,
  listOption,
  type Result,
  refused,
  subverbOf,
  textOption,
} from '../flows/context.js';
import { cancelDiff, retryDiff, reviewDiff, showDiff, waitForDiff } from '../flows/delegate/diff/answer.js';
import { followReview, remarks, reviewOutcome } from '../flows/review/follow.js';
import { endPreparing, waitWhilePreparing } from '../flows/review/preparing.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { startReview } from '../flows/review/start.js';
import { runningView, shownReview } from '../flows/review/views.js';
import { foldFailures } from '../flows/task/failures.js';
import { recordTightening } from '../flows/task/observe.js';
import { type OpenTask, openTask, openTaskToRead } from '../flows/task/place.js';
import { ledgerPaths } from '../io/ground/workspace.js';
import { isPreparing, readPreparation } from '../io/review/preparation.js';
import { requestCancel } from '../io/run/run.js';
import { runningText } from '../render/review.js';
import { shownReviewPage } from '../render/views/shown-review.js';

/** Less than the 120 s after which the client moves a command to the background (docs/facts/claude-code.md, Bash). */
const DEFAULT_MAX_SECONDS = 100;

/** The word by which the review of the change is named. */
const DIFF: SubverbName<'review'> = 'diff';

const isGate = (name: SubverbName<'review'>): name is Gate => GATES.some((gate) => gate === name);

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = subverbOf('review', args);
  if (what === 'diff') return diff(context, args);
  const asked = aboutDiff(what, args);
  if (asked !== null) return ofDiff(context, asked, args);
  if (what === 'status' || what === 'show') {
    const read = await settledToRead(context);
    return what === 'status' ? reviewStatus(context, read) : show(context, read, args.positionals[1] ?? null);
  }
  const task = await presentTask(context);
  if (isGate(what))
    return startReview(context, await recordTightening(context, task), what, {
      foreground: flag(args, 'foreground'),
      maxSeconds: maxSeconds(args),
    });
  switch (what) {
    case 'wait':
      return wait(context, task, maxSeconds(args));
    case 'cancel':
      return cancel(context, task);
    default:
      return what satisfies never;
  }
}

/** A review of the present change, which needs no task. */
function diff(context: Context, args: Arguments): Promise<Result> {
  const base = textOption(args, 'base');
  const model = textOption(args, 'model');
  const { lenses, unknown } = lensesIn(listOption(args, 'lens'));
  if (unknown !== null) {
    const nearest = nearestOf(unknown, LENSES);
    throw badUsage(`--lens ${LENSES.join('|')}`, {
      word: `--lens ${unknown}`,
      nearest: nearest && `--lens ${nearest}`,
    });
  }
  if (!flag(args, 'retry'))
    return reviewDiff(context, { base, model, lenses: lenses.length === 0 ? ['all'] : lenses }, maxSeconds(args));
  if (base !== null || lenses.length > 0) throw badUsage('--retry [--model <model>] [--max <seconds>]');
  return retryDiff(context, model, maxSeconds(args));
}

type OfDiff = Extract<SubverbName<'review'>, 'wait' | 'cancel' | 'show'>;

/**
 * What is asked about the review of the change; null where one of the task is meant.
 *
 * @throws Problem `bad-usage` for another word after `wait` or `cancel`
 */
function aboutDiff(what: SubverbName<'review'>, { positionals: [, word] }: Arguments): OfDiff | null {
  if (word === undefined || (what !== 'wait' && what !== 'cancel' && what !== 'show')) return null;
  if (word === DIFF) return what;
  if (what === 'show') return null;
  throw badUsage(`${what} [${DIFF}]`);
}

function ofDiff(context: Context, what: OfDiff, args: Arguments): Promise<Result> {
  switch (what) {
    case 'wait':
      return waitForDiff(context, maxSeconds(args));
    case 'cancel':
      return cancelDiff(context);
    case 'show':
      return showDiff(context);
    default:
      return what satisfies never;
  }
}

const badUsage = (detail: string, unknown?: { word: string; nearest: string | null }): Problem =>
  new Problem(notice('bad-usage', { verb: 'review', detail, ...(unknown && { unknown }) }), 2);

/**
 * The task after waiting events are recorded, read again, because a receipt that is settled here counts for the gates.
 */
async function presentTask(context: Context): Promise<OpenTask> {
  const opened = await foldFailures(context, await openTask(context));
  const { notices, state } = await settleDeadReview(context, opened);
  for (const given of notices) context.say(given);
  return state === opened.state ? opened : openTask(context);
}

/** The same for verbs that only read; events are recorded only if this process may write. */
async function settledToRead(context: Context): Promise<OpenTask> {
  const task = await openTaskToRead(context);
  if (task.reading.otherKey === null) return presentTask(context);
  context.say(task.reading.otherKey);
  return task;
}

async function wait(context: Context, given: OpenTask, seconds: number): Promise<Result> {
  const prepared = given.state.reviews.running ? 'none' : await waitWhilePreparing(given.place, seconds, context);
  if (prepared === 'preparing') return { ...preparing(given), code: 4, next: call('review', 'wait') };
  const task = prepared === 'over' ? await presentTask(context) : given;
  if (task.state.reviews.running) return followReview(context, task, seconds);
  const hasEnded =
    prepared === 'none' ||
    isWithoutOutcome(task.state) ||
    task.state.reviews.last?.job !== given.state.reviews.last?.job;
  // Preparation was stopped before a review began, for example by a failed check. The result must not be an older
  // outcome.
  return hasEnded ? lastOutcome(context, task) : { ...none(task), code: 1 };
}

/** The outcome of a review that ended before the wait began, reported as if the wait had seen it. */
function lastOutcome(context: Context, task: OpenTask): Result {
  const { last } = task.state.reviews;
  if (isWithoutOutcome(task.state)) return reviewOutcome(context, task, '');
  return last ? reviewOutcome(context, task, last.job) : none(task);
}

/** Whether the task is paused because its last review had no outcome. */
const isWithoutOutcome = (state: State): boolean =>
  pausedBy(state, 'codex') !== null || pausedBy(state, 'reply-unusable') !== null;

function maxSeconds(args: Arguments): number {
  const given = textOption(args, 'max');
  if (given === null) return DEFAULT_MAX_SECONDS;
  const seconds = Number(given);
  if (!Number.isFinite(seconds) || seconds < 0) throw badUsage('--max <seconds>');
  return seconds;
}

const preparing = (task: OpenTask): Result =>
  refused([notice('review-preparing', { gate: readPreparation(task.place)?.gate ?? '' })]);

const none = (task: OpenTask): Result =>
  done(
    [
      notice('no-review-running', {
        last: task.state.reviews.last ? `${task.state.reviews.last.gate}: ${task.state.reviews.last.outcome}` : '-',
      }),
    ],
    { next: call('next') },
  );

const recordOf = (task: OpenTask): string =>
  ledgerPaths(task.place.commonDir).record(task.place.task, task.state.reviews.running?.job ?? '');

function reviewStatus(context: Context, task: OpenTask): Result {
  const running = runningView(context, task);
  const named = readPreparation(task.place);
  if (running === null)
    return named && isPreparing(named)
      ? done([notice('review-preparing', { gate: named.gate })], { next: call('review', 'wait') })
      : none(task);
  context.print(runningText(running, context.language));
  const { liveness, has_reported: hasReported, phase, tokens, reviewers, estimate } = running;
  return done([], {
    next: call('review', 'wait'),
    data: {
      ...{ review: task.state.reviews.running, liveness, phase: hasReported ? phase : null, tokens },
      ...(reviewers && { reviewers, estimate }),
    },
  });
}

async function cancel(context: Context, given: OpenTask): Promise<Result> {
  const wasPreparing = !given.state.reviews.running && (await endPreparing(given.place, DEFAULT_MAX_SECONDS));
  const task = wasPreparing ? await presentTask(context) : given;
  if (!task.state.reviews.running) return wasPreparing ? cancelled(lastOutcome(context, task)) : none(task);
  requestCancel(recordOf(task));
  return cancelled(await followReview(context, task, DEFAULT_MAX_SECONDS));
}

/** A cancel that succeeded has exit code 0. */
function cancelled(result: Result): Result {
  const isCancelled = result.notices.some(
    (given) => given.code === 'codex-unavailable' && given.args.reason === 'cancelled',
  );
  return isCancelled ? { ...result, code: 0 } : result;
}

function show(context: Context, task: OpenTask, asked: string | null): Result {
  const view = shownReview(task, asked);
  if (view === null)
    return refused([asked === null ? notice('no-review-yet', {}) : notice('review-unknown', { asked })]);
  const { review, open_reads: because } = view;
  context.show(shownReviewPage(asked === null ? view : { ...view, findings: [], noted: {} }, context.language));
  const shown = notice('review-shown', { gate: review.gate, outcome: review.outcome, file: review.file ?? '-' });
  return done(
    [
      // The page says the same.
      ...(context.json ? [shown] : []),
      ...(because === null ? [] : [notice('codex-reads-open', { because })]),
      ...remarks(task.reading, review.job),
    ],
    { data: view },
  );
}
