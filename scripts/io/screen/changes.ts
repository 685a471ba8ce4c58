/** Notices when one of a few files changes: at once where the system tells, else at the next look. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import path from 'node:path';
import { isSystemError } from '../ground/files.js';

/** Sizes and times of the files; the same text means that nothing has changed. */
function signatureOf(files: readonly string[]): string {
  return files.map(stateOf).join(' ');
}

function stateOf(file: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(file);
    return `${size}:${mtimeMs}:${ino}`;
  } catch (error) {
    if (isSystemError(error)) return '-';
    throw error;
  }
}

export class FileChanges {
  private files: readonly string[] = [];
  private signature = '';
  private watchers: FSWatcher[] = [];
  private readonly told: () => void;

  /** @param told is called when something in the files' folders has changed; `moved` says whether it was one of them */
  constructor(told: () => void) {
    this.told = told;
  }

  /** Looks after these files from now on. */
  follow(files: readonly string[]): void {
    this.signature = signatureOf(files);
    if (files.join('\0') === this.files.join('\0')) return;
    this.files = files;
    this.close();
    const folders = [...new Set(files.map((file) => path.dirname(file)))];
    this.watchers = folders.flatMap((folder) => this.watched(folder));
  }

  /** A folder that cannot be watched is looked at by `moved` alone. */
  private watched(folder: string): FSWatcher[] {
    try {
      const watcher = watch(folder, () => this.told());
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch (error) {
      if (isSystemError(error)) return [];
      throw error;
    }
  }

  /** Whether one of the files has changed since they were followed. */
  get moved(): boolean {
    return signatureOf(this.files) !== this.signature;
  }

  close(): void {
    for (const watcher of this.watchers.splice(0)) watcher.close();
  }
}
