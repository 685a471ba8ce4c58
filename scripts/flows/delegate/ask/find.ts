/** Finds the runs and sessions of the place in which a command works. */
import { questionIn } from '../../../core/delegate/ask.js';
import { notice, Problem } from '../../../core/say/notices.js';
import type { DelegatedSession } from '../../../generated/types.js';
import { delegatedFolder, delegatedRuns, readAnswer, readResult, readWork } from '../../../io/delegate/record.js';
import { damagedSessions, isRunning, listSessions, threadOfSession } from '../../../io/delegate/sessions.js';
import { findWorkTree } from '../../../io/ground/hook.js';
import { stateDirectory } from '../../../io/ground/workspace.js';
import type { Context } from '../../context.js';
import { findSession } from './session.js';

/** The sessions of this work tree, or outside of one of this folder; the one that was used last at the end. */
function sessionsHere({ cwd, env }: Context): DelegatedSession[] {
  const top = findWorkTree(cwd)?.top ?? cwd;
  return listSessions(stateDirectory(env)).filter((session) => (session.top ?? session.project) === top);
}

/**
 * The session of a name, or the one that was used last here.
 *
 * @throws Problem `ask-session-damaged`; `ask-session-unknown`, `ask-none` (wrong usage)
 */
export function sessionOf(context: Context, id: string | undefined): DelegatedSession {
  const found = id === undefined ? sessionsHere(context).at(-1) : findSession(stateDirectory(context.env), id);
  if (found) return found;
  if (id !== undefined && damagedSessions(stateDirectory(context.env)).includes(id))
    throw new Problem(notice('ask-session-damaged', { id }));
  throw new Problem(id === undefined ? notice('ask-none', {}) : notice('ask-session-unknown', { session: id }), 64);
}

/**
 * The folder of a run: of any kind by its own name, else the last run of a session.
 *
 * @throws the Problems of sessionOf
 */
export function runOf(context: Context, id: string | undefined): string {
  const stateDir = stateDirectory(context.env);
  if (id !== undefined && delegatedRuns(stateDir).includes(id)) return delegatedFolder(stateDir, id);
  const session = sessionOf(context, id);
  return delegatedFolder(stateDir, session.runs.at(-1)?.id ?? session.id);
}

/** The sessions here, as a list shows them. */
export function listed(context: Context) {
  const stateDir = stateDirectory(context.env);
  return sessionsHere(context).map((session) => {
    const { id, role, access, runs, goal, files, used_at, applied } = session;
    const dir = delegatedFolder(stateDir, runs.at(-1)?.id ?? id);
    const work = readWork(dir);
    return {
      ...{ id, role, access, goal, files, used_at },
      session_id: threadOfSession(stateDir, session),
      state: isRunning(stateDir, session) ? ('running' as const) : stateOf(dir),
      runs: runs.length,
      changed: work?.files.length ?? null,
      applied: work !== null && applied === work.tree,
    };
  });
}

function stateOf(dir: string): 'answered' | 'question' | 'failed' {
  if (readResult(dir)?.kind !== 'answer') return 'failed';
  return questionIn(readAnswer(dir) ?? '') === null ? 'answered' : 'question';
}
