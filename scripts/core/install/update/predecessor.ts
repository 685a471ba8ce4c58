/**
 * What the releases 0.1.x, written as shell scripts, left in a project. Recognised by exact content: what somebody
 * edited is theirs.
 */
import { fieldAt, isObject, type JsonObject, textAt } from '../../json.js';
import { PREDECESSOR_DIGESTS } from './predecessor-digests.js';

/** The hooks that 0.1.x copied to .claude/hooks, with the event for which each was registered. */
export const PREDECESSOR_HOOKS: Readonly<Record<string, string>> = {
  'cccc-stop.sh': 'Stop',
  'cccc-sensitive-op-guard.sh': 'PreToolUse',
  'cccc-stop-failure.sh': 'StopFailure',
};

/** A slash command of 0.1.x that has no successor: the skill itself answers to its name. */
export const DROPPED_COMMAND = 'cc-codex-collaborate.md';

/** The command with which 0.1.x registered a hook. */
export const registeredCommand = (hook: string): string => `\${CLAUDE_PROJECT_DIR}/.claude/hooks/${hook}`;

/** Whether a file is exactly one that 0.1.x copied. A checkout may have changed its line ends. */
export const isPredecessorFile = (name: string, text: string, digest: (text: string) => string): boolean =>
  Object.hasOwn(PREDECESSOR_DIGESTS, name) &&
  (PREDECESSOR_DIGESTS[name]?.includes(digest(text.replaceAll('\r\n', '\n'))) ?? false);

/** The file with which 0.1.22 marked that its loop is on: a session, and two counters. */
export const isLoopMarker = (text: string): boolean =>
  /^session_id:.*\r?\ncontinuations: *\d+\r?\nmax_continuations: *\d+\r?\n?$/.test(text);

/** Whether a value is a state.json of 0.1.x: it names no ledger, which all later ones do. */
export const isPredecessorState = (value: unknown): value is JsonObject =>
  isObject(value) &&
  !Object.hasOwn(value, 'ledger_seq') &&
  ['skill_name', 'skill_version', 'status', 'thresholds'].some((name) => Object.hasOwn(value, name));

/** The work that a state.json of 0.1.x was in the middle of; null for none. */
export function unfinishedWork(state: unknown): { task: string; status: string } | null {
  const [task, status] = [textAt(state, 'task')?.trim() ?? '', textAt(state, 'status') ?? ''];
  const isOver = /^(?:|NOT_INITIALIZED|SETUP_COMPLETE|DONE|COMPLETED|FAILED)$/.test(status);
  return task === '' || isOver ? null : { task, status };
}

/**
 * The settings of 0.1.2, which had no config.json: they stood in state.json.
 *
 * @returns a configuration of 0.1.x; null where the state holds no settings
 */
export function settingsInState(state: unknown): JsonObject | null {
  const thresholds = fieldAt(state, 'thresholds');
  if (!isPredecessorState(state) || !isObject(thresholds)) return null;
  const pick = (...names: string[]): JsonObject =>
    Object.fromEntries(names.filter((name) => name in thresholds).map((name) => [name, thresholds[name]]));
  const language = textAt(state, 'user_language');
  return {
    version: textAt(state, 'skill_version') ?? '0.1.2',
    ...(language === null || language === 'unknown' ? {} : { language: { user_language: language } }),
    planning: pick('max_plan_review_rounds'),
    milestones: pick('max_milestones_per_run', 'max_diff_lines_per_milestone', 'max_changed_files_per_milestone'),
    review: pick('max_review_rounds_per_milestone', 'max_fix_attempts_per_milestone'),
    automation: pick('max_stop_hook_continuations'),
  };
}
