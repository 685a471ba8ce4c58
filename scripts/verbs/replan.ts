/** `cccc replan "<reason>"`: the user takes the task back to planning. Findings, rounds and fix attempts stay. */
import { call, prose } from '../core/call.js';
import { languageFor } from '../core/say/language.js';
import { notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { transition } from '../core/task/machine.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, refused } from '../flows/context.js';
import { reopenPlanning } from '../flows/documents/settle.js';
import { askUser } from '../flows/human.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { openTask } from '../flows/task/place.js';
import { catalogOf } from '../text/catalog.js';

export async function run(called: Context, args: Arguments): Promise<Result> {
  const reason = redact(args.positionals.join(' ').trim());
  if (reason === '') throw new Problem(notice('bad-usage', { verb: 'replan', detail: usageOf('replan').join() }), 2);
  const task = await openTask(called);
  const settled = await settleDeadReview(called, task);
  // A call that will be refused must not ask the user first.
  const step = transition(settled.state, { type: 'replan-decided', reason, because: 'user', at: called.now() });
  if (!step.ok) return refused([...settled.notices, step.refused]);
  const { context, refusal } = askUser(called, call('replan', prose(reason)));
  if (refusal) return refusal;
  const { replan: title } = catalogOf(languageFor(task.state.language)).sync;
  const decided = await reopenPlanning(context, task, { because: 'user', reason, title, choice: 'replan' });
  if (!decided.ok) return refused(decided.notices);
  const status = decided.state.resume.target ?? decided.state.status;
  return done([...settled.notices, ...decided.notices, notice('plan-reopened', { status })], {
    next: call('next'),
    data: { status: decided.state.status, resume_target: decided.state.resume.target },
  });
}
