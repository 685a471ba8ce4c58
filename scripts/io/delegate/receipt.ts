/** The receipt of a delegated run: its supervisor signs what it received, so that a later edit of a file is noticed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type RunRecord, threadOf } from '../../core/codex/run.js';
import { jsonOf } from '../../core/json.js';
import type { DelegatedReceipt } from '../../generated/types.js';
import { validateCodexRun, validateDelegatedReceipt } from '../../generated/validators.js';
import { isMissing, readIfThere, writeAtomically } from '../ground/files.js';
import { ensureSigning, readSigning, sha256 } from '../ground/signing.js';
import type { DelegatedJob } from './job.js';
import { delegatedFile } from './record.js';

/** What Codex printed, and how it ended, as the bytes of their files. */
export type DelegatedBytes = Record<'events' | 'stderr' | 'run', Buffer>;

const receiptFile = (dir: string): string => path.join(dir, 'receipt.json');
const signedText = (receipt: Omit<DelegatedReceipt, 'mac'>): string => JSON.stringify(receipt);

/**
 * Signs what the supervisor received.
 *
 * @throws errors of the file system, and the Problems of ensureSigning
 */
export function signDelegated(dir: string, job: DelegatedJob, bytes: DelegatedBytes): void {
  const signing = ensureSigning(job.state_dir);
  const { id, kind, tree, request } = job;
  const unsigned: Omit<DelegatedReceipt, 'mac'> = {
    v: 1,
    ...{ id, kind, tree, request },
    thread: threadOf({ events: bytes.events.toString('utf8') }),
    record: { events: sha256(bytes.events), stderr: sha256(bytes.stderr), run: sha256(bytes.run) },
    key_id: signing.keyId,
  };
  const receipt: DelegatedReceipt = { ...unsigned, mac: signing.mac(sha256(signedText(unsigned))) };
  writeAtomically(receiptFile(dir), `${JSON.stringify(receipt, null, 1)}\n`);
}

/** What a run was started for, as it was written down before. */
export interface NamedDelegation {
  job: string;
  tree_id: string;
  request: { prompt: string; schema: string | null };
}

/** A record that is exactly what its supervisor received, or what is wrong with it. */
export type Examined =
  | { kind: 'verified'; record: RunRecord; digest: string; thread: string | null }
  | { kind: 'missing' | 'altered' };

/**
 * Examines the record of a run.
 *
 * @returns `missing` when a file is gone, `altered` when one is not what the supervisor signed, or when the run is not
 *   the one that was named
 */
export function examineDelegated(dir: string, named: NamedDelegation, stateDir: string): Examined {
  const text = readIfThere(receiptFile(dir));
  const signing = readSigning(stateDir);
  const bytes = bytesIn(dir);
  if (text === null || signing === null || bytes === null) return { kind: 'missing' };
  const receipt = jsonOf(text);
  if (!validateDelegatedReceipt(receipt)) return { kind: 'altered' };
  const { mac, ...unsigned } = receipt;
  const isSigned = receipt.key_id === signing.keyId && signing.mac(sha256(signedText(unsigned))) === mac;
  const { prompt, schema } = receipt.request;
  const isNamed =
    receipt.id === named.job &&
    receipt.tree === named.tree_id &&
    prompt === named.request.prompt &&
    schema === named.request.schema;
  const { events, stderr, run } = receipt.record;
  const isSame = events === sha256(bytes.events) && stderr === sha256(bytes.stderr) && run === sha256(bytes.run);
  const ended = jsonOf(bytes.run.toString('utf8'));
  if (!isSigned || !isNamed || !isSame || !validateCodexRun(ended)) return { kind: 'altered' };
  const record = { ...ended, events: bytes.events.toString('utf8'), stderr: bytes.stderr.toString('utf8') };
  return { kind: 'verified', record, digest: sha256(text), thread: receipt.thread };
}

function bytesIn(dir: string): DelegatedBytes | null {
  try {
    const [events, stderr, run] = (['events', 'stderr', 'run'] as const).map((file) =>
      readFileSync(delegatedFile(dir, file)),
    );
    return events && stderr && run ? { events, stderr, run } : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
