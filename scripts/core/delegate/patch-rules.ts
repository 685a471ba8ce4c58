/** Which changes of a writer are never laid on the work tree, whoever asks. */
import type { DelegatedWork } from '../../generated/types.js';

/** One entry of a tree; its mode as git spells it. */
export interface TreeEntry {
  mode: string;
  oid: string;
}

/** One path that differs between two trees. */
export interface EntryChange {
  path: string;
  before: TreeEntry | null;
  after: TreeEntry | null;
}

export type Refused = DelegatedWork['refused'][number];

const GIT_FILES = ['.git', '.gitmodules', '.gitattributes', '.gitconfig', '.lfsconfig'];
/** Folders and files that start programs of Claude Code or Codex, or tell them what to do. */
const CLIENT_FILES = ['.claude', '.codex', '.agents', '.mcp.json'];
const HOOK_FOLDERS = ['.githooks', '.husky'];

/**
 * The changes that are refused, each with its reason.
 *
 * @param targets where the symbolic links among them lead
 * @param hooks the folder of the user's git hooks where it lies in the work tree, relative to its root; else null
 */
export const refusedChanges = (
  changes: readonly EntryChange[],
  targets: ReadonlyMap<string, string>,
  hooks: string | null,
): Refused[] =>
  changes.flatMap((change) => {
    const why = reasonFor(change, targets.get(change.path) ?? null, hooks);
    return why === null ? [] : [{ path: change.path, why }];
  });

/** Why files are refused that git does not even take in. */
export const refusedNames = (paths: readonly string[]): Refused[] =>
  paths.map((path) => ({ path, why: reasonOfPath(path, null) ?? 'odd-name' }));

function reasonFor({ path, before, after }: EntryChange, target: string | null, hooks: string | null) {
  const isLink = (entry: TreeEntry | null): boolean => entry?.mode === '160000';
  if (isLink(before) || isLink(after)) return 'submodule';
  const named = reasonOfPath(path, hooks);
  if (named !== null) return named;
  if (target === null) return null;
  const aim = aimOf(path, target);
  return aim === null || reasonOfPath(aim, hooks) !== null ? 'leads-out' : null;
}

function reasonOfPath(path: string, hooks: string | null): Refused['why'] | null {
  // A file system may not tell cases apart; Windows drops dots and spaces at the end of a name, and what follows `:`.
  const parts = path.split('/').map((part) => part.toLowerCase().replace(/:.*$|[. ]+$/, ''));
  if (/[\u0000-\u001f\u007f\\]/.test(path) || parts.some((part) => part === '')) return 'odd-name';
  if (parts.some((part) => GIT_FILES.includes(part))) return 'git-settings';
  const isBelowHooks = hooks !== null && (path === hooks || path.startsWith(`${hooks}/`));
  if (isBelowHooks || parts.some((part) => HOOK_FOLDERS.includes(part))) return 'hooks';
  if (parts.some((part) => CLIENT_FILES.includes(part))) return 'client-settings';
  return parts.some((part, at) => part === 'docs' && parts[at + 1] === 'cccc') ? 'own-documents' : null;
}

/** Where a link leads, relative to the root of the work tree; null when that is outside. */
function aimOf(path: string, target: string): string | null {
  if (/^(?:[\\/]|[A-Za-z]:)/.test(target) || target.includes('\\')) return null;
  const parts = path.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') {
      if (parts.pop() === undefined) return null;
    } else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.length === 0 ? null : parts.join('/');
}
