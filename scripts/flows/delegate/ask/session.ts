/** Begins and continues sessions within their limits, and removes those that are over. */
import { questionIn } from '../../../core/delegate/ask.js';
import { isSamePart, mayWrite, newPart, type Part } from '../../../core/delegate/roles.js';
import {
  isOver,
  type LastEnding,
  limitReached,
  MOST_WRITERS,
  nextAsked,
  overlapOf,
} from '../../../core/delegate/sessions.js';
import { notice, Problem } from '../../../core/say/notices.js';
import { redact } from '../../../core/say/redact.js';
import type { DelegatedSession } from '../../../generated/types.js';
import { fanoutWriters } from '../../../io/delegate/fanout.js';
import { delegatedFolder, readAnswer, readResult, runName } from '../../../io/delegate/record.js';
import {
  isRunning,
  listSessions,
  removeRun,
  removeSession,
  removeStrays,
  sessionPlaces,
  threadOfSession,
  withSessions,
  writeSession,
} from '../../../io/delegate/sessions.js';
import { makeFolder } from '../../../io/ground/files.js';
import { announceRun } from '../../../io/run/run.js';
import type { Context } from '../../context.js';
import { readDelegated } from '../settle.js';
import { type AskPlace, presentBase } from './material.js';

/** The run that is about to start. */
export interface NextRun {
  /** With the run in it. */
  session: DelegatedSession;
  run: DelegatedSession['runs'][number];
  /** The conversation that it continues; null for a new one. */
  thread: string | null;
}

interface Beginning {
  part: Part;
  goal: string;
  files: string[];
}

/**
 * Begins a session.
 *
 * @throws Problem `ask-part-contradicts` (wrong usage), `ask-writer-outside`, `ask-writers-busy`, `ask-files-overlap`
 */
export async function beginSession(
  context: Context,
  place: AskPlace,
  { part, goal, files }: Beginning,
): Promise<NextRun> {
  const chosen = newPart(part);
  if (chosen === null) throw new Problem(notice('ask-part-contradicts', {}), 64);
  const { stateDir } = place;
  const writes = mayWrite(chosen.access);
  if (writes && place.repository === null) throw new Problem(notice('ask-writer-outside', { dir: place.top }), 1);
  const id = runName('ask', context.now());
  const places = sessionPlaces(stateDir, id);
  makeFolder(places.work);
  try {
    const base = writes && place.repository !== null ? await presentBase(place, place.repository, places) : null;
    const run = { id, asked: 'goal' } as const;
    const session: DelegatedSession = {
      v: 1,
      id,
      ...chosen,
      top: place.repository?.top ?? null,
      project: place.repository === null ? place.top : place.project,
      goal: redact(goal).replace(/\s+/g, ' ').slice(0, 200),
      files,
      used_at: context.now(),
      runs: [run],
      base,
      shown: null,
      applied: null,
    };
    withSessions(stateDir, () => {
      if (writes) verifyRoom(stateDir, session);
      register(stateDir, session);
    });
    return { session, run, thread: null };
  } catch (error) {
    removeSession(stateDir, { id, runs: [{ id }] });
    throw error;
  }
}

/** The writers that work for a work tree now, of sessions and of fan-outs, each with what it declared. */
export const writersAtWork = (stateDir: string, top: string | null): Pick<DelegatedSession, 'id' | 'files'>[] => [
  ...listSessions(stateDir).filter(
    (other) => other.top === top && mayWrite(other.access) && isRunning(stateDir, other),
  ),
  ...fanoutWriters(stateDir, top),
];

const otherWriters = (stateDir: string, { id, top }: DelegatedSession): Pick<DelegatedSession, 'id' | 'files'>[] =>
  writersAtWork(stateDir, top).filter((other) => other.id !== id);

/** A writer of which nobody can tell whether it changes the same files as this one; null when there is none. */
export function undeclaredBeside(stateDir: string, session: DelegatedSession): Pick<DelegatedSession, 'id'> | null {
  if (!mayWrite(session.access)) return null;
  const busy = otherWriters(stateDir, session);
  return busy.find((other) => session.files.length === 0 || other.files.length === 0) ?? null;
}

/** Refuses a writer for which there is no room beside those that work now. */
function verifyRoom(stateDir: string, session: DelegatedSession): void {
  const busy = otherWriters(stateDir, session);
  if (busy.length >= MOST_WRITERS)
    throw new Problem(notice('ask-writers-busy', { most: MOST_WRITERS, ids: busy.map(({ id }) => id).join(', ') }), 1);
  for (const other of busy) {
    const shared = overlapOf(session.files, other.files);
    if (shared.length > 0)
      throw new Problem(notice('ask-files-overlap', { files: shared.join(', '), id: other.id }), 1);
  }
}

/** Writes a session whose last run is about to start, so that it counts as running from now on. */
function register(stateDir: string, session: DelegatedSession): void {
  const dir = delegatedFolder(stateDir, session.runs.at(-1)?.id ?? session.id);
  makeFolder(dir);
  announceRun(dir);
  writeSession(stateDir, session);
}

/**
 * Continues a session.
 *
 * @throws Problem (wrong usage) `ask-session-unknown`, `ask-session-role`, `ask-session-elsewhere`; `ask-session-busy`,
 * `ask-answers-over`, `ask-fixes-over`, `ask-writers-busy`
 */
export async function continueSession(
  context: Context,
  place: AskPlace,
  { session: named, part }: { session: string; part: Part },
): Promise<NextRun> {
  const { stateDir } = place;
  const before = findSession(stateDir, named);
  if (before === null) throw new Problem(notice('ask-session-unknown', { session: named }), 64);
  const last = await lastEndingOf(stateDir, before);
  return withSessions(stateDir, () => {
    const session = findSession(stateDir, before.id) ?? before;
    verifyContinuable(place, session, part);
    if (session.runs.length !== before.runs.length || isRunning(stateDir, session))
      throw new Problem(notice('ask-session-busy', { session: named }), 1);
    const asked = nextAsked(session, last);
    const limit = limitReached(session, asked);
    if (limit !== null) throw new Problem(notice(`ask-${limit.kind}-over`, { most: limit.most }), 1);
    if (mayWrite(session.access)) verifyRoom(stateDir, session);
    const run = { id: runName('ask', context.now()), asked };
    const next: DelegatedSession = { ...session, used_at: context.now(), runs: [...session.runs, run] };
    const thread = threadOfSession(stateDir, session);
    register(stateDir, next);
    return { session: next, run, thread };
  });
}

function verifyContinuable(place: AskPlace, session: DelegatedSession, part: Part): void {
  if (!isSamePart(session, part))
    throw new Problem(notice('ask-session-role', { role: session.role, access: session.access }), 64);
  const here = place.repository === null ? place.top : place.repository.top;
  const there = session.top ?? session.project;
  if (here !== there) throw new Problem(notice('ask-session-elsewhere', { dir: there }), 64);
}

/** How the last run of a session ended; one whose supervisor is gone is settled. */
async function lastEndingOf(stateDir: string, session: DelegatedSession): Promise<LastEnding> {
  const dir = delegatedFolder(stateDir, session.runs.at(-1)?.id ?? session.id);
  if (readResult(dir) === null && !isRunning(stateDir, session)) await settled(dir);
  const result = readResult(dir);
  if (result === null) return 'lost';
  if (result.kind === 'fault') return 'fault';
  return questionIn(readAnswer(dir) ?? '') === null ? 'answer' : 'question';
}

async function settled(dir: string): Promise<void> {
  try {
    await readDelegated(dir);
  } catch (error) {
    // A command that was killed before it described the run leaves nothing to settle.
    if (!(error instanceof Problem) || error.notice.code !== 'record-corrupt') throw error;
  }
}

/** The session of a name: its own, that of one of its runs, or Codex's name for the conversation. */
export function findSession(stateDir: string, name: string): DelegatedSession | null {
  const all = listSessions(stateDir);
  return (
    all.find(({ id, runs }) => id === name || runs.some((run) => run.id === name)) ??
    all.findLast((session) => threadOfSession(stateDir, session) === name) ??
    null
  );
}

/** Takes back a run that did not start, and the session if that was its first one. */
export function dropRun(stateDir: string, { session, run }: NextRun): void {
  withSessions(stateDir, () => {
    if (session.runs.length === 1) return removeSession(stateDir, session);
    removeRun(stateDir, run.id);
    writeSession(stateDir, { ...session, runs: session.runs.slice(0, -1) });
  });
}

/** Removes the sessions that nobody used for a week, with their copies. */
export function pruneSessions(stateDir: string, now: number): void {
  const over = listSessions(stateDir).filter((session) => isOver(Date.parse(session.used_at), now));
  if (over.length > 0)
    withSessions(stateDir, () => {
      for (const session of over) if (!isRunning(stateDir, session)) removeSession(stateDir, session);
    });
  removeStrays(stateDir, now);
}
