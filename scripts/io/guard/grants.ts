/**
 * One-time grants for what only a human may decide (ARCHITECTURE.md, decision 17): left by the guard's question, or by
 * the user's own slash command as the client reports it, and used up by the verb. Signed with the runner's key, bound
 * to session, exact call, work tree, ledger and configuration; any other tool call of the session voids it.
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

/** Where a session works; absolute. */
export interface GrantPlace {
  project: string;
  gitDir: string | null;
  commonDir: string | null;
  stateDir: string;
}

/** What a grant is good for; all of it must still be so when it is used. */
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

/** How long the user may think about a question; a clock that jumped voids the grant. */
const LONGEST_MS = 30 * 60_000;

/** Node's crypto where it is needed, which for a hook is almost never: it takes as long to load as all the rest. */
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

/** Null without a key: then there is no task either, and nothing to decide. */
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

/** Who gave this grant, if it is one for exactly this call, now. */
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
 * Uses a grant up, whether or not it is one for this call: it is gone before the verb does anything, and of two that
 * want it at once one gets it.
 *
 * @returns who gave it; null where there is none for this call
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
 * The grants at one tool call: what is pending is voided by any other call, and a question about one human-only
 * command leaves one. Costs one look at the disk where nothing of this is the case.
 *
 * @returns whether the user typed this very command, so that nothing has to be asked
 * @throws when a pending grant cannot be removed: the guard then denies the call
 */
export function settleGrant(input: Record<string, unknown>, place: GrantPlace, judgement: Judgement): boolean {
  const { gitDir } = place;
  const call = callOf(input, judgement);
  if (gitDir === null || (call === null && !concernsGrants(input, place))) return false;
  // A file that is only read changes nothing of what was granted.
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

/** The call that a question is about, where it is about nothing else. */
const callOf = (input: Record<string, unknown>, judgement: Judgement): readonly string[] | null =>
  judgement.verdict === 'ask' && input['tool_name'] === 'Bash' ? onlyCall(judgement) : null;

function onlyCall({ findings, evidence }: Judgement): readonly string[] | null {
  const [only, more] = findings;
  return evidence === null && more === undefined ? (only?.call ?? null) : null;
}

/**
 * Whether a yes to a question would be a person's. Measured (Claude Code 2.1): without a terminal the client denies
 * what is asked; on one it shows a dialog in every permission mode, unless a PermissionRequest hook answers for the
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
 * A command that stands in a skill or a slash command, which the client runs without a tool call. The client says who
 * invoked that: where it was the user, what is merely asked about otherwise is the user's own doing, but what only a
 * human may decide has to be what the typed name stands for, since Claude can write a skill that the user types.
 *
 * @returns whether nothing has to be asked
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

/** Set by the client for what its tools run: this is a client that Claude started, and no user. So is one in a run. */
const isNested = (): boolean =>
  process.env['CLAUDE_CODE_EXECPATH'] !== undefined || process.env[RUN_VARIABLE] !== undefined;

/** The user typed a slash command: what was pending is void, and one for a human-only verb leaves a grant for it. */
export function settleSlash(input: Record<string, unknown>, place: GrantPlace): null {
  const session = textAt(input, 'session_id');
  if (place.gitDir === null || session === null) return null;
  removeFile(grantFile(place.gitDir));
  const call = isNested() ? null : slashCall(textAt(input, 'command_name') ?? '', textAt(input, 'command_args') ?? '');
  if (call !== null) tolerant(() => leave(place, session, call, 'slash-command'));
  return null;
}

/** A grant that cannot be written is one that is not there: the verb refuses, and says what to type. */
function tolerant(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
