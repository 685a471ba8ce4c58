/**
 * Finds how a work tree differs from its index, even where the index tells git not to look.
 *
 * It finds changes that were hidden in any known way (docs/facts/git.md, hidden files); test/io/git/tree.test.ts has a
 * test for each.
 */
import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { type Notice, notice } from '../../../core/say/notices.js';
import { isMissing } from '../../ground/files.js';
import { gitProblem } from '../call/failure.js';
import { git, type Repository } from '../git.js';
import type { Entry } from '../objects.js';
import { bytesOf, listOf, partsOf, textOf } from '../paths.js';
import { privateEnvironment } from '../store.js';

/** A work tree to examine, with the git directory and index to use. */
export interface Place {
  top: string;
  gitDir: string;
  /** null: compare with an empty index. */
  index: string | null;
  /** How untracked files are told from ignored ones, as arguments of ls-files. */
  excludes: string[];
  /** The prefix of its names in messages: '' or the folder of a nested repository with a slash. */
  prefix: string;
}

/** The place of a repository, with its own index. */
export const placeOf = ({ top, gitDir }: Repository, excludes: string[], prefix: string): Place => ({
  top,
  gitDir,
  index: path.join(gitDir, 'index'),
  excludes,
  prefix,
});

/** Runs git on a place with a temporary index. */
export type Run = (args: string[], input?: Buffer) => Promise<Buffer>;

/**
 * Returns a function that runs git on a place with a temporary index; new objects go into the store's private
 * directory.
 */
export function runOn(store: Repository, place: Place, index: string): Run {
  const env = { ...privateEnvironment(store), GIT_DIR: place.gitDir, GIT_WORK_TREE: place.top, GIT_INDEX_FILE: index };
  return async (args, input) => {
    const result = await git(place.top, args, { env, ...(input === undefined ? {} : { input }) });
    if (result.code !== 0) throw gitProblem(args, result);
    return result.stdout;
  };
}

/** A file that exists and differs from the index. */
export interface Touched {
  raw: string;
  /** Its entry in the index; null for an untracked or unmerged file. */
  old: Entry | null;
}

/** The differences. All names are raw and relative to the place. */
export interface Scan {
  /** In the index, but no longer on disk as something that a tree can hold. */
  removed: string[];
  /** On disk with other content or mode; includes untracked files. */
  touched: Touched[];
  /** Files in conflict, including the program's own. The index cannot be written as a tree while it contains them. */
  unmerged: string[];
  untracked: { path: string; bytes: number }[];
  /** Attribute files that are in effect although a sparse checkout leaves them out. */
  attributes: Touched[];
  /** Untracked folders that are repositories. */
  nested: string[];
  /** Submodules with the commits that the index records. */
  links: { raw: string; commit: string }[];
  notices: Notice[];
}

const CHANGES = ['diff-files', '--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=all'];

/**
 * Examines a work tree.
 *
 * @param isOwned whether a raw name does not count
 * @param isThorough trusts no file's times: every tracked file counts as changed, so that its content is read again
 * @returns how the index's tree has to be changed to match what is on disk
 */
export async function scanWorkTree(
  place: Place,
  run: Run,
  isOwned: (raw: string) => boolean,
  isThorough = false,
): Promise<Scan> {
  const listed = await run(['ls-files', '-v', '-s', '-z']);
  if (isThorough) await forgetTimes(run, listed);
  const { assumed, skipped, attributes, links } = flagsOf(listed);
  const [changed, others] = await Promise.all([run(CHANGES), run(['ls-files', '-o', '-z', ...place.excludes])]);
  const present = skipped.filter((raw) => statOf(place, raw) !== null);
  if (assumed.length > 0) await run(['update-index', '-z', '--no-assume-unchanged', '--stdin'], listOf(assumed));
  if (present.length > 0) await run(['update-index', '-z', '--no-skip-worktree', '--stdin'], listOf(present));
  const wasBlind = assumed.length > 0 || present.length > 0;
  const scan: Scan = {
    removed: [],
    touched: [],
    unmerged: [],
    untracked: [],
    attributes,
    nested: [],
    links: links.filter(({ raw }) => !isOwned(raw)),
    notices: [],
  };
  sortChanges(place, partsOf(wasBlind ? await run(CHANGES) : changed), isOwned, scan);
  sortUntracked(
    place,
    partsOf(others).filter((raw) => !isOwned(raw)),
    scan,
  );
  return scan;
}

/**
 * Writes the entries of ordinary files into the temporary index again, without the recorded file times. Entries that a
 * sparse checkout leaves out stay unchanged.
 */
async function forgetTimes(run: Run, listed: Buffer): Promise<void> {
  const entries = partsOf(listed).flatMap((line) => (/^[Hh] 1\d{5} \w+ 0\t/.test(line) ? [line.slice(2)] : []));
  const files = entries.filter((line) => !line.startsWith('160000'));
  if (files.length > 0) await run(['update-index', '-z', '--index-info'], listOf(files));
}

interface Flags {
  assumed: string[];
  skipped: string[];
  attributes: Touched[];
  links: { raw: string; commit: string }[];
}

/**
 * Finds the entries that need a closer look in the output of `ls-files -v -s -z` ("H 100644 <id> 0<tab>name"): a
 * lower-case letter means assume-unchanged, S means skip-worktree, mode 160000 is a submodule. Ordinary entries are
 * skipped without copying them.
 */
function flagsOf(listed: Buffer): Flags {
  const flags: Flags = { assumed: [], skipped: [], attributes: [], links: [] };
  const text = listed.toString('latin1');
  for (let at = 0, end = text.indexOf('\0'); end >= 0; at = end + 1, end = text.indexOf('\0', at)) {
    if (text[at] === 'H' && !text.startsWith('160000', at + 2)) continue;
    const tab = text.indexOf('\t', at);
    const raw = text.slice(tab + 1, end);
    const [tag = '', mode = '', oid = '', stage] = text.slice(at, tab).split(' ');
    if (tag !== tag.toUpperCase()) flags.assumed.push(raw);
    if (tag.toUpperCase() === 'S') flags.skipped.push(raw);
    if (tag.toUpperCase() === 'S' && /(^|\/)\.gitattributes$/.test(raw))
      flags.attributes.push({ raw, old: { mode, oid } });
    // An entry in conflict has no stage 0, and its name occurs several times.
    if (mode === '160000' && (stage === '0' || !flags.links.some((link) => link.raw === raw)))
      flags.links.push({ raw, commit: oid });
  }
  return flags;
}

/**
 * Sorts changes into the scan: pairs of ":<old mode> <new mode> <old id> <new id> <letter>" and name; an unmerged name
 * comes twice.
 */
function sortChanges(place: Place, changes: string[], isOwned: (raw: string) => boolean, scan: Scan): void {
  const seen = new Set<string>();
  for (let i = 0; i + 1 < changes.length; i += 2) {
    const [change = '', raw = ''] = changes.slice(i, i + 2);
    const [mode = '', , oid = '', , status] = change.slice(1).split(' ');
    if (seen.has(raw)) continue;
    seen.add(raw);
    if (status === 'U') scan.unmerged.push(raw);
    if (isOwned(raw)) continue;
    // A deleted name may lie behind a symbolic link and would then be found on disk, so git's letter decides.
    const stats = status === 'D' ? null : statOf(place, raw);
    if (isStorable(stats)) scan.touched.push({ raw, old: Number(mode) === 0 ? null : { mode, oid } });
    else scan.removed.push(raw);
    if (stats !== null && !stats.isDirectory() && !isStorable(stats))
      scan.notices.push(notice('special-file-skipped', { path: place.prefix + textOf(raw) }));
  }
}

function sortUntracked(place: Place, names: string[], scan: Scan): void {
  for (const raw of names) {
    if (raw.endsWith('/')) {
      scan.nested.push(raw.slice(0, -1));
      continue;
    }
    const stats = statOf(place, raw);
    if (stats === null || !isStorable(stats)) continue;
    scan.touched.push({ raw, old: null });
    scan.untracked.push({ path: place.prefix + textOf(raw), bytes: stats.size });
  }
}

/** Whether a tree can hold it as a blob. */
const isStorable = (stats: Stats | null): boolean => stats !== null && (stats.isFile() || stats.isSymbolicLink());

/** lstat of a raw name; null when the file does not exist. */
export function statOf(place: Pick<Place, 'top'>, raw: string): Stats | null {
  try {
    return lstatSync(bytesOf(place.top, raw));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
