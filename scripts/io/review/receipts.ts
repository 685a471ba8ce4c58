/** Receipts: the signed results of reviews, which are verified again every time they are used. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Infrastructure, refusedHere } from '../../core/codex/reasons.js';
import type { RunRecord } from '../../core/codex/run.js';
import { jsonOf } from '../../core/json.js';
import { OWN } from '../../core/review/lenses/reviewers.js';
import type { ReviewContext } from '../../core/review/outcome.js';
import { type EvaluatedReview, evaluateTurns, type Unusable, unusableReply } from '../../core/review/reply/turns.js';
import type { RecordDigests, RequestDigests } from '../../core/task/ledger/events.js';
import type { Signing } from '../../core/task/ledger.js';
import type { Receipt } from '../../generated/types.js';
import { validateCodexRun, validateReview, validateReviewContext } from '../../generated/validators.js';
import { causeOf } from '../ground/faults.js';
import { fileIdentity, isMissing, makeFolder, readBytesIfThere, writeAtomically } from '../ground/files.js';
import { type Check, verifyShape } from '../ground/json.js';
import { sha256 } from '../ground/signing.js';
import { skillFile } from '../ground/workspace.js';

/** The files of a review's record by their role. The receipt names each of them by its digest. */
const FIRST_FILES = {
  prompt: 'prompt.md',
  schema: 'schema.json',
  context: 'context.json',
  events: 'events.jsonl',
  stderr: 'stderr.txt',
  run: 'run.json',
} as const;
/** The files of the second turn, in which Codex was asked again; most reviews have none. */
const AGAIN_FILES = {
  prompt_again: 'prompt-2.md',
  events_again: 'events-2.jsonl',
  stderr_again: 'stderr-2.txt',
  run_again: 'run-2.json',
} as const;
export const RECORD_FILES = { ...FIRST_FILES, ...AGAIN_FILES };
type RecordFile = keyof typeof FIRST_FILES;
type AgainFile = keyof typeof AGAIN_FILES;

export type { Receipt };

/** The text that is signed. */
export const signedText = (receipt: Omit<Receipt, 'mac' | 'sig'>): string => JSON.stringify(receipt);

/** What the HMAC and the signature of a receipt cover. */
export function receiptHash({ mac: _mac, sig: _sig, ...unsigned }: Receipt): string {
  return sha256(signedText(unsigned));
}

/** The path of one file of a record. */
export const recordFile = (dir: string, file: RecordFile | AgainFile): string => path.join(dir, RECORD_FILES[file]);
/** The path of a review's receipt. */
export const receiptFile = (dir: string): string => path.join(dir, 'receipt.json');

/** The folder with the record of one reviewer: the review's own for the gate's own, so that every review has that. */
export const reviewerDir = (dir: string, lens: string): string =>
  lens === OWN ? dir : path.join(dir, REVIEWERS, lens);

/** The folder within a review's record that holds those of the reviewers with a lens. */
export const REVIEWERS = 'lenses';

/** What Codex is asked, and what its reply is judged by. */
export type RecordedRequest = Record<'prompt' | 'context' | 'schema', Buffer>;

/** A whole record in memory, so that digests and outcome are made from the same bytes, even if the files change. */
export type RecordBytes = Record<RecordFile, Buffer> & { again: Record<AgainFile, Buffer> | null };

const bytesOf = (dir: string, file: RecordFile | AgainFile): Buffer => readFileSync(recordFile(dir, file));

/**
 * Reads once what Codex is asked.
 *
 * @throws ENOENT when a file is missing
 */
export const readRequest = (dir: string): RecordedRequest => ({
  prompt: bytesOf(dir, 'prompt'),
  context: bytesOf(dir, 'context'),
  schema: bytesOf(dir, 'schema'),
});

/**
 * Reads every file of a record once.
 *
 * @throws ENOENT when one is missing
 */
export const readRecord = (dir: string, wasAskedAgain: boolean): RecordBytes => ({
  ...readRequest(dir),
  events: bytesOf(dir, 'events'),
  stderr: bytesOf(dir, 'stderr'),
  run: bytesOf(dir, 'run'),
  again: wasAskedAgain
    ? {
        prompt_again: bytesOf(dir, 'prompt_again'),
        events_again: bytesOf(dir, 'events_again'),
        stderr_again: bytesOf(dir, 'stderr_again'),
        run_again: bytesOf(dir, 'run_again'),
      }
    : null,
});

/** The digests by which the ledger names a request. */
export const requestDigests = ({ prompt, context, schema }: RecordedRequest): RequestDigests => ({
  prompt: sha256(prompt),
  context: sha256(context),
  schema: sha256(schema),
});

/** The digests of a whole record. */
export const digestsOf = ({ again, ...record }: RecordBytes): RecordDigests => ({
  prompt: sha256(record.prompt),
  schema: sha256(record.schema),
  context: sha256(record.context),
  events: sha256(record.events),
  stderr: sha256(record.stderr),
  run: sha256(record.run),
  ...(again === null
    ? {}
    : {
        prompt_again: sha256(again.prompt_again),
        events_again: sha256(again.events_again),
        stderr_again: sha256(again.stderr_again),
        run_again: sha256(again.run_again),
      }),
});

/**
 * Names of the files that are missing or no longer hold what the runner has in memory. The schema is the only file that
 * Codex reads by itself, so it must not have been replaced even for a moment.
 *
 * @param schema the result of `schemaOnDisk` before Codex was started
 */
export const alteredFiles = (dir: string, { again, ...record }: RecordBytes, schema: string): string[] =>
  Object.entries({ ...record, ...again })
    .map(([file, kept]) => ({ name: String(Reflect.get(RECORD_FILES, file)), kept }))
    .filter(({ name, kept }) => readBytesIfThere(path.join(dir, name))?.equals(kept) !== true)
    .map(({ name }) => name)
    .concat(schemaOnDisk(dir) === schema ? [] : [RECORD_FILES.schema])
    .filter((name, index, names) => names.indexOf(name) === index);

/** The identity of the schema's file; empty when there is none. */
export function schemaOnDisk(dir: string): string {
  try {
    return fileIdentity(recordFile(dir, 'schema'));
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

/**
 * Writes and signs the receipt.
 *
 * @returns the receipt, with the digest by which the ledger names it
 */
export function writeReceipt(
  dir: string,
  record: RecordBytes,
  given: Omit<Receipt, 'v' | 'record' | 'key_id' | 'mac' | 'sig'>,
  signing: Signing & { mac: (hash: string) => string; keyId: string },
): { receipt: Receipt; digest: string } {
  const unsigned: Omit<Receipt, 'mac' | 'sig'> = { v: 1, ...given, record: digestsOf(record), key_id: signing.keyId };
  const hash = sha256(signedText(unsigned));
  const sig = signing.sign ? { sig: signing.sign(hash) } : {};
  const receipt: Receipt = { ...unsigned, mac: signing.mac(hash), ...sig };
  const text = `${JSON.stringify(receipt, null, 1)}\n`;
  writeAtomically(receiptFile(dir), text);
  return { receipt, digest: sha256(text) };
}

/**
 * Writes a part of the record. A disk that refuses the data is an outage of this review, not a crash.
 *
 * @returns the value of `write`, or the outage
 */
export function keep<T>(write: () => T): { kind: 'kept'; value: T } | Infrastructure {
  try {
    return { kind: 'kept', value: write() };
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return refusedHere('receipt-unwritable', cause);
  }
}

/** The bytes of a request, of which the digests are recorded before the files are written. */
export const requestOf = ({ prompt, context }: { prompt: string; context: unknown }): RecordedRequest => ({
  prompt: Buffer.from(prompt),
  context: Buffer.from(JSON.stringify(context)),
  schema: replySchema(),
});

/** The schema that Codex's reply must have. */
export const replySchema = (): Buffer => readFileSync(skillFile('schemas/review.schema.json'));

/**
 * Writes what Codex is asked and what its reply is judged by.
 *
 * @throws errors of the file system
 */
export function writeRequest(dir: string, request: RecordedRequest): void {
  makeFolder(dir);
  for (const file of ['prompt', 'context', 'schema'] as const)
    writeFileSync(recordFile(dir, file), request[file], { mode: 0o600 });
}

/**
 * Records how a run ended; its output is already in its files.
 *
 * @returns the whole record as the runner received it
 * @throws errors of the file system
 */
export function writeRunRecord(
  dir: string,
  request: RecordedRequest,
  { events: _events, stderr: _stderr, bytes, ...ended }: RunRecord & { bytes: Pick<RecordBytes, 'events' | 'stderr'> },
): RecordBytes {
  const run = Buffer.from(JSON.stringify(ended));
  writeFileSync(recordFile(dir, 'run'), run, { mode: 0o600 });
  return { ...request, ...bytes, run, again: null };
}

/**
 * Writes the prompt of the second turn.
 *
 * @throws errors of the file system
 */
export const writePromptAgain = (dir: string, prompt: Buffer): void =>
  writeFileSync(recordFile(dir, 'prompt_again'), prompt, { mode: 0o600 });

/**
 * Records how the second turn ended.
 *
 * @param record the record so far
 */
export function writeAgainRecord(
  dir: string,
  record: RecordBytes,
  prompt: Buffer,
  { events: _events, stderr: _stderr, bytes, ...ended }: RunRecord & { bytes: Pick<RecordBytes, 'events' | 'stderr'> },
): RecordBytes {
  const run = Buffer.from(JSON.stringify(ended));
  writeFileSync(recordFile(dir, 'run_again'), run, { mode: 0o600 });
  return {
    ...record,
    again: { prompt_again: prompt, events_again: bytes.events, stderr_again: bytes.stderr, run_again: run },
  };
}

/**
 * The JSON value of one file of a record.
 *
 * @throws Problem `record-corrupt` when it does not have the shape
 */
export const recordedValue = <T>(record: RecordBytes, file: RecordFile, hasShape: Check<T>): T =>
  verifyShape(RECORD_FILES[file], jsonOf(record[file].toString('utf8')), hasShape);

/**
 * How the run of a record ended.
 *
 * @throws Problem `record-corrupt`
 */
export const runOf = (record: RecordBytes): RunRecord => ({
  ...recordedValue(record, 'run', validateCodexRun),
  events: record.events.toString('utf8'),
  stderr: record.stderr.toString('utf8'),
});

/**
 * How the second run of a record ended; null when there was none.
 *
 * @throws Problem `record-corrupt`
 */
export const runAgainOf = ({ again }: RecordBytes): RunRecord | null =>
  again && {
    ...verifyShape(AGAIN_FILES.run_again, jsonOf(again.run_again.toString('utf8')), validateCodexRun),
    events: again.events_again.toString('utf8'),
    stderr: again.stderr_again.toString('utf8'),
  };

/** Whether the digests of two requests are equal. */
export const sameRequest = (a: RequestDigests, b: RequestDigests): boolean =>
  a.prompt === b.prompt && a.context === b.context && a.schema === b.schema;

/**
 * Reads the raw record of a run.
 *
 * @throws the Problems of runOf, and errors of the file system
 */
export const readRunRecord = (dir: string): RunRecord => runOf(readRecord(dir, false));

/**
 * Derives what one reviewer said from its raw record. The same function is used when a review ends and whenever a gate
 * is checked.
 *
 * @param lens of the reviewer
 */
export const evaluateRecord = (record: RecordBytes, lens: string = OWN): EvaluatedReview =>
  evaluateTurns(runOf(record), runAgainOf(record), contextFor(record, lens), validateReview);

const contextFor = (record: RecordBytes, lens: string): ReviewContext =>
  lens === OWN ? contextOf(record) : { ...contextOf(record), lens };

/**
 * What the replies of a record are judged by.
 *
 * @throws Problem `record-corrupt`
 */
export const contextOf = (record: RecordBytes): ReviewContext =>
  recordedValue(record, 'context', validateReviewContext);

/** The reply of a record's first turn with what it leaves out; null when Codex need not be asked again. */
export const askedAgain = (record: RecordBytes, lens: string = OWN): Unusable | null =>
  unusableReply(runOf(record), contextFor(record, lens), validateReview);
