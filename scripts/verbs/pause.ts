/** `cccc pause [--after-review] [reason]`: the user stops the task for a while. `resume` continues it. */

import { call, forUser } from '../core/call.js';
import { notice } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { isPaused, isTerminal } from '../core/task/model.js';
import { type Arguments, type Context, done, flag, type Result, refused } from '../flows/context.js';
import { wordText } from '../flows/human.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { openTask, record } from '../flows/task/place.js';
import { isPreparing, readPreparation } from '../io/review/preparation.js';
import { appendDecision } from '../io/task/documents.js';
import { documentWords } from '../text/documents.js';

/** Claude may run it on the user's behalf: to stop weakens nothing, and the ledger says who it was. */
export async function run(context: Context, args: Arguments): Promise<Result> {
  const said = redact(args.positionals.join(' ').trim());
  const reason = said === '' ? null : said.slice(0, 500);
  const task = await openTask(context);
  const { state, notices } = await settleDeadReview(context, task);
  if (isPaused(state.status) || isTerminal(state.status)) {
    const why = isPaused(state.status)
      ? notice('already-paused', { status: state.status })
      : notice('task-over', { task: task.place.task, status: state.status });
    return refused([...notices, why]);
  }
  const prepared = readPreparation(task.place);
  const isReviewing = state.reviews.running !== null || (prepared !== null && isPreparing(prepared));
  const after_review = flag(args, 'after-review') && isReviewing;
  const step = record(context, task.place, { type: 'pause-requested', reason, after_review });
  if (!step.ok) return refused([...notices, ...step.notices, step.refused]);
  const words = documentWords(state.language);
  if (!after_review)
    await appendDecision(task.paths, words, {
      at: context.now(),
      title: words.pausedByUser,
      decision: 'pause',
      reason,
      by: wordText(context, words),
    });
  const running = state.reviews.running !== null;
  const told = after_review
    ? notice('pause-waits', { reason: reason ?? '' })
    : notice('paused', { reason: reason ?? '', running });
  return done([...notices, ...step.notices, told], {
    next: forUser(call('resume')),
    data: { status: step.state.status, after_review, reason },
  });
}
