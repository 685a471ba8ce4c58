/** A review as the payload of a detached run: what its supervisor needs, and how far it has come. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { fieldAt, jsonOf, objectOf, textAt } from '../../core/json.js';
import type { Gate } from '../../core/task/model.js';
import type { Heartbeat, ReviewJob as ReviewPayload, ReviewProgress } from '../../generated/types.js';
import { validateConfig, validateReviewJob, validateReviewProgress } from '../../generated/validators.js';
import { isSystemError } from '../ground/files.js';
import { both } from '../ground/json.js';
import { sha256 } from '../ground/signing.js';
import { Tail } from '../ground/tail.js';
import * as heartbeat from '../run/heartbeat.js';
import { describeRun, type Run, readDescription, readRun, writeRun } from '../run/run.js';

export type { ReviewPayload, ReviewProgress };

/** The job description of a review in its record. */
export type ReviewJob = Run & ReviewPayload;

/** The name of a review's job; the fence makes it unique within its task. */
export const jobName = (gate: Gate, fence: number): string => `${gate}-${fence}`;

/** The job description for a supervisor, and the digest by which the ledger names it before it is written. */
export function describeJob(payload: ReviewPayload): { text: string; digest: string } {
  const text = describeRun(payload);
  return { text, digest: digestOf(text) };
}

/** The digest of everything except the launch time, which is used only to judge whether the supervisor is alive. */
const digestOf = (description: string): string =>
  sha256(JSON.stringify({ ...objectOf(jsonOf(description)), launched: null, boot: null }));

/**
 * Writes the job description into a review's record before its supervisor starts.
 *
 * @throws errors of the file system
 */
export const writeJob = (dir: string, { text }: { text: string }): void => writeRun(dir, text);

/**
 * Reads the job description in a review's record, with its digest.
 *
 * @throws Problem `record-corrupt` when it is missing or has another shape
 */
export function readJob(dir: string): { job: ReviewJob; digest: string } {
  const { run, description } = readRun(dir, both(validateReviewJob, hasConfig));
  return { job: run, digest: digestOf(description) };
}

/** Whether the record has a job description that differs from the one that the ledger names. */
export function isJobAltered(dir: string, named: string): boolean {
  const description = readDescription(dir);
  return description !== null && digestOf(description) !== named;
}

/** The mark of a review's processes; empty where its description does not name one. */
export const markOf = (dir: string): string => textAt(jsonOf(readDescription(dir) ?? ''), 'trace', 'mark') ?? '';

/** The configuration has a schema of its own, so that it need not be repeated in the schema of a job. */
const hasConfig = (value: unknown): value is Pick<ReviewPayload, 'config'> => validateConfig(fieldAt(value, 'config'));

const eventTimesFile = (dir: string): string => path.join(dir, 'event-times.txt');

/** Records when a line of events arrived. Codex gives its events no time, and its output is kept unchanged. */
export function noteEventTime(dir: string, ms: number): void {
  try {
    appendFileSync(eventTimesFile(dir), `${ms}\n`, { mode: 0o600 });
  } catch (error) {
    // The times are only for people. If the disk is full, writing the events will report it.
    if (!isSystemError(error)) throw error;
  }
}

/** Reads the times of the events as they arrive: one per line, in ms since 1970, in the order of the events. */
export const eventTimes = (dir: string): Tail => new Tail(eventTimesFile(dir));

/**
 * How far a review has come; null before its supervisor runs.
 *
 * @throws Problem `record-corrupt`
 */
export const readHeartbeat = (dir: string): (Heartbeat & ReviewProgress) | null =>
  heartbeat.readHeartbeat(dir, validateReviewProgress);
