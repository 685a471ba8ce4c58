/** The backups in docs/cccc/backups: folders named after a time, and single copies of config.json. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMissing } from '../ground/files.js';
import { type ProjectPaths, storedPath } from '../ground/workspace.js';
import { filesBelow } from './skill-files.js';

/** One backup: for each file, relative to the project, where its copy is (an absolute path). */
export interface Backup {
  name: string;
  copies: ReadonlyMap<string, string>;
}

/** All backups that hold files, the newest first. */
export function listBackups(paths: ProjectPaths): Backup[] {
  return entriesOf(paths.backups)
    .map((name) => ({ name, copies: copiesIn(paths, name) }))
    .filter(({ copies }) => copies.size > 0)
    .sort((a, b) => (timeOf(a.name) < timeOf(b.name) ? 1 : -1));
}

/** The bytes of a copy. */
export const readCopy = (file: string): Uint8Array => readFileSync(file);

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function copiesIn(paths: ProjectPaths, name: string): Map<string, string> {
  const folder = path.join(paths.backups, name);
  if (/^config\..+\.json$/.test(name)) return new Map([[storedPath(paths.project, paths.config), folder]]);
  const stored = storedPath(paths.project, folder);
  return new Map(
    filesBelow(paths.project, stored).map((file) => [file.slice(stored.length + 1), path.join(paths.project, file)]),
  );
}

/** Both kinds are named after the time in UTC, with and without separators. */
const timeOf = (name: string): string => name.replace(/^config\.|\.json$/g, '').replace(/[-:.]/g, '');
