/**
 * What only a human may decide: under Claude Code it takes a grant; without one it is refused, and the command is named
 * for the user's terminal.
 */

import type { Call } from '../core/call.js';
import { humanOnly } from '../core/say/spelling.js';
import type { AskedBy } from '../core/task/model.js';
import { isHumanOnly } from '../guard/index.js';
import { findWorkTree } from '../io/ground/hook.js';
import { findProject, stateDirectory } from '../io/ground/workspace.js';
import { takeGrant } from '../io/guard/grants.js';
import { type Context, type Result, refused } from './context.js';

/**
 * Claude Code marks the environment of everything that it runs (docs/facts/claude-code.md, environment); one mark is
 * enough.
 */
const MARKS = ['CLAUDECODE', 'CLAUDE_CODE_SESSION_ID', 'CLAUDE_PID', 'CLAUDE_CODE_CHILD_SESSION'];

/** Whether Claude Code runs this program, and shows Claude what it prints. */
export const isUnderClaude = (env: NodeJS.ProcessEnv): boolean => MARKS.some((name) => Boolean(env[name]));

/** A session without a terminal: no user can be asked. */
export const isUnattended = (env: NodeJS.ProcessEnv): boolean =>
  isUnderClaude(env) && env['CLAUDE_CODE_SESSION_ATTENDED'] === '0';

/**
 * How the user agreed to this call; a pending grant is used up by asking.
 *
 * @param call verb and arguments as they were given
 */
export function askedBy(env: NodeJS.ProcessEnv, cwd: string, call: readonly string[]): AskedBy | null {
  if (!isUnderClaude(env)) return 'terminal';
  const session = env['CLAUDE_CODE_SESSION_ID'];
  const tree = session && isHumanOnly(call) ? findWorkTree(cwd) : null;
  return session && tree
    ? takeGrant({ ...tree, project: findProject(cwd, tree.top), stateDir: stateDirectory(env) }, session, call)
    : null;
}

/** In: the exact command. Out: the refusal where the user has not agreed, else null. */
export const refuseUngranted = (context: Context, command: Call): Result | null =>
  context.asked === null ? refused([humanOnly(command)]) : null;
