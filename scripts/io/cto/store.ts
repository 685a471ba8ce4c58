/**
 * The log of a run of CTO mode, in the user's state directory: one signed line for each event. It is the truth; the
 * files in .codex-cto only repeat it for people.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ctoStateOf, ctoTransition } from '../../core/cto/machine.js';
import type { CtoEvent, CtoState } from '../../core/cto/model.js';
import { fieldAt, jsonOf } from '../../core/json.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { makeFolder, readIfThere, writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { withLock } from '../ground/lock.js';
import { ensureSigning, readSigning, sha256 } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';
import { type ClaimFiles, forgetClaim, readClaim, takeClaim } from '../run/claim.js';
import { type CtoAnchor, readCtoAnchor, writeCtoAnchor } from './anchor.js';

/** Where a run lies. */
export interface CtoPlace {
  stateDir: string;
  /** The root of the work tree. */
  top: string;
  run: string;
}

export interface CtoReading {
  place: CtoPlace;
  state: CtoState;
  events: readonly CtoEvent[];
}

interface Line {
  seq: number;
  prev: string;
  event: CtoEvent;
  mac: string;
}

/** The folder with all runs of a work tree. */
export const ctoRunsFolder = (stateDir: string, top: string): string =>
  path.join(statePaths(stateDir).cto, sha256(top).slice(0, 16));

/** The folder of one run. */
export const ctoFolder = ({ stateDir, top, run }: CtoPlace): string => path.join(ctoRunsFolder(stateDir, top), run);

const logFile = (place: CtoPlace): string => path.join(ctoFolder(place), 'log.jsonl');
const signedText = (run: string, { seq, prev, event }: Omit<Line, 'mac'>): string =>
  sha256(JSON.stringify([1, run, seq, prev, event]));

/** The name of a new run: names sort by time, and no two runs share one. */
export const newRun = (now: string): string =>
  `${now.replace(/\D/g, '').slice(0, 17)}-${randomBytes(3).toString('hex')}`;

/** The runs of a work tree, oldest first. */
export const ctoRuns = (stateDir: string, top: string): string[] => namesIn(ctoRunsFolder(stateDir, top)).sort();

/**
 * Reads a run.
 *
 * @returns null when there is none
 * @throws Problem `cto-log-broken` when a line is not what this program wrote, or its key is gone;
 *   `cto-log-rolled-back` when the log is an older state of itself; `cto-log-unanchored` when nobody can tell
 */
export function readCto(place: CtoPlace): CtoReading | null {
  const file = logFile(place);
  // A writer moves the anchor after the log, so a log that is read later is never behind it.
  const anchor = readCtoAnchor(place.stateDir, place.run);
  const text = readIfThere(file);
  if (text === null && (anchor === null || anchor.seq === 0)) return null;
  const lines = linesOf(place, text ?? '');
  verifyLength(file, lines, anchor);
  const events = lines.map(({ event }) => event);
  const state = ctoStateOf(events);
  if (state === null) throw broken(file);
  return { place, state, events };
}

/** Compares a log with its anchor. Lines may follow it: a command that was killed did not move the anchor. */
function verifyLength(file: string, lines: readonly Line[], anchor: CtoAnchor | null): void {
  if (anchor === null) throw new Problem(notice('cto-log-unanchored', { file }), 3);
  if (lines.length < anchor.seq)
    throw new Problem(notice('cto-log-rolled-back', { file, found: lines.length, known: anchor.seq }), 3);
  if (anchor.seq > 0 && lines[anchor.seq - 1]?.mac !== anchor.head) throw broken(file);
}

const broken = (file: string): Problem => new Problem(notice('cto-log-broken', { file }), 3);

function linesOf(place: CtoPlace, text: string): Line[] {
  const signing = readSigning(place.stateDir);
  const lines: Line[] = [];
  for (const row of text.split('\n').filter(Boolean)) {
    const value = jsonOf(row);
    if (signing === null || !isLine(value)) throw broken(logFile(place));
    const follows = value.seq === lines.length + 1 && value.prev === (lines.at(-1)?.mac ?? '');
    if (!follows || signing.mac(signedText(place.run, value)) !== value.mac) throw broken(logFile(place));
    lines.push(value);
  }
  return lines;
}

/** Its signature says that this program wrote what is in it; only the frame is looked at here. */
const isLine = (value: unknown): value is Line =>
  typeof fieldAt(value, 'seq') === 'number' &&
  typeof fieldAt(value, 'prev') === 'string' &&
  typeof fieldAt(value, 'mac') === 'string' &&
  typeof fieldAt(value, 'event', 'type') === 'string';

/**
 * Records an event: the only way in which a run changes.
 *
 * @returns the run afterwards, or why the event cannot happen now
 * @throws the Problems of readCto, and errors of the file system
 */
export function recordCto(
  place: CtoPlace,
  event: CtoEvent,
): { ok: true; reading: CtoReading } | { ok: false; refused: Notice } {
  makeFolder(ctoFolder(place));
  return withLock(path.join(ctoFolder(place), 'lock'), () => {
    const before = readCto(place);
    const step = ctoTransition(before?.state ?? null, event);
    if (!step.ok) return step;
    const text = readIfThere(logFile(place)) ?? '';
    const lines = linesOf(place, text);
    const next = { seq: lines.length + 1, prev: lines.at(-1)?.mac ?? '', event };
    const line: Line = { ...next, mac: ensureSigning(place.stateDir).mac(signedText(place.run, next)) };
    // Every log has an anchor from its first line on, so a missing one means that it was removed.
    if (lines.length === 0) writeCtoAnchor(place.stateDir, place.run, { seq: 0, head: '' });
    // The whole file at once, so that a kill leaves no half line.
    writeAtomically(logFile(place), `${text}${JSON.stringify(line)}\n`);
    writeCtoAnchor(place.stateDir, place.run, { seq: line.seq, head: line.mac });
    return { ok: true, reading: { place, state: step.state, events: [...(before?.events ?? []), event] } };
  });
}

const claimFiles = (place: CtoPlace): ClaimFiles => {
  const file = (name: string): string => path.join(ctoFolder(place), name);
  return { claim: file('claim.json'), cancel: file('claim.cancel'), lock: file('claim.held') };
};

const isAnything = (value: unknown): value is object => typeof value === 'object';

/**
 * Lets one command at a time start and settle what Codex does in a run.
 *
 * @returns null while another command does
 */
export async function withCtoClaimed<T>(place: CtoPlace, work: () => Promise<T>): Promise<T | null> {
  makeFolder(ctoFolder(place));
  const files = claimFiles(place);
  const taken = takeClaim(files, {}, isAnything);
  if (taken.kind === 'held') return null;
  try {
    return await work();
  } finally {
    forgetClaim(files, taken.own);
  }
}

/** Whether a command is at work in a run, or was killed there. */
export const isCtoClaimed = (place: CtoPlace): boolean => readClaim(claimFiles(place), isAnything) !== null;

/** The folder for the output of a run's verification commands. */
export const verificationFolder = (place: CtoPlace, review: number): string =>
  path.join(ctoFolder(place), 'verification', String(review));
