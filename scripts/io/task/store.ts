/** dispatch(): the only writer of a task. Lock, read, verify, transition, append, anchor, fold into state.json. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { fieldAt, jsonOf, objectOf, textAt } from '../../core/json.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import type { Event, EventBody } from '../../core/task/ledger/events.js';
import {
  type Anchor,
  anchored,
  type Chain,
  type Entry,
  fold,
  GENESIS,
  nextEntry,
  type Signing,
  signedBy,
  verifyAnchor,
  verifyChain,
} from '../../core/task/ledger.js';
import { transition } from '../../core/task/machine.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { validateAnchor } from '../../generated/validators.js';
import {
  appendDurably,
  errorCode,
  isDiskFull,
  readBytesIfThere,
  readIfThere,
  sizeOf,
  unusedPath,
  writeAtomically,
  writeDocument,
} from '../ground/files.js';
import { withLock } from '../ground/lock.js';
import { ensureSigning, readerSigning, sha256 } from '../ground/signing.js';
import { activeTaskFile, ledgerPaths, projectPaths, statePaths } from '../ground/workspace.js';
import { noteKeyHome, otherKey } from './key-home.js';

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
  /** Why this process may not write to the task; null where it may, or where the task has ended. */
  otherKey: Notice | null;
  /** What was noticed and does not stop anything, such as a torn last line. */
  notices: Notice[];
}

/** Where a ledger ends. */
export const headOf = (reading: TaskReading): { seq: number; head: string } => ({
  seq: reading.entries.length,
  head: reading.head,
});

/** How a state is written to docs/cccc/state.json; the same state and head always give the same text. */
export type StateText = (state: State, ledger: { seq: number; head: string }) => string;

export type Dispatched =
  | { ok: true; state: State; notices: Notice[] }
  | { ok: false; refused: Notice; state: State | null; notices: Notice[] };

interface Raw {
  chain: Chain;
  /** Bytes after the last complete line: an append that was cut off before anybody was told of it. */
  torn: Buffer;
  completeBytes: number;
}

function readRaw(place: TaskPlace, signing: Signing): Raw | null {
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const bytes = readBytesIfThere(file);
  if (bytes === null) return null;
  const completeBytes = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, completeBytes).split('\n').slice(0, -1).map(jsonOf);
  return { chain: verifyChain(file, lines, signing), torn: bytes.subarray(completeBytes), completeBytes };
}

function readAnchor(place: TaskPlace): Anchor | null {
  const file = statePaths(place.stateDir).anchor(place.task);
  const text = readIfThere(file);
  if (text === null) return null;
  const value = jsonOf(text);
  if (validateAnchor(value)) return value;
  throw new Problem(notice('anchor-altered', { file }));
}

function problemOf(place: TaskPlace, raw: Raw | null, anchor: Anchor | null, signing: Signing): Notice | null {
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  if (anchor && anchor.task !== place.task)
    return notice('anchor-altered', { file: statePaths(place.stateDir).anchor(place.task) });
  if (raw === null) return anchor && anchor.seq > 0 ? notice('ledger-missing', { file, known: anchor.seq }) : null;
  const first = raw.chain.entries[0]?.event;
  if (first && (first.type !== 'task-started' || first.task_id !== place.task))
    return notice('ledger-replaced', { file, seq: 1 });
  return raw.chain.problem ?? verifyAnchor(file, raw.chain.entries, anchor, signing);
}

/**
 * Reads one task without writing anything.
 *
 * Errors: Problem with the code of what is wrong with the ledger (missing, corrupt, altered, forged,
 * rolled back, of another version); never a guess. Null where the task has no ledger at all.
 */
export function readTask(place: TaskPlace, signing: Signing = readerSigning(place.stateDir)): TaskReading | null {
  // The anchor first: a writer moves it after the ledger, so that a ledger read later is never behind it.
  const anchor = readAnchor(place);
  const raw = readRaw(place, signing);
  const problem = problemOf(place, raw, anchor, signing);
  if (problem) throw new Problem(problem);
  if (raw === null) return null;
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const folded = fold(file, raw.chain.entries);
  if (folded.problem) throw new Problem(folded.problem);
  if (folded.state === null) return null;
  const notices = raw.torn.length === 0 ? [] : [notice('ledger-torn', { file, bytes: raw.torn.length })];
  return {
    state: folded.state,
    entries: raw.chain.entries,
    head: raw.chain.entries.at(-1)?.hash ?? '',
    assurance: raw.chain.assurance,
    otherKey:
      isTerminal(folded.state.status) || signedBy(raw.chain.entries, signing.keyId)
        ? null
        : otherKey(place, raw.chain.entries),
    notices,
  };
}

/**
 * Records one fact.
 *
 * In: the event's body and its time (ISO 8601). Out: the new state, or the refusal, with nothing
 * written. Whatever is killed at whatever point, the ledger stays readable: an entry counts once its line is
 * complete; the anchor may be one entry behind and is moved by the next dispatch. Errors: those of `readTask`;
 * `key-elsewhere` and `key-unreachable`, where another key signs the ledger; `disk-full`, with nothing recorded; a
 * state.json that cannot be written is only noticed.
 */
export function dispatch(place: TaskPlace, body: EventBody, at: string, stateText: StateText): Dispatched {
  return withLock(ledgerPaths(place.commonDir).lock(place.task), () => {
    try {
      return record(place, { ...body, at }, stateText);
    } catch (error) {
      throw isDiskFull(error)
        ? new Problem(notice('disk-full', { file: ledgerPaths(place.commonDir).ledger(place.task) }))
        : error;
    }
  });
}

type RunnerSigning = ReturnType<typeof ensureSigning>;

function record(place: TaskPlace, event: Event, stateText: StateText): Dispatched {
  const notices: Notice[] = [];
  const found = readTask(place);
  // A key never takes over by itself: it would do so for good, whoever only typed a command in another shell.
  if (found?.otherKey && event.type !== 'key-replaced') throw new Problem(found.otherKey);
  const step = transition(found?.state ?? null, event);
  if (!step.ok) return { ok: false, refused: step.refused, state: found?.state ?? null, notices };
  const signing = ensureSigning(place.stateDir);
  setTornAside(place, signing, event.at, notices);
  if (found) tryStateFile(place, notices, () => refreshState(place, found, stateText, event.at, notices));
  // The key that takes over vouches for the ledger's length before it signs.
  if (found && event.type === 'key-replaced') writeAnchor(place, headOf(found), signing);
  const written = append(place, found, event, signing);
  tryStateFile(place, notices, () =>
    writeDocument(projectPaths(place.project).state, stateText(written.state, headOf(written))),
  );
  return { ok: true, state: written.state, notices };
}

function writeAnchor(place: TaskPlace, end: { seq: number; head: string }, signing: RunnerSigning): void {
  const anchor = { task: place.task, ...end };
  writeAtomically(
    statePaths(place.stateDir).anchor(place.task),
    `${JSON.stringify({ ...anchor, mac: signing.mac(anchored(anchor)) })}\n`,
  );
}

/** state.json is for people and hooks: what was recorded stays recorded where it cannot be written. */
function tryStateFile(place: TaskPlace, notices: Notice[], write: () => void): void {
  try {
    write();
  } catch (error) {
    notices.push(notice('state-unwritten', { file: projectPaths(place.project).state, detail: errorCode(error) }));
  }
}

/**
 * Appends one entry and moves the anchor; where the anchor cannot be moved, the entry is taken back and nothing has
 * happened.
 */
function append(place: TaskPlace, reading: TaskReading | null, event: Event, signing: RunnerSigning): TaskReading {
  const step = transition(reading?.state ?? null, event);
  if (!step.ok) throw new Problem(step.refused);
  const entry = nextEntry(reading?.entries.at(-1) ?? null, event, signing);
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  noteKeyHome(place);
  // From the first entry on, a ledger without an anchor is one whose anchor was taken away.
  if (reading === null) writeAnchor(place, { seq: 0, head: GENESIS }, signing);
  const before = sizeOf(file);
  appendDurably(file, `${JSON.stringify(entry)}\n`);
  try {
    writeAnchor(place, { seq: entry.seq, head: entry.hash }, signing);
  } catch (error) {
    truncateSync(file, before);
    throw error;
  }
  return {
    state: step.state,
    entries: [...(reading?.entries ?? []), entry],
    head: entry.hash,
    assurance: 'verified',
    otherKey: null,
    notices: [],
  };
}

/**
 * Writes state.json again where it was lost or edited, as the next fact would, and only where the task can be signed.
 */
export function restoreStateFile(place: TaskPlace, stateText: StateText, at: string): Notice[] {
  return withLock(ledgerPaths(place.commonDir).lock(place.task), () => {
    const notices: Notice[] = [];
    const reading = readTask(place);
    if (reading?.assurance === 'verified')
      tryStateFile(place, notices, () => refreshState(place, reading, stateText, at, notices));
    return notices;
  });
}

/** A torn last line was never acknowledged to anybody; its bytes are kept beside the ledger before it is cut off. */
function setTornAside(place: TaskPlace, signing: Signing, at: string, notices: Notice[]): void {
  const raw = readRaw(place, signing);
  if (raw === null || raw.torn.length === 0) return;
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  const kept = unusedPath(`${file}.torn.${at.replaceAll(':', '')}`);
  writeAtomically(kept, raw.torn);
  truncateSync(file, raw.completeBytes);
  notices.push(notice('ledger-torn-kept', { kept }));
}

/** state.json is only the fold of the ledger: one that was lost or edited is backed up and written again. */
function refreshState(
  place: TaskPlace,
  reading: TaskReading,
  stateText: StateText,
  at: string,
  notices: Notice[],
): void {
  const paths = projectPaths(place.project);
  const found = readIfThere(paths.state);
  const expected = stateText(reading.state, headOf(reading));
  if (found === expected) return;
  if (found !== null && !isEarlier(found, place, reading, stateText) && !isOfAnotherVersion(found, expected)) {
    const backup = unusedPath(path.join(paths.backups, `state.${at.replaceAll(':', '')}.json`));
    writeAtomically(backup, found);
    notices.push(notice('state-rebuilt', { backup }));
  } else if (found === null) {
    notices.push(notice('state-restored', {}));
  }
  writeDocument(paths.state, expected);
}

/**
 * What an earlier moment of this ledger wrote is stale, not edited: a dispatch was killed after its append, or an older
 * commit was checked out.
 */
function isEarlier(found: string, place: TaskPlace, reading: TaskReading, stateText: StateText): boolean {
  const seq = fieldAt(jsonOf(found), 'ledger_seq');
  if (typeof seq !== 'number' || !(seq >= 1 && seq < reading.entries.length)) return false;
  const before = reading.entries.slice(0, seq);
  const { state } = fold(ledgerPaths(place.commonDir).ledger(place.task), before);
  return state !== null && found === stateText(state, { seq, head: before.at(-1)?.hash ?? '' });
}

/**
 * Another version of the program wrote the same state in other words: the next step's text and the version are all that
 * differs.
 */
function isOfAnotherVersion(found: string, expected: string): boolean {
  const theirs = objectOf(jsonOf(found));
  const ours = objectOf(jsonOf(expected));
  if (theirs['skill_version'] === ours['skill_version']) return false;
  const bare = (state: Record<string, unknown>): string =>
    JSON.stringify({ ...state, skill_version: null, next_step: { ...objectOf(state['next_step']), text: null } });
  return bare(theirs) === bare(ours);
}

/** Whether state.json is what the ledger adds up to; for readers, which never fix it. */
export function stateFileProblem(place: TaskPlace, reading: TaskReading, stateText: StateText): Notice | null {
  const file = projectPaths(place.project).state;
  const found = readIfThere(file);
  if (found === null) return notice('state-missing', { file });
  return found === stateText(reading.state, headOf(reading)) ? null : notice('state-edited', { file });
}

/**
 * The id of the task that this work tree works on, or null. The pointer is only a hint: an unfinished task that names
 * this work tree comes before one that the pointer names and that has ended, or that has no ledger.
 */
export function activeTask(gitDir: string, commonDir: string, workTree: string): string | null {
  const pointed = readIfThere(activeTaskFile(gitDir))?.trim() || null;
  if (pointed !== null && seemsUnfinished(commonDir, pointed)) return pointed;
  const mine = listTasks(commonDir).filter((task) => beginningOf(commonDir, task).workTree === workTree);
  return mine.findLast((task) => seemsUnfinished(commonDir, task)) ?? pointed ?? mine.at(-1) ?? null;
}

/** What a ledger's first line names, unverified: work tree and base commit; null where it names none. */
export function beginningOf(commonDir: string, task: string): { workTree: string | null; base: string | null } {
  const [first = ''] = readIfThere(ledgerPaths(commonDir).ledger(task))?.split('\n', 1) ?? [];
  const value = jsonOf(first);
  const commit = textAt(value, 'event', 'base', 'commit') ?? '';
  return {
    workTree: textAt(value, 'event', 'work_tree') ?? null,
    base: /^[0-9a-f]{40,64}$/.test(commit) ? commit : null,
  };
}

const ENDS = ['task-finished', 'task-abandoned'];

/** By the last line alone, unverified: good enough to find a task, and never a reason to start another one. */
function seemsUnfinished(commonDir: string, task: string): boolean {
  const text = readIfThere(ledgerPaths(commonDir).ledger(task));
  if (text === null) return false;
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return !ENDS.includes(textAt(jsonOf(last), 'event', 'type') ?? '');
}

/** The ledger for teammates: a copy in the work tree, never read while the original exists. */
export function exportLedger(place: TaskPlace): void {
  const text = readIfThere(ledgerPaths(place.commonDir).ledger(place.task));
  if (text !== null) writeDocument(projectPaths(place.project).ledgerExport(place.task), text);
}

/** The ids of all tasks of a repository, in the order of their start. */
export function listTasks(commonDir: string): string[] {
  const { tasks } = ledgerPaths(commonDir);
  return existsSync(tasks) ? readdirSync(tasks).sort() : [];
}

/** Sortable by time, and different between work trees that start in the same second. In: the time, ISO 8601 UTC. */
export const newTaskId = (now: string): string =>
  `${now.replaceAll(/[-:]/g, '').slice(0, 15)}-${randomBytes(3).toString('hex')}`;

export const setActiveTask = (gitDir: string, task: string): void =>
  writeAtomically(activeTaskFile(gitDir), `${task}\n`);

export const digestOf = (content: string | Buffer): string => `sha256:${sha256(content)}`;
