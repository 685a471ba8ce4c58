/** `cccc loop start | claim | stop | status`: the hooks, their registration, the mode, and the session of the loop. */

import { type Call, call, forUser, proseSlot } from '../core/call.js';
import { type LoopOutcome, outcomeOf } from '../core/loop/outcome.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { EventBody } from '../core/task/ledger/events.js';
import { isTerminal, type State } from '../core/task/model.js';
import { pausedBy } from '../core/task/pauses.js';
import { type Arguments, type Context, done, flag, type Result, refused, subverbOf } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { apply, changeData } from '../flows/install/changes.js';
import { ageNotices } from '../flows/install/update/age.js';
import { hasLeftovers } from '../flows/install/update/leftovers.js';
import { ownNodeNotices, unheardNotices } from '../flows/loop/hooks-ready.js';
import { driftedHooks, planLoopStart, planLoopStop } from '../flows/loop/plan.js';
import { findTask, type OpenTask, programLanguage, record, verifyKey } from '../flows/task/place.js';
import { readOurRegistration, readRegistration } from '../io/install/claude.js';
import { recordHookNode } from '../io/loop/hook-node.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const sub = subverbOf('loop', args);
  const rest = args.positionals.slice(1);
  if (rest.length > 0)
    throw new Problem(notice('bad-usage', { verb: 'loop', detail: `unexpected "${rest.join(' ')}"` }), 2);
  switch (sub) {
    case 'start':
      return start(context, flag(args, 'keep-going'), flag(args, 'dry-run'));
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

/** The session in which the command runs; null in the user's own terminal. */
const sessionOf = (context: Context): string | null => context.env['CLAUDE_CODE_SESSION_ID'] || null;

async function start(called: Context, keepGoing: boolean, dryRun: boolean): Promise<Result> {
  const { project, task } = await findTask(called);
  verifyKey(task);
  const { paths } = project;
  const changes = planLoopStart(paths);
  // What would not run is not switched on: the user would wait for a loop that never comes, behind no guard.
  const unheard = unheardNotices(paths, readRegistration(paths, readOurRegistration()), called.env);
  const node = ownNodeNotices(called.env);
  // Two sets of hooks would answer each stop.
  if (hasLeftovers(paths)) return refused(ageNotices(paths, called.version));
  if (unheard.length > 0 || !node.isUsable) return refused([...unheard, ...node.notices]);
  const { context, refusal } = asking(
    called,
    call('loop', 'start', ...(keepGoing ? (['--keep-going'] as const) : [])),
    dryRun,
  );
  if (refusal) return refusal;
  const said = apply(paths.project, changes, context.now(), dryRun);
  const session = sessionOf(context);
  const outcome = outcomeOf(task?.state ?? null);
  const data = { outcome, session, changes: changeData(changes) };
  if (dryRun) return done(said, { data });
  recordHookNode(project.stateDir, programLanguage(paths.project, context.env));
  const recorded = recordIn(context, task, {
    type: 'loop-started',
    session,
    keep_going: keepGoing || project.config.automation.stop_hook_reentry === 'on-progress',
  });
  if (!recorded.ok) return refused([...said, ...recorded.notices], { data });
  const unbound = session === null && task !== null ? [notice('loop-unclaimed', {})] : [];
  return done(
    [...said, ...node.notices, ...recorded.notices, ...unbound, ...outcomeNotices(outcome, task?.state ?? null)],
    {
      next: nextOf(outcome, task?.state ?? null),
      data,
    },
  );
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
  const recorded = recordIn(context, task, { type: 'loop-stopped' });
  const notices = [...said, ...recorded.notices, ...kept.map((file) => notice('kept-changed', { file }))];
  return recorded.ok ? done([...notices, notice('loop-off', {})], { data }) : refused(notices, { data });
}

/** Asks the user, who decides about the loop. Where nobody can be asked, the step is recorded as unconfirmed. */
const asking = (context: Context, command: Call, dryRun: boolean): ReturnType<typeof askUser> =>
  dryRun ? { context, refusal: null } : askUser(context, command, { isNeeded: false });

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

/** The one place where the loop's facts reach the ledger; without a task there is none to write to. */
function recordIn(
  context: Context,
  task: OpenTask | null,
  event: Extract<EventBody, { type: `loop-${string}` }>,
): { ok: boolean; notices: Notice[] } {
  if (task === null || isTerminal(task.state.status)) return { ok: true, notices: [] };
  const step = record(context, task.place, event);
  return { ok: step.ok, notices: step.ok ? step.notices : [...step.notices, step.refused] };
}

function nextOf(outcome: LoopOutcome, state: State | null): Call {
  if (state !== null && pausedBy(state, 'documents')) return call('sync-docs');
  switch (outcome) {
    case 'continue_now':
      return call('next');
    case 'needs_resume':
    case 'needs_replan':
      return call('resume');
    case 'needs_task':
    case 'done':
      return call('start', proseSlot('task'));
    default:
      return outcome satisfies never;
  }
}

function outcomeNotices(outcome: LoopOutcome, state: State | null): Notice[] {
  const status = state?.status ?? 'SETUP_COMPLETE';
  return [notice(`loop-${outcome}`, { status })];
}
