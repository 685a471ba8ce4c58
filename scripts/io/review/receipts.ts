/** Receipts: the signed results of reviews, which are verified again every time they are used. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Infrastructure, refusedHere } from '../../core/codex/reasons.js';
import type { RunRecord } from '../../core/codex/run.js';
import { jsonOf } from '../../core/json.js';
import type { ReviewContext, ReviewResult } from '../../core/review/outcome.js';
import { type EvaluatedReview, evaluateTurns, type Unusable, unusableReply } from '../../core/review/reply/turns.js';
import type { NoticeCode } from '../../core/say/notices.js';
import type { RequestDigests } from '../../core/task/ledger/events.js';
import type { NamedReview } from '../../core/task/ledger/reviews.js';
import type { Signing } from '../../core/task/ledger.js';
import { type Observation, sameSubject } from '../../core/task/model.js';
import type { Receipt } from '../../generated/types.js';
import {
  validateCodexRun,
  validateReceipt,
  validateReview,
  validateReviewContext,
} from '../../generated/validators.js';
import { causeOf } from '../ground/faults.js';
import {
  fileIdentity,
  isMissing,
  makeFolder,
  readBytesIfThere,
  readIfThere,
  writeAtomically,
} from '../ground/files.js';
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

const signedText = (receipt: Omit<Receipt, 'mac' | 'sig'>): string => JSON.stringify(receipt);

/** What the HMAC and the signature of a receipt cover. */
export function receiptHash({ mac: _mac, sig: _sig, ...unsigned }: Receipt): string {
  return sha256(signedText(unsigned));
}

/** The path of one file of a record. */
export const recordFile = (dir: string, file: RecordFile | AgainFile): string => path.join(dir, RECORD_FILES[file]);
const receiptFile = (dir: string): string => path.join(dir, 'receipt.json');

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
const readRecord = (dir: string, wasAskedAgain: boolean): RecordBytes => ({
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

const digestsOf = ({ again, ...record }: RecordBytes): Receipt['record'] => ({
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

/**
 * Reads the raw record of a run.
 *
 * @throws the Problems of runOf, and errors of the file system
 */
export const readRunRecord = (dir: string): RunRecord => runOf(readRecord(dir, false));

/**
 * Derives the outcome from the raw record. The same function is used when a review ends and whenever a gate is checked.
 */
export const evaluateRecord = (record: RecordBytes): EvaluatedReview =>
  evaluateTurns(runOf(record), runAgainOf(record), contextOf(record), validateReview);

const contextOf = (record: RecordBytes): ReviewContext => recordedValue(record, 'context', validateReviewContext);

/** The reply of a record's first turn with what it leaves out; null when Codex need not be asked again. */
export const askedAgain = (record: RecordBytes): Unusable | null =>
  unusableReply(runOf(record), contextOf(record), validateReview);

export type Verdict = Observation['receipts'][string];
export const invalid = (problem: NoticeCode): Verdict => ({ assurance: 'invalid', problem });
const attested = (problem: NoticeCode): Verdict => ({ assurance: 'attested', problem });

/** The receipt of a job; null when there is none or it is not a valid receipt. */
export function readReceipt(dir: string): { receipt: Receipt; digest: string } | null {
  const text = readIfThere(receiptFile(dir));
  const value = jsonOf(text ?? '');
  return text !== null && validateReceipt(value) ? { receipt: value, digest: sha256(text) } : null;
}

/** How far a receipt can be believed; if it is verified, with the record by which it was judged. */
export type Examined =
  | { verdict: Verdict; record: null; result: null }
  | { verdict: Verdict; record: RecordBytes; result: ReviewResult };

export const doubted = (verdict: Verdict): Examined => ({ verdict, record: null, result: null });

/**
 * How far one receipt can be believed now, not counting the earlier rounds on which it relies (io/review/rounds.ts).
 *
 * @param dir the record's folder
 * @param named the review as the ledger names it
 * @param signing the key at hand
 * @returns `verified` when the signature, the named review, every file's digest and the outcome derived again from the
 *   raw
 * record agree; `attested` when the key, the raw record, or the ledger's entry about what Codex was asked is missing;
 * `invalid` with the problem otherwise
 */
export function examineAlone(dir: string, named: NamedReview, signing: Signing): Examined {
  const found = readReceipt(dir);
  if (!found) return doubted(invalid('receipt-missing'));
  const { receipt } = found;
  if (found.digest !== named.digest || receipt.job !== named.job) return doubted(invalid('receipt-replaced'));
  if (!signing.mac || receipt.key_id !== signing.keyId) return doubted(attested('receipt-key-missing'));
  if (signing.mac(receiptHash(receipt)) !== receipt.mac) return doubted(invalid('receipt-unsigned'));
  if (!isOfReview(receipt, named)) return doubted(invalid('receipt-other-review'));
  const record = presentRecord(dir, receipt.record.events_again !== undefined);
  if (record === null) return doubted(attested('receipt-record-missing'));
  const present = digestsOf(record);
  if (Object.entries(receipt.record).some(([file, digest]) => Reflect.get(present, file) !== digest))
    return doubted(invalid('receipt-record-altered'));
  const { result } = evaluateRecord(record);
  if (result.kind === 'infrastructure' || JSON.stringify(result.outcome) !== JSON.stringify(named.outcome))
    return doubted(invalid('receipt-outcome-differs'));
  if (named.isInUse && !(named.started?.request && named.started.description))
    return doubted(attested('receipt-request-unnamed'));
  return { verdict: { assurance: 'verified', problem: null }, record, result };
}

/** Whether a receipt belongs to exactly the review that the ledger names, and to what Codex was to be asked in it. */
function isOfReview(receipt: Receipt, { task, fence, started }: NamedReview): boolean {
  if (started === null || receipt.task !== task || receipt.fence !== fence) return false;
  if (receipt.gate !== started.gate || !sameSubject(receipt.subject, started.subject)) return false;
  if (receipt.codex.profile !== started.codex_profile) return false;
  return started.request === undefined || sameRequest(started.request, receipt.record);
}

/** Whether the digests of two requests are equal. */
export const sameRequest = (a: RequestDigests, b: RequestDigests): boolean =>
  a.prompt === b.prompt && a.context === b.context && a.schema === b.schema;

function presentRecord(dir: string, wasAskedAgain: boolean): RecordBytes | null {
  try {
    return readRecord(dir, wasAskedAgain);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
