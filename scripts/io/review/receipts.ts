/** Receipts: what a review leaves, signed, and verified again on every look. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEvents, type Usage } from '../../core/codex/events.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { commandsOf, evaluateRun, type RunRecord } from '../../core/codex/run.js';
import { jsonOf } from '../../core/json.js';
import { evaluateReply, type ReviewContext, type ReviewResult } from '../../core/review/outcome.js';
import { type NoticeCode, notice, Problem } from '../../core/say/notices.js';
import type { Signing } from '../../core/task/ledger.js';
import type { Observation, ReviewOutcome } from '../../core/task/model.js';
import type { Receipt } from '../../generated/types.js';
import {
  validateCodexRun,
  validateReceipt,
  validateReview,
  validateReviewContext,
} from '../../generated/validators.js';
import { errorCode, isMissing, makeFolder, readIfThere, writeAtomically } from '../ground/files.js';
import { type Check, readOwnJson } from '../ground/json.js';
import { sha256 } from '../ground/signing.js';
import { skillFile } from '../ground/workspace.js';

/** The files of a review's record, by what they are; each is named by its digest in the receipt. */
export const RECORD_FILES = {
  prompt: 'prompt.md',
  schema: 'schema.json',
  context: 'context.json',
  events: 'events.jsonl',
  stderr: 'stderr.txt',
  run: 'run.json',
} as const;
type RecordFile = keyof typeof RECORD_FILES;

export type { Receipt };

const signedText = (receipt: Omit<Receipt, 'mac'>): string => JSON.stringify(receipt);

export const recordFile = (dir: string, file: RecordFile): string => path.join(dir, RECORD_FILES[file]);
const receiptFile = (dir: string): string => path.join(dir, 'receipt.json');

/** Digests of the record's files. Errors: ENOENT where one is missing. */
function digests(dir: string): Record<RecordFile, string> {
  const of = (file: RecordFile): string => sha256(readFileSync(recordFile(dir, file)));
  return {
    prompt: of('prompt'),
    schema: of('schema'),
    context: of('context'),
    events: of('events'),
    stderr: of('stderr'),
    run: of('run'),
  };
}

/** Writes and signs the receipt. Returns it with the digest that the ledger names it by. */
export function writeReceipt(
  dir: string,
  given: Omit<Receipt, 'v' | 'record' | 'key_id' | 'mac'>,
  signing: Signing & { mac: (hash: string) => string; keyId: string },
): { receipt: Receipt; digest: string } {
  const unsigned: Omit<Receipt, 'mac'> = { v: 1, ...given, record: digests(dir), key_id: signing.keyId };
  const receipt: Receipt = { ...unsigned, mac: signing.mac(sha256(signedText(unsigned))) };
  const text = `${JSON.stringify(receipt, null, 1)}\n`;
  writeAtomically(receiptFile(dir), text);
  return { receipt, digest: sha256(text) };
}

/**
 * Does what writes a part of the record. Out: its value, or the fault of a disk that refuses it: an outage of
 * this review, not a crash.
 */
export function keep<T>(write: () => T): { kind: 'kept'; value: T } | Infrastructure {
  try {
    return { kind: 'kept', value: write() };
  } catch (error) {
    if (error instanceof Problem) return infrastructure('receipt-unwritable', error.message);
    return infrastructure('receipt-unwritable', errorCode(error));
  }
}

/** Writes what Codex is asked and what its reply is judged by. Errors: those of the file system. */
export function writeRequest(dir: string, { prompt, context }: { prompt: string; context: unknown }): void {
  makeFolder(dir);
  const write = (file: RecordFile, content: string): void =>
    writeFileSync(recordFile(dir, file), content, { mode: 0o600 });
  write('prompt', prompt);
  write('context', JSON.stringify(context));
  write('schema', readFileSync(skillFile('schemas/review.schema.json'), 'utf8'));
}

/**
 * One file of a record that holds JSON.
 *
 * @throws Problem `record-corrupt` when it is missing or does not have the shape
 */
export function readRecorded<T>(dir: string, file: RecordFile, hasShape: Check<T>): T {
  const value = readOwnJson(recordFile(dir, file), hasShape);
  if (value === null) throw new Problem(notice('record-corrupt', { file: recordFile(dir, file) }));
  return value;
}

/** One file of a record, as text. Errors: those of the file system. */
export const readRecordText = (dir: string, file: RecordFile): string => readFileSync(recordFile(dir, file), 'utf8');

/** Keeps how a run ended; what it printed is in the record already. Errors: those of the file system. */
export function writeRunRecord(dir: string, { events: _events, stderr: _stderr, ...run }: RunRecord): void {
  writeFileSync(recordFile(dir, 'run'), JSON.stringify(run), { mode: 0o600 });
}

/** The raw record of a run, read back. Errors: as readRecorded, and those of the file system. */
export function readRunRecord(dir: string): RunRecord {
  return {
    ...readRecorded(dir, 'run', validateCodexRun),
    events: readRecordText(dir, 'events'),
    stderr: readRecordText(dir, 'stderr'),
  };
}

export interface Evaluated {
  result: ReviewResult | Infrastructure;
  threadId: string;
  usage: Usage;
  model: string | null;
}

const NO_USAGE: Usage = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, reasoning_output_tokens: 0 };

/** From the raw record to the outcome; the same function when a review ends and whenever a gate is looked at. */
export function evaluateRecord(dir: string): Evaluated {
  const record = readRunRecord(dir);
  const context: ReviewContext = readRecorded(dir, 'context', validateReviewContext);
  const run = evaluateRun(record, validateReview);
  if (run.kind === 'infrastructure') return { result: run, threadId: '', usage: NO_USAGE, model: null };
  const commands = commandsOf(parseEvents(record.events).events);
  return {
    result: evaluateReply(run.reply, commands, context),
    threadId: run.threadId,
    usage: run.usage,
    model: run.model,
  };
}

type Verdict = Observation['receipts'][string];
const invalid = (problem: NoticeCode): Verdict => ({ assurance: 'invalid', problem });
const attested = (problem: NoticeCode): Verdict => ({ assurance: 'attested', problem });

/** The receipt of a job, or null where there is none or it cannot be read as one. */
export function readReceipt(dir: string): { receipt: Receipt; digest: string } | null {
  const text = readIfThere(receiptFile(dir));
  const value = jsonOf(text ?? '');
  return text !== null && validateReceipt(value) ? { receipt: value, digest: sha256(text) } : null;
}

/**
 * How far one receipt can be believed now.
 *
 * In: the record's folder, the digest and the job that the ledger names, the key at hand. Out: `verified` when
 * signature, every file's digest and the outcome derived again from the raw record agree; `attested` when
 * the key or the raw record is missing; `invalid` with what is wrong.
 */
export function verifyReceipt(
  dir: string,
  named: { job: string; digest: string; outcome: ReviewOutcome },
  signing: Signing,
): Verdict {
  const found = readReceipt(dir);
  if (!found) return invalid('receipt-missing');
  if (found.digest !== named.digest || found.receipt.job !== named.job) return invalid('receipt-replaced');
  if (!signing.mac || found.receipt.key_id !== signing.keyId) return attested('receipt-key-missing');
  const { mac, ...unsigned } = found.receipt;
  if (signing.mac(sha256(signedText(unsigned))) !== mac) return invalid('receipt-unsigned');
  if (!existsSync(recordFile(dir, 'events'))) return attested('receipt-record-missing');
  let present: Record<RecordFile, string>;
  try {
    present = digests(dir);
  } catch (error) {
    if (isMissing(error)) return attested('receipt-record-missing');
    throw error;
  }
  if (Object.entries(found.receipt.record).some(([file, digest]) => Reflect.get(present, file) !== digest))
    return invalid('receipt-record-altered');
  const { result } = evaluateRecord(dir);
  const derived = result.kind === 'infrastructure' ? null : JSON.stringify(result.outcome);
  return derived === JSON.stringify(named.outcome)
    ? { assurance: 'verified', problem: null }
    : invalid('receipt-outcome-differs');
}
