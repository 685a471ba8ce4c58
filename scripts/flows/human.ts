/**
 * What only a human may decide: under Claude Code it takes a grant; without one it is refused, and the command is named
 * for the user's terminal.
 */

import { notice } from '../core/say/notices.js';
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

const isUnderClaude = (env: NodeJS.ProcessEnv): boolean => MARKS.some((name) => Boolean(env[name]));

/** A session without a terminal: nobody can be asked. */
export const isUnattended = (env: NodeJS.ProcessEnv): boolean =>
  isUnderClaude(env) && env['CLAUDE_CODE_SESSION_ATTENDED'] === '0';

/**
 * How a human's word for this call is known; a pending grant is used up by asking.
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

/** In: the exact command, as `cccc …`. Out: the refusal where no human gave the word, else null. */
export const refuseUngranted = (context: Context, command: string): Result | null =>
  context.asked === null ? refused([notice('human-only', { command })]) : null;

/** One argument as a shell takes it. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`;
