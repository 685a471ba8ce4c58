/**
 * One-time grants for human-only commands (ARCHITECTURE.md, decision 17). The guard's question leaves one, or the
 * user's own slash command as the client reports it; the verb uses it up. A grant is signed with the runner's key and
 * bound to session, exact call, work tree, ledger and configuration. Any other tool call of the session makes it void.
 */
import { readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fieldAt, jsonOf, textAt } from '../../core/json.js';
import { grantedCall, type Judgement, slashCall } from '../../guard/index.js';
import { isMissing, isSystemError, readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { readLastLine } from '../ground/hook.js';
import { activeTaskFile, grantFile, ledgerPaths, projectPaths, statePaths } from '../ground/workspace.js';
import { RUN_VARIABLE } from '../run/mark.js';
import { concernsGrants } from './grant-pending.js';

export type GrantedBy = 'guard' | 'slash-command';

/** Where a session works; absolute paths. */
export interface GrantPlace {
  project: string;
  gitDir: string | null;
  commonDir: string | null;
  stateDir: string;
}

/** What a grant is valid for. All of it must still be the same when the grant is used. */
interface Bound {
  session: string;
  call: readonly string[];
  work_tree: string;
  ledger: string | null;
  config: string;
}

interface Grant extends Bound {
  by: GrantedBy;
  at: string;
}

/** How long the user may think about a question. If the clock jumps further, the grant is void. */
const LONGEST_MS = 30 * 60_000;

/**
 * Node's crypto, loaded only when needed: a hook almost never needs it, and loading it takes as long as everything
 * else.
 */
const crypto = () => process.getBuiltinModule('node:crypto');
const sha256 = (text: string): string => crypto().createHash('sha256').update(text).digest('hex');

function bound({ project, gitDir, commonDir }: GrantPlace, session: string, call: readonly string[]): Bound | null {
  if (gitDir === null || commonDir === null) return null;
  const task = readIfThere(activeTaskFile(gitDir))?.trim();
  return {
    session,
    call: grantedCall(call),
    work_tree: sha256(realpathSync(gitDir)),
    ledger: task ? `${task} ${sha256(readLastLine(ledgerPaths(commonDir).ledger(task)) ?? '')}` : null,
    config: sha256(readIfThere(projectPaths(project).config) ?? ''),
  };
}

/** The signature of a grant; null without a key, but then there is no task about which to decide either. */
function macOf(stateDir: string, grant: Grant): string | null {
  const key = readIfThere(statePaths(stateDir).key)?.trim();
  return key
    ? crypto()
        .createHmac('sha256', Buffer.from(key, 'hex'))
        .update(`grant ${JSON.stringify(grant)}`)
        .digest('hex')
    : null;
}

function leave(place: GrantPlace, session: string, call: readonly string[], by: GrantedBy): void {
  const about = bound(place, session, call);
  if (about === null || place.gitDir === null) return;
  const grant: Grant = { ...about, by, at: new Date().toISOString() };
  const mac = macOf(place.stateDir, grant);
  if (mac !== null) writeAtomically(grantFile(place.gitDir), `${JSON.stringify({ grant, mac })}\n`);
}

/** Who gave this grant, if it is valid now for exactly this call; otherwise null. */
function giverOf(text: string, place: GrantPlace, session: string, call: readonly string[]): GrantedBy | null {
  const value = jsonOf(text);
  const grant = fieldAt(value, 'grant');
  const [by, at, mac] = [textAt(grant, 'by'), textAt(grant, 'at'), textAt(value, 'mac')];
  const about = bound(place, session, call);
  if (about === null || at === null || mac === null || (by !== 'guard' && by !== 'slash-command')) return null;
  const expected: Grant = { ...about, by, at };
  const isFresh = Math.abs(Date.now() - Date.parse(at)) < LONGEST_MS;
  const isWhole = JSON.stringify(grant) === JSON.stringify(expected) && macOf(place.stateDir, expected) === mac;
  return isFresh && isWhole ? by : null;
}

/**
 * Uses the pending grant up, whether or not it is valid for this call. It is removed before the verb does anything, so
 * that only one of two competing processes gets it.
 *
 * @returns who gave it; null when there is none for this call
 */
export function takeGrant(place: GrantPlace, session: string, call: readonly string[]): GrantedBy | null {
  if (place.gitDir === null) return null;
  const taken = `${grantFile(place.gitDir)}.${process.pid}`;
  try {
    renameSync(grantFile(place.gitDir), taken);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return giverOf(readFileSync(taken, 'utf8'), place, session, call);
  } finally {
    removeFile(taken);
  }
}

// -- what the guard hook does

/**
 * Handles grants at one tool call. Any other call makes a pending grant void; a question about exactly one human-only
 * command leaves a grant. In all other cases this costs one disk access.
 *
 * @returns whether the user typed this very command, so that no question is needed
 * @throws when a pending grant cannot be removed; the guard then denies the call
 */
export function settleGrant(input: Record<string, unknown>, place: GrantPlace, judgement: Judgement): boolean {
  const { gitDir } = place;
  const call = callOf(input, judgement);
  if (gitDir === null || (call === null && !concernsGrants(input, place))) return false;
  // Reading a file cannot change anything that was granted.
  if (input['tool_name'] === 'Read') return false;
  const session = textAt(input, 'session_id') ?? '';
  const pending = readIfThere(grantFile(gitDir));
  if (call !== null && pending !== null && giverOf(pending, place, session, call) === 'slash-command') return true;
  if (pending !== null && textAt(jsonOf(pending), 'grant', 'session') === session)
    rmSync(grantFile(gitDir), { force: true });
  if (call !== null && session !== '' && isAnsweredByAHuman(place.project))
    tolerant(() => leave(place, session, call, 'guard'));
  return false;
}

/** The human-only call that the question is about; null when it is also about something else. */
const callOf = (input: Record<string, unknown>, judgement: Judgement): readonly string[] | null =>
  judgement.verdict === 'ask' && input['tool_name'] === 'Bash' ? onlyCall(judgement) : null;

function onlyCall({ findings, evidence }: Judgement): readonly string[] | null {
  const [only, more] = findings;
  return evidence === null && more === undefined ? (only?.call ?? null) : null;
}

/**
 * Whether a person would give the answer to a question. Measured with Claude Code 2.1: without a terminal the client
 * denies the call; with one it shows a dialog in every permission mode, unless a PermissionRequest hook answers for the
 * user.
 */
function isAnsweredByAHuman(project: string): boolean {
  if (process.env['CLAUDE_CODE_SESSION_ATTENDED'] === '0') return false;
  const { claude } = projectPaths(project);
  const home =
    process.env['CLAUDE_CONFIG_DIR'] ?? path.join(process.env['HOME'] ?? process.env['USERPROFILE'] ?? '', '.claude');
  const files = [claude, home].flatMap((folder) => [
    path.join(folder, 'settings.json'),
    path.join(folder, 'settings.local.json'),
  ]);
  return !files.some((file) => (readIfThere(file) ?? '').includes('PermissionRequest'));
}

/**
 * Handles a command inside a skill or a slash command, which the client runs without a tool call. The client reports
 * who invoked it. If the user did, ordinary questions are unnecessary. A human-only command must also be what the typed
 * name stands for, because Claude could write a skill that the user then types.
 *
 * @returns whether no question is needed
 */
export function settlePreamble(input: Record<string, unknown>, place: GrantPlace, judgement: Judgement): boolean {
  const { gitDir } = place;
  const session = textAt(input, 'session_id') ?? '';
  const pending = gitDir === null ? null : readIfThere(grantFile(gitDir));
  if (textAt(input, 'invoked_by') !== 'user' || isNested()) {
    if (gitDir !== null && textAt(jsonOf(pending ?? ''), 'grant', 'session') === session) removeFile(grantFile(gitDir));
    return false;
  }
  const call = onlyCall(judgement);
  if (call === null)
    return judgement.verdict === 'ask' && judgement.findings.every(({ kind }) => kind !== 'human-only');
  if (pending !== null && giverOf(pending, place, session, call) === 'slash-command') return true;
  const meant = slashCall(textAt(input, 'command_name') ?? '', '');
  if (meant === null || meant.some((word, index) => call[index] !== word)) return false;
  tolerant(() => leave(place, session, call, 'slash-command'));
  return true;
}

/**
 * Whether this client was started by Claude or by a run of this program, and so does not speak for the user. The client
 * sets these variables for everything that its tools run.
 */
const isNested = (): boolean =>
  process.env['CLAUDE_CODE_EXECPATH'] !== undefined || process.env[RUN_VARIABLE] !== undefined;

/**
 * Handles a slash command that the user typed: it makes a pending grant void, and leaves a new one if it is a
 * human-only verb.
 */
export function settleSlash(input: Record<string, unknown>, place: GrantPlace): null {
  const session = textAt(input, 'session_id');
  if (place.gitDir === null || session === null) return null;
  removeFile(grantFile(place.gitDir));
  const call = isNested() ? null : slashCall(textAt(input, 'command_name') ?? '', textAt(input, 'command_args') ?? '');
  if (call !== null) tolerant(() => leave(place, session, call, 'slash-command'));
  return null;
}

/** Ignores a grant that cannot be written. The verb then refuses and says what to type. */
function tolerant(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
