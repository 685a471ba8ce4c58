/** Writes a tree into one repository of the copy, filters and line ends as git applies them. */
import { chmodSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { gitProblem } from '../git.js';
import { bytesOf, listOf, partsOf, textOf } from '../paths.js';
import { statOf } from '../tree/scan.js';
import { askIn, type Level, runIn } from './level.js';

/**
 * Brings the files to a tree, and no further than to what differs.
 *
 * A filter that fails here (its script or its objects are elsewhere) is not passed over as git would do for one that is
 * not required: those files then hold what the work tree holds, and git says whether that is the tree's content.
 *
 * @returns names of the files that were taken from the work tree
 */
export async function fillLevel(level: Level, tree: string): Promise<string[]> {
  const drivers = await driversOf(level);
  const required = drivers.flatMap((name) => ['-c', `filter.${name}.required=true`]);
  const read = ['read-tree', '--reset', '-u', tree];
  const before = await askIn(level, ['diff-index', '--cached', '--name-only', '-z', tree]);
  const first = await askIn(level, [...required, ...read]);
  if (first.code === 0) {
    await takeLineEnds(level, partsOf(before.stdout));
    return [];
  }
  if (drivers.length === 0) throw gitProblem(read, first);
  const off = drivers.flatMap((name) =>
    ['smudge=', 'process=', 'required=false'].flatMap((setting) => ['-c', `filter.${name}.${setting}`]),
  );
  await runIn(level, [...off, ...read]);
  const changed = new Set(partsOf(before.stdout));
  const filtered = (await filteredFiles(level, drivers)).filter((raw) => before.code !== 0 || changed.has(raw));
  for (const raw of filtered) takeFromWorkTree(level, raw);
  await runIn(level, ['update-index', '-z', '--stdin'], { input: listOf(filtered) });
  const differing = partsOf(await runIn(level, ['diff-index', '--cached', '--name-only', '-z', tree]));
  // The work tree moved meanwhile, or the filter does not run at all: then the first failure says why.
  if (differing.length > 0) throw gitProblem(read, first);
  return filtered.map((raw) => level.prefix + textOf(raw));
}

/**
 * git would write other line ends than an editor has left in the work tree (`core.autocrlf`, the attribute `text`). The
 * work tree's are what the user tests, and nothing but line ends is let through.
 */
async function takeLineEnds(level: Level, written: readonly string[]): Promise<void> {
  if (written.length === 0) return;
  const converts = (await askIn(level, ['config', 'core.autocrlf'])).stdout.toString('latin1').trim();
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

/** The filters that change what is written out; all that git knows, whoever configured them. */
async function driversOf(level: Level): Promise<string[]> {
  const listed = await askIn(level, ['config', '--get-regexp', '-z', '^filter\\..*\\.(smudge|process)$']);
  const names = partsOf(listed.stdout).flatMap((setting) => {
    const cut = setting.indexOf('\n');
    const found = /^filter\.(.*)\.(?:smudge|process)$/i.exec(setting.slice(0, cut));
    return found?.[1] && cut >= 0 && setting.length > cut + 1 && !found[1].includes('=') ? [textOf(found[1])] : [];
  });
  return [...new Set(names)];
}

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
