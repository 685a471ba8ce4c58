/** Prepares a call: its home, its environment and, while it runs, its private configuration. */
import { codexEnvironment } from './arguments.js';
import { codexHome } from './environment.js';
import { makeHome, removePrivate, writePrivate } from './private-home.js';
import type { CallSettings, CodexConfig } from './settings.js';

/** @param folder the review's, outside the repository */
export async function withSurroundings<T>(
  config: CodexConfig,
  call: CallSettings,
  { env, folder }: { env: NodeJS.ProcessEnv; folder: string },
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const home = await makeHome(config, call.secret !== null, codexHome(env), folder);
  try {
    if (call.secret !== null) writePrivate(folder, call.secret);
    return await work(codexEnvironment(config, call, env, home));
  } finally {
    removePrivate(folder);
  }
}
