/** A delegated run as the payload of a detached run: what its supervisor needs, and how far it has come. */
import { fieldAt } from '../../core/json.js';
import type { DelegatedJob as DelegatedPayload, DelegatedProgress, Heartbeat } from '../../generated/types.js';
import { validateConfig, validateDelegatedJob, validateDelegatedProgress } from '../../generated/validators.js';
import { both } from '../ground/json.js';
import * as heartbeat from '../run/heartbeat.js';
import { describeRun, type Run, readRun, writeRun } from '../run/run.js';

export type { DelegatedPayload, DelegatedProgress };

/** The description of a delegated run in its folder. */
export type DelegatedJob = Run & DelegatedPayload;

/**
 * Describes a run before its supervisor starts.
 *
 * @throws errors of the file system
 */
export const writeDelegatedJob = (dir: string, payload: DelegatedPayload): void => writeRun(dir, describeRun(payload));

/**
 * Reads the description of a run.
 *
 * @throws Problem `record-corrupt` when it is missing or has another shape
 */
export const readDelegatedJob = (dir: string): DelegatedJob => readRun(dir, both(validateDelegatedJob, hasConfig)).run;

/** The configuration has a schema of its own, so that it need not be repeated in the schema of a job. */
const hasConfig = (value: unknown): value is Pick<DelegatedPayload, 'config'> =>
  validateConfig(fieldAt(value, 'config'));

/** How far a run has come; null before its supervisor runs. */
export const readDelegatedProgress = (dir: string): (Heartbeat & DelegatedProgress) | null =>
  heartbeat.readHeartbeat(dir, validateDelegatedProgress);
