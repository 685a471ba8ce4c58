/**
 * dispatch(): the only writer of a task. It locks, reads, verifies, applies the transition, appends, moves the anchor,
 * and writes state.json.
 */
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
import { readTeamKey } from '../team/key.js';
import { noteKeyHome, otherKey } from './key-home.js';

/** The files of one task. All paths are absolute. */
export interface TaskPlace {
  project: string;
  gitDir: string;
  commonDir: string;
  stateDir: string;
  task: string;
}

/** The content of the ledger, and how far it can be believed. */
export interface TaskReading {
  state: State;
  entries: Entry[];
  head: string;
  assurance: 'verified' | 'attested';
  /** Why this process may not write to the task; null when it may, or when the task has ended. */
  otherKey: Notice | null;
  /** Things that were noticed and do not stop anything, such as a torn last line. */
  notices: Notice[];
}

/** The sequence number and hash of the ledger's last entry. */
export const headOf = (reading: TaskReading): { seq: number; head: string } => ({
  seq: reading.entries.length,
  head: reading.head,
});

/** Makes the text of docs/cccc/state.json; the same state and head always give the same text. */
export type StateText = (state: State, ledger: { seq: number; head: string }) => string;

export type Dispatched =
  | { ok: true; before: State | null; state: State; notices: Notice[] }
  | { ok: false; refused: Notice; state: State | null; notices: Notice[] };

interface Raw {
  chain: Chain;
  /** Bytes after the last complete line: an append that was interrupted before it was reported as done. */
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
 * Reads one task without writing anything; null when the task has no ledger at all.
 *
 * @throws Problem with the exact fault of the ledger: missing, corrupt, altered, forged, rolled back, of another
 *   version
 */
export function readTask(place: TaskPlace, signing: Signing = readerSigning(place.stateDir)): TaskReading | null {
  // The anchor is read first. A writer moves it after the ledger, so a ledger that is read later is never behind it.
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
 * Records one event. If this process is killed at any point, the ledger stays readable: an entry counts once its line
 * is complete, and the anchor may be one entry behind until the next dispatch moves it. A state.json that cannot be
 * written is only a notice.
 *
 * @param body the event
 * @param at its time, ISO 8601
 * @returns the new state, or the refusal, in which case nothing was written
 * @throws the Problems of `readTask`; `key-elsewhere` and `key-unreachable` when another key signs the ledger;
 *   `disk-full`
 * when nothing could be recorded
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

type RunnerSigning = ReturnType<typeof ensureSigning> & Pick<Signing, 'sign'>;

function record(place: TaskPlace, event: Event, stateText: StateText): Dispatched {
  const notices: Notice[] = [];
  const found = readTask(place);
  // A key never takes over by itself. Otherwise one command in a shell with another state directory would replace the
  // key for good.
  if (found?.otherKey && event.type !== 'key-replaced') throw new Problem(found.otherKey);
  const step = transition(found?.state ?? null, event);
  if (!step.ok) return { ok: false, refused: step.refused, state: found?.state ?? null, notices };
  const signing = { ...ensureSigning(place.stateDir), sign: readTeamKey(place.stateDir)?.sign ?? null };
  setTornAside(place, signing, event.at, notices);
  if (found) tryStateFile(place, notices, () => refreshState(place, found, stateText, event.at, notices));
  // The key that takes over confirms the ledger's length before it signs.
  if (found && event.type === 'key-replaced') writeAnchor(place, headOf(found), signing);
  const written = append(place, found, event, signing);
  tryStateFile(place, notices, () =>
    writeDocument(projectPaths(place.project).state, stateText(written.state, headOf(written))),
  );
  return { ok: true, before: found?.state ?? null, state: written.state, notices };
}

function writeAnchor(place: TaskPlace, end: { seq: number; head: string }, signing: RunnerSigning): void {
  const anchor = { task: place.task, ...end };
  writeAtomically(
    statePaths(place.stateDir).anchor(place.task),
    `${JSON.stringify({ ...anchor, mac: signing.mac(anchored(anchor)) })}\n`,
  );
}

/** state.json is only for people and hooks, so a failure to write it does not undo what was recorded. */
function tryStateFile(place: TaskPlace, notices: Notice[], write: () => void): void {
  try {
    write();
  } catch (error) {
    notices.push(notice('state-unwritten', { file: projectPaths(place.project).state, detail: errorCode(error) }));
  }
}

/** Appends one entry and moves the anchor. If the anchor cannot be moved, the entry is removed again. */
function append(place: TaskPlace, reading: TaskReading | null, event: Event, signing: RunnerSigning): TaskReading {
  const step = transition(reading?.state ?? null, event);
  if (!step.ok) throw new Problem(step.refused);
  const entry = nextEntry(reading?.entries.at(-1) ?? null, event, signing);
  const file = ledgerPaths(place.commonDir).ledger(place.task);
  noteKeyHome(place);
  // Every ledger has an anchor from its first entry on, so a missing one means that it was removed.
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

/**
 * Writes state.json again whatever it holds, after a backup.
 *
 * @returns the backup; null when there was no file
 * @throws the Problems of readTask
 */
export function refoldStateFile(place: TaskPlace, stateText: StateText, at: string): string | null {
  return withLock(ledgerPaths(place.commonDir).lock(place.task), () => {
    const paths = projectPaths(place.project);
    const reading = readTask(place);
    const found = readBytesIfThere(paths.state);
    const backup = found && backUpState(paths.backups, found, at);
    if (reading) writeDocument(paths.state, stateText(reading.state, headOf(reading)));
    return backup;
  });
}

/** Keeps a state.json that is about to be replaced. */
export function backUpState(folder: string, content: string | Buffer, at: string): string {
  const backup = unusedPath(path.join(folder, `state.${at.replaceAll(':', '')}.json`));
  writeAtomically(backup, content);
  return backup;
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

/** state.json is always computed from the ledger. A lost file is written again; an edited one is backed up first. */
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
    notices.push(notice('state-rebuilt', { backup: backUpState(paths.backups, found, at) }));
  } else if (found === null) {
    notices.push(notice('state-restored', {}));
  }
  writeDocument(paths.state, expected);
}

/**
 * Whether an earlier state of this ledger wrote the file: then it is stale, not edited. A dispatch was killed after its
 * append, or an older commit was checked out.
 */
function isEarlier(found: string, place: TaskPlace, reading: TaskReading, stateText: StateText): boolean {
  const seq = fieldAt(jsonOf(found), 'ledger_seq');
  if (typeof seq !== 'number' || !(seq >= 1 && seq < reading.entries.length)) return false;
  const before = reading.entries.slice(0, seq);
  const { state } = fold(ledgerPaths(place.commonDir).ledger(place.task), before);
  return state !== null && found === stateText(state, { seq, head: before.at(-1)?.hash ?? '' });
}

/** What of state.json belongs to a version of the program, and not to the state. */
const OF_A_VERSION: readonly string[] = ['skill_version', 'workspace_schema_version', 'next_step'];

/** Whether another version of the program wrote the same state; an earlier one may have had fewer fields. */
function isOfAnotherVersion(found: string, expected: string): boolean {
  const theirs = objectOf(jsonOf(found));
  const ours = objectOf(jsonOf(expected));
  if (theirs['skill_version'] === ours['skill_version']) return false;
  const names = Object.keys(theirs).filter((name) => !OF_A_VERSION.includes(name));
  return names.length > 0 && names.every((name) => JSON.stringify(theirs[name]) === JSON.stringify(ours[name]));
}

/** The notice when state.json does not match the ledger; for readers, which never repair it. */
export function stateFileProblem(place: TaskPlace, reading: TaskReading, stateText: StateText): Notice | null {
  const file = projectPaths(place.project).state;
  const found = readIfThere(file);
  if (found === null) return notice('state-missing', { file });
  return found === stateText(reading.state, headOf(reading)) ? null : notice('state-edited', { file });
}

/**
 * The id of this work tree's task, or null. The pointer is only a hint: an unfinished task that names this work tree
 * takes precedence over a task of the pointer that has ended or has no ledger.
 */
export function activeTask(gitDir: string, commonDir: string, workTree: string): string | null {
  const pointed = readIfThere(activeTaskFile(gitDir))?.trim() || null;
  if (pointed !== null && seemsUnfinished(commonDir, pointed)) return pointed;
  const mine = listTasks(commonDir).filter((task) => beginningOf(commonDir, task).workTree === workTree);
  return mine.findLast((task) => seemsUnfinished(commonDir, task)) ?? pointed ?? mine.at(-1) ?? null;
}

/** The work tree and base commit that a ledger's first line names, unverified; null for what it does not name. */
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

/**
 * Judged by the last line alone, unverified. This suffices to find a task, and is never a reason to start another one.
 */
function seemsUnfinished(commonDir: string, task: string): boolean {
  const text = readIfThere(ledgerPaths(commonDir).ledger(task));
  if (text === null) return false;
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return !ENDS.includes(textAt(jsonOf(last), 'event', 'type') ?? '');
}

/** Writes the ledger for teammates: a copy in the work tree, which is never read while the original exists. */
export function exportLedger(place: TaskPlace): void {
  const text = readIfThere(ledgerPaths(place.commonDir).ledger(place.task));
  if (text !== null) writeDocument(projectPaths(place.project).ledgerExport(place.task), text);
}

/** The ids of all tasks of a repository, in the order in which they started. */
export function listTasks(commonDir: string): string[] {
  const { tasks } = ledgerPaths(commonDir);
  return existsSync(tasks) ? readdirSync(tasks).sort() : [];
}

/**
 * A new task id. Ids sort by time, and differ between work trees that start in the same second.
 *
 * @param now the time, ISO 8601 UTC
 */
export const newTaskId = (now: string): string =>
  `${now.replaceAll(/[-:]/g, '').slice(0, 15)}-${randomBytes(3).toString('hex')}`;

/** Makes a task the active one of a work tree. */
export const setActiveTask = (gitDir: string, task: string): void =>
  writeAtomically(activeTaskFile(gitDir), `${task}\n`);

/** `sha256:<hex>` of a content. */
export const digestOf = (content: string | Buffer): string => `sha256:${sha256(content)}`;
