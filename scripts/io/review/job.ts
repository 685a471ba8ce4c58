/** A review as the payload of a detached run: what its supervisor needs, and how far it is. */
import { fieldAt } from '../../core/json.js';
import type { Gate } from '../../core/task/model.js';
import type { Heartbeat, ReviewJob as ReviewPayload, ReviewProgress } from '../../generated/types.js';
import { validateConfig, validateReviewJob, validateReviewProgress } from '../../generated/validators.js';
import { both } from '../ground/json.js';
import * as heartbeat from '../run/heartbeat.js';
import { type Run, readRun, writeRun } from '../run/run.js';

export type { ReviewPayload, ReviewProgress };

/** The description of a review in its record. */
export type ReviewJob = Run & ReviewPayload;

/** The name of a review's job: the fence makes it unique within its task. */
export const jobName = (gate: Gate, fence: number): string => `${gate}-${fence}`;

/** Describes a review in its record, before its supervisor is started. Errors: those of the file system. */
export const writeJob = (dir: string, payload: ReviewPayload): void => writeRun(dir, payload);

/** The description in a review's record. Problem `record-corrupt` when it is missing or has another shape. */
export const readJob = (dir: string): ReviewJob => readRun(dir, both(validateReviewJob, hasConfig));

/** The configuration has a schema of its own, which need not be in two places of the program. */
const hasConfig = (value: unknown): value is Pick<ReviewPayload, 'config'> => validateConfig(fieldAt(value, 'config'));

/** How far a review is; null before its supervisor runs. Problem `record-corrupt`. */
export const readHeartbeat = (dir: string): (Heartbeat & ReviewProgress) | null =>
  heartbeat.readHeartbeat(dir, validateReviewProgress);
