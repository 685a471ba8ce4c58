/** `cccc show [task]`: one task with its milestones and reviews, from its ledger. Never writes. */
import { notice } from '../core/say/notices.js';
import { signedReviews } from '../core/team/trust.js';
import { type Arguments, type Context, done, type Result, refused } from '../flows/context.js';
import { whileLooking } from '../flows/task/observe.js';
import { openProject } from '../flows/task/place.js';
import { endingNotices, namedTasks, readHistory } from '../flows/task/reading/history.js';
import { leftOutNotices } from '../flows/task/upstream.js';
import { signaturesOf } from '../flows/team/signatures.js';
import { historyText } from '../render/history.js';
import { signedText } from '../render/team.js';

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
  const { by, standings, notices: doubts } = await whileLooking(project, (looked) => signaturesOf(looked, reading));
  context.print(historyText(history, context.language));
  const signed = signedText(by, context.language);
  if (signed !== null) context.print(`\n${signed}`);
  const notices = [...leftOutNotices(reading.entries), ...endingNotices(history.ending), ...reading.notices, ...doubts];
  if (notices.length > 0) context.print('');
  const reviews = signedReviews(reading.entries, standings);
  return done(notices, { data: { ...history, assurance: reading.assurance, signed: { ...by, reviews } } });
}
