/** `cccc loop start | claim | stop | status`: the hooks, their registration, the mode, and the session of the loop. */

import { call, forUser } from '../core/call.js';
import { outcomeOf } from '../core/loop/outcome.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result, refused, subverbOf } from '../flows/context.js';
import { apply, changeData } from '../flows/install/changes.js';
import { unheardNotices } from '../flows/loop/hooks-ready.js';
import { driftedHooks, planLoopStop } from '../flows/loop/plan.js';
import { asking, nextOf, outcomeNotices, recordIn, sessionOf, startLoop } from '../flows/loop/start.js';
import { findTask, verifyKey } from '../flows/task/place.js';
import { readOurRegistration, readRegistration } from '../io/install/claude.js';
import { hookSeen } from '../io/loop/hooks-seen.js';
import { switchPluginLoop } from '../io/loop/plugin-loop.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const sub = subverbOf('loop', args);
  const rest = args.positionals.slice(1);
  if (rest.length > 0)
    throw new Problem(notice('bad-usage', { verb: 'loop', detail: `unexpected "${rest.join(' ')}"` }), 2);
  switch (sub) {
    case 'start':
      return startLoop(context, flag(args, 'keep-going'), flag(args, 'dry-run'));
    case 'claim':
      return claim(context);
    case 'stop':
      return stop(context, flag(args, 'dry-run'));
    case 'status':
      return status(context);
    default:
      return sub satisfies never;
  }
}

async function claim(context: Context): Promise<Result> {
  const session = sessionOf(context);
  if (session === null) return refused([notice('no-session', {})]);
  const { project, task, none } = await findTask(context);
  if (!project.config.automation.stop_hook_loop_enabled) return refused([notice('loop-is-off', {})]);
  if (none) return refused([none]);
  verifyKey(task);
  const recorded = recordIn(context, task, { type: 'loop-claimed', session });
  if (!recorded.ok) return refused(recorded.notices);
  const outcome = outcomeOf(task.state);
  return done([...recorded.notices, notice('loop-claimed', {}), ...outcomeNotices(outcome, task.state)], {
    next: nextOf(outcome, task.state),
    data: { outcome, session },
  });
}

async function stop(called: Context, dryRun: boolean): Promise<Result> {
  const { project, task } = await findTask(called);
  verifyKey(task);
  const { paths } = project;
  const { changes, kept } = planLoopStop(paths);
  const { context, refusal } = asking(called, call('loop', 'stop'), dryRun);
  if (refusal) return refusal;
  const said = apply(paths.project, changes, context.now(), dryRun);
  const data = { changes: changeData(changes), kept };
  if (dryRun) return done(said, { data });
  switchPluginLoop(project.repository.gitDir, false, context.now());
  hookSeen(project.repository.gitDir);
  const recorded = recordIn(context, task, { type: 'loop-stopped' });
  const notices = [...said, ...recorded.notices, ...kept.map((file) => notice('kept-changed', { file }))];
  return recorded.ok ? done([...notices, notice('loop-off', {})], { data }) : refused(notices, { data });
}

/** Shows the state of the loop; only reads. */
async function status(context: Context): Promise<Result> {
  const { project, task } = await findTask(context);
  const { paths, config } = project;
  const ours = readOurRegistration();
  const registration = readRegistration(paths, ours);
  const enabled = config.automation.stop_hook_loop_enabled;
  const missing = driftedHooks(paths);
  const session = sessionOf(context);
  const bound = task?.state.loop.session ?? null;
  const notices: Notice[] = [notice(enabled ? 'loop-is-on' : 'loop-is-off', {})];
  notices.push(...unheardNotices(paths, registration, context.env));
  if (enabled && [...registration.events, ...registration.deny, ...missing].length > 0) {
    notices.push(
      notice('loop-incomplete', { missing: [...missing, ...registration.events, ...registration.deny].join(', ') }),
    );
  }
  if (enabled && task !== null && (bound === null || (session !== null && bound !== session)))
    notices.push(notice('loop-unclaimed', {}));
  const outcome = outcomeOf(task?.state ?? null);
  notices.push(...outcomeNotices(outcome, task?.state ?? null));
  const data = {
    enabled,
    mode: config.mode,
    outcome,
    session: bound,
    registration,
    hooks_missing_or_changed: missing,
    keep_going: task?.state.loop.keep_going ?? false,
  };
  return done(notices, { next: enabled ? nextOf(outcome, task?.state ?? null) : forUser(call('loop', 'start')), data });
}
