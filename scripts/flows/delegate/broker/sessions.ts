/** The live sessions of a work tree, as other commands see them. */
import { runningTurn } from '../../../core/delegate/broker/session.js';
import { jsonOf, textAt } from '../../../core/json.js';
import { notice, Problem } from '../../../core/say/notices.js';
import { type BrokerMessage, leaveMessage, waitingMessages } from '../../../io/delegate/broker/inbox.js';
import { type BrokerState, readSessionState, sessionLog } from '../../../io/delegate/broker/state.js';
import {
  delegatedFile,
  delegatedFolder,
  delegatedRuns,
  removeDelegated,
  removeWork,
} from '../../../io/delegate/record.js';
import { modifiedAt } from '../../../io/ground/files.js';
import { Tail } from '../../../io/ground/tail.js';
import { pause } from '../../../io/run/clock.js';
import { requestCancel } from '../../../io/run/run.js';
import type { Context } from '../../context.js';
import { openProject, type Project } from '../../task/place.js';
import { type DelegatedRun, readDelegated } from '../settle.js';

/** One session: its run, and what it has done so far. */
export interface LiveSession extends DelegatedRun {
  state: BrokerState | null;
}

/** How long a session that has ended is kept. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** All sessions of this work tree, oldest first. What they read goes when they end, and all of them after a week. */
export async function sessionsHere(context: Context): Promise<LiveSession[]> {
  return sessionsOf(await openProject(context), Date.parse(context.now()));
}

async function sessionsOf({ repository, stateDir }: Project, now: number): Promise<LiveSession[]> {
  const names = delegatedRuns(stateDir).filter((name) => name.includes('-broker-'));
  const runs = await Promise.all(names.map((name) => readSessionIn(delegatedFolder(stateDir, name))));
  const own = runs.filter((session) => session !== null).filter(({ job }) => job.top === repository.top);
  return own.filter((session) => !isRemoved(session, now));
}

function isRemoved({ dir, result }: LiveSession, now: number): boolean {
  if (result === null) return false;
  removeWork(dir);
  const isOld = now - modifiedAt(delegatedFile(dir, 'result')) > KEPT_MS;
  if (isOld) removeDelegated(dir);
  return isOld;
}

/** Ends the sessions of a work tree; with `purge`, nothing of them stays. */
export async function endSessions(project: Project, { purge }: { purge: boolean }): Promise<void> {
  for (const session of await sessionsOf(project, Date.now())) {
    if (session.result === null) {
      requestCancel(session.dir);
      await waitForEnd(session);
    }
    if (purge) removeDelegated(session.dir);
  }
}

/** A session that never came up has no description. */
async function readSessionIn(dir: string): Promise<LiveSession | null> {
  try {
    return { ...(await readDelegated(dir)), state: readSessionState(dir) };
  } catch (error) {
    if (error instanceof Problem && error.notice.code === 'record-corrupt') return null;
    throw error;
  }
}

/**
 * The session of this name, or the newest one.
 *
 * @throws Problem `broker-none`
 */
export async function sessionNamed(context: Context, id: string | undefined): Promise<LiveSession> {
  const sessions = await sessionsHere(context);
  const found = id === undefined ? sessions.at(-1) : sessions.find(({ job }) => job.id === id);
  if (found === undefined) throw new Problem(notice('broker-none', { id: id ?? '' }), 64);
  return found;
}

/** How long a message may lie in the queue before the command that left it goes. */
const TAKEN_MS = 20_000;
const POLL_MS = 50;

/** What became of a message. */
export type Taken = { how: 'steered' | 'said' | 'interrupted' } | { refused: string } | 'over' | 'silent';

/** Leaves a message, and waits until the session has taken it. */
export async function sendTo({ dir }: LiveSession, message: BrokerMessage): Promise<Taken> {
  const log = new Tail(sessionLog(dir));
  const name = leaveMessage(dir, message);
  for (let waited = 0; waited < TAKEN_MS; waited += POLL_MS) {
    const taken = log
      .lines()
      .map(jsonOf)
      .filter((entry) => textAt(entry, 'message') === name);
    for (const entry of taken.reverse()) {
      const type = textAt(entry, 'type');
      if (type === 'refused') return { refused: textAt(entry, 'text') ?? '' };
      if (type === 'steered' || type === 'said') return { how: type };
      if (type === 'interrupted' && message.text === '') return { how: type };
    }
    if ((await readDelegated(dir)).result !== null) return 'over';
    await pause(POLL_MS);
  }
  return 'silent';
}

/** Whether a session does nothing and nothing waits for it. */
export const isAtRest = ({ dir, result, state }: LiveSession): boolean =>
  result !== null ||
  (state !== null && state.turns.length > 0 && runningTurn(state) === null && waitingMessages(dir) === 0);

/** Waits until a session is at rest, at most `maxSeconds`, or until Ctrl-C. Out: the session as it is then. */
export const waitForRest = (session: LiveSession, maxSeconds: number): Promise<LiveSession> =>
  waitFor(session, maxSeconds, isAtRest);

/** How long Codex may take to begin the first turn. */
const BEGIN_SECONDS = 20;

/** Waits until the first turn of a session runs, or the session has ended without one. */
export const waitForBegin = (session: LiveSession): Promise<LiveSession> =>
  waitFor(session, BEGIN_SECONDS, ({ result, state }) => result !== null || (state?.turns.length ?? 0) > 0);

/** How long a session may take to end. */
const END_SECONDS = 20;

/** Waits until a session that was told to stop has ended. */
export const waitForEnd = (session: LiveSession): Promise<LiveSession> =>
  waitFor(session, END_SECONDS, ({ result }) => result !== null);

async function waitFor(
  session: LiveSession,
  maxSeconds: number,
  isDone: (seen: LiveSession) => boolean,
): Promise<LiveSession> {
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.on('SIGINT', stop);
  try {
    const end = performance.now() + maxSeconds * 1000;
    for (;;) {
      const seen = { ...(await readDelegated(session.dir)), state: readSessionState(session.dir) };
      if (isDone(seen) || interrupt.signal.aborted || performance.now() >= end) return seen;
      await pause(POLL_MS);
    }
  } finally {
    process.off('SIGINT', stop);
  }
}
