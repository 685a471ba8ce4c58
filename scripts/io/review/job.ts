/** A review as the payload of a detached run: what its supervisor needs, and how far it is. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { fieldAt } from '../../core/json.js';
import type { Gate } from '../../core/task/model.js';
import type { Heartbeat, ReviewJob as ReviewPayload, ReviewProgress } from '../../generated/types.js';
import { validateConfig, validateReviewJob, validateReviewProgress } from '../../generated/validators.js';
import { isSystemError } from '../ground/files.js';
import { both } from '../ground/json.js';
import { Tail } from '../ground/tail.js';
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

const eventTimesFile = (dir: string): string => path.join(dir, 'event-times.txt');

/** Notes that a line of events has come now: Codex gives its events no time, and its words are kept as they came. */
export function noteEventTime(dir: string, ms: number): void {
  try {
    appendFileSync(eventTimesFile(dir), `${ms}\n`, { mode: 0o600 });
  } catch (error) {
    // For people only: the events themselves say when nothing can be written any more.
    if (!isSystemError(error)) throw error;
  }
}

/** Reads the times of the events as they come: ms since the epoch, one a line, in the order of the events. */
export const eventTimes = (dir: string): Tail => new Tail(eventTimesFile(dir));

/** How far a review is; null before its supervisor runs. Problem `record-corrupt`. */
export const readHeartbeat = (dir: string): (Heartbeat & ReviewProgress) | null =>
  heartbeat.readHeartbeat(dir, validateReviewProgress);
