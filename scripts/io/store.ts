/** dispatch(): the only writer of a task. Lock, read, verify, transition, append, anchor, fold into state.json. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { anchored, fold, nextEntry, signedBy, verifyAnchor, verifyChain, type Anchor, type Chain, type Entry, type Signing } from '../core/ledger.js';
import { transition } from '../core/machine.js';
import type { Event, EventBody, State } from '../core/model.js';
import { notice, Problem, type Notice } from '../core/notices.js';
import { appendDurably, readIfThere, writeAtomically } from './files.js';
import { withLock } from './lock.js';
import { ensureSigning, readerSigning, sha256 } from './signing.js';
import { activeTaskFile, ledgerPaths, projectPaths, statePaths } from './workspace.js';

/** Where one task's files are. All paths absolute. */
export interface TaskPlace {
  project: string;
  gitDir: string;
  commonDir: string;
  stateDir: string;
  task: string;
}

/** What the ledger says, and how far it can be believed. */
export interface TaskReading {
  state: State;
  entries: Entry[];
  head: string;
  assurance: 'verified' | 'attested';
  /** What was noticed and does not stop anything, such as a torn last line. */
  notices: Notice[];
}

/** Where a ledger ends. */
export const headOf = (reading: TaskReading): { seq: number; head: string } => ({ seq: reading.entries.length, head: reading.head });

/** How a state is written to docs/cccc/state.json; the same state and head always give the same text. */
export type StateText = (state: State, ledger: { seq: number; head: string }) => string;

export type Dispatched =
  | { ok: true; state: State; notices: Notice[] }
  | { ok: false; refused: Notice; state: State | null; notices: Notice[] };

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null; // named by verifyChain as a corrupt line
  }
};

interface Raw {
  chain: Chain;
  /** Bytes after the last complete line: an append that was cut off before anybody was told of it. */
  torn: string;
  completeBytes: number;
}

function readRaw(place: TaskPlace, signing: Signing): Raw | null {
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const text = readIfThere(file);
  if (text === null) return null;
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = complete.split('\n').slice(0, -1).map(parse);
  return { chain: verifyChain(file, lines, signing), torn: text.slice(complete.length), completeBytes: Buffer.byteLength(complete) };
}

function readAnchor(place: TaskPlace): Anchor | null {
  const file = statePaths(place.stateDir).anchor(place.task);
  const text = readIfThere(file);
  if (text === null) return null;
  const value = parse(text);
  if (typeof value === 'object' && value !== null && typeof Reflect.get(value, 'seq') === 'number') return value as Anchor;
  throw new Problem(notice('anchor-altered', { file }));
}

function problemOf(place: TaskPlace, raw: Raw | null, signing: Signing): Notice | null {
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const anchor = readAnchor(place);
  if (raw === null) return anchor ? notice('ledger-missing', { file, known: anchor.seq }) : null;
  return raw.chain.problem ?? verifyAnchor(file, raw.chain.entries, anchor, signing);
}

/**
 * Reads one task without writing anything.
 *
 * Errors: Problem with the code of what is wrong with the ledger (missing, corrupt, altered, forged,
 * rolled back, of another version); never a guess. Null where the task has no ledger at all.
 */
export function readTask(place: TaskPlace, signing: Signing = readerSigning(place.stateDir)): TaskReading | null {
  const raw = readRaw(place, signing);
  const problem = problemOf(place, raw, signing);
  if (problem) throw new Problem(problem);
  if (raw === null) return null;
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const folded = fold(file, raw.chain.entries);
  if (folded.problem) throw new Problem(folded.problem);
  if (folded.state === null) return null;
  const notices = raw.torn === '' ? [] : [notice('ledger-torn', { file, bytes: Buffer.byteLength(raw.torn) })];
  return { state: folded.state, entries: raw.chain.entries, head: raw.chain.entries.at(-1)?.hash ?? '', assurance: raw.chain.assurance, notices };
}

/**
 * Records one fact.
 *
 * In: the event's body and its time (ISO 8601). Out: the new state, or the refusal, with nothing
 * written. Whatever is killed at whatever point, the ledger stays readable: an entry counts once its line is
 * complete; the anchor may be one entry behind and is moved by the next dispatch.
 */
export function dispatch(place: TaskPlace, body: EventBody, at: string, stateText: StateText): Dispatched {
  const signing = ensureSigning(place.stateDir);
  return withLock(ledgerPaths(place.commonDir).lock(place.task), () => {
    const notices: Notice[] = [];
    let reading = readTask(place, signing);
    setTornAside(place, signing, at, notices);
    if (reading) {
      refreshState(place, reading, stateText, at, notices);
      if (!signedBy(reading.entries, signing.keyId)) reading = append(place, reading, { type: 'key-replaced', key_id: signing.keyId, at }, signing);
    }
    const step = transition(reading?.state ?? null, { ...body, at });
    if (!step.ok) return { ok: false, refused: step.refused, state: reading?.state ?? null, notices };
    const written = append(place, reading, { ...body, at }, signing);
    writeAtomically(projectPaths(place.project).state, stateText(written.state, headOf(written)), 0o644);
    return { ok: true, state: written.state, notices };
  });
}

function append(place: TaskPlace, reading: TaskReading | null, event: Event, signing: ReturnType<typeof ensureSigning>): TaskReading {
  const step = transition(reading?.state ?? null, event);
  if (!step.ok) throw new Problem(step.refused);
  const entry = nextEntry(reading?.entries.at(-1) ?? null, event, signing);
  appendDurably(ledgerPaths(place.commonDir).ledger(place.task), `${JSON.stringify(entry)}\n`);
  const anchor = { task: place.task, seq: entry.seq, head: entry.hash };
  writeAtomically(statePaths(place.stateDir).anchor(place.task), `${JSON.stringify({ ...anchor, mac: signing.mac(anchored(anchor)) })}\n`);
  return { state: step.state, entries: [...(reading?.entries ?? []), entry], head: entry.hash, assurance: 'verified', notices: [] };
}

/** A torn last line was never acknowledged to anybody; its bytes are kept beside the ledger before it is cut off. */
function setTornAside(place: TaskPlace, signing: Signing, at: string, notices: Notice[]): void {
  const raw = readRaw(place, signing);
  if (raw === null || raw.torn === '') return;
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const kept = `${file}.torn.${at.replaceAll(':', '')}`;
  writeAtomically(kept, raw.torn);
  truncateSync(file, raw.completeBytes);
  notices.push(notice('ledger-torn-kept', { kept }));
}

/** state.json is only the fold of the ledger: one that was lost or edited is backed up and written anew. */
function refreshState(place: TaskPlace, reading: TaskReading, stateText: StateText, at: string, notices: Notice[]): void {
  const paths = projectPaths(place.project);
  const found = readIfThere(paths.state);
  const expected = stateText(reading.state, headOf(reading));
  if (found === expected || isOneBehind(found, place, reading, stateText)) return;
  if (found !== null) {
    const backup = path.join(paths.backups, `state.${at.replaceAll(':', '')}.json`);
    writeAtomically(backup, found, 0o644);
    notices.push(notice('state-rebuilt', { backup }));
  } else {
    notices.push(notice('state-restored', {}));
  }
  writeAtomically(paths.state, expected, 0o644);
}

/** A dispatch that was killed after its append leaves the state of the entry before: stale, not edited. */
function isOneBehind(found: string | null, place: TaskPlace, reading: TaskReading, stateText: StateText): boolean {
  const before = reading.entries.slice(0, -1);
  const { state } = fold(ledgerPaths(place.commonDir).ledger(place.task), before);
  return found !== null && state !== null && found === stateText(state, { seq: before.length, head: before.at(-1)?.hash ?? '' });
}

/** Whether state.json is what the ledger adds up to; for readers, which never mend it. */
export function stateFileProblem(place: TaskPlace, reading: TaskReading, stateText: StateText): Notice | null {
  const file = projectPaths(place.project).state;
  const found = readIfThere(file);
  if (found === null) return notice('state-missing', { file });
  return found === stateText(reading.state, headOf(reading)) ? null : notice('state-edited', { file });
}

/** The id of the task that this work tree works on, or null. The pointer is a cache: without it, the ledgers are asked. */
export function activeTask(gitDir: string, commonDir: string, workTree: string): string | null {
  const pointed = readIfThere(activeTaskFile(gitDir))?.trim();
  if (pointed) return pointed;
  const { ledger } = ledgerPaths(commonDir);
  const mine = listTasks(commonDir).filter((task) => {
    const first = parse(readIfThere(ledger(task))?.split('\n', 1)[0] ?? '');
    const event = typeof first === 'object' && first !== null ? Reflect.get(first, 'event') : null;
    return typeof event === 'object' && event !== null && Reflect.get(event, 'work_tree') === workTree;
  });
  return mine.at(-1) ?? null;
}

/** The ledger for teammates: a copy in the work tree, never read while the original exists. */
export function exportLedger(place: TaskPlace): void {
  const text = readIfThere(ledgerPaths(place.commonDir).ledger(place.task));
  if (text !== null) writeAtomically(projectPaths(place.project).ledgerExport(place.task), text, 0o644);
}

/** The ids of all tasks of a repository, in the order of their start. */
export function listTasks(commonDir: string): string[] {
  const { tasks } = ledgerPaths(commonDir);
  return existsSync(tasks) ? readdirSync(tasks).sort() : [];
}

/** Sortable by time, and different between work trees that start in the same second. In: the time, ISO 8601 UTC. */
export const newTaskId = (now: string): string => `${now.replaceAll(/[-:]/g, '').slice(0, 15)}-${randomBytes(3).toString('hex')}`;

export const setActiveTask = (gitDir: string, task: string): void => writeAtomically(activeTaskFile(gitDir), `${task}\n`);

export const digestOf = (content: string | Buffer): string => `sha256:${sha256(content)}`;
