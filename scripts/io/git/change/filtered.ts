/** Contents between git and the disk: what a file on disk is to git, and what git would write for a content. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { withTemporaryFolder } from '../../ground/inspect.js';
import { gitProblem } from '../call/failure.js';
import { git, type Repository } from '../git.js';
import { rawOf } from '../paths.js';
import { privateEnvironment } from '../store.js';

/** The ids that files of the work tree have for git, with its filters and line ends; in the order of the paths. */
export async function idsOnDisk(repo: Repository, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = ['hash-object', '--stdin-paths'];
  const input = Buffer.from(paths.map((name) => `${rawOf(name)}\n`).join(''), 'latin1');
  const result = await git(repo.top, args, { input });
  if (result.code !== 0) throw gitProblem(args, result);
  return result.stdout.toString('latin1').trim().split('\n');
}

/** A content as git writes it to a path of the work tree. */
export async function contentForDisk(store: Repository, name: string, oid: string): Promise<Buffer> {
  const args = ['cat-file', '--filters', `--path=${Buffer.from(rawOf(name), 'latin1').toString('utf8')}`, oid];
  const result = await git(store.top, args, { env: privateEnvironment(store) });
  if (result.code !== 0) throw gitProblem(args, result);
  return result.stdout;
}

/** Two edits of one text as one text; null when they are in each other's way. */
export async function merged(
  repo: Repository,
  { mine, base, theirs }: { mine: Buffer; base: Buffer; theirs: Buffer },
): Promise<Buffer | null> {
  return withTemporaryFolder(async (folder) => {
    const files = [mine, base, theirs].map((content, at) => {
      const file = path.join(folder, String(at));
      writeFileSync(file, content, { mode: 0o600 });
      return file;
    });
    // Exits with the number of conflicts, or with 255 for what is no text.
    const result = await git(repo.top, ['merge-file', '-p', '--quiet', ...files]);
    return result.code === 0 ? result.stdout : null;
  });
}
