/**
 * What earlier rounds of a gate covered. Each round records how it saw each changed file, in which version; a later
 * round stands on it for files that are still the same, as long as its record is there to prove it.
 */

/** What a changed file is compared with and what it is now: modes, names of contents, and the former path. */
export interface FileVersion {
  before: string;
  after: string;
}

/** How a round covers a file: by its packet, by what the reviewer reads, or by an earlier round. */
export type SeenFile = FileVersion &
  (
    | { how: 'shown' | 'to-read' }
    | { how: 'same'; job: string }
    /** The changes since the version `since`, which the earlier round covered, stand in the packet. */
    | { how: 'delta'; job: string; since: string }
  );

/** A verified round, as its record proves it. */
export interface SeenRound {
  job: string;
  round: number;
  /** Counts up from review to review. */
  fence: number;
  /** SHA-256 of its receipt's file. */
  receipt: string;
  files: Readonly<Record<string, SeenFile>>;
  /** Files that it had to read and did not. */
  unread: ReadonlySet<string>;
}

export type Rounds = ReadonlyMap<string, SeenRound>;

/** Through which round an earlier one covers a file, whole or but for the changes since its version `after`. */
export interface Kept {
  job: string;
  round: number;
  how: 'same' | 'delta';
  after: string;
}

/** Whether a round covered a file in this version, by itself or through rounds before it. */
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
 * What the rounds cover of the present change.
 *
 * @param since what changed since the last round: a file that the last round covered needs only these changes
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

/** The version of a file at the last round, as the other side of the changes since names it. */
function thenOf(path: string, change: FileVersion | undefined, now: FileVersion): string | null {
  if (change === undefined || change.after !== now.after || !change.before.endsWith(` ${path}`)) return null;
  return change.before.slice(0, -path.length - 1);
}

/** How a file of a packet is seen through it; null where it is not. */
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

/** The rounds that a file rests on, the one that is named and those that this one takes it from. */
export function foundations(rounds: Rounds, job: string, path: string): string[] {
  const files = rounds.get(job)?.files ?? {};
  const seen = Object.hasOwn(files, path) ? files[path] : undefined;
  return seen && 'job' in seen ? [job, ...foundations(rounds, seen.job, path)] : [job];
}

/** Whether every file that a round takes from earlier ones is covered by them. */
export const isFounded = (rounds: Rounds, files: Readonly<Record<string, SeenFile>>): boolean =>
  Object.entries(files).every(([path, seen]) => {
    if (seen.how === 'same') return covers(rounds, seen.job, path, seen);
    return seen.how !== 'delta' || covers(rounds, seen.job, path, { before: seen.before, after: seen.since });
  });
