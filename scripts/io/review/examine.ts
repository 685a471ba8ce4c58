/** Examines receipts: how far each can be believed, every time that it is used. */
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import { type LensResult, mergedResult } from '../../core/review/lenses/merged.js';
import { faultIn } from '../../core/review/lenses/named.js';
import { OWN } from '../../core/review/lenses/reviewers.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import type { NoticeCode } from '../../core/say/notices.js';
import type { NamedReview } from '../../core/task/ledger/reviews.js';
import type { Signing } from '../../core/task/ledger.js';
import { type Observation, sameSubject } from '../../core/task/model.js';
import { validateReceipt } from '../../generated/validators.js';
import { isMissing, readIfThere } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';
import {
  contextOf,
  digestsOf,
  evaluateRecord,
  type Receipt,
  type RecordBytes,
  readRecord,
  receiptFile,
  receiptHash,
  reviewerDir,
  sameRequest,
} from './receipts.js';

export type Verdict = Observation['receipts'][string];
export const invalid = (problem: NoticeCode, lens?: string): Verdict => ({
  assurance: 'invalid',
  problem,
  ...(lens !== undefined && { lens }),
});
const attested = (problem: NoticeCode): Verdict => ({ assurance: 'attested', problem });

/** The receipt of a job; null when there is none or it is not a valid receipt. */
export function readReceipt(dir: string): { receipt: Receipt; digest: string } | null {
  const text = readIfThere(receiptFile(dir));
  const value = jsonOf(text ?? '');
  return text !== null && validateReceipt(value) ? { receipt: value, digest: sha256(text) } : null;
}

/**
 * How far a receipt can be believed; if it is verified, with what was judged: the record of the gate's own reviewer,
 * those of the others, and the outcome of all.
 */
export type Examined =
  | { verdict: Verdict; record: null; others: []; result: null }
  | { verdict: Verdict; record: RecordBytes; others: RecordBytes[]; result: ReviewResult };

export const doubted = (verdict: Verdict): Examined => ({ verdict, record: null, others: [], result: null });

/**
 * How far one receipt can be believed now, not counting the earlier rounds on which it relies (io/review/rounds.ts).
 *
 * @param dir the record's folder
 * @param named the review as the ledger names it
 * @param signing the key at hand
 * @returns `verified` when the signature, the named review, every file's digest and the outcome derived again from the
 *   raw record of every reviewer agree; `attested` when the key, the raw record, or the ledger's entry about what Codex
 *   was asked is missing; `invalid` with the problem otherwise
 */
export function examineAlone(dir: string, named: NamedReview, signing: Signing): Examined {
  const found = readReceipt(dir);
  if (!found) return doubted(invalid('receipt-missing'));
  const { receipt } = found;
  if (found.digest !== named.digest || receipt.job !== named.job) return doubted(invalid('receipt-replaced'));
  if (!signing.mac || receipt.key_id !== signing.keyId) return doubted(attested('receipt-key-missing'));
  if (signing.mac(receiptHash(receipt)) !== receipt.mac) return doubted(invalid('receipt-unsigned'));
  if (!isOfReview(receipt, named)) return doubted(invalid('receipt-other-review'));
  const fault = faultIn(receipt.reviewers ?? [], receipt.record, named);
  if (fault) return doubted(invalid(fault.problem, fault.lens));
  const read = presentRecords(dir, receipt);
  if ('verdict' in read) return doubted(read.verdict);
  const { own, others, result } = evaluated(read.records);
  if (result === null || JSON.stringify(result.outcome) !== JSON.stringify(named.outcome))
    return doubted(invalid('receipt-outcome-differs'));
  if (named.isInUse && !(named.started?.request && named.started.description))
    return doubted(attested('receipt-request-unnamed'));
  return { verdict: { assurance: 'verified', problem: null }, record: own, others, result };
}

/** Whether a receipt belongs to exactly the review that the ledger names, and to what Codex was to be asked in it. */
function isOfReview(receipt: Receipt, { task, fence, started }: NamedReview): boolean {
  if (started === null || receipt.task !== task || receipt.fence !== fence) return false;
  if (receipt.gate !== started.gate || !sameSubject(receipt.subject, started.subject)) return false;
  if (receipt.codex.profile !== started.codex_profile) return false;
  return started.request === undefined || sameRequest(started.request, receipt.record);
}

/** The record of one reviewer. */
interface ReviewerRecord {
  lens: string;
  record: RecordBytes;
}

/** The records of all reviewers, the gate's own first; or why not all of them can be used. */
function presentRecords(
  dir: string,
  receipt: Receipt,
): { records: [ReviewerRecord, ...ReviewerRecord[]] } | { verdict: Verdict } {
  const [first = { lens: OWN, from: null, record: receipt.record }, ...others] = receipt.reviewers ?? [];
  const named = [first, ...others];
  const found = named.map(({ lens, from, record }) => ({
    lens,
    record: presentRecord(folderOf(dir, lens, from), record.events_again !== undefined),
    digests: record,
  }));
  const missing = found.find(({ record }) => record === null);
  // What is gone as a whole was pruned; where only some is gone, someone took it away.
  if (missing && found.every(({ record }) => record === null)) return { verdict: attested('receipt-record-missing') };
  if (missing) return { verdict: invalid('receipt-lens-missing', missing.lens) };
  const records = found.flatMap(({ lens, record }) => (record === null ? [] : [{ lens, record }]));
  const altered = found.find(({ record, digests }) => record !== null && !isRecord(record, digests));
  if (altered && named.length === 1) return { verdict: invalid('receipt-record-altered') };
  if (altered) return { verdict: invalid('receipt-lens-altered', altered.lens) };
  const [own, ...rest] = records;
  return own === undefined ? { verdict: attested('receipt-record-missing') } : { records: [own, ...rest] };
}

/** The folder of a reviewer's record: below the review itself, or below the earlier one in which it answered. */
export const folderOf = (dir: string, lens: string, from: string | null): string =>
  reviewerDir(from === null ? dir : path.join(path.dirname(dir), from), lens);

/** Whether a record consists of exactly the named files. */
export function isRecord(record: RecordBytes, digests: Receipt['record']): boolean {
  const present = digestsOf(record);
  return Object.entries(digests).every(([file, digest]) => Reflect.get(present, file) === digest);
}

/** The outcome of all reviewers; null where one of them gave none. */
function evaluated([own, ...others]: [ReviewerRecord, ...ReviewerRecord[]]): {
  own: RecordBytes;
  others: RecordBytes[];
  result: ReviewResult | null;
} {
  const records = { own: own.record, others: others.map(({ record }) => record) };
  const results: LensResult[] = [];
  for (const { lens, record } of [own, ...others]) {
    const { result } = evaluateRecord(record, lens);
    if (result.kind === 'infrastructure') return { ...records, result: null };
    results.push({ lens, result });
  }
  const [first] = results;
  const isAlone = others.length === 0 && first !== undefined;
  return { ...records, result: isAlone ? first.result : mergedResult(results, contextOf(own.record)) };
}

/** The record in a folder; null when a file of it is missing. */
export function presentRecord(dir: string, wasAskedAgain: boolean): RecordBytes | null {
  try {
    return readRecord(dir, wasAskedAgain);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
