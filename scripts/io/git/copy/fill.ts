/** Writes a tree into one repository of the copy, with filters and line ends as git applies them. */
import { chmodSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readIfThere, removeFile, writeAtomically } from '../../ground/files.js';
import { gitProblem } from '../call/failure.js';
import type { GitResult } from '../git.js';
import { bytesOf, listOf, partsOf, textOf } from '../paths.js';
import { statOf } from '../tree/scan.js';
import { askIn, type Level, runIn } from './level.js';
import type { TakenOver } from './private-git.js';

/**
 * Brings the files to a tree, changing only what differs.
 *
 * git ignores the failure of a filter that is not marked as required. Here, a file whose filter fails (because its
 * script or its objects are elsewhere) is taken from the work tree instead, and git then checks that this is the tree's
 * content.
 *
 * @param tree entries that the index already holds count as unchanged, whatever happened to the files
 * @returns names of the files that were taken from the work tree
 */
export async function fillLevel(level: Level, tree: string, { settings }: TakenOver): Promise<string[]> {
  const drivers = driversOf(settings);
  const required = drivers.flatMap((name) => ['-c', `filter.${name}.required=true`]);
  const read = ['read-tree', '--reset', '-u', tree];
  const known = path.join(level.gitDir, 'filled');
  const before = readIfThere(known) === tree ? NOTHING : await askIn(level, [...CHANGES, tree]);
  removeFile(known);
  const first = await askIn(level, [...required, ...read]);
  const taken = first.code === 0 ? [] : await fillWithoutFilters(level, read, { drivers, before, first });
  if (first.code === 0) await takeLineEnds(level, partsOf(before.stdout), settings);
  writeAtomically(known, tree);
  return taken;
}

const CHANGES = ['diff-index', '--cached', '--name-only', '-z'];
const NOTHING: GitResult = { code: 0, stdout: Buffer.alloc(0), stderr: '', cwd: '' };

async function fillWithoutFilters(
  level: Level,
  read: string[],
  { drivers, before, first }: { drivers: string[]; before: GitResult; first: GitResult },
): Promise<string[]> {
  if (drivers.length === 0) throw gitProblem(read, first);
  const off = drivers.flatMap((name) =>
    ['smudge=', 'process=', 'required=false'].flatMap((setting) => ['-c', `filter.${name}.${setting}`]),
  );
  await runIn(level, [...off, ...read]);
  const changed = new Set(partsOf(before.stdout));
  const filtered = (await filteredFiles(level, drivers)).filter((raw) => before.code !== 0 || changed.has(raw));
  for (const raw of filtered) takeFromWorkTree(level, raw);
  await runIn(level, ['update-index', '-z', '--stdin'], { input: listOf(filtered) });
  const differing = partsOf(await runIn(level, [...CHANGES, read.at(-1) ?? '']));
  // The work tree changed in the meantime, or the filter cannot run at all. The first failure tells the reason.
  if (differing.length > 0) throw gitProblem(read, first);
  return filtered.map((raw) => level.prefix + textOf(raw));
}

/**
 * git may write other line ends than the work tree has (`core.autocrlf`, the attribute `text`). The user tests with
 * those of the work tree, so they are taken over, but nothing other than line ends.
 */
async function takeLineEnds(level: Level, written: readonly string[], settings: Settings): Promise<void> {
  if (written.length === 0) return;
  const converts = settings.findLast(({ name }) => name === 'core.autocrlf')?.value ?? '';
  const isText = /^(true|input)$/.test(converts) ? /^i\/(lf|crlf|mixed) / : /^i\/(lf|crlf|mixed) .*attr\/text/;
  // "i/lf w/crlf attr/text=auto <tab> name"
  const listed = partsOf(await runIn(level, ['ls-files', '--eol', '-z'])).filter((line) => isText.test(line));
  const converted = new Set(listed.map((line) => line.slice(line.indexOf('\t') + 1)));
  const texts = written.filter((raw) => converted.has(raw));
  const other = texts.filter((raw) => {
    const [live, copy] = [contentAt(level.live.top, raw), contentAt(level.top, raw)];
    return live !== null && copy !== null && live !== copy && withoutReturns(live) === withoutReturns(copy);
  });
  for (const raw of other) takeFromWorkTree(level, raw);
  if (other.length > 0) await runIn(level, ['update-index', '-z', '--stdin'], { input: listOf(other) });
}

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');

function contentAt(top: string, raw: string): string | null {
  return statOf({ top }, raw)?.isFile() ? readFileSync(bytesOf(top, raw)).toString('latin1') : null;
}

/** The filters that change what is written to disk; all that git knows, no matter who configured them. */
function driversOf(settings: Settings): string[] {
  const names = settings.flatMap(({ name, value }) => {
    const found = /^filter\.(.*)\.(?:smudge|process)$/.exec(name)?.[1];
    return found && value !== '' && !found.includes('=') ? [found] : [];
  });
  return [...new Set(names)];
}

type Settings = TakenOver['settings'];

async function filteredFiles(level: Level, drivers: readonly string[]): Promise<string[]> {
  const all = await runIn(level, ['ls-files', '-z']);
  const answers = partsOf(await runIn(level, ['check-attr', '-z', '--stdin', 'filter'], { input: all }));
  const files: string[] = [];
  for (let at = 0; at + 2 < answers.length; at += 3) {
    const [raw = '', , value = ''] = answers.slice(at, at + 3);
    if (drivers.includes(textOf(value))) files.push(raw);
  }
  return files;
}

function takeFromWorkTree(level: Level, raw: string): void {
  const [from, to] = [bytesOf(level.live.top, raw), bytesOf(level.top, raw)];
  const stats = statOf(level, raw);
  if (!stats?.isFile() || !statOf(level.live, raw)?.isFile()) return;
  rmSync(to);
  copyFileSync(from, to);
  chmodSync(to, stats.mode & 0o777);
}
