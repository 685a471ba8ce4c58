/**
 * A detached run: one process describes a payload in a folder, another one runs it, and all others can see how it is.
 *
 * `job.json` describes the run, and holds the fields of the payload beside its own. Only the owner of the payload knows
 * those: it brings the check of their shape.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import type { Run } from '../../generated/types.js';
import { validateAnnouncedRun, validateRun } from '../../generated/validators.js';
import { writeAtomically } from '../ground/files.js';
import { both, type Check, readOwnJson } from '../ground/json.js';
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
 * Says that a run is about to be recorded and described: between the two there is a run without a description, which
 * must not count as dead.
 */
export function announceRun(dir: string): void {
  writeAtomically(announcedFile(dir), JSON.stringify({ boot: bootId(), launched: monotonic() }));
}

/** Describes a run that starts now. In: its folder, and the payload, no field of which may be one of Run's. */
export function writeRun<Payload extends object & { [field in keyof Run]?: never }>(
  dir: string,
  payload: Payload,
): void {
  const run: Run = { v: 1, boot: bootId(), trace: newTrace(), launched: monotonic() };
  writeAtomically(runFile(dir), JSON.stringify({ ...payload, ...run }));
}

/**
 * The description of a run.
 *
 * @param hasShape checks the payload
 * @throws Problem `record-corrupt` when it is missing or has another shape
 */
export function readRun<Payload>(dir: string, hasShape: Check<Payload>): Run & Payload {
  const run = readOwnJson(runFile(dir), both<Run, Payload>(validateRun, hasShape));
  if (run === null) throw new Problem(notice('record-corrupt', { file: runFile(dir) }));
  return run;
}

/** The description of a run without its payload; null where there is none. Problem `record-corrupt`. */
export const readBareRun = (dir: string): Run | null => readOwnJson(runFile(dir), validateRun);

export type Liveness = 'alive' | 'starting' | 'dead' | 'other-boot';

/**
 * Whether a run's supervisor lives. In: the run's folder. Dead is another boot, or no sign of life for 15 s. The
 * latest sign counts: what was left or put in the folder before the run does not make it dead.
 */
export function livenessOf(dir: string): Liveness {
  const announced = readOwnJson(announcedFile(dir), validateAnnouncedRun);
  const run = readBareRun(dir);
  const beat = readBeat(dir);
  const launched = [announced, run].filter((sign) => sign !== null);
  const signs = [...launched.map(({ boot, launched: stamp }) => ({ boot, stamp })), ...(beat ? [beat] : [])];
  const age = Math.min(...signs.map(({ stamp }) => elapsedMs(stamp)));
  // Where the platform names no boot, a clock that is behind a stamp started again after it.
  if (signs.some(({ boot }) => boot !== bootId()) || age < -1000) return 'other-boot';
  if (age > DEAD_AFTER_MS) return 'dead';
  return run && beat ? 'alive' : 'starting';
}

export const requestCancel = (dir: string): void => writeFileSync(cancelFile(dir), '', { mode: 0o600 });
export const isCancelRequested = (dir: string): boolean => existsSync(cancelFile(dir));

/** Waits for the supervisor. Out: whether it gave a sign of life before it would count as dead. */
export async function cameUp(dir: string): Promise<boolean> {
  for (;;) {
    const liveness = livenessOf(dir);
    if (liveness !== 'starting') return liveness === 'alive';
    await pause(10);
  }
}
