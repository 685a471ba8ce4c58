/**
 * What Codex's commands may not read during a review: keys, logins and the live work tree. Codex's own read-only
 * sandbox limits writes, not reads (docs/facts/codex-cli.md, sandbox).
 */
import { readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { hasCode, isMissing } from '../ground/files.js';
import { codexHome } from './environment.js';
import type { LocatedCodex } from './locate.js';

/** Where programs keep keys and logins, below the user's home. */
const KEPT_AT_HOME = [
  ...[
    '.ssh',
    '.gnupg',
    '.aws',
    '.azure',
    '.kube',
    '.docker',
    '.config/gcloud',
    '.config/gh',
    '.config/glab-cli',
    '.config/op',
    '.config/sops',
    '.config/solana',
    '.config/containers',
    '.terraform.d',
    '.oci',
    '.fly',
    '.vault-token',
  ],
  ...[
    '.netrc',
    '.npmrc',
    '.yarnrc.yml',
    '.pypirc',
    '.pgpass',
    '.my.cnf',
    '.git-credentials',
    '.config/git/credentials',
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.gem/credentials',
    '.m2/settings.xml',
    '.gradle/gradle.properties',
    '.databrickscfg',
    '.s3cfg',
    '.boto',
  ],
  ...[
    '.password-store',
    '.local/share/keyrings',
    'Library/Keychains',
    '.mozilla',
    '.config/google-chrome',
    '.ethereum',
    '.bitcoin',
    '.foundry/keystores',
    '.claude.json',
    '.claude/.credentials.json',
    '.bash_history',
    '.zsh_history',
    '.psql_history',
    '.mysql_history',
  ],
];

/** What Codex's commands can read in a review. */
export interface Reads {
  /**
   * The paths that a permission profile denies them; null for the plain read-only sandbox, in which they read what the
   * user can.
   */
  denied: string[] | null;
  /** Why it is the plain one; null when reads are denied. */
  because: string | null;
}

export interface Readable {
  /** What has to stay readable; see neededBy. */
  needed: string[];
  /**
   * The user's work tree and git directories, since only the copy goes without secret files; and the login in Codex's
   * private home where it has one.
   */
  own: string[];
  /** Key, anchors, and the copies of other projects. */
  stateDir: string;
}

/**
 * Absolute real paths, which need not exist; none lies below another, which bubblewrap could not mount (measured with
 * 0.169.0: then no command starts). Of a folder around something needed, what lies beside that is named instead.
 */
export function deniedReads({ needed, own, stateDir }: Readable, env: NodeJS.ProcessEnv): string[] {
  const home = env['HOME'] || homedir();
  const all = [...KEPT_AT_HOME.map((name) => path.join(home, name)), codexHome(env), stateDir, ...own];
  const keep = needed.map(realPath);
  const apart = [...new Set(all.map(realPath))].flatMap((place) => besides(place, keep));
  return apart.filter((place) => !apart.some((other) => isBelow(place, other))).sort();
}

/**
 * Codex's working directory with the copy below it, and of Codex itself what its sandbox starts again and what its
 * commands use (rg).
 */
export function neededBy(folder: string, { native, leading }: LocatedCodex): string[] {
  const beside = path.dirname(path.dirname(native));
  return [folder, native, ...leading, path.join(beside, 'codex-path'), path.join(beside, 'codex-resources')];
}

const isBelow = (place: string, other: string): boolean =>
  place !== other && place.startsWith(other.endsWith(path.sep) ? other : `${other}${path.sep}`);

/**
 * The place itself, or of a folder around what is needed its other entries. A link is passed over: what it leads to is
 * no part of the folder.
 */
function besides(place: string, keep: string[]): string[] {
  if (keep.includes(place)) return [];
  const inside = keep.filter((one) => isBelow(one, place));
  if (inside.length === 0) return [place];
  const entries = readdirSync(place, { withFileTypes: true }).filter((entry) => !entry.isSymbolicLink());
  return entries.flatMap(({ name }) => besides(path.join(place, name), inside));
}

/** With the links of its existing part resolved, since Codex resolves them too. */
function realPath(place: string): string {
  const absolute = path.resolve(place);
  try {
    return realpathSync.native(absolute);
  } catch (error) {
    if (!isMissing(error) && !hasCode(error, 'ELOOP', 'EACCES')) throw error;
    const parent = path.dirname(absolute);
    return parent === absolute ? absolute : path.join(realPath(parent), path.basename(absolute));
  }
}
