/** Claude Code as the hooks and the program see it: the input of its hooks, and the environment of its commands. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { runNode } from './cli.js';
import { skillFolder } from './dist.js';
import { observeHook } from './observed.js';
import type { Ran, TaskProject } from './task.js';

export const SESSION = 'session-1';

/** A session at a terminal, unless `more` overrides it. */
const clientEnv = (session: string): NodeJS.ProcessEnv => ({
  CLAUDECODE: '1',
  CLAUDE_CODE_SESSION_ID: session,
  CLAUDE_CODE_SESSION_ATTENDED: '1',
  CLAUDE_PID: '4711',
});

export interface Telling {
  session?: string;
  /** Added to the hook's environment. */
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs the guard hook.
 *
 * @returns its decision; `silent` when it prints nothing
 */
async function tell(task: TaskProject, input: object, { session = SESSION, env = {} }: Telling): Promise<string> {
  const ran = await runNode([path.join(skillFolder(), 'hooks', 'cccc-guard.cjs')], {
    cwd: task.repo.dir,
    env: {
      ...task.env,
      ...clientEnv(session),
      CLAUDE_CONFIG_DIR: path.join(task.stateDir, 'claude'),
      CLAUDE_PROJECT_DIR: task.repo.dir,
      ...env,
    },
    input: JSON.stringify({ session_id: session, cwd: task.repo.dir, ...input }),
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  observeHook('guard', input, ran.stdout);
  return ran.stdout === '' ? 'silent' : String(JSON.parse(ran.stdout).hookSpecificOutput.permissionDecision);
}

/** The guard's decision when Claude is about to use a tool. */
export const useTool = (task: TaskProject, tool: string, input: object, telling: Telling = {}): Promise<string> =>
  tell(task, { hook_event_name: 'PreToolUse', tool_name: tool, tool_input: input }, telling);

/** The guard's decision when Claude is about to run a verb. */
export const callVerb = (task: TaskProject, call: readonly string[], telling: Telling = {}): Promise<string> =>
  useTool(task, 'Bash', { command: commandOf(call) }, telling);

export const commandOf = (call: readonly string[]): string =>
  `node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs ` +
  `${call.map((word) => (/^[\w=-]+$/.test(word) ? word : `'${word}'`)).join(' ')}`;

/** The user types a slash command. */
export const typeSlash = (task: TaskProject, name: string, args: string, telling: Telling = {}): Promise<string> =>
  tell(
    task,
    {
      hook_event_name: 'UserPromptExpansion',
      expansion_type: 'slash_command',
      command_name: name,
      command_args: args,
      command_source: 'projectSettings',
      prompt: `/${name} ${args}`,
    },
    telling,
  );

/** The guard's decision about a command in a skill or slash command, as clients since 2.1.332 report it. */
export const runInSkill = (
  task: TaskProject,
  name: string,
  command: string,
  invokedBy: 'user' | 'claude' | 'other',
  telling: Telling = {},
): Promise<string> =>
  tell(
    task,
    {
      hook_event_name: 'PreSkillShellCommand',
      tool_name: 'Bash',
      tool_input: { command },
      tool_use_id: 'x:inner:preamble-0',
      command_name: name,
      command_source: 'projectSettings',
      invoked_by: invokedBy,
    },
    telling,
  );

/** Runs a verb in the environment of Claude Code's Bash tool, which has no terminal. */
export function underClaude(task: TaskProject, call: readonly string[], session = SESSION): Ran {
  const before = { ...task.env };
  Object.assign(task.env, clientEnv(session));
  try {
    return task.alone(...call);
  } finally {
    for (const name of Object.keys(task.env)) delete task.env[name];
    Object.assign(task.env, before);
  }
}

export const grantFile = (task: TaskProject): string => task.repo.file('.git/cccc-grant.json');
export const isPending = (task: TaskProject): boolean => existsSync(grantFile(task));
export const grantText = (task: TaskProject): string => readFileSync(grantFile(task), 'utf8');
export const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
