/**
 * Paths about which the guard certainly has nothing to say: in the project or a temporary folder, not hidden, with no
 * name that could be a secret's.
 */
import { type GuardPlaces, UNKNOWN } from '../model.js';
import type { QuickWord } from './words.js';

/**
 * Parts of names that evidence or a secret may have. The list is wider than the rules, which judge every name with such
 * a part.
 */
const TELLING = [
  'cccc',
  'secret',
  'credential',
  'passw',
  'passphrase',
  'wallet',
  'keystore',
  'keypair',
  'keychain',
  'keyring',
  'mnemonic',
  'seed.',
  'seedp',
  'seed-',
  'seed_',
  'privatekey',
  'private-key',
  'private_key',
  'kubeconfig',
  'tfstate',
  'tfvars',
  'netrc',
  'pgpass',
  'htpasswd',
  'vault',
  'oauth',
  'auth.json',
  'serviceaccount',
  'service-account',
  'service_account',
  'adminsdk',
  'id_r',
  'id_d',
  'id_e',
  'id_*',
  'id_?',
  'id_[',
  'utc--',
  '.env',
  '.dev.vars',
  '.key',
  '.pem',
  '.p12',
  '.pfx',
  '.jks',
  '.kdbx',
  '.ppk',
  '.p8',
  '.gpg',
  '.age',
];
const HIDDEN =
  '|.|.github|.gitignore|.gitattributes|.vscode|.editorconfig|.dockerignore|.eslintrc.json|.eslintrc.cjs|.eslintrc.js|.eslintignore|.prettierrc|.prettierrc.json|.prettierignore|.nvmrc|.storybook|.changeset|';

/** Whether a text contains such a part anywhere. */
export function isTelling(text: string): boolean {
  const lower = text.toLowerCase();
  return TELLING.some((part) => lower.includes(part));
}

type Project = Pick<GuardPlaces, 'project'>;

/** Whether a path, relative to a folder of the project or absolute, is one of these. */
export function isPlainPath(text: string, { project }: Project): boolean {
  if (text.startsWith(`${project}/`)) return isPlainBelow(text.slice(project.length + 1));
  if (text.startsWith('/tmp/') && !project.startsWith('/tmp')) return isPlainBelow(text.slice('/tmp/'.length));
  return text === project || (!text.startsWith('/') && isPlainBelow(text));
}

/** The same for a path below a folder. */
function isPlainBelow(text: string): boolean {
  if (
    text === '' ||
    text.startsWith('/') ||
    text.startsWith('@') ||
    text.startsWith('-') ||
    text.includes('\\') ||
    text.includes(':') ||
    text.includes('=')
  )
    return false;
  return !isTelling(text) && text.split('/').every((part) => !part.startsWith('.') || HIDDEN.includes(`|${part}|`));
}

const SYSTEM = '|etc|boot|usr|bin|sbin|lib|lib64|sys|proc|dev|run|var|System|Library|';

/** Whether the project's own place is harmless: not in a folder of the system or a hidden one. */
export function isPlainPlace({ project, home, cwd }: Pick<GuardPlaces, 'project' | 'home' | 'cwd'>): boolean {
  const [drive = '', first = '', ...names] = project.split('/');
  const isOrdinary =
    (drive === '' || (drive.length === 2 && drive.endsWith(':'))) &&
    first !== '' &&
    names.length > 0 &&
    project !== home &&
    !SYSTEM.includes(`|${first}|`);
  return (
    isOrdinary &&
    ![first, ...names].some((name) => name.startsWith('.')) &&
    (cwd === project || (cwd.startsWith(`${project}/`) && isPlainPath(cwd, { project })))
  );
}

/** Whether a word of a command can only be such a path. */
export function isPlainTarget(word: QuickWord, places: Project): boolean {
  return !word.textual && isUnglued(word) && isPlainPath(word.text, places);
}

/** What a variable stands for was looked at where it is set; it must not be glued to anything else. */
export const isUnglued = ({ dynamic, text }: QuickWord): boolean =>
  !dynamic || text.split('/').every((part) => part === UNKNOWN || !part.includes(UNKNOWN));
