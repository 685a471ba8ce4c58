/** Finds out, before a review, everything that can be known without spending a token. Cheap steps come first. */
import { notice, Problem } from '../../core/say/notices.js';
import { refusedReview } from '../../core/task/machine-reviews.js';
import type { Gate } from '../../core/task/model.js';
import { isOther, isReplaced, programText } from '../../core/task/pins/program.js';
import { preflight, type ReadyCodex } from '../../io/codex/preflight.js';
import { errorCode, makeFolder, removeBelow } from '../../io/ground/files.js';
import { withTemporaries } from '../../io/run/run-trace.js';
import { keptFolders, noteOwner } from '../../io/task/kept-folders.js';
import { type Context, type Result, refused } from '../context.js';
import { followBase } from '../task/base.js';
import { limitReached } from '../task/limits.js';
import { observe } from '../task/observe.js';
import type { OpenTask } from '../task/place.js';
import { changeSize } from '../task/size.js';
import { type Checked, runRequiredChecks } from './checks/run.js';
import { outage } from './outage.js';
import type { Stopped, Under } from './preparing.js';
import { stopAtSecrets } from './secrets.js';

/** A review that is ready to begin. */
export interface Prepared extends Checked {
  task: OpenTask;
  gate: Gate;
  codex: ReadyCodex;
  /** Codex's working directory, outside the repository. */
  folder: string;
  size: { files: number; lines: number } | null;
}

/**
 * Takes all steps that need no token.
 *
 * @returns what the review needs, or why it does not begin
 */
export async function prepareReview(context: Context, under: Under, gate: Gate): Promise<Prepared | Stopped> {
  const stopped = (result: Result): Stopped => ({ stopped: result });
  const followed = await followBase(context, under.task);
  if (!followed.ok) return stopped(refused([followed.refused]));
  for (const given of followed.notices) context.say(given);
  const task = followed.task;
  const before = await observe(context, task, { thorough: true });
  const size = gate === 'milestone' ? await changeSize(task, before) : null;
  const stop = refusedReview(task.state, { type: 'review-started', gate, size, observation: before.observation });
  if (stop && !stop.ok)
    return stopped(limitReached(context, task, { gate, size, why: stop.refused }) ?? refused([stop.refused]));
  const { changed_pins: changed } = before.observation;
  // This holds at the plan gate too: a program that only stands in for Codex for a while must not approve anything.
  if (changed.length > 0)
    return stopped(refused([notice('gate-closed', { gate, reason: 'pins-changed', detail: changed.join(', ') })]));
  const secret = await stopAtSecrets(context, task, gate, before);
  if (secret) return stopped(secret);
  const folder = madeFolder(task);
  under.report.enter('preflight');
  const codex = await preflight(task.config.codex, {
    env: withTemporaries(context.env, under.own.scratch),
    repository: task.repository,
    stateDir: task.stateDir,
    folder,
  });
  under.interrupt.signal.throwIfAborted();
  if (codex.kind === 'infrastructure') return stopped(outage(context, task, gate, codex));
  // The user's Codex settings may have changed while the preflight ran.
  const { codex_profile: pinned } = task.state.pins;
  if (pinned !== null && pinned !== codex.settings.digest)
    return stopped(refused([notice('gate-closed', { gate, reason: 'pins-changed', detail: 'codex_profile' })]));
  const { codex_program: program = null } = task.state.pins;
  if (program !== null && isReplaced(program, codex.program))
    return stopped(refused([notice('gate-closed', { gate, reason: 'pins-changed', detail: 'codex_program' })]));
  if (program !== null && isOther(program, codex.program))
    context.say(notice('codex-changed', { before: programText(program), after: programText(codex.program) }));
  if (codex.reads.because !== null) context.say(notice('codex-reads-open', { because: codex.reads.because }));
  const checked = await runRequiredChecks(context, { ...under, task }, gate, before);
  return 'stopped' in checked ? checked : { task, gate, codex, folder, size, ...checked };
}

/** Makes Codex's working directory. */
function madeFolder(task: OpenTask): string {
  const { snapshot, checks } = keptFolders(task.stateDir, task.repository.top);
  try {
    makeFolder(snapshot);
    // Only what is there when the sandbox is set up can be denied to Codex.
    makeFolder(checks);
    noteOwner(task.stateDir, task.repository);
    // Left by a command that was killed while it tried the sandbox.
    removeBelow(snapshot, 'sandbox-');
  } catch (error) {
    throw new Problem(notice('state-directory-unusable', { dir: task.stateDir, detail: errorCode(error) }));
  }
  return snapshot;
}
