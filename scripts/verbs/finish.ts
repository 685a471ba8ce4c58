/** `cccc finish`: ends the task after the final approval of the present content. */

import { call } from '../core/call.js';
import { languageFor } from '../core/say/language.js';
import { notice } from '../core/say/notices.js';
import { closingView } from '../core/task/views/closing.js';
import { endingOf } from '../core/task/views/ending.js';
import { progressView } from '../core/task/views/progress.js';
import { type Context, done, type Result, refused } from '../flows/context.js';
import { limitReached } from '../flows/task/limits.js';
import { observe, recordTightening, whileLooking } from '../flows/task/observe.js';
import { settledBy, takenBackNotices } from '../flows/task/origin.js';
import { openTask, record } from '../flows/task/place.js';
import { endingNotices } from '../flows/task/reading/history.js';
import { leftOutNotices } from '../flows/task/upstream.js';
import { signaturesOf } from '../flows/team/signatures.js';
import { unpinTask } from '../io/git/git.js';
import { exportLedger } from '../io/task/store.js';
import { progressLines } from '../render/progress.js';
import { closingText, commitMessage, pullRequest } from '../render/task/closing.js';

export async function run(context: Context): Promise<Result> {
  const task = await recordTightening(context, await openTask(context));
  const { observation } = await whileLooking(task, (looked) => observe(context, looked, { thorough: true }));
  const settled = await settledBy(task);
  const { notices: keys } = await whileLooking(task, (looked) => signaturesOf(looked, task.reading));
  const step = record(context, task.place, { type: 'task-finished', observation, settled });
  if (!step.ok) {
    const why = step.refused;
    return limitReached(context, task, { gate: 'final', size: null, why }) ?? refused([...step.notices, why]);
  }
  exportLedger(task.place);
  await unpinTask(task.repository, task.place.task);
  const ending = endingOf(step.state);
  context.show(progressLines(progressView(step.state), context.language));
  const closing = closingView(step.state);
  const written = languageFor(step.state.language);
  context.print(`\n${closingText(closing, written)}\n`);
  return done(
    [
      ...step.notices,
      ...leftOutNotices(task.reading.entries),
      ...takenBackNotices(task.state.origin),
      ...keys,
      ...endingNotices(ending),
      notice('task-finished', {
        task: task.place.task,
        milestones: step.state.milestones.completed.length,
        how: step.state.approvals.final?.kind ?? 'reviewed',
      }),
    ],
    {
      next: call('trace'),
      data: {
        status: step.state.status,
        ...ending,
        commit_message: commitMessage(closing, written),
        pull_request: pullRequest(closing, written),
      },
    },
  );
}
