/**
 * A human-only command needs the user's word: a grant, or an answer read from the terminal. The terminal counts only if
 * neither a run of this program nor Claude Code is among the processes from which this one descends.
 */
import path from 'node:path';
import type { Call } from '../core/call.js';
import type { DocumentWords } from '../core/plan/documents.js';
import { shortText } from '../core/say/command-text.js';
import { type Notice, notice } from '../core/say/notices.js';
import { visible } from '../core/say/packet-text.js';
import { redact } from '../core/say/redact.js';
import { humanOnly } from '../core/say/spelling.js';
import type { AskedBy } from '../core/task/model.js';
import { isHumanOnly } from '../guard/index.js';
import { findWorkTree } from '../io/ground/hook.js';
import { projectAround, stateDirectory } from '../io/ground/workspace.js';
import { takeGrant } from '../io/guard/grants.js';
import { askTerminal } from '../io/guard/terminal.js';
import { preparingProcesses } from '../io/review/preparation.js';
import { belongsToRun, type Kin, kinOf } from '../io/run/kin.js';
import { labelsOf, sentence } from '../render/say.js';
import { type Context, type Result, refused } from './context.js';

/**
 * Variables that Claude Code sets for everything that it runs (docs/facts/claude-code.md, environment); one of them is
 * enough.
 */
const MARKS = ['CLAUDECODE', 'CLAUDE_CODE_SESSION_ID', 'CLAUDE_PID', 'CLAUDE_CODE_CHILD_SESSION'];

/** Whether Claude Code runs this program, so that Claude reads its output. */
export const isUnderClaude = (env: NodeJS.ProcessEnv): boolean => MARKS.some((name) => Boolean(env[name]));

/** Whether the session has no terminal, so that no user can be asked. */
export const isUnattended = (env: NodeJS.ProcessEnv): boolean =>
  isUnderClaude(env) && env['CLAUDE_CODE_SESSION_ATTENDED'] === '0';

/**
 * What stands among this process's ancestors and could act in the user's place; `unknown` when the system does not
 * tell.
 */
type Above = 'run' | 'client' | 'client-of-claude' | 'nothing' | 'unknown';

function whatIsAbove(env: NodeJS.ProcessEnv, cwd: string): Above {
  const kin = kinOf(process.pid);
  const tree = findWorkTree(cwd);
  const preparing = tree === null ? [] : preparingProcesses(tree.commonDir);
  const own: Kin = {
    pid: process.pid,
    command: [],
    environment: Object.keys(env).map((name) => `${name}=${env[name]}`),
  };
  const all = [own, ...(kin ?? [])];
  if (all.some((each) => belongsToRun(each) || preparing.includes(each.pid))) return 'run';
  if (all.some(isOfClient)) return sessionsOf(all).size > 1 ? 'client-of-claude' : 'client';
  return kin === null ? 'unknown' : 'nothing';
}

/**
 * Whether a process is Claude Code or was started by it, even if a process between them emptied its own environment.
 */
const isOfClient = ({ command: [program = ''], environment }: Kin): boolean =>
  /^claude(?:\.exe)?$/.test(path.basename(program)) ||
  environment.some((entry) => MARKS.some((name) => entry.startsWith(`${name}=`) && entry.length > name.length + 1));

/**
 * The sessions of Claude Code among the ancestors. With more than one, a session of Claude started the client, so that
 * what this client is told is not the user's word.
 */
const sessionsOf = (all: readonly Kin[]): Set<string> =>
  new Set(all.flatMap(({ environment }) => environment.filter((entry) => /^CLAUDE_CODE_SESSION_ID=./.test(entry))));

/**
 * Who gave the pending grant for this call. Asking uses the grant up. Null without one.
 *
 * @param call verb and arguments as they were given
 */
export function grantedBy(env: NodeJS.ProcessEnv, cwd: string, call: readonly string[]): AskedBy | null {
  const session = env['CLAUDE_CODE_SESSION_ID'];
  if (!session || !isHumanOnly(call) || whatIsAbove(env, cwd) !== 'client') return null;
  const tree = findWorkTree(cwd);
  return (
    tree && takeGrant({ ...tree, project: projectAround(cwd, tree.top), stateDir: stateDirectory(env) }, session, call)
  );
}

/** Whether this command was started by a check or by a reviewer of this program. */
export const isInsideRun = ({ env, cwd }: Context): boolean => whatIsAbove(env, cwd) === 'run';

export interface Asking {
  /** What the user decides about, printed above the question. */
  about?: readonly Notice[];
  /** Whether the command is refused without the user's word; if not, it runs and is recorded as unconfirmed. */
  isNeeded?: boolean;
}

/**
 * Gets the user's word for exactly this command: from a grant, or as a yes at the terminal.
 *
 * @returns the context, which now holds the word, or the refusal when the command must not continue
 */
export function askUser(
  context: Context,
  command: Call,
  { about = [], isNeeded = true }: Asking = {},
): { context: Context; refusal: Result | null } {
  const above = whatIsAbove(context.env, context.cwd);
  if (above === 'run') return { context, refusal: refused([notice('inside-a-run', { call: command })]) };
  if (context.asked !== null) return { context, refusal: null };
  const answer = above === 'nothing' ? askTerminal(questionText(context, command, about)) : null;
  if (answer === null) return { context, refusal: isNeeded ? refused([humanOnly(command)]) : null };
  return labelsOf(context.language).yes.includes(answer.trim().toLowerCase())
    ? { context: { ...context, asked: 'terminal' }, refusal: null }
    : { context, refusal: refused([notice('not-agreed', {})]) };
}

/**
 * One line that the user types at the terminal.
 *
 * @returns null where this is no user's own terminal with its output on the screen, or under --json
 */
export function askLine(context: Context, question: string): string | null {
  if (context.json || !context.tty || whatIsAbove(context.env, context.cwd) !== 'nothing') return null;
  return askTerminal(visible(redact(question)));
}

/**
 * The context after a question of this program that was answered with yes at its terminal. Where something other than a
 * user could have answered, it holds no word.
 */
export const agreedAtTerminal = (context: Context): Context =>
  context.asked === null && whatIsAbove(context.env, context.cwd) === 'nothing'
    ? { ...context, asked: 'terminal' }
    : context;

function questionText(context: Context, command: Call, about: readonly Notice[]): string {
  const lines = [...about, notice('agree', { command: shortText(command) })];
  return `${lines.map((given) => visible(redact(sentence(given, context.language)))).join('\n')} `;
}

/** Who decided, in the words of the documents. */
export const wordText = (context: Context, words: DocumentWords): string => {
  if (context.asked !== null) return words.human;
  return isUnderClaude(context.env) ? words.relayed : words.unconfirmed;
};
