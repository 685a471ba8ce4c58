/** Lays a writer's change on the work tree: planned as values first, then written as a whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { EntryChange, TreeEntry } from '../../core/delegate/patch-rules.js';
import { notice, Problem } from '../../core/say/notices.js';
import { contentForDisk, idsOnDisk, merged } from '../git/change/filtered.js';
import type { Repository } from '../git/git.js';
import { readObjects } from '../git/objects.js';
import { blobId } from '../git/owned.js';
import { errorCode, isMissing } from '../ground/files.js';
import { asTheUser } from '../ground/user-mask.js';

/** What stands at a path: a file, a symbolic link, or something else that is never replaced. */
type Found =
  | { kind: 'file'; content: Buffer; executable: boolean; mode: number }
  | { kind: 'link'; target: string }
  | { kind: 'other' };

/** One path of the work tree that changes. */
export interface Landing {
  path: string;
  how: 'added' | 'changed' | 'merged' | 'deleted';
  /** What stands there now; null for nothing. */
  was: Found | null;
  /** What will stand there; null for nothing. */
  put: { kind: 'file'; content: Buffer; executable: boolean } | { kind: 'link'; target: string } | null;
}

/** What a change does to the work tree as it is now, and the paths at which both changed the same place. */
export async function planLanding(
  store: Repository,
  changes: readonly EntryChange[],
): Promise<{ landings: Landing[]; conflicts: string[] }> {
  const found = changes.map((change) => ({ change, was: foundAt(store.top, change.path) }));
  const files = found.filter(({ was }) => was?.kind === 'file');
  const ids = await idsOnDisk(
    store,
    files.map(({ change }) => change.path),
  );
  const idOf = new Map(files.map(({ change }, at) => [change.path, ids[at] ?? '']));
  const landings: Landing[] = [];
  const conflicts: string[] = [];
  for (const { change, was } of found) {
    const landing = await planOne(store, change, was, idOf.get(change.path) ?? null);
    if (landing === 'conflict') conflicts.push(change.path);
    else if (landing !== null) landings.push(landing);
  }
  return { landings, conflicts };
}

const isFile = (entry: TreeEntry | null): boolean => entry?.mode.startsWith('100') === true;
const isExecutable = (entry: TreeEntry | null): boolean => entry?.mode === '100755';

async function planOne(
  store: Repository,
  { path: name, before, after }: EntryChange,
  was: Found | null,
  id: string | null,
): Promise<Landing | 'conflict' | null> {
  const is = (entry: TreeEntry | null): boolean => {
    if (entry === null || was === null) return entry === null && was === null;
    if (was.kind === 'link')
      return entry.mode === '120000' && blobId(Buffer.from(was.target), store.format) === entry.oid;
    return was.kind === 'file' && isFile(entry) && id === entry.oid;
  };
  const isAfter = is(after) && (was?.kind !== 'file' || !isFile(after) || was.executable === isExecutable(after));
  if (isAfter) return null;
  if (is(before)) return taken(store, name, { before, after, was });
  if (is(after)) return null;
  if (was?.kind !== 'file' || before === null || after === null || !isFile(before) || !isFile(after)) return 'conflict';
  const [base, theirs] = await Promise.all([before.oid, after.oid].map((oid) => contentForDisk(store, name, oid)));
  const content = base && theirs ? await merged(store, { mine: was.content, base, theirs }) : null;
  if (content === null) return 'conflict';
  return content.equals(was.content)
    ? null
    : { path: name, how: 'merged', was, put: { kind: 'file', content, executable: was.executable } };
}

/** The change as Codex made it, because the work tree is at this path as it was when Codex began. */
async function taken(
  store: Repository,
  name: string,
  { before, after, was }: Pick<EntryChange, 'before' | 'after'> & { was: Found | null },
): Promise<Landing> {
  if (after === null) return { path: name, how: 'deleted', was, put: null };
  const how = before === null ? 'added' : 'changed';
  if (!isFile(after)) {
    const [link] = await readObjects(store, [after.oid]);
    return { path: name, how, was, put: { kind: 'link', target: link?.content.toString('utf8') ?? '' } };
  }
  const content = await contentForDisk(store, name, after.oid);
  const executable =
    isFile(before) && was?.kind === 'file' && before?.mode === after.mode ? was.executable : isExecutable(after);
  const shown = was?.kind === 'file' ? withLineEndsOf(was.content, content) : content;
  return { path: name, how, was, put: { kind: 'file', content: shown, executable } };
}

/** A text with CRLF where all lines of the present one end so, which git's settings do not always say. */
function withLineEndsOf(present: Buffer, content: Buffer): Buffer {
  const text = present.toString('latin1');
  const isCrlf = text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);
  if (!isCrlf || content.includes('\r\n') || content.includes(0)) return content;
  return Buffer.from(content.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}

/** What stands at a path; a path that leads through a link or a file is not free. */
function foundAt(top: string, name: string): Found | null {
  const parts = name.split('/');
  for (let at = 1; at < parts.length; at += 1) {
    const folder = lstatSync(path.join(top, ...parts.slice(0, at)), { throwIfNoEntry: false });
    if (folder === undefined) return null;
    if (!folder.isDirectory()) return { kind: 'other' };
  }
  const file = path.join(top, name);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (stats.isSymbolicLink()) return { kind: 'link', target: readlinkSync(file) };
  if (!stats.isFile()) return { kind: 'other' };
  const mode = stats.mode & 0o777;
  return { kind: 'file', content: readFileSync(file), executable: (mode & 0o100) !== 0, mode };
}

/**
 * Writes all of it. Each file is replaced in one step; if one cannot be written, those before it are put back.
 *
 * @param before the folder that receives the files as they are now
 * @throws Problem `changed-meanwhile` before anything is written, `cannot-write`
 */
export function land(top: string, landings: readonly Landing[], before: string): void {
  for (const { path: name, was } of landings)
    if (!isSame(foundAt(top, name), was)) throw new Problem(notice('changed-meanwhile', { file: name }), 1);
  for (const { path: name, was } of landings) keepBefore(path.join(before, name), was);
  const done: Landing[] = [];
  for (const landing of landings) {
    try {
      done.push(landing);
      asTheUser(() => put(top, landing.path, landing.put, landing.was));
    } catch (error) {
      const detail = errorCode(error);
      for (const { path: name, was } of done.reverse()) asTheUser(() => put(top, name, putBack(was), null));
      throw new Problem(notice('cannot-write', { file: landing.path, detail }));
    }
  }
}

function isSame(one: Found | null, other: Found | null): boolean {
  if (one?.kind === 'file' && other?.kind === 'file')
    return one.content.equals(other.content) && one.mode === other.mode;
  if (one?.kind === 'link' && other?.kind === 'link') return one.target === other.target;
  return one === null && other === null;
}

function keepBefore(file: string, was: Found | null): void {
  if (was?.kind !== 'file') return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, was.content, { mode: 0o600 });
}

const putBack = (was: Found | null): Landing['put'] => (was?.kind === 'file' || was?.kind === 'link' ? was : null);

function put(top: string, name: string, what: Landing['put'], was: Found | null): void {
  const file = path.join(top, name);
  if (what === null) {
    remove(file);
    return removeEmpty(top, path.dirname(file));
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = path.join(path.dirname(file), `.cccc-${randomBytes(6).toString('hex')}`);
  try {
    if (what.kind === 'link') symlinkSync(what.target, draft);
    else {
      writeFileSync(draft, what.content, { flag: 'wx', mode: what.executable ? 0o777 : 0o666 });
      if (was?.kind === 'file') chmodSync(draft, (was.mode & ~0o111) | (what.executable ? (was.mode & 0o444) >> 2 : 0));
    }
    renameSync(draft, file);
  } finally {
    remove(draft);
  }
}

/** Removes a file that may not be there, also where one of its folders is a file. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Removes the folders that became empty, as git does. */
function removeEmpty(top: string, folder: string): void {
  for (let dir = folder; dir !== top && dir.startsWith(top); dir = path.dirname(dir)) {
    try {
      if (readdirSync(dir).length > 0) return;
      rmdirSync(dir);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
