/** Shared by the stages of the guard hook: a call as the client describes it, and the answer to it. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type JsonObject, textAt } from '../../core/json.js';
import { type GuardPlace, slashed } from './place.js';

export type HookInput = JsonObject;

/** The second stage, which applies the rules. It returns what to print, or null for nothing. */
export interface GuardJudge {
  judgeCall(input: HookInput, place: GuardPlace): object | null;
}

/** The file that a tool names, as given and with links resolved; null when it names none. */
export function filesOf(call: unknown, cwd: string): { file: string; files: readonly string[] } | null {
  const given = textAt(call, 'file_path') ?? textAt(call, 'notebook_path');
  if (given === null) return null;
  const file = path.resolve(cwd, given);
  return { file, files: [slashed(file), slashed(linksResolved(file))] };
}

/** The path with links resolved in the part that exists. */
function linksResolved(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return file === path.dirname(file) ? file : path.join(linksResolved(path.dirname(file)), path.basename(file));
}

/**
 * The client sends this event before it runs a command inside a skill or a slash command. Clients before 2.1.332 do not
 * know it.
 */
export const PREAMBLE = 'PreSkillShellCommand';

/** The answer in the form that the event requires. For PREAMBLE, Claude Code treats a question as a denial. */
export const answer = (
  input: HookInput | null,
  permissionDecision: 'deny' | 'ask',
  permissionDecisionReason: string,
): object => ({
  hookSpecificOutput: {
    hookEventName: input?.['hook_event_name'] === PREAMBLE ? PREAMBLE : 'PreToolUse',
    permissionDecision,
    permissionDecisionReason,
  },
});
