/** Finds the fan-outs of the place in which a command works, and removes those that are over. */
import { isOver } from '../../../core/delegate/sessions.js';
import { notice, Problem } from '../../../core/say/notices.js';
import { fanoutRuns, isStray, readFanoutOr } from '../../../io/delegate/fanout.js';
import { delegatedFile, delegatedFolder, readResult, removeDelegated } from '../../../io/delegate/record.js';
import { modifiedAt } from '../../../io/ground/files.js';
import { findWorkTree } from '../../../io/ground/hook.js';
import { stateDirectory } from '../../../io/ground/workspace.js';
import { pause } from '../../../io/run/clock.js';
import { isRunDescribed, requestCancel } from '../../../io/run/run.js';
import type { Context } from '../../context.js';
import { readDelegated } from '../settle.js';

/** The folders of the fan-outs of this work tree, or outside of one of this folder; the newest at the end. */
export function fanoutsHere({ cwd, env }: Context): string[] {
  const top = findWorkTree(cwd)?.top ?? cwd;
  return fanoutsOf(stateDirectory(env), top);
}

/** The folders of the fan-outs of a work tree that were described; one whose command was killed before is none. */
export const fanoutsOf = (stateDir: string, top: string): string[] =>
  fanoutRuns(stateDir)
    .map((id) => delegatedFolder(stateDir, id))
    .filter((dir) => isRunDescribed(dir) && readFanoutOr(dir)?.place === top);

/**
 * The folder of a fan-out, or of the newest one here.
 *
 * @throws Problem (wrong usage) `fanout-none`
 */
export function fanoutNamed(context: Context, id: string | undefined): string {
  if (id === undefined) {
    const newest = fanoutsHere(context).at(-1);
    if (newest !== undefined) return newest;
  } else if (fanoutRuns(stateDirectory(context.env)).includes(id)) {
    return delegatedFolder(stateDirectory(context.env), id);
  }
  throw new Problem(notice('fanout-none', { id: id ?? '' }), 64);
}

/** Removes the fan-outs that ended a week ago, and what a command left that was killed before it started one. */
export function pruneFanouts(stateDir: string, now: number): void {
  for (const id of fanoutRuns(stateDir)) {
    const dir = delegatedFolder(stateDir, id);
    const ended = readResult(dir) === null ? null : modifiedAt(delegatedFile(dir, 'result'));
    if (isStray(dir, now) || (ended !== null && isOver(ended, now))) removeDelegated(dir);
  }
}

/** How long a cancelled fan-out may take to end. */
const CANCEL_MS = 60_000;

/** Ends the fan-outs of a work tree, and removes them. */
export async function purgeFanouts(stateDir: string, top: string): Promise<void> {
  for (const dir of fanoutsOf(stateDir, top)) {
    if ((await readDelegated(dir)).result === null) requestCancel(dir);
    const began = performance.now();
    while ((await readDelegated(dir)).result === null && performance.now() - began < CANCEL_MS) await pause(50);
    removeDelegated(dir);
  }
}
