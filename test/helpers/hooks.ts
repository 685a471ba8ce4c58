/** The built hooks, called as Claude Code calls them, in a project in the middle of its loop. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './cli.js';
import { skillFolder } from './dist.js';
import { observeHook } from './observed.js';
import { makeProject, type TestRepo } from './repo.js';

export const TASK = '20300101T000000-abc';
export const STATE = {
  task_id: TASK,
  status: 'IMPLEMENT_MILESTONE',
  mode: 'full-auto-safe',
  pause_reason: null,
  language: 'en',
  ledger_seq: 2,
  ledger_head: 'h2',
  loop: { session: 's1', keep_going: true, epoch: 1 },
  next_step: { action: 'implement', waits: false, text: 'ACTION implement\nDo: Implement M001.' },
  current_milestone_id: 'M001',
  has_backlog: true,
  review_running: false,
};
export const CONFIG = {
  language: { user_language: 'auto' },
  mode: 'full-auto-safe',
  automation: { stop_hook_loop_enabled: true, max_stop_hook_continuations: 10, stop_hook_reentry: 'never' },
};

/** A new project in the middle of its loop. */
export function makeLoopProject(): TestRepo {
  const repo = makeProject();
  putLoop(repo, '.git');
  return repo;
}

/** Writes configuration and state of a loop into a project, and its ledger into the given common directory. */
export function putLoop(project: TestRepo, commonDir: string): void {
  project.write('docs/cccc/config.json', JSON.stringify(CONFIG)).write('docs/cccc/state.json', JSON.stringify(STATE));
  const task = path.resolve(project.dir, commonDir, 'cccc', 'tasks', TASK);
  mkdirSync(task, { recursive: true });
  writeFileSync(path.join(task, 'ledger.jsonl'), '{"seq":1,"hash":"h1"}\n{"seq":2,"hash":"h2"}\n');
}

export interface Reply {
  code: number;
  stdout: string;
  stderr: string;
}

/** The reply of a hook that has nothing to say. */
export const silent: Reply = { code: 0, stdout: '', stderr: '' };

/**
 * Runs a built hook to its end.
 *
 * @param name its file name without "cccc-" and ".cjs"
 * @param input its stdin, as JSON unless it is a string
 * @param dir the project, and the current directory
 * @param hooks the folder of the hook, where it is not the built one
 */
export async function runHook(
  name: string,
  input: unknown,
  dir: string,
  env: NodeJS.ProcessEnv = {},
  hooks = path.join(skillFolder(), 'hooks'),
): Promise<Reply> {
  const reply = await runNode([path.join(hooks, `cccc-${name}.cjs`)], {
    cwd: dir,
    env: { CLAUDE_PROJECT_DIR: dir, ...env },
    input: typeof input === 'string' ? input : JSON.stringify(input),
  });
  observeHook(name, input, reply.stdout);
  return reply;
}
