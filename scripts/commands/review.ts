/** `cccc review plan|milestone|final|wait|status|cancel|show` */
import type { Gate } from '../core/model.js';
import { GATES } from '../core/gates.js';
import { notice, Problem } from '../core/notices.js';
import { livenessOf, readHeartbeat, requestCancel } from '../io/jobs.js';
import { ledgerPaths } from '../io/workspace.js';
import { findingsText, runningText } from '../text/review.js';
import { done, flag, refused, textOption, type Arguments, type Context, type Options, type Result } from './context.js';
import { foldFailures } from './failures.js';
import { recordTightening } from './observe.js';
import { openTask, type OpenTask } from './place.js';
import { followReview } from './review-follow.js';
import { startReview } from './review-start.js';
import { settleDeadReview } from './settle.js';

export const options: Options = { max: { type: 'string' }, foreground: { type: 'boolean' } };

/** Below the 120 s after which the client moves a command to the background (facts: claude-code, j). */
const DEFAULT_MAX_SECONDS = 100;

const isGate = (name: string): name is Gate => GATES.some((gate) => gate === name);

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = args.positionals[0] ?? '';
  const opened = await openTask(context);
  const settled = await settleDeadReview(context, await foldFailures(context, opened));
  for (const given of settled.notices) context.say(given);
  const task: OpenTask = { ...opened, state: settled.state };
  if (isGate(what)) return startReview(context, await recordTightening(context, task), what, { foreground: flag(args, 'foreground'), maxSeconds: maxSeconds(args) });
  switch (what) {
    case 'wait':
      return task.state.review ? followReview(context, task, maxSeconds(args)) : none(task);
    case 'status':
      return reviewStatus(context, task);
    case 'cancel':
      return cancel(context, task);
    case 'show':
      return show(context, task);
    default:
      throw new Problem(notice('bad-usage', { verb: 'review', detail: 'review plan|milestone|final|wait|status|cancel|show' }), 2);
  }
}

function maxSeconds(args: Arguments): number {
  const given = textOption(args, 'max');
  if (given === null) return DEFAULT_MAX_SECONDS;
  const seconds = Number(given);
  if (!Number.isFinite(seconds) || seconds < 0) throw new Problem(notice('bad-usage', { verb: 'review', detail: '--max <seconds>' }), 2);
  return seconds;
}

const none = (task: OpenTask): Result => done([notice('no-review-running', { last: task.state.last_review ? `${task.state.last_review.gate}: ${task.state.last_review.outcome}` : '-' })], { next: 'cccc next' });

const recordOf = (task: OpenTask): string => ledgerPaths(task.place.commonDir).record(task.place.task, task.state.review?.job ?? '');

function reviewStatus(context: Context, task: OpenTask): Result {
  const { review } = task.state;
  if (!review) return none(task);
  const beat = readHeartbeat(recordOf(task));
  context.print(runningText({ gate: review.gate, job: review.job, round: review.round, startedAt: review.started_at, now: context.now(), phase: beat?.phase ?? 'snapshot', tokens: beat?.tokens ?? 0 }, context.language));
  return done([], { next: 'cccc review wait', data: { review, liveness: livenessOf(recordOf(task)), phase: beat?.phase ?? null, tokens: beat?.tokens ?? 0 } });
}

async function cancel(context: Context, task: OpenTask): Promise<Result> {
  if (!task.state.review) return none(task);
  requestCancel(recordOf(task));
  return followReview(context, task, DEFAULT_MAX_SECONDS);
}

function show(context: Context, task: OpenTask): Result {
  const { last_review: last, findings } = task.state;
  if (!last) return refused([notice('no-review-yet', {})]);
  context.print(findingsText(findings, context.language));
  return done([notice('review-shown', { gate: last.gate, outcome: last.outcome, file: last.file ?? '-' })], { data: { last, findings } });
}
