/**
 * Tasks that were played once in a run of the tests, kept for whoever begins in the same way. What a task names by its
 * path (the work tree, the state directory, Codex) is put back where it was, so a set of folders has one user at a
 * time.
 */
import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { hasCode } from '../../scripts/io/ground/files.js';
import { skillFolder } from './dist.js';
import { SavedFolders } from './saved-folders.js';

export type PlayedFolder = 'work tree' | 'state home' | 'codex' | 'codex home';

/** Under this name a task is kept as it is after the setup. */
export const SET_UP = 'set up';
const KEPT = 'kept';
const CLAIM = 'claim';
const OWN: readonly string[] = [KEPT, 'work tree', 'state home', 'codex', 'codex home'];

export class Played extends SavedFolders {
  private readonly home: string;

  /** Takes a set of folders that nobody uses: one with something kept in it, if there is one. */
  static take(): Played {
    // The rights of what the setup writes depend on the mask.
    const mask = process.umask().toString(8);
    for (let number = 1; ; number++) {
      const home = path.join(path.dirname(skillFolder()), 'played', `mask ${mask}`, `task ${number}`);
      mkdirSync(home, { recursive: true });
      if (!taken(home)) continue;
      const played = new Played(home);
      // Nothing but its own: a test may have made something beside, or ended before all was there.
      const own = played.has(SET_UP) ? OWN : [KEPT];
      for (const name of readdirSync(home).filter((one) => one !== CLAIM && !own.includes(one)))
        rmSync(path.join(home, name), { recursive: true, force: true });
      return played;
    }
  }

  private constructor(home: string) {
    super(path.join(home, KEPT));
    this.home = home;
    held.add(this);
  }

  folder(name: PlayedFolder): string {
    return path.join(this.home, name);
  }

  /** Leaves the folders to the next one. */
  giveBack(): void {
    if (held.delete(this)) rmdirSync(claimOf(this.home));
  }
}

const held = new Set<Played>();

const claimOf = (home: string): string => path.join(home, CLAIM);

function taken(home: string): boolean {
  try {
    mkdirSync(claimOf(home));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

afterAll(() => {
  for (const played of held) played.giveBack();
});
