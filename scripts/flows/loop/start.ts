/** Switches the loop on: `cccc loop start`, and setup when the user asked for it there. */
import { type Call, call, proseSlot } from '../../core/call.js';
import { type LoopOutcome, outcomeOf } from '../../core/loop/outcome.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { pausedBy } from '../../core/task/pauses.js';
import { installation } from '../../io/ground/installation.js';
import { readOurRegistration, readRegistration } from '../../io/install/claude.js';
import { recordHookNode } from '../../io/loop/hook-node.js';
import { expectHooks } from '../../io/loop/hooks-seen.js';
import { switchPluginLoop } from '../../io/loop/plugin-loop.js';
import { type Context, done, type Result, refused } from '../context.js';
import { askUser } from '../human.js';
import { apply, changeData } from '../install/changes.js';
import { ageNotices } from '../install/update/age.js';
import { hasLeftovers } from '../install/update/leftovers.js';
import { findTask, type OpenTask, programLanguage, record, verifyKey } from '../task/place.js';
import { ownNodeNotices, unheardNotices } from './hooks-ready.js';
import { planLoopStart } from './plan.js';

/** The session in which the command runs; null in the user's own terminal. */
export const sessionOf = (context: Context): string | null => context.env['CLAUDE_CODE_SESSION_ID'] || null;

/**
 * Puts the hooks in place and registers them, after the user agreed where that can be asked.
 *
 * @param keepGoing whether the Stop hook continues for as long as there is progress
 */
export async function startLoop(called: Context, keepGoing: boolean, dryRun: boolean): Promise<Result> {
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
  switchPluginLoop(project.repository.gitDir, installation() === 'plugin', context.now());
  expectHooks(project.repository.gitDir, context.now());
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

/** Asks the user, who decides about the loop. Where nobody can be asked, the step is recorded as unconfirmed. */
export const asking = (context: Context, command: Call, dryRun: boolean): ReturnType<typeof askUser> =>
  dryRun ? { context, refusal: null } : askUser(context, command, { isNeeded: false });

/** The one place where the loop's facts reach the ledger; without a task there is none to write to. */
export function recordIn(
  context: Context,
  task: OpenTask | null,
  event: Extract<EventBody, { type: `loop-${string}` }>,
): { ok: boolean; notices: Notice[] } {
  if (task === null || isTerminal(task.state.status)) return { ok: true, notices: [] };
  const step = record(context, task.place, event);
  return { ok: step.ok, notices: step.ok ? step.notices : [...step.notices, step.refused] };
}

/** The command that goes on from there. */
export function nextOf(outcome: LoopOutcome, state: State | null): Call {
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

/** The sentence about it. */
export function outcomeNotices(outcome: LoopOutcome, state: State | null): Notice[] {
  const status = state?.status ?? 'SETUP_COMPLETE';
  return [notice(`loop-${outcome}`, { status })];
}
