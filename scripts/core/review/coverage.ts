/** How each changed file appears in a review packet: in full, as hunks, by name, or not at all, and why. */

import { isSecretFile } from '../../secrets/index.js';
import { type Budget, fenced, isPlain, named, shellPath } from '../say/packet-text.js';

export interface CoverageEntry {
  path: string;
  /**
   * inlined: all of it is there. excerpted: its changes are. on-demand: the reviewer has to read it. excluded: see
   * reason.
   */
  state: 'inlined' | 'excerpted' | 'on-demand' | 'excluded';
  reason: string | null;
  /** Whether it can hold code; a pass must name every excluded file that does. */
  code: boolean;
  /** Secrets that were taken out of its changes; missing where there is none. */
  redacted?: number;
}

/** A file that differs between the base and the tree under review. */
export interface ChangedFile {
  path: string;
  /** The former name of a renamed file. */
  from: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed' | 'type-changed';
  added: number;
  removed: number;
  binary: boolean;
  /** Size of the new version; null when it is deleted. */
  bytes: number | null;
  /** The changes as a patch; null when they were not read. */
  patch: string | null;
  /** The whole new version; null when it was not read. */
  text: string | null;
  /** Secrets in the patch; set when the packet is built. */
  secrets?: number;
}

/** What makes one file more important than another. */
export interface Focus {
  /** Paths that the milestone expects: files, or folders. */
  expected: string[];
  /** Paths of earlier findings. */
  findings: string[];
  /** Paths that changed since the last round; null in round 1. */
  sinceLastRound: string[] | null;
}

/** A larger file is not worth a reviewer's context, and `cat` would show only a part of it. */
export const TOO_LARGE_BYTES = 1_000_000;
/** A file that is at most this long may be shown whole beside its changes. */
const WHOLE_CHARACTERS = 24_000;

const LOCKS = [
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock)$/i,
  /^(?:cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|composer\.lock|gemfile\.lock|go\.sum)$/i,
  /^(?:gradle\.lockfile|packages\.lock\.json|flake\.lock|podfile\.lock|mix\.lock)$/i,
];
const GENERATED = [
  /(?:^|\/)(?:node_modules|vendor|dist|target|__pycache__|\.next)\//i,
  /\.min\.(?:js|css)$|\.map$|\.(?:pb|gen|generated|g)\.\w+$|_pb2(?:_grpc)?\.py$|\.snap$/i,
];
const NOT_CODE = [
  /\.(?:md|mdx|txt|rst|adoc|csv|tsv|map|snap|log|po|pot)$/i,
  /\.(?:svg|png|jpe?g|gif|webp|ico|bmp|pdf|woff2?|ttf|otf|eot|mp[34]|wav|ogg|webm)$/i,
  /\.(?:zip|gz|tgz|bz2|xz|7z)$/i,
];
const TEST = /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.\w+$|_test\.\w+$|(?:^|\/)test_[^/]*$/i;

const isAny = (patterns: readonly RegExp[], text: string): boolean => patterns.some((one) => one.test(text));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a file can hold code, configuration included; what is unknown counts as code. */
export const isCode = (path: string): boolean =>
  !isAny(NOT_CODE, path) && !isAny(LOCKS, nameOf(path)) && !isSecretFile(path);

/** Why a file is left out, before anything of it is read; null when it is not. */
export function exclusionOf(file: Pick<ChangedFile, 'path' | 'from' | 'binary' | 'bytes'>): string | null {
  if (isSecretFile(file.path) || (file.from !== null && isSecretFile(file.from))) return 'secret by its name';
  if (file.binary) return 'binary';
  if (isAny(LOCKS, nameOf(file.path))) return 'lock file';
  if (isAny(GENERATED, file.path)) return 'generated';
  return (file.bytes ?? 0) > TOO_LARGE_BYTES ? `larger than ${TOO_LARGE_BYTES / 1_000_000} MB` : null;
}

/**
 * The files in the order of their importance: what was found or changed last, what was planned, code, tests, the rest;
 * small before large.
 */
export function byImportance(files: ChangedFile[], focus: Focus): ChangedFile[] {
  const ranked = files.map((file) => ({ file, rank: rankOf(file, focus), size: file.patch?.length ?? 0 }));
  ranked.sort((a, b) => a.rank - b.rank || a.size - b.size || (a.file.path < b.file.path ? -1 : 1));
  return ranked.map(({ file }) => file);
}

function rankOf({ path }: ChangedFile, { expected, findings, sinceLastRound }: Focus): number {
  if (findings.includes(path) || sinceLastRound?.includes(path)) return 0;
  const isPlanned = expected.some((one) => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`));
  if (isPlanned && isCode(path)) return 1;
  if (!isCode(path)) return 4;
  return TEST.test(path) ? 3 : 2;
}

export interface Covered {
  entries: CoverageEntry[];
  /** The files that are shown, in the order of their importance, as text of the packet. */
  blocks: string[];
}

/**
 * Decides for each file within the budget, which is used up here.
 *
 * Changes of every file come before the whole of any, and files whose changes would take a large part of the
 * room come after the others: no file is cut, and none pushes many others out.
 */
export function cover(files: ChangedFile[], focus: Focus, budget: Budget, boundary: string): Covered {
  const shown = byImportance(
    files.filter((file) => exclusionOf(file) === null),
    focus,
  );
  const chosen = new Map<ChangedFile, { state: CoverageEntry['state']; block: string }>();
  const limit = budget.share(1 / 8);
  const isSmall = (file: ChangedFile): boolean => limit.fits(file.patch ?? '');
  for (const file of [...shown.filter(isSmall), ...shown.filter((one) => !isSmall(one))]) {
    if (file.patch === null) continue;
    // The changes of a file that is new or gone are all there is of it.
    const state = file.status === 'added' || file.status === 'deleted' ? 'inlined' : 'excerpted';
    const block = blockOf(file, file.patch, state, focus, boundary);
    if (budget.take(block)) chosen.set(file, { state, block });
  }
  const whole = budget.share(1 / 3);
  for (const file of shown) {
    const given = chosen.get(file);
    if (
      given?.state !== 'excerpted' ||
      file.patch === null ||
      file.text === null ||
      file.text.length > WHOLE_CHARACTERS
    )
      continue;
    const extra = `${fenced(boundary, `all of ${file.path}`, file.text)}\n`;
    if (!whole.take(extra)) continue;
    chosen.set(file, { state: 'inlined', block: blockOf(file, file.patch, 'inlined', focus, boundary) + extra });
  }
  return {
    entries: files.map((file) => entryOf(file, chosen.get(file)?.state)).sort((a, b) => (a.path < b.path ? -1 : 1)),
    blocks: shown.flatMap((file) => chosen.get(file)?.block ?? []),
  };
}

function entryOf(file: ChangedFile, state: CoverageEntry['state'] | undefined): CoverageEntry {
  const entry = stateOf(file, state);
  const isShown = entry.state === 'inlined' || entry.state === 'excerpted';
  return file.secrets && isShown ? { ...entry, redacted: file.secrets } : entry;
}

function stateOf(file: ChangedFile, state: CoverageEntry['state'] | undefined): CoverageEntry {
  const { path } = file;
  const code = isCode(path);
  const excluded = exclusionOf(file);
  if (excluded !== null) return { path, state: 'excluded', reason: excluded, code };
  if (state !== undefined) return { path, state, reason: null, code };
  // What is gone cannot be read on demand; that it is gone is what there is to know.
  if (file.status === 'deleted') return { path, state: 'excerpted', reason: 'deleted, its lines do not fit', code };
  if (!isPlain(path))
    return { path, state: 'excluded', reason: 'does not fit, and its name cannot be written into a command', code };
  return {
    path,
    state: 'on-demand',
    reason: file.patch === null ? 'cannot be shown as a patch' : 'does not fit',
    code,
  };
}

/** A line about the file, then its changes. The line is as long for every state, so that a later upgrade fits. */
function blockOf(
  file: ChangedFile,
  patch: string,
  state: CoverageEntry['state'],
  focus: Focus,
  boundary: string,
): string {
  const since = focus.sinceLastRound?.includes(file.path) ? ', changed since the last round' : '';
  const renamed = file.from === null ? '' : `, was ${named(file.from)}`;
  const head =
    `### ${named(file.path)} (${state.padEnd('excerpted'.length)}, ${file.status}, +${file.added} ` +
    `-${file.removed}${renamed}${since})`;
  return `\n${head}\n${fenced(boundary, `changes of ${file.path}`, patch)}\n`;
}

/** The coverage manifest as lines of the packet. */
export function manifestOf(files: ChangedFile[], entries: CoverageEntry[], focus: Focus): string {
  const changes = new Map(files.map((file) => [file.path, file]));
  return entries
    .map(({ path, state, reason, code }) => {
      const file = changes.get(path);
      const since = focus.sinceLastRound?.includes(path) ? ' [changed since the last round]' : '';
      const how = state === 'on-demand' ? `, read it: cat ${shellPath(`tree/${path}`)}` : '';
      return (
        `- ${state}${reason === null ? '' : ` (${reason})`}: ${named(path)} ${file?.status ?? ''} ` +
        `+${file?.added ?? 0} -${file?.removed ?? 0}${code ? ', code' : ''}` +
        `${file?.secrets ? `, ${file.secrets} secrets taken out` : ''}${since}${how}`
      );
    })
    .join('\n');
}
