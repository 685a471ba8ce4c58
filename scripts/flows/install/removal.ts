/** Shared by commands that remove files, whether those of an older version or all of them. */
import path from 'node:path';
import type { Change, Written } from '../../core/install/changes.js';
import { readIfThere } from '../../io/ground/files.js';
import { storedPath } from '../../io/ground/workspace.js';
import { digestOfContent } from '../../io/install/apply.js';
import type { Manifest } from '../../io/install/skill-files.js';

/**
 * The files of an installed skill folder according to its manifest, which does not list itself.
 *
 * @param skill absolute path of the folder
 */
export function writtenBy(manifest: Manifest | null, project: string, skill: string): Written {
  if (manifest === null) return {};
  const target = storedPath(project, skill);
  const files = Object.entries(manifest.files).map(([name, digest]) => [`${target}/${name}`, digest]);
  const own = digestOfContent(readIfThere(path.join(skill, 'manifest.json')) ?? '');
  return Object.fromEntries([...files, [`${target}/manifest.json`, own]]);
}

/**
 * The folders that removals may leave empty, deepest first.
 *
 * @param top the folder below which they lie, relative to the project; '' for the project itself
 */
export function emptied(removals: readonly Change[], top: string): Change[] {
  const folders = new Set<string>();
  for (const { kind, path: file } of removals) {
    if (kind !== 'delete') continue;
    for (let dir = path.posix.dirname(file); isBelow(dir, top); dir = path.posix.dirname(dir)) folders.add(dir);
  }
  return [...folders].sort((a, b) => b.length - a.length).map((folder) => ({ kind: 'rmdir', path: folder }));
}

/** Whether a path of the project lies below a folder of it. */
export const isBelow = (file: string, top: string): boolean => (top === '' ? file !== '.' : file.startsWith(`${top}/`));
