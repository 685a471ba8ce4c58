/**
 * Folders that are kept under names and put back. Only what has changed since is written again, because removing and
 * copying a whole project takes longer than most commands of the program.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
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
import path from 'node:path';

/** What lies at a path: a folder, a link with where it leads, a file with where its content is kept, or a pipe. */
interface Entry {
  kind: 'folder' | 'link' | 'file' | 'special';
  mode: number;
  /** Seconds; a number, as the file system takes it back. */
  mtime: number;
  from: string;
}

type Entries = Record<string, Entry>;

/** Changes with whatever is done to a file, and cannot be set. */
const identityOf = ({ ino, size, ctimeMs, mode }: Stats): string => [ino, size, ctimeMs, mode].join('-');

/** As far as a number of seconds tells it. */
const isSameTime = ({ mtimeMs }: Stats, seconds: number): boolean => Math.abs(mtimeMs / 1000 - seconds) < 0.001;

export class SavedFolders {
  /** Where the contents and the lists are kept. */
  private readonly dir: string;
  /** Of each file that is there now as it is kept: its identity, and where that is. */
  private readonly present = new Map<string, { identity: string; from: string }>();
  private count = 0;

  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  has(name: string): boolean {
    return existsSync(this.list(name));
  }

  /** Keeps the folders as they are now; of what is kept already, nothing is copied. */
  save(name: string, folders: readonly string[]): void {
    const entries = this.look(folders, (file, stats) => {
      const known = this.present.get(file);
      if (known?.identity === identityOf(stats)) return known.from;
      const from = path.join(this.dir, `${name}-${process.pid}-${++this.count}`);
      copyFileSync(file, from);
      this.present.set(file, { identity: identityOf(stats), from });
      return from;
    });
    writeFileSync(this.list(name), JSON.stringify({ folders, entries }));
  }

  /** Puts the folders back as they were. */
  restore(name: string): void {
    const { folders, entries }: { folders: string[]; entries: Entries } = JSON.parse(
      readFileSync(this.list(name), 'utf8'),
    );
    const there = this.look(folders, () => '');
    for (const file of Object.keys(there).reverse()) {
      if (entries[file]?.kind === there[file]?.kind) continue;
      // What was ended a moment ago may have written once more since the look.
      rmSync(file, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }
    for (const [file, entry] of Object.entries(entries)) this.put(file, entry);
    // A folder's time changes with what is put into it.
    for (const [file, { kind, mtime }] of Object.entries(entries).reverse())
      if (kind === 'folder' && !isSameTime(lstatSync(file), mtime)) utimesSync(file, mtime, mtime);
  }

  /** Whether the folders are as they were when they were saved or restored. */
  isAs(name: string): boolean {
    if (!this.has(name)) return false;
    const { folders, entries }: { folders: string[]; entries: Entries } = JSON.parse(
      readFileSync(this.list(name), 'utf8'),
    );
    const now = this.look(folders, (file, stats) => {
      const known = this.present.get(file);
      return known?.identity === identityOf(stats) ? known.from : '';
    });
    const names = Object.keys(now);
    return (
      names.length === Object.keys(entries).length &&
      names.every((file) => {
        const [a, b] = [now[file], entries[file]];
        return a !== undefined && b !== undefined && a.kind === b.kind && a.mode === b.mode && a.from === b.from;
      })
    );
  }

  private list(name: string): string {
    return path.join(this.dir, `${name}.json`);
  }

  /** Everything in some folders, a folder before what it holds; `from` says where a file's content is kept. */
  private look(folders: readonly string[], from: (file: string, stats: Stats) => string): Entries {
    const entries: Entries = {};
    const add = (file: string): void => {
      const stats = lstatSync(file, { throwIfNoEntry: false });
      // Gone meanwhile: a temporary file of something that was ended.
      if (!stats) return;
      const { mode, mtimeMs } = stats;
      const entry = { mode: mode & 0o7777, mtime: mtimeMs / 1000 };
      if (stats.isSymbolicLink()) entries[file] = { ...entry, kind: 'link', from: readlinkSync(file) };
      else if (stats.isDirectory()) {
        entries[file] = { ...entry, kind: 'folder', from: '' };
        for (const name of readdirSync(file)) add(path.join(file, name));
      } else if (stats.isFile()) entries[file] = { ...entry, kind: 'file', from: from(file, stats) };
      else entries[file] = { ...entry, kind: 'special', from: '' };
    };
    for (const folder of folders.filter((name) => existsSync(name))) add(folder);
    return entries;
  }

  private put(file: string, { kind, mode, mtime, from }: Entry): void {
    if (kind === 'special') return;
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (kind === 'link') {
      if (stats && readlinkSync(file) === from) return;
      rmSync(file, { force: true });
      symlinkSync(from, file);
    } else if (kind === 'folder') {
      if (!stats) mkdirSync(file, { recursive: true });
      if (!stats || (stats.mode & 0o7777) !== mode) chmodSync(file, mode);
    } else if (!stats || !this.isKept(file, stats, { mode, mtime, from })) this.write(file, { mode, mtime, from });
  }

  private write(file: string, { mode, mtime, from }: Omit<Entry, 'kind'>): void {
    // Removed first: it may be read-only, or have another name somewhere.
    rmSync(file, { force: true });
    copyFileSync(from, file);
    chmodSync(file, mode);
    utimesSync(file, mtime, mtime);
    this.present.set(file, { identity: identityOf(lstatSync(file)), from });
  }

  /** Whether a file is as it is kept; of one that another process put there, its content says so. */
  private isKept(file: string, stats: Stats, { mode, mtime, from }: Omit<Entry, 'kind'>): boolean {
    const known = this.present.get(file);
    if (known) return known.identity === identityOf(stats) && known.from === from;
    if ((stats.mode & 0o7777) !== mode || !isSameTime(stats, mtime)) return false;
    if (stats.size !== lstatSync(from).size || !readFileSync(file).equals(readFileSync(from))) return false;
    this.present.set(file, { identity: identityOf(stats), from });
    return true;
  }
}
