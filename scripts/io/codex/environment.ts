/** The environment that decides where Codex sends text: the user's variables, and the .env file in CODEX_HOME. */
import { homedir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { isBedrock, variableKind } from '../../core/codex/destination.js';
import { readIfThere } from '../ground/files.js';

/** The user's CODEX_HOME. */
export const codexHome = (env: NodeJS.ProcessEnv): string => env['CODEX_HOME'] || path.join(homedir(), '.codex');

export interface DecidingVariables {
  /** The variables that Codex gets. */
  values: Record<string, string>;
  /** The pinned variables: addresses with their values, logins only by name. */
  pinned: Record<string, string>;
  /** Entries of the .env file that mean other variables, which only Codex itself puts in. */
  unread: string[];
}

/**
 * The variables that decide where text goes. Codex puts its .env file over its environment, and leaves out of it what
 * begins with CODEX_ (measured with 0.171.0).
 *
 * @param named those that the provider's definition names
 */
export function decidingVariables(provider: string, named: string[], env: NodeJS.ProcessEnv): DecidingVariables {
  const dotenv = Object.entries(readDotenv(env)).filter(([name]) => !name.startsWith('CODEX_'));
  const fromFile = Object.fromEntries(dotenv);
  const all = { ...(isBedrock(provider) ? awsFiles(env) : {}), ...env, ...fromFile };
  const found: DecidingVariables = { values: {}, pinned: {}, unread: [] };
  for (const [name, value] of Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kind = variableKind(name, provider);
    if (!value || (kind === null && !named.includes(name))) continue;
    if (fromFile[name]?.includes('$')) found.unread.push(`.env: ${name}`);
    found.values[name] = value;
    if (kind !== null) found.pinned[name] = kind === 'address' ? value : '';
  }
  return found;
}

/** Where the user's own call finds them, under another HOME too. */
const awsFiles = ({ HOME }: NodeJS.ProcessEnv): NodeJS.Dict<string> => {
  const folder = path.join(HOME || homedir(), '.aws');
  return {
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
  };
};

function readDotenv(env: NodeJS.ProcessEnv): NodeJS.Dict<string> {
  const text = readIfThere(path.join(codexHome(env), '.env'));
  return text === null ? {} : parseEnv(text);
}
