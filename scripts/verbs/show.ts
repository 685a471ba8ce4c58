/** `cccc show [task]`: one task with its milestones and reviews, from its ledger. Never writes. */
import { notice } from '../core/say/notices.js';
import { type Arguments, type Context, done, type Result, refused } from '../flows/context.js';
import { openProject } from '../flows/task/place.js';
import { endingNotices, namedTasks, readHistory } from '../flows/task/reading/history.js';
import { leftOutNotices } from '../flows/task/upstream.js';
import { historyText } from '../render/history.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const given = args.positionals[0] ?? null;
  const project = await openProject(context);
  const [task, ...others] = namedTasks(project, given);
  if (others.length > 0 && task !== undefined)
    return refused([notice('task-ambiguous', { given: given ?? '', tasks: [task, ...others].join(', ') })]);
  const found = task === undefined ? null : readHistory(project, task);
  if (found === null)
    return refused([given === null ? notice('no-tasks-yet', {}) : notice('task-unknown', { task: given })]);
  const { history, reading } = found;
  context.print(historyText(history, context.language));
  const notices = [...leftOutNotices(reading.entries), ...endingNotices(history.ending), ...reading.notices];
  if (notices.length > 0) context.print('');
  return done(notices, { data: { ...history, assurance: reading.assurance } });
}
