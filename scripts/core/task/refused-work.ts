/**
 * What an abandoned task left behind was refused or never approved, so it belongs to the next task's change. This
 * decides which paths go back to their last accepted version before a commit's tree becomes the next base. Pure.
 */

/** One file of a tree, as git names it. */
export interface FileEntry {
  mode: string;
  oid: string;
}

/** A path that an abandoned task changed without acceptance. */
export interface LeftPath {
  path: string;
  /**
   * Every content that the task gave it, in the work tree or in a commit; empty when the task only deleted the file.
   */
  oids: string[];
  /** The version of the last acceptance; null when there was no file. */
  accepted: FileEntry | null;
}

/** What one abandoned task left behind. */
export interface LeftWork {
  task: string;
  paths: LeftPath[];
}

/** A path whose content a finished task has had reviewed since, so that this content needs no second review. */
export interface SettledPath {
  task: string;
  path: string;
  /** null means that the file was deleted. */
  oid: string | null;
}

/** A path whose accepted version replaces the present one in the next base. */
export interface TakenBack {
  /** The task that left the content behind. */
  task: string;
  path: string;
  to: FileEntry | null;
}

/**
 * Decides which paths go back to their accepted version.
 *
 * A path counts as holding refused work when its content differs from the accepted one, even if it was edited since: in
 * doubt it is reviewed. So does any other path that holds one of the contents that the task left.
 *
 * @param files the tree that would be the base: path → entry
 * @param left what abandoned tasks left, oldest first; the oldest task's accepted version counts
 */
export function planTakingBack(
  files: ReadonlyMap<string, FileEntry>,
  left: readonly LeftWork[],
  settled: readonly SettledPath[],
): TakenBack[] {
  const plan = new Map<string, TakenBack>();
  const isSettled = (task: string, path: string): boolean =>
    settled.some((one) => one.task === task && one.path === path && one.oid === (files.get(path)?.oid ?? null));
  for (const { task, paths } of left) {
    const known = new Set(paths.map(({ path }) => path));
    for (const { path, accepted } of paths) {
      if (plan.has(path) || isSame(files.get(path) ?? null, accepted) || isSettled(task, path)) continue;
      plan.set(path, { task, path, to: accepted });
    }
    const contents = new Set(paths.flatMap(({ oids }) => oids));
    for (const [path, { oid }] of files) {
      if (known.has(path) || plan.has(path) || !contents.has(oid) || isSettled(task, path)) continue;
      plan.set(path, { task, path, to: null });
    }
  }
  return [...plan.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isSame = (a: FileEntry | null, b: FileEntry | null): boolean => a?.oid === b?.oid && a?.mode === b?.mode;
