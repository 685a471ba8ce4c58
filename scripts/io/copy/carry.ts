/**
 * Copies ignored files that checks need into the check copy: dependencies, build caches, generated code, local
 * settings. They are copied and never linked, and copied again when they change in the work tree. What checks write
 * into caches stays, so that the next run is as fast as in place; what they change in dependencies is undone.
 */
import {
  chmodSync,
  constants,
  copyFileSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  type Stats,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { isCache, isCarried, reachesBelow } from '../../core/install/carry.js';
import { redirected } from '../../core/review/redirect.js';
import { bytesOf, rawOf, textOf } from '../git/paths.js';
import { isMissing, readBytesIfThere, writeAtomically } from '../ground/files.js';
import { linkTarget } from './links.js';

export interface Carry {
  /** Absolute path of the work tree; `to` is that of the copy. */
  from: string;
  to: string;
  /** The patterns of `testing.carry`. */
  patterns: readonly string[];
  /** What git ignores in the work tree, and in `present` what it ignores in the copy: raw names. */
  ignored: readonly string[];
  present: readonly string[];
  /** The file that records what was carried earlier. */
  record: string;
  /** Stops the work between two files. */
  signal?: AbortSignal | undefined;
}

/** Larger files are not searched for the work tree's path. */
const SEARCHED_BYTES = 1024 * 1024;
/** After this many files the process handles other events. */
const IN_A_ROW = 500;

interface Seen {
  live: string;
  copy: string;
}

/** The state of one carrying. Names are raw and relative to the top folder. */
interface Course extends Carry {
  before: Map<string, Seen>;
  after: Map<string, Seen>;
  redirected: string[];
  count: number;
}

/**
 * Copies what has changed, and removes what no longer exists.
 *
 * @returns names of files and links that led back into the work tree and now lead into the copy
 */
export async function carry(given: Carry): Promise<string[]> {
  const course: Course = { ...given, before: readRecord(given), after: new Map(), redirected: [], count: 0 };
  const roots = outermost(given.ignored.flatMap((raw) => rootsIn(given, raw)));
  // Removal comes before copying, because a folder of one run may be a file of the next.
  for (const raw of given.present) {
    const name = textOf(raw);
    const isKept = roots.some((root) => root === raw || raw.startsWith(`${root}/`) || root.startsWith(`${raw}/`));
    if (!isKept && !isCache(name)) remove(course, raw);
  }
  for (const raw of roots) {
    makeParents(course, raw);
    await carryEntry(course, raw);
  }
  for (const raw of course.before.keys()) if (!course.after.has(raw)) remove(course, raw);
  writeRecord(course);
  return course.redirected.map(textOf);
}

/**
 * Removes names below another name in the list. git lists a folder that ignores itself, such as a virtual environment,
 * and also its content.
 */
function outermost(names: string[]): string[] {
  const roots = new Set<string>(names);
  const isInside = (raw: string): boolean => {
    for (let slash = raw.lastIndexOf('/'); slash > 0; slash = raw.lastIndexOf('/', slash - 1))
      if (roots.has(raw.slice(0, slash))) return true;
    return false;
  };
  return [...roots].filter((raw) => !isInside(raw)).sort();
}

/** The part of an ignored entry that is carried: the whole entry, or what a pattern names inside it. */
function rootsIn({ from, patterns }: Pick<Carry, 'from' | 'patterns'>, raw: string): string[] {
  if (isCarried(patterns, textOf(raw))) return [raw];
  if (!reachesBelow(patterns, textOf(raw)) || !statAt(from, raw)?.isDirectory()) return [];
  return entriesAt(from, raw).flatMap(({ name }) => rootsIn({ from, patterns }, `${raw}/${name}`));
}

async function carryEntry(course: Course, raw: string): Promise<void> {
  const live = statAt(course.from, raw);
  if (live === null) return;
  if (live.isDirectory()) return carryFolder(course, raw);
  course.count += 1;
  if (course.count % IN_A_ROW === 0) await turn();
  course.signal?.throwIfAborted();
  if (!live.isFile() && !live.isSymbolicLink()) return;
  const [seen, present] = [course.before.get(raw), statAt(course.to, raw)];
  const isAsBefore = seen?.live === signOf(live) && present !== null;
  if (isAsBefore && (seen.copy === signOf(present) || isCache(textOf(raw)))) {
    course.after.set(raw, seen);
    return;
  }
  if (present !== null) remove(course, raw);
  if (live.isSymbolicLink()) copyLink(course, raw);
  else copyFile(course, raw, live);
  const made = statAt(course.to, raw);
  if (made !== null) course.after.set(raw, { live: signOf(live), copy: signOf(made) });
}

async function carryFolder(course: Course, raw: string): Promise<void> {
  const present = statAt(course.to, raw);
  if (present !== null && !present.isDirectory()) remove(course, raw);
  mkdirSync(bytesOf(course.to, raw), { recursive: true });
  const entries = entriesAt(course.from, raw);
  if (present?.isDirectory() && !isCache(textOf(raw))) {
    const wanted = new Set(entries.map(({ name }) => name));
    for (const { name } of entriesAt(course.to, raw))
      if (!wanted.has(name) && !isCache(textOf(`${raw}/${name}`))) remove(course, `${raw}/${name}`);
  }
  for (const { name } of entries) await carryEntry(course, `${raw}/${name}`);
}

function copyLink(course: Course, raw: string): void {
  const target = readlinkSync(bytesOf(course.from, raw), 'utf8');
  const led = linkTarget({ from: course.from, to: course.to, name: textOf(raw), target });
  if (led.isRedirected) course.redirected.push(raw);
  symlinkSync(led.target, bytesOf(course.to, raw));
}

function copyFile(course: Course, raw: string, live: Stats): void {
  const [from, to] = [bytesOf(course.from, raw), bytesOf(course.to, raw)];
  const changed = live.size <= SEARCHED_BYTES ? redirectedContent(course, readFileSync(from)) : null;
  if (changed === null) copyFileSync(from, to, constants.COPYFILE_FICLONE);
  else {
    writeFileSync(to, changed);
    course.redirected.push(raw);
  }
  // Readable only by the user, like everything in the state directory.
  chmodSync(to, live.mode & 0o700);
  utimesSync(to, live.atimeMs / 1000, live.mtimeMs / 1000);
}

/** A text in which the path of the copy replaces that of the work tree; null for any other content. */
function redirectedContent({ from, to }: Course, content: Buffer): Buffer | null {
  if (content.includes(0)) return null;
  const text = content.toString('latin1');
  const changed = redirected(text, from, to, rawOf);
  return changed === text ? null : Buffer.from(changed, 'latin1');
}

/** Makes the folders above a name. Anything that a check put in their place, such as a link, is removed. */
function makeParents(course: Course, raw: string): void {
  for (let slash = raw.indexOf('/'); slash > 0; slash = raw.indexOf('/', slash + 1)) {
    const folder = raw.slice(0, slash);
    const present = statAt(course.to, folder);
    if (present?.isDirectory()) continue;
    if (present !== null) remove(course, folder);
    mkdirSync(bytesOf(course.to, folder));
  }
}

const remove = ({ to }: Course, raw: string): void => rmSync(bytesOf(to, raw), { recursive: true, force: true });

/** Changes whenever size, times or permissions of a file change. */
const signOf = (stats: Stats): string => [stats.size, stats.mtimeMs, stats.ctimeMs, stats.mode].join(' ');

function statAt(folder: string, raw: string): Stats | null {
  try {
    return lstatSync(bytesOf(folder, raw));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const entriesAt = (folder: string, raw: string): Dirent[] =>
  readdirSync(bytesOf(folder, raw), { withFileTypes: true, encoding: 'latin1' });

/**
 * Reads the record: name, state in the work tree and state in the copy, each ended by NUL. A record of other folders is
 * ignored.
 */
function readRecord({ from, to, record }: Carry): Map<string, Seen> {
  const parts = (readBytesIfThere(record) ?? Buffer.alloc(0)).toString('latin1').split('\0');
  const seen = new Map<string, Seen>();
  if (parts[0] !== rawOf(from) || parts[1] !== rawOf(to)) return seen;
  for (let at = 2; at + 2 < parts.length; at += 3)
    seen.set(parts[at] ?? '', { live: parts[at + 1] ?? '', copy: parts[at + 2] ?? '' });
  return seen;
}

function writeRecord({ from, to, record, after }: Course): void {
  const parts = [...after].flatMap(([raw, { live, copy }]) => [raw, live, copy]);
  writeAtomically(record, Buffer.from([rawOf(from), rawOf(to), ...parts, ''].join('\0'), 'latin1'));
}
