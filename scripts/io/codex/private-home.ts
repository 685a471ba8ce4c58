/**
 * A CODEX_HOME of a review's own: under isolation "hermetic", and wherever a setting that may be a secret is handed
 * over, since a command line can be read by every user of the machine.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'smol-toml';
import type { Table } from '../../core/codex/destination.js';
import { hasCode } from '../ground/files.js';
import type { CodexConfig } from './settings.js';

export interface CallHome {
  /** HOME; null means the user's own. */
  home: string | null;
  /** CODEX_HOME; null means the user's own. */
  codexHome: string | null;
}

/**
 * Makes the folders, with the user's login in them.
 *
 * @param folder the review's, outside the repository
 */
export async function makeHome(
  { isolation }: Pick<CodexConfig, 'isolation'>,
  isPrivate: boolean,
  userHome: string,
  folder: string,
): Promise<CallHome> {
  if (isolation === 'repo' && !isPrivate) return { home: null, codexHome: null };
  const { home, codexHome } = placesIn(folder);
  await fs.mkdir(codexHome, { recursive: true, mode: 0o700 });
  const [from, to] = [path.join(userHome, 'auth.json'), path.join(codexHome, 'auth.json')];
  await fs.rm(to, { force: true });
  // Linked, not copied: Codex renews a login in place, and a copy would be left behind with the job.
  await attempt(() => fs.symlink(from, to), ['EPERM']);
  await attempt(() => fs.link(from, to), ['EEXIST', 'ENOENT', 'EXDEV', 'EPERM']);
  return { home: isolation === 'hermetic' ? home : null, codexHome };
}

const placesIn = (folder: string): { home: string; codexHome: string; file: string } => {
  const home = path.join(folder, 'home');
  const codexHome = path.join(home, '.codex');
  return { home, codexHome, file: path.join(codexHome, 'config.toml') };
};

/** Writes the private configuration for the duration of one call. Errors: those of the file system. */
export function writePrivate(folder: string, content: Table): void {
  const { file } = placesIn(folder);
  rmSync(file, { force: true });
  writeFileSync(file, stringify(content), { mode: 0o600, flag: 'wx' });
}

/** Removes the private configuration and what Codex stored beside it, also after a review that was killed. */
export function removePrivate(folder: string): void {
  const { codexHome, file } = placesIn(folder);
  if (existsSync(file)) rmSync(codexHome, { recursive: true, force: true, maxRetries: 3 });
}

async function attempt(work: () => Promise<void>, expected: string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!hasCode(error, ...expected)) throw error;
  }
}
