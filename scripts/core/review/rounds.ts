/**
 * What earlier rounds of a gate covered. Each round records the version of each changed file and how it was seen. A
 * later round may rely on it for unchanged files, as long as the earlier record still proves it.
 */

/** The two sides of a changed file's comparison: modes, object names of the contents, and the former path. */
export interface FileVersion {
  before: string;
  after: string;
}

/** How a round covers a file: shown in its packet, read by the reviewer, or taken from an earlier round. */
export type SeenFile = FileVersion &
  (
    | { how: 'shown' | 'to-read' }
    | { how: 'same'; job: string }
    /** The packet shows the changes since the version `since`, which an earlier round covered. */
    | { how: 'delta'; job: string; since: string }
  );

/** A verified round, as proved by its record. */
export interface SeenRound {
  job: string;
  round: number;
  /** Increases from review to review. */
  fence: number;
  /** SHA-256 of its receipt's file. */
  receipt: string;
  files: Readonly<Record<string, SeenFile>>;
  /** Files that the reviewer had to read and did not. */
  unread: ReadonlySet<string>;
}

export type Rounds = ReadonlyMap<string, SeenRound>;

/** The round that covers a file, and the version `after` that it covers; newer changes still have to be shown. */
export interface Kept {
  job: string;
  round: number;
  how: 'same' | 'delta';
  after: string;
}

/** Whether a round covered this version of a file, by itself or through earlier rounds. */
export function covers(rounds: Rounds, job: string, path: string, version: FileVersion): boolean {
  const round = rounds.get(job);
  const seen = round && Object.hasOwn(round.files, path) ? round.files[path] : undefined;
  if (!round || !seen || seen.before !== version.before || seen.after !== version.after) return false;
  switch (seen.how) {
    case 'shown':
      return true;
    case 'to-read':
      return !round.unread.has(path);
    case 'same':
      return isBefore(rounds, seen.job, round) && covers(rounds, seen.job, path, version);
    case 'delta':
      return isBefore(rounds, seen.job, round) && covers(rounds, seen.job, path, { ...version, after: seen.since });
    default:
      return seen satisfies never;
  }
}

const isBefore = (rounds: Rounds, job: string, { fence }: SeenRound): boolean =>
  (rounds.get(job)?.fence ?? Number.POSITIVE_INFINITY) < fence;

interface Versioned {
  path: string;
  version?: FileVersion;
}

/**
 * Finds which files of the current change earlier rounds cover.
 *
 * @param since what changed since the last round; for a file that the last round covered, only these changes are needed
 */
export function keptFiles(rounds: Rounds, files: readonly Versioned[], since: readonly Versioned[]): Map<string, Kept> {
  const inOrder = [...rounds.values()].sort((a, b) => a.fence - b.fence);
  const changes = new Map(since.map((file) => [file.path, file.version]));
  return new Map(
    files.flatMap(({ path, version }): [string, Kept][] => {
      if (version === undefined) return [];
      const same = inOrder.find(({ job }) => covers(rounds, job, path, version));
      if (same) return [[path, { job: same.job, round: same.round, how: 'same', after: version.after }]];
      const last = inOrder.at(-1);
      const then = thenOf(path, changes.get(path), version);
      return last && then !== null && covers(rounds, last.job, path, { ...version, after: then })
        ? [[path, { job: last.job, round: last.round, how: 'delta', after: then }]]
        : [];
    }),
  );
}

/** The version of a file at the last round: the old side of the changes since then. */
function thenOf(path: string, change: FileVersion | undefined, now: FileVersion): string | null {
  if (change === undefined || change.after !== now.after || !change.before.endsWith(` ${path}`)) return null;
  return change.before.slice(0, -path.length - 1);
}

/** How the packet of this round covers a file, as one entry; no entry when it does not. */
export function seenFile(
  { path, version }: Versioned,
  state: string,
  kept: Kept | undefined,
  isDelta: boolean,
): [string, SeenFile][] {
  if (version === undefined) return [];
  if (state === 'covered') return kept ? [[path, { ...version, how: 'same', job: kept.job }]] : [];
  if (isDelta && kept) return [[path, { ...version, how: 'delta', job: kept.job, since: kept.after }]];
  if (state === 'inlined' || state === 'excerpted') return [[path, { ...version, how: 'shown' }]];
  return state === 'on-demand' ? [[path, { ...version, how: 'to-read' }]] : [];
}

/** The rounds that cover a file: the named one, and those on which it relies. */
export function foundations(rounds: Rounds, job: string, path: string): string[] {
  const files = rounds.get(job)?.files ?? {};
  const seen = Object.hasOwn(files, path) ? files[path] : undefined;
  return seen && 'job' in seen ? [job, ...foundations(rounds, seen.job, path)] : [job];
}

/** Whether every file that a round takes from earlier rounds is really covered by them. */
export const isFounded = (rounds: Rounds, files: Readonly<Record<string, SeenFile>>): boolean =>
  Object.entries(files).every(([path, seen]) => {
    if (seen.how === 'same') return covers(rounds, seen.job, path, seen);
    return seen.how !== 'delta' || covers(rounds, seen.job, path, { before: seen.before, after: seen.since });
  });
