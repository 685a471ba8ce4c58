/**
 * What an abandoned task left behind belongs to the next task's change: it was refused, or never approved. Pure: which
 * paths of a commit's tree are taken back to the last accepted version before that tree becomes the next base.
 */

/** One file of a tree, as git names it. */
export interface FileEntry {
  mode: string;
  oid: string;
}

/** A path that an abandoned task changed and that nobody accepted. */
export interface LeftPath {
  path: string;
  /** Every content that the task gave it, in the work tree or in a commit; empty where it only deleted the file. */
  oids: string[];
  /** What stood there when work was last accepted; null where there was no file. */
  accepted: FileEntry | null;
}

/** What one abandoned task left. */
export interface LeftWork {
  task: string;
  paths: LeftPath[];
}

/** A path whose content a finished task has had reviewed since: what it held then needs no second review. */
export interface SettledPath {
  task: string;
  path: string;
  /** null: the file was gone. */
  oid: string | null;
}

/** A path that is taken back in the next base. */
export interface TakenBack {
  /** The task that left it. */
  task: string;
  path: string;
  to: FileEntry | null;
}

/**
 * Decides what is taken back.
 *
 * A path counts as still holding refused work when it is not what was accepted, even where it was edited since: in
 * doubt it is reviewed. So does another path that holds one of the contents that the task left.
 *
 * @param files the tree that would be the base: path → entry
 * @param left what abandoned tasks left, oldest first; the version that the oldest knew as accepted counts
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
