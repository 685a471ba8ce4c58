/**
 * Prepares a call: its home, its environment and, while it runs, its private configuration. Calls that run at the same
 * time in one folder share them, and the last one removes them.
 */
import { codexEnvironment } from './arguments.js';
import { codexHome } from './environment.js';
import { type CallHome, makeHome, removePrivate, writePrivate } from './private-home.js';
import type { CallSettings, CodexConfig } from './settings.js';

interface Surroundings {
  home: Promise<CallHome>;
  users: number;
}

/** The surroundings that are in use, by folder. */
const used = new Map<string, Surroundings>();

/** @param folder the review's, outside the repository */
export async function withSurroundings<T>(
  config: CodexConfig,
  call: CallSettings,
  { env, folder }: { env: NodeJS.ProcessEnv; folder: string },
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const shared = used.get(folder) ?? { home: prepared(config, call, env, folder), users: 0 };
  used.set(folder, shared);
  shared.users += 1;
  try {
    return await work(codexEnvironment(config, call, env, await shared.home));
  } finally {
    shared.users -= 1;
    if (shared.users === 0) {
      used.delete(folder);
      removePrivate(folder);
    }
  }
}

async function prepared(
  config: CodexConfig,
  { secret }: CallSettings,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<CallHome> {
  const home = await makeHome(config, secret !== null, codexHome(env), folder);
  if (secret !== null) writePrivate(folder, secret);
  return home;
}
