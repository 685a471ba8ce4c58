/** What of the machine Codex's commands may not read during a review: keys, logins, and the live work tree (facts: codex-cli, d: reads are not limited). */
import { homedir } from 'node:os';
import path from 'node:path';
import { codexHome } from './codex-arguments.js';
import { statePaths } from './workspace.js';

/** Where programs keep keys and logins, below the user's home. */
const KEPT_AT_HOME = [
  ...['.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.config/gcloud', '.config/gh', '.config/glab-cli', '.config/op', '.config/sops', '.config/solana', '.config/containers', '.terraform.d', '.oci', '.fly', '.vault-token'],
  ...['.netrc', '.npmrc', '.yarnrc.yml', '.pypirc', '.pgpass', '.my.cnf', '.git-credentials', '.config/git/credentials', '.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials', '.m2/settings.xml', '.gradle/gradle.properties', '.databrickscfg', '.s3cfg', '.boto'],
  ...['.password-store', '.local/share/keyrings', 'Library/Keychains', '.mozilla', '.config/google-chrome', '.ethereum', '.bitcoin', '.foundry/keystores', '.claude.json', '.claude/.credentials.json', '.bash_history', '.zsh_history', '.psql_history', '.mysql_history'],
];

export interface Readable {
  /** Codex's working directory with the copy below it: never denied, nor a folder around it. */
  folder: string;
  /** The user's work tree and git directories, since only the copy goes without secret files; and Codex's private home where it has one. */
  own: string[];
  stateDir: string;
}

/** Absolute paths; they need not exist. Null where Codex cannot deny single reads (measured on Linux only; Windows has another sandbox). */
export function deniedReads({ folder, own, stateDir }: Readable, env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string[] | null {
  if (platform === 'win32') return null;
  const home = env['HOME'] || homedir();
  const all = [...KEPT_AT_HOME.map((name) => path.join(home, name)), codexHome(env), statePaths(stateDir).key, ...own];
  const isAround = (denied: string): boolean => folder === denied || folder.startsWith(`${denied}${path.sep}`);
  return [...new Set(all.map((one) => path.resolve(one)))].filter((denied) => !isAround(denied)).sort();
}
