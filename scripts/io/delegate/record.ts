/** The folder of a delegated run: what Codex is asked, what it printed, its answer, and how the run ended. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../../core/codex/run.js';
import type { DelegatedKind } from '../../core/delegate/kinds.js';
import { jsonOf } from '../../core/json.js';
import type { DelegatedResult, DelegatedWork } from '../../generated/types.js';
import { validateCodexRun, validateDelegatedResult, validateDelegatedWork } from '../../generated/validators.js';
import { makeFolder, readIfThere, writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { verifyShape } from '../ground/json.js';
import { sha256 } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';

export type { DelegatedResult, DelegatedWork };

const FILES = {
  prompt: 'prompt.md',
  schema: 'schema.json',
  events: 'events.jsonl',
  stderr: 'stderr.txt',
  run: 'run.json',
  answer: 'answer.md',
  result: 'result.json',
  patch: 'change.patch',
  work: 'work.json',
} as const;

/** The path of one file of a delegated run. */
export const delegatedFile = (dir: string, file: keyof typeof FILES): string => path.join(dir, FILES[file]);

/** What Codex is asked: a prompt, and the schema that its reply must have, or null for free text. */
export interface DelegatedRequest {
  prompt: Buffer;
  schema: Buffer | null;
}

/** The digests by which the description of a run names its request. */
export const digestsOfRequest = ({ prompt, schema }: DelegatedRequest): { prompt: string; schema: string | null } => ({
  prompt: sha256(prompt),
  schema: schema && sha256(schema),
});

/**
 * Writes what Codex is asked.
 *
 * @throws errors of the file system
 */
export function writeDelegatedRequest(dir: string, { prompt, schema }: DelegatedRequest): void {
  makeFolder(dir);
  writeFileSync(delegatedFile(dir, 'prompt'), prompt, { mode: 0o600 });
  if (schema !== null) writeFileSync(delegatedFile(dir, 'schema'), schema, { mode: 0o600 });
}

/**
 * Reads what Codex is asked.
 *
 * @throws ENOENT when a file is missing
 */
export const readDelegatedRequest = (dir: string, hasSchema: boolean): DelegatedRequest => ({
  prompt: readFileSync(delegatedFile(dir, 'prompt')),
  schema: hasSchema ? readFileSync(delegatedFile(dir, 'schema')) : null,
});

/** Records how Codex's process ended; its output is already in its files. Returns what was written. */
export function writeRunEnd(dir: string, { events: _events, stderr: _stderr, ...ended }: RunRecord): Buffer {
  const run = Buffer.from(JSON.stringify(ended));
  writeFileSync(delegatedFile(dir, 'run'), run, { mode: 0o600 });
  return run;
}

/**
 * The record of Codex's process; null when it did not run to an end.
 *
 * @throws Problem `record-corrupt` when it has another shape
 */
export function readRunEnd(dir: string): RunRecord | null {
  const text = readIfThere(delegatedFile(dir, 'run'));
  if (text === null) return null;
  const ended = verifyShape(delegatedFile(dir, 'run'), jsonOf(text), validateCodexRun);
  const output = (file: 'events' | 'stderr'): string => readIfThere(delegatedFile(dir, file)) ?? '';
  return { ...ended, events: output('events'), stderr: output('stderr') };
}

/** Writes Codex's last message. It is what the caller reads, so it must not hold a secret. */
export const writeAnswer = (dir: string, text: string): void => writeAtomically(delegatedFile(dir, 'answer'), text);

/** Codex's last message; null when there was none. */
export const readAnswer = (dir: string): string | null => readIfThere(delegatedFile(dir, 'answer'));

/** Writes how a run ended. The first one counts: it is never written twice by the same process. */
export const writeResult = (dir: string, result: DelegatedResult): void =>
  writeAtomically(delegatedFile(dir, 'result'), `${JSON.stringify(result, null, 1)}\n`);

/** How a run ended; null while it runs, or when the file is damaged. */
export function readResult(dir: string): DelegatedResult | null {
  const value = jsonOf(readIfThere(delegatedFile(dir, 'result')) ?? '');
  return validateDelegatedResult(value) ? value : null;
}

/** The name of a run: time, kind and chance, so that names sort by time and no two runs share one. */
export const runName = (kind: DelegatedKind, now: string): string =>
  `${now.replace(/\D/g, '').slice(0, 17)}-${kind}-${randomBytes(3).toString('hex')}`;

/** Writes a writer's change as people read it, without secrets; what is applied are the trees. */
export const writePatch = (dir: string, text: string): void =>
  writeFileSync(delegatedFile(dir, 'patch'), text, { mode: 0o600 });

/** Writes what a writer changed, and what its verification said. */
export const writeWork = (dir: string, work: DelegatedWork): void =>
  writeAtomically(delegatedFile(dir, 'work'), `${JSON.stringify(work, null, 1)}\n`);

/** What a writer changed; null for a reader, or when the run did not come so far. */
export function readWork(dir: string): DelegatedWork | null {
  const value = jsonOf(readIfThere(delegatedFile(dir, 'work')) ?? '');
  return validateDelegatedWork(value) ? value : null;
}

/** The folder of one delegated run. */
export const delegatedFolder = (stateDir: string, id: string): string => path.join(statePaths(stateDir).runs, id);

/** Removes the copy of the project that Codex read; what it was asked and answered stays. */
export const removeWork = (dir: string): void => removeFolder(path.join(dir, 'work'));

/** Removes a run with everything in its folder. */
export const removeDelegated = (dir: string): void => removeFolder(dir);

const removeFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });

/** The names of all delegated runs of this user, oldest first: a name begins with the time. */
export const delegatedRuns = (stateDir: string): string[] => namesIn(statePaths(stateDir).runs).sort();
