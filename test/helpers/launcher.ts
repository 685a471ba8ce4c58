/** The hooks as they are registered: started through the launcher, on a PATH without Node. */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../scripts/core/json.js';
import { runNode } from './cli.js';
import type { Reply } from './hooks.js';
import { freshFolder, type TestRepo } from './repo.js';

/** A folder for PATH in which the shell finds everyday programs, and no Node. */
export function pathWithoutNode(): string {
  const folder = freshFolder();
  for (const name of ['bash', 'sh', 'cat', 'head', 'ls', 'env', 'git', 'uname', 'tr', 'sed', 'grep']) {
    const found = (process.env['PATH'] ?? '').split(path.delimiter).map((dir) => path.join(dir, name));
    const file = found.find((candidate) => isThere(candidate));
    if (file !== undefined) symlinkSync(file, path.join(folder, name));
  }
  return folder;
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

/** Takes the places of the whole machine out of a project's launcher, where the machine of the test may have a Node. */
export function hideMachinesNodes(repo: TestRepo): void {
  const file = repo.file('.claude/hooks/cccc-hook.sh');
  const text = readFileSync(file, 'utf8');
  const hidden = text.replaceAll(/ \/(?:opt|usr|home|run|snap)\/[\w./-]*\/?node(?= |;)/g, ' /nowhere/node');
  if (hidden === text) throw new Error('the launcher names no place of the machine any more');
  writeFileSync(file, hidden);
}

/** Starts a hook of a project as the client does. */
export function startHook(
  repo: TestRepo,
  name: 'stop' | 'guard',
  event: string,
  input: object,
  env: NodeJS.ProcessEnv,
): Promise<Reply> {
  return runNode(['-c', registeredCommand(repo, `cccc-${name}.cjs`, event)], {
    program: '/bin/sh',
    cwd: repo.dir,
    env: { CLAUDE_PROJECT_DIR: repo.dir, HOME: freshFolder(), ...env },
    input: JSON.stringify({ hook_event_name: event, session_id: 's1', cwd: repo.dir, ...input }),
  });
}

/** What stands in the project's settings for a hook, which the client gives to a shell. */
function registeredCommand(repo: TestRepo, file: string, event: string): string {
  const { hooks } = Object(jsonOf(readFileSync(repo.file('.claude/settings.json'), 'utf8')));
  const commands: string[] = hooks[event].flatMap((group: { hooks: { command: string }[] }) =>
    group.hooks.map(({ command }) => command),
  );
  const own = commands.filter((command) => command.includes(file));
  if (own.length !== 1) throw new Error(`${own.length} commands for ${file} at ${event}`);
  return own[0] ?? '';
}
