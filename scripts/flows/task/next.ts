/** What Claude must do now: from the state, and at a gate also from the present settings. */
import { jsonOf, textAt } from '../../core/json.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { confirmStep, isAtGate, type NextStep, nextStep } from '../../core/task/next-step.js';
import { pausedBy } from '../../core/task/pauses.js';
import { loosenedPins } from '../../core/task/pins.js';
import { type NextView, nextView } from '../../core/task/views/next.js';
import { readIfThere } from '../../io/ground/files.js';
import { readTask, restoreStateFile, stateFileProblem } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { pauseForDocuments } from '../documents/seen.js';
import { isUnattended } from '../human.js';
import { ageNotices } from '../install/update/age.js';
import { settleDeadReview } from '../review/settle.js';
import { foldFailures } from './failures.js';
import { withSpentRounds } from './limits.js';
import { presentPins } from './observe.js';
import { findTask, type OpenTask, stateText, verifyKey } from './place.js';
import { standingStep } from './reopening.js';

/** Records pending facts, repairs state.json (which the Stop hook reads), and then tells the next step. */
export async function decideNext(context: Context): Promise<{ view: NextView; notices: Notice[] }> {
  const { project, task, none } = await findTask(context);
  verifyKey(task);
  const folded = task ? await foldFailures(context, task) : null;
  const read = folded ? await settleDeadReview(context, folded) : null;
  const limited = folded && read ? { ...folded, state: withSpentRounds(context, folded, read.state) } : null;
  const settled = limited && read ? { ...read, state: await pauseForDocuments(context, limited) } : null;
  // What was just recorded is in the ledger and not yet in what was read of it.
  const present =
    folded && settled ? { ...folded, reading: readTask(folded.place) ?? folded.reading, state: settled.state } : null;
  const repaired = present ? repairedState(context, present) : [];
  const step = await presentStep(context, present);
  const elsewhere = none?.code === 'task-elsewhere' || none?.code === 'task-in-part' ? [none] : [];
  // In the middle of a task, an update has to wait anyway.
  const isOver = settled === null || isTerminal(settled.state.status);
  const older = isOver ? ageNotices(project.paths, context.version) : [];
  const otherSession = settled && isOtherSession(context, settled.state) ? [notice('loop-other-session', {})] : [];
  return {
    view: nextView(step, settled?.state.status ?? null, isUnattended(context.env)),
    notices: [
      ...elsewhere,
      ...older,
      ...(settled?.notices ?? []),
      ...repaired,
      ...causeOfPause(settled?.state ?? null),
      ...waitingPause(settled?.state ?? null),
      ...otherSession,
    ],
  };
}

/** What was done about a state.json that was lost or edited by hand. */
function repairedState(context: Context, { place, paths, reading }: OpenTask): Notice[] {
  const text = stateText(context.version, place.project);
  if (reading.assurance !== 'verified' || stateFileProblem(place, reading, text) === null) return [];
  // One that another version wrote is no edited one; the next fact writes it again.
  const writer = textAt(jsonOf(readIfThere(paths.state) ?? ''), 'skill_version');
  if (writer !== null && writer !== context.version) return [];
  return restoreStateFile(place, text, context.now());
}

/**
 * The next step of the state. If that step needs a gate that is no longer open, or if a pinned setting was loosened,
 * the step that repairs this comes first.
 */
async function presentStep(context: Context, task: OpenTask | null): Promise<NextStep> {
  const step = nextStep(task?.state ?? null);
  if (task === null || !isAtGate(step)) return step;
  if (Object.values(task.state.approvals).some((approval) => approval !== null))
    return standingStep(context, task, step);
  const loosened = loosenedPins(
    task.state.pins,
    await presentPins(context, task, task.state.pins.codex_program ?? null),
  );
  return loosened.length > 0 ? confirmStep(loosened) : step;
}

/** What this machine refused, if the task is paused for that reason. */
export function causeOfPause(state: State | null): Notice[] {
  const cause = state === null ? undefined : pausedBy(state, 'codex')?.cause;
  return cause === undefined ? [] : [cause];
}

/** The user wants to stop after the review, which has not been settled yet. */
export function waitingPause(state: State | null): Notice[] {
  const waits = state?.pause_after_review ?? null;
  return waits === null ? [] : [notice('pause-waits', { reason: waits.reason ?? '' })];
}

/** A forked or cleared session has another id: the Stop hook leaves it alone until it claims the loop. */
const isOtherSession = (context: Context, state: State): boolean =>
  state.mode === 'full-auto-safe' &&
  !isTerminal(state.status) &&
  context.env['CLAUDE_CODE_SESSION_ID'] !== undefined &&
  state.loop.session !== context.env['CLAUDE_CODE_SESSION_ID'];
