/** Shared by commands that write files: carries out changes or only shows them, and reports what was done. */
import type { Change } from '../../core/install/changes.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { projectPaths, storedPath } from '../../io/ground/workspace.js';
import { type Applied, applyChanges } from '../../io/install/apply.js';

/** A list of more names than this would help nobody. */
const MANY = 40;

/** What a command says itself about one of its changes; null: the usual words. An empty list says nothing. */
export type OwnWords = (change: Change, backup: string | null) => Notice[] | null;

/** One line per folder for written files, and one line for each file that was replaced or removed. */
export function changeNotices(all: readonly Change[], backups: Applied['backups'], own: OwnWords): Notice[] {
  if (all.length === 0) return [notice('nothing-to-change', {})];
  const told = all.flatMap((change) => own(change, backups[change.path] ?? null) ?? []);
  const changes = all.filter((change) => own(change, null) === null);
  const byFolder = new Map<string, string[]>();
  for (const change of changes) {
    if (change.kind !== 'create') continue;
    const cut = change.path.lastIndexOf('/');
    const folder = cut < 0 ? '.' : change.path.slice(0, cut);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), change.path.slice(cut + 1)]);
  }
  const count = [...byFolder.values()].flat().length;
  const written =
    count > MANY
      ? [notice('files-counted', { count })]
      : [...byFolder].map(([folder, names]) => notice('files-written', { folder, names: names.join(', ') }));
  const isPlainRemoval = ({ kind, path }: Change): boolean => kind === 'delete' && !(path in backups);
  const removed = changes.filter(isPlainRemoval).length;
  const counted = removed > MANY ? [notice('files-removed', { count: removed })] : [];
  const others = changes.flatMap((change): Notice[] => {
    if (removed > MANY && isPlainRemoval(change)) return [];
    if (change.kind === 'replace')
      return [notice('file-replaced', { file: change.path, backup: backups[change.path] ?? null })];
    if (change.kind === 'delete')
      return [notice('file-removed', { file: change.path, backup: backups[change.path] ?? null })];
    return [];
  });
  return [...written, ...others, ...counted, ...told];
}

/** The same notices for changes that are only planned. */
export function plannedNotices(changes: readonly Change[]): Notice[] {
  if (changes.length === 0) return [notice('nothing-to-change', {})];
  return changes.map((change) =>
    notice('change-planned', { kind: change.kind, file: change.path, backup: 'backup' in change && change.backup }),
  );
}

/** The changes as `--json` shows them, without the files' content. */
export const changeData = (changes: readonly Change[]) =>
  changes.map((change) => ({ kind: change.kind, path: change.path, backup: 'backup' in change && change.backup }));

/** Carries out the changes; with `dryRun` only reports them. */
export function apply(
  project: string,
  changes: readonly Change[],
  now: string,
  dryRun: boolean,
  own: OwnWords = () => null,
): Notice[] {
  if (dryRun) return plannedNotices(changes);
  const { backups } = applyChanges(project, changes, now);
  // The program's own record of what it wrote needs no notice.
  const record = storedPath(project, projectPaths(project).installed);
  return changeNotices(
    changes.filter((change) => change.path !== record || change.path in backups),
    backups,
    own,
  );
}
