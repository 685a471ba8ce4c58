/** Names what a copy holds after somebody worked in it, by a git tree, with the program's own git directory. */
import { copyFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { EntryChange, TreeEntry } from '../../../core/delegate/patch-rules.js';
import { gitProblem } from '../call/failure.js';
import { git, type Repository } from '../git.js';
import { partsOf, textOf } from '../paths.js';
import { privateObjects, readTrees } from '../store.js';
import type { Level } from './level.js';
import { readTakenOver } from './private-git.js';

/**
 * The tree of a copy: everything that git does not ignore there. Filters do not run, because in a copy somebody else
 * may have written them; the contents of filtered files are then those on disk.
 *
 * @param store receives the objects
 * @returns the tree, and the files that git does not take in, such as `.git` in another case
 */
export async function writtenTree(
  store: Repository,
  { live, top, gitDir }: Omit<Level, 'links'>,
): Promise<{ tree: string; left: string[] }> {
  const { settings } = await readTakenOver(live);
  const names = settings.flatMap(({ name }) => /^filter\.([^=]*)\.(?:clean|smudge|process)$/.exec(name)?.[1] ?? []);
  const off = [...new Set(names)].flatMap((name) =>
    ['clean=', 'process=', 'required=false'].flatMap((setting) => ['-c', `filter.${name}.${setting}`]),
  );
  const index = path.join(gitDir, `index.written.${process.pid}`);
  // With a newer time than the original's, git would not notice files that changed in the second of its writing.
  const source = path.join(gitDir, 'index');
  const seconds = Math.floor((await stat(source)).mtimeMs / 1000);
  await copyFile(source, index);
  await utimes(index, seconds, seconds);
  const env = {
    GIT_DIR: gitDir,
    GIT_WORK_TREE: top,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: privateObjects(store),
    GIT_LITERAL_PATHSPECS: '1',
  };
  const run = async (args: string[]): Promise<Buffer> => {
    const result = await git(top, args, { env });
    if (result.code !== 0) throw gitProblem(args, result);
    return result.stdout;
  };
  try {
    const add = [...off, 'add', '-A', '--ignore-errors', '--', '.'];
    const added = await git(top, add, { env });
    const left = added.code === 0 ? [] : partsOf(await run(['ls-files', '-o', '--exclude-standard', '-z']));
    if (added.code !== 0 && left.length === 0) throw gitProblem(add, added);
    return { tree: (await run(['write-tree'])).toString('latin1').trim(), left: left.map(textOf) };
  } finally {
    await Promise.all([index, `${index}.lock`].map((file) => rm(file, { force: true })));
  }
}

/** The paths in which two trees differ; a renamed file is one that is gone and one that is new. */
export async function entryChanges(store: Repository, from: string, to: string): Promise<EntryChange[]> {
  const parts = partsOf(await readTrees(store, ['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]));
  const changes: EntryChange[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [mode = '', newMode = '', oid = '', newOid = ''] = (parts[at] ?? '').slice(1).split(' ');
    changes.push({ path: textOf(parts[at + 1] ?? ''), before: entryOf(mode, oid), after: entryOf(newMode, newOid) });
  }
  return changes;
}

const entryOf = (mode: string, oid: string): TreeEntry | null => (/^0+$/.test(mode) ? null : { mode, oid });
