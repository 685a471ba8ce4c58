/** A file edit as a value: planned here, shown by --dry-run, executed by io/install/apply.ts. */
export type Content = string | Uint8Array;

/** Paths are relative to the project, with forward slashes; digests are the sha256 of a file's bytes, in hex. */
export type Change =
  | { kind: 'mkdir'; path: string }
  | { kind: 'create'; path: string; content: Content; executable?: boolean }
  | { kind: 'replace'; path: string; content: Content; was: string; backup: boolean; executable?: boolean }
  | { kind: 'delete'; path: string; was: string; backup: boolean }
  /** Only when nothing is left in it. */
  | { kind: 'rmdir'; path: string };

/** A file that should be there. */
export interface Wanted {
  path: string;
  content: Content;
  digest: string;
  executable?: boolean;
}

/** What is there: path → digest of the file's bytes; a path that is absent does not exist. */
export type Present = ReadonlyMap<string, string>;

/** The digests of what we wrote ourselves, by path: an install record or a manifest. */
export type Written = Readonly<Record<string, string>>;

/**
 * What it takes that each wanted file is there with its content. A file that is there already is replaced,
 * and backed up unless its bytes are the ones we wrote.
 */
export function planFiles(wanted: readonly Wanted[], present: Present, written: Written): Change[] {
  return wanted.flatMap(({ path, content, digest, executable }): Change[] => {
    const was = present.get(path);
    const mode = executable === undefined ? {} : { executable };
    if (was === undefined) return [{ kind: 'create', path, content, ...mode }];
    if (was === digest) return [];
    return [{ kind: 'replace', path, content, was, backup: was !== written[path], ...mode }];
  });
}

/** As planFiles, for files that belong to the user once they exist: whatever is there stays. */
export function planMissing(wanted: readonly Wanted[], present: Present): Change[] {
  return planFiles(
    wanted.filter(({ path }) => !present.has(path)),
    present,
    {},
  );
}

/**
 * The changes that remove the program's files: one that was edited stays, and is returned in `kept`.
 */
export function planRemoval(
  paths: readonly string[],
  present: Present,
  written: Written,
): { changes: Change[]; kept: string[] } {
  const changes: Change[] = [];
  const kept: string[] = [];
  for (const path of paths) {
    const was = present.get(path);
    if (was === undefined) continue;
    if (was === written[path]) changes.push({ kind: 'delete', path, was, backup: false });
    else kept.push(path);
  }
  return { changes, kept };
}

/** The folders among `folders` that do not exist yet, as changes. */
export function planFolders(folders: readonly string[], existing: ReadonlySet<string>): Change[] {
  return folders.filter((path) => !existing.has(path)).map((path) => ({ kind: 'mkdir', path }));
}
