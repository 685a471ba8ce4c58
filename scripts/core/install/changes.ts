/** File edits as values: planned here, printed by --dry-run, carried out by io/install/apply.ts. */
export type Content = string | Uint8Array;

/** Paths are relative to the project, with forward slashes; digests are the sha256 of a file's bytes, in hex. */
export type Change =
  | { kind: 'mkdir'; path: string }
  | { kind: 'create'; path: string; content: Content; executable?: boolean }
  | { kind: 'replace'; path: string; content: Content; was: string; backup: boolean; executable?: boolean }
  | { kind: 'delete'; path: string; was: string; backup: boolean }
  /** Removes the folder only if it is empty. */
  | { kind: 'rmdir'; path: string };

/** A file that should exist, with its content. */
export interface Wanted {
  path: string;
  content: Content;
  digest: string;
  executable?: boolean;
}

/** The files that exist: path → digest of the file's bytes. A path that is missing here does not exist. */
export type Present = ReadonlyMap<string, string>;

/** The digests of the files that the program wrote itself, by path: from an install record or a manifest. */
export type Written = Readonly<Record<string, string>>;

/**
 * The changes after which each wanted file exists with its content. An existing file is replaced; it is backed up first
 * unless it still has the bytes that the program wrote.
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

/** Like planFiles, for files that belong to the user once they exist: an existing file is left alone. */
export function planMissing(wanted: readonly Wanted[], present: Present): Change[] {
  return planFiles(
    wanted.filter(({ path }) => !present.has(path)),
    present,
    {},
  );
}

/** The changes that remove the program's files. A file that someone edited stays, and is returned in `kept`. */
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

/** The changes that create those of the `folders` that do not exist yet. */
export function planFolders(folders: readonly string[], existing: ReadonlySet<string>): Change[] {
  return folders.filter((path) => !existing.has(path)).map((path) => ({ kind: 'mkdir', path }));
}
