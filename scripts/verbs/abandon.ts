/** `cccc abandon "<reason>"`: the user ends the task without finishing it. Nothing is deleted. */

import { call, prose, proseSlot } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { isBrokenLedger } from '../core/task/ledger/broken.js';
import { isTerminal } from '../core/task/model.js';
import type { LeftPath } from '../core/task/refused-work.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, refused } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { moveAside, unreadableTask } from '../flows/task/broken.js';
import { leftBy } from '../flows/task/origin.js';
import { type OpenTask, openProject, openTask, record } from '../flows/task/place.js';
import { unpinTask } from '../io/git/git.js';
import { exportLedger } from '../io/task/store.js';

export async function run(given: Context, args: Arguments): Promise<Result> {
  const reason = args.positionals.join(' ').trim();
  if (reason === '') throw new Problem(notice('bad-usage', { verb: 'abandon', detail: usageOf('abandon').join() }), 2);
  const found = await findEnded(given);
  // A call that will be refused must not ask the user first.
  if (!('problem' in found) && isTerminal(found.state.status))
    return refused([notice('task-over', { task: found.place.task, status: found.state.status })]);
  const { context, refusal } = askUser(given, call('abandon', prose(reason)));
  if (refusal) return refusal;
  return 'problem' in found ? setAside(context, found.problem, found.task ?? null) : end(context, found, reason);
}

/** The task to end: the open one, or one whose ledger cannot be believed and which is moved aside. */
async function findEnded(context: Context): Promise<OpenTask | { problem: Notice; task?: string }> {
  const unreadable = unreadableTask(await openProject(context));
  if (unreadable?.problem) return { problem: unreadable.problem, task: unreadable.task };
  try {
    return await openTask(context);
  } catch (error) {
    if (!(error instanceof Problem) || !isBrokenLedger(error.notice)) throw error;
    return { problem: error.notice };
  }
}

async function end(context: Context, task: OpenTask, reason: string): Promise<Result> {
  const { state, notices } = await settleDeadReview(context, task);
  const { running } = state.reviews;
  if (running) return refused([...notices, notice('abandon-while-running', { gate: running.gate, job: running.job })]);
  const left = await leftBy(task);
  const step = record(context, task.place, { type: 'task-abandoned', reason, left });
  if (!step.ok) return refused([...notices, ...step.notices, step.refused]);
  exportLedger(task.place);
  await unpinTask(task.repository, task.place.task);
  return done(
    [
      ...notices,
      ...step.notices,
      notice('task-abandoned', { task: task.place.task, files: left.paths.length }),
      ...leftWhere(task, left),
    ],
    {
      next: call('start', proseSlot('task')),
      data: {
        task: task.place.task,
        status: step.state.status,
        left: { paths: left.paths.map(({ path }) => path), commits: left.commits },
        next_base: task.repository.head,
      },
    },
  );
}

const SHOWN = 10;

/** Where the work lies that was not accepted, and where the next task begins. */
function leftWhere({ repository }: OpenTask, left: { paths: LeftPath[]; commits: string[] }): Notice[] {
  const { length } = left.paths;
  if (length === 0) return [];
  const files = left.paths.slice(0, SHOWN).map(({ path }) => path);
  return [
    notice('abandoned-work', {
      files: files.join(', '),
      more: Math.max(0, length - SHOWN),
      commits: left.commits.length,
      branch: repository.branch ?? 'HEAD',
      head: repository.head?.slice(0, 12) ?? 'HEAD',
    }),
  ];
}

/** Moves a task aside as a whole, because nothing may be added to a ledger that cannot be believed. */
async function setAside(context: Context, problem: Notice, broken: string | null = null): Promise<Result> {
  const { task, kept } = await moveAside(context, await openProject(context), broken);
  return done([problem, notice('task-set-aside', { task, kept })], {
    next: call('start', proseSlot('task')),
    data: { task, kept, problem: problem.code },
  });
}
