/**
 * A detached run: one process describes a payload in a folder, another process runs it, and all others can see its
 * state.
 *
 * `job.json` describes the run, and contains the fields of the payload as well. Only the owner of the payload knows
 * those fields and provides the check of their shape.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import type { Run } from '../../generated/types.js';
import { validateAnnouncedRun, validateRun } from '../../generated/validators.js';
import { readIfThere, writeAtomically } from '../ground/files.js';
import { both, type Check, verifyShape } from '../ground/json.js';
import { bootId } from '../ground/lock.js';
import { elapsedMs, monotonic, pause } from './clock.js';
import { readBeat } from './heartbeat.js';
import { newTrace } from './run-trace.js';

export type { Run };

export const DEAD_AFTER_MS = 15_000;

const runFile = (dir: string): string => path.join(dir, 'job.json');
const announcedFile = (dir: string): string => path.join(dir, 'announced.json');
const cancelFile = (dir: string): string => path.join(dir, 'cancel');

/**
 * Announces that a run is about to be recorded and described. In between, the run has no description yet, and must not
 * count as dead.
 */
export function announceRun(dir: string): void {
  writeAtomically(announcedFile(dir), JSON.stringify({ boot: bootId(), launched: monotonic() }));
}

/**
 * The description of a run that starts now, in the form in which it will be written, so that it can be recorded before.
 *
 * @param payload must not have a field with the name of one of Run's
 */
export function describeRun<Payload extends object & { [field in keyof Run]?: never }>(payload: Payload): string {
  const run: Run = { v: 1, boot: bootId(), trace: newTrace(), launched: monotonic() };
  return JSON.stringify({ ...payload, ...run });
}

/** Writes the description of a run into its folder. */
export const writeRun = (dir: string, description: string): void => writeAtomically(runFile(dir), description);

/**
 * Reads the description of a run.
 *
 * @param hasShape checks the payload
 * @returns its value, and the text that was read
 * @throws Problem `record-corrupt` when it is missing or has another shape
 */
export function readRun<Payload>(dir: string, hasShape: Check<Payload>): { run: Run & Payload; description: string } {
  const description = readDescription(dir) ?? '';
  const run = verifyShape(runFile(dir), jsonOf(description), both<Run, Payload>(validateRun, hasShape));
  return { run, description };
}

/** The description of a run as stored; null when there is none. */
export const readDescription = (dir: string): string | null => readIfThere(runFile(dir));

/** The description of a run without its payload; null when there is none, or it is damaged. */
export const readBareRun = (dir: string): Run | null => unlessDamaged(runFile(dir), validateRun);

/** Whether a run was described, so that its supervisor may have been started. */
export const isRunDescribed = (dir: string): boolean => readDescription(dir) !== null;

/** Reads a sign of life; a damaged one counts as none, so that the run can still be settled. */
function unlessDamaged<T>(file: string, hasShape: Check<T>): T | null {
  const value = jsonOf(readIfThere(file) ?? '');
  return hasShape(value) ? value : null;
}

export type Liveness = 'alive' | 'starting' | 'dead' | 'other-boot';

/**
 * Whether a run's supervisor is alive. It is dead after another boot, or without a sign of life for 15 s. The latest
 * sign counts, so that something put into the folder before the run cannot make it dead.
 *
 * @param dir the run's folder
 */
export function livenessOf(dir: string): Liveness {
  const announced = unlessDamaged(announcedFile(dir), validateAnnouncedRun);
  const run = readBareRun(dir);
  const beat = readBeat(dir);
  const launched = [announced, run].filter((sign) => sign !== null);
  const signs = [...launched.map(({ boot, launched: stamp }) => ({ boot, stamp })), ...(beat ? [beat] : [])];
  const age = Math.min(...signs.map(({ stamp }) => elapsedMs(stamp)));
  // If the platform gives no boot id, a clock behind a recorded time means that the machine was restarted.
  if (signs.some(({ boot }) => boot !== bootId()) || age < -1000) return 'other-boot';
  if (age > DEAD_AFTER_MS) return 'dead';
  return readDescription(dir) !== null && beat ? 'alive' : 'starting';
}

/** Asks the supervisor of a run to stop. */
export const requestCancel = (dir: string): void => writeFileSync(cancelFile(dir), '', { mode: 0o600 });

/** Whether the supervisor of a run was asked to stop. */
export const isCancelRequested = (dir: string): boolean => existsSync(cancelFile(dir));

/**
 * Waits for the supervisor of a run that is described. Out: whether it gave a sign of life before it would count as
 * dead. Of a description that is gone or damaged nothing will come up: one that had read it before is told to stop.
 */
export async function cameUp(dir: string): Promise<boolean> {
  for (;;) {
    const liveness = livenessOf(dir);
    if (liveness !== 'starting') return liveness === 'alive';
    if (readBareRun(dir) === null) {
      requestCancel(dir);
      return false;
    }
    await pause(10);
  }
}
