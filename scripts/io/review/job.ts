/** A review as the payload of a detached run: what its supervisor needs, and how far it is. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { fieldAt, jsonOf, objectOf } from '../../core/json.js';
import type { Gate } from '../../core/task/model.js';
import type { Heartbeat, ReviewJob as ReviewPayload, ReviewProgress } from '../../generated/types.js';
import { validateConfig, validateReviewJob, validateReviewProgress } from '../../generated/validators.js';
import { isSystemError } from '../ground/files.js';
import { both } from '../ground/json.js';
import { sha256 } from '../ground/signing.js';
import { Tail } from '../ground/tail.js';
import { statePaths } from '../ground/workspace.js';
import * as heartbeat from '../run/heartbeat.js';
import { describeRun, type Run, readDescription, readRun, writeRun } from '../run/run.js';

export type { ReviewPayload, ReviewProgress };

/** The description of a review in its record. */
export type ReviewJob = Run & ReviewPayload;

/** The name of a review's job: the fence makes it unique within its task. */
export const jobName = (gate: Gate, fence: number): string => `${gate}-${fence}`;

/** Codex's working directory: one for each work tree, outside the repository, with the kept snapshot below it. */
export const reviewFolder = (stateDir: string, top: string): string =>
  statePaths(stateDir).snapshot(sha256(top).slice(0, 16));

/** What the supervisor of a review is told, and the digest by which the ledger names that before it is written. */
export function describeJob(payload: ReviewPayload): { text: string; digest: string } {
  const text = describeRun(payload);
  return { text, digest: digestOf(text) };
}

/** Of all but when it was launched: by that nothing is judged but whether the supervisor lives. */
const digestOf = (description: string): string =>
  sha256(JSON.stringify({ ...objectOf(jsonOf(description)), launched: null, boot: null }));

/** Writes the description into a review's record, before its supervisor is started. Errors: of the file system. */
export const writeJob = (dir: string, { text }: { text: string }): void => writeRun(dir, text);

/**
 * The description in a review's record, and its digest. Problem `record-corrupt` when it is missing or has another
 * shape.
 */
export function readJob(dir: string): { job: ReviewJob; digest: string } {
  const { run, description } = readRun(dir, both(validateReviewJob, hasConfig));
  return { job: run, digest: digestOf(description) };
}

/** Whether what the supervisor is told stands in the record, and is not what the ledger names. */
export function isJobAltered(dir: string, named: string): boolean {
  const description = readDescription(dir);
  return description !== null && digestOf(description) !== named;
}

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
