/** `cccc milestone start <id> | accept`: both pass through the gates, and neither opens one. */

import { call } from '../core/call.js';
import { notice } from '../core/say/notices.js';
import { nextMilestone } from '../core/task/machine-milestones.js';
import { progressView } from '../core/task/views/progress.js';
import { type Arguments, type Context, done, type Result, refused, subverbOf } from '../flows/context.js';
import { limitReached } from '../flows/task/limits.js';
import { observe, recordTightening, whileLooking } from '../flows/task/observe.js';
import { type OpenTask, openTask, record } from '../flows/task/place.js';
import { exportLedger } from '../io/task/store.js';
import { progressLines } from '../render/progress.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = subverbOf('milestone', args);
  const id = args.positionals[1];
  const task = await recordTightening(context, await openTask(context));
  return what === 'start' ? start(context, task, id ?? nextMilestone(task.state)?.id ?? '') : accept(context, task);
}

async function start(context: Context, task: OpenTask, id: string): Promise<Result> {
  const { observation } = await whileLooking(task, (looked) => observe(context, looked));
  const step = record(context, task.place, { type: 'implementation-started', milestone_id: id, observation });
  if (!step.ok) return refused([...step.notices, step.refused]);
  return done([...step.notices, notice('milestone-started', { id })], {
    next: call('next'),
    data: { milestone: id, status: step.state.status },
  });
}

async function accept(context: Context, task: OpenTask): Promise<Result> {
  const { observation } = await whileLooking(task, (looked) => observe(context, looked, { thorough: true }));
  const step = record(context, task.place, { type: 'milestone-accepted', observation });
  if (!step.ok) {
    const why = step.refused;
    return limitReached(context, task, { gate: 'milestone', size: null, why }) ?? refused([...step.notices, why]);
  }
  exportLedger(task.place);
  const accepted = step.state.milestones.completed.at(-1);
  const title = step.state.plan?.milestones.find((milestone) => milestone.id === accepted?.id)?.title ?? '';
  context.show(progressLines(progressView(step.state), context.language));
  const notices = [
    ...step.notices,
    notice('milestone-accepted', { id: accepted?.id ?? '', how: accepted?.kind ?? 'reviewed' }),
  ];
  return done([...notices, ...commitAdvice(task, `${accepted?.id ?? ''}: ${title}`)], {
    next: call('next'),
    data: { milestone: accepted?.id ?? null, status: step.state.status },
  });
}

/** Advice about committing after an acceptance; the configuration says who commits. */
function commitAdvice(task: OpenTask, message: string) {
  const who = task.config.automation.commit_after_acceptance;
  return who === 'never' ? [] : [notice(who === 'claude' ? 'commit-now' : 'commit-ask', { message })];
}
