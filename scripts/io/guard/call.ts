/** What the stages of the guard hook share: a call as the client tells it, and the answer to it. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type JsonObject, textAt } from '../../core/json.js';
import { type GuardPlace, slashed } from './place.js';

export type HookInput = JsonObject;

/** The second stage: asks the rules. Out: what to print, null for nothing. */
export interface GuardJudge {
  judgeCall(input: HookInput, place: GuardPlace): object | null;
}

/** The file that a tool names, as it was given and as links resolve it; null when it names none. */
export function filesOf(call: unknown, cwd: string): { file: string; files: readonly string[] } | null {
  const given = textAt(call, 'file_path') ?? textAt(call, 'notebook_path');
  if (given === null) return null;
  const file = path.resolve(cwd, given);
  return { file, files: [slashed(file), slashed(linksResolved(file))] };
}

/** The path with the links of its existing part resolved. */
function linksResolved(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return file === path.dirname(file) ? file : path.join(linksResolved(path.dirname(file)), path.basename(file));
}

/** Fires before a command that stands in a skill or a slash command; clients before 2.1.332 do not know it. */
export const PREAMBLE = 'PreSkillShellCommand';

/** The answer to the event that the input is about. There, Claude Code takes a question for a denial. */
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
