/**
 * Decides how each changed file appears in a review packet: in full, as hunks, by name, or not at all, and why. What
 * counts is the size of the change, not the size or place of the file.
 */

import { isSecretFile } from '../../secrets/index.js';
import { type Budget, fenced, isPlain, named } from '../say/packet-text.js';
import type { Content } from './contents.js';
import { ink, SHOWN_CHARACTERS } from './coverage-reads.js';
import type { FileVersion, Kept } from './rounds.js';

export interface CoverageEntry {
  path: string;
  /**
   * inlined: the whole content is in the packet. excerpted: the changes are. covered: an earlier round of this gate saw
   * the same version. on-demand: the reviewer has to read the file. excluded: left out, see reason.
   */
  state: 'inlined' | 'excerpted' | 'covered' | 'on-demand' | 'excluded';
  reason: string | null;
  /** Whether the file can hold code. */
  code: boolean;
  /** How many secrets were removed from its changes; missing when there is none. */
  redacted?: number;
  /** How many characters other than white space have to be read; missing when the file is not on demand. */
  needs?: number;
}

/** A file that differs between the base and the tree under review. */
export interface ChangedFile {
  path: string;
  /** The former name of a renamed file. */
  from: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed' | 'type-changed';
  added: number;
  removed: number;
  /** Whether git treats the file as binary. */
  binary: boolean;
  /** What it holds; missing means that its content was not examined and counts as text. */
  content?: Content;
  /** Size of the new version in bytes; null when the file is deleted. */
  bytes: number | null;
  /** The versions before and after, named by content. */
  version?: FileVersion;
  /** The changes as a patch; null when they were not read. */
  patch: string | null;
  /** The whole new version; null when it was not read. */
  text: string | null;
  /** How many secrets the patch contains; set when the packet is built. */
  secrets?: number;
}

/** What makes a file more important than others. */
export interface Focus {
  /** Files and folders that the milestone expects to change. */
  expected: string[];
  /** Paths that earlier findings name. */
  findings: string[];
  /** Paths that changed since the last round; null in round 1. */
  sinceLastRound: string[] | null;
}

/** What earlier rounds of the gate covered, and which changes since the last round are already in the packet. */
export interface Earlier {
  kept: ReadonlyMap<string, Kept>;
  deltas: ReadonlySet<string>;
}

/** A file up to this length may be shown whole in addition to its changes. */
const WHOLE_CHARACTERS = 24_000;

/** Names and folders of files that are usually generated. They are shown last, and reviewed like all others. */
const DERIVED = [
  /(?:^|\/)(?:node_modules|vendor|dist|target|__pycache__|\.next)\//i,
  /\.min\.(?:js|css)$|\.map$|\.(?:pb|gen|generated|g)\.\w+$|_pb2(?:_grpc)?\.py$|\.snap$/i,
];
const NOT_CODE = [
  /\.(?:md|mdx|txt|rst|adoc|csv|tsv|map|snap|log|po|pot)$/i,
  /\.(?:png|jpe?g|gif|webp|ico|bmp|pdf|woff2?|ttf|otf|eot|mp[34]|wav|ogg|webm)$/i,
  /\.(?:zip|gz|tgz|bz2|xz|7z)$/i,
];
/** Text files that programs follow, and which therefore count as code. */
const OBEYED = /(?:^|\/)(?:[\w.-]*(?:requirements|constraints)[\w.-]*|cmakelists|robots)\.txt$/i;
const TEST = /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.\w+$|_test\.\w+$|(?:^|\/)test_[^/]*$/i;

const isAny = (patterns: readonly RegExp[], text: string): boolean => patterns.some((one) => one.test(text));

/** Whether a file can hold code, including configuration. A file of unknown kind counts as code. */
export const isCode = (path: string): boolean => (OBEYED.test(path) || !isAny(NOT_CODE, path)) && !isSecretFile(path);

/**
 * Whether the removed lines of a file may be secrets. In that case its changes are not shown, and the reviewer reads
 * the new file if it is code.
 */
export const wasSecret = ({ from }: Pick<ChangedFile, 'from'>): boolean => from !== null && isSecretFile(from);

/** Why a file is left out; null when it has to be shown or read. */
export function exclusionOf(file: Pick<ChangedFile, 'path' | 'from' | 'content'>): string | null {
  if (isSecretFile(file.path) || (wasSecret(file) && !isCode(file.path))) return 'secret by its name';
  if (file.content === 'media') return 'binary';
  return file.content === 'lock' ? 'lock file' : null;
}

/**
 * Sorts files by importance: those with findings or recent changes, expected files, code, tests, the rest; small ones
 * before large ones.
 */
export function byImportance(files: ChangedFile[], focus: Focus): ChangedFile[] {
  const ranked = files.map((file) => ({ file, rank: rankOf(file, focus), size: file.patch?.length ?? 0 }));
  ranked.sort((a, b) => a.rank - b.rank || a.size - b.size || (a.file.path < b.file.path ? -1 : 1));
  return ranked.map(({ file }) => file);
}

function rankOf({ path }: ChangedFile, { expected, findings, sinceLastRound }: Focus): number {
  // No command can contain this name, so the file can only be shown, not read.
  if (!isPlain(path)) return 0;
  if (findings.includes(path) || sinceLastRound?.includes(path)) return 0;
  const isPlanned = expected.some((one) => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`));
  if (isPlanned && isCode(path)) return 1;
  if (!isCode(path)) return 5;
  if (isAny(DERIVED, path)) return 4;
  return TEST.test(path) ? 3 : 2;
}

export interface Covered {
  entries: CoverageEntry[];
  /** The shown files in order of importance, as text of the packet. */
  blocks: string[];
}

type Chosen = Map<ChangedFile, { state: CoverageEntry['state']; block: string }>;

/**
 * Decides for each file how it appears, and takes the room from the budget.
 *
 * The changes of all files come before the full content of any file. Files whose changes would fill a large part of the
 * room come after the others. No file is cut, and no large file pushes many others out.
 *
 * @param earlier what earlier rounds covered and need not be shown again; null when there is none
 */
export function cover(
  files: ChangedFile[],
  focus: Focus,
  budget: Budget,
  boundary: string,
  earlier: Earlier | null = null,
): Covered {
  const shown = byImportance(
    files.filter((file) => exclusionOf(file) === null && keptEntry(file, earlier) === null),
    focus,
  );
  const chosen: Chosen = new Map();
  const limit = budget.share(1 / 8);
  const isSmall = (file: ChangedFile): boolean => limit.fits(file.patch ?? '');
  for (const file of [...shown.filter(isSmall), ...shown.filter((one) => !isSmall(one))]) {
    if (file.patch === null) continue;
    // A patch that is far too long would be redacted for nothing.
    if (file.patch.length > budget.characters) continue;
    // For a new or deleted file, the changes are the whole content.
    const state = file.status === 'added' || file.status === 'deleted' ? 'inlined' : 'excerpted';
    const block = blockOf(file, file.patch, state, focus, boundary);
    if (budget.take(block)) chosen.set(file, { state, block });
  }
  if (earlier === null) addWholeFiles(shown, chosen, focus, budget.share(1 / 3), boundary);
  return {
    entries: files
      .map((file) => entryOf(file, chosen.get(file)?.state, earlier))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    blocks: shown.flatMap((file) => chosen.get(file)?.block ?? []),
  };
}

function addWholeFiles(shown: ChangedFile[], chosen: Chosen, focus: Focus, room: Budget, boundary: string): void {
  for (const file of shown) {
    const { patch, text } = file;
    if (chosen.get(file)?.state !== 'excerpted' || patch === null) continue;
    if (text === null || text.length > WHOLE_CHARACTERS) continue;
    const extra = `${fenced(boundary, `all of ${file.path}`, text)}\n`;
    if (!room.take(extra)) continue;
    chosen.set(file, { state: 'inlined', block: blockOf(file, patch, 'inlined', focus, boundary) + extra });
  }
}

function entryOf(file: ChangedFile, state: CoverageEntry['state'] | undefined, earlier: Earlier | null): CoverageEntry {
  const entry = stateOf(file, state, earlier);
  const isShown = entry.state === 'inlined' || entry.state === 'excerpted';
  return file.secrets && isShown ? { ...entry, redacted: file.secrets } : entry;
}

/** The entry of a file that earlier rounds covered, alone or together with the changes since; null for all others. */
function keptEntry({ path }: ChangedFile, earlier: Earlier | null): CoverageEntry | null {
  const kept = earlier?.kept.get(path);
  if (kept === undefined) return null;
  const { round } = kept;
  if (kept.how === 'same') return { path, state: 'covered', reason: `as in round ${round}`, code: isCode(path) };
  if (!earlier?.deltas.has(path)) return null;
  return { path, state: 'excerpted', reason: `changes since round ${round}`, code: isCode(path) };
}

function stateOf(file: ChangedFile, state: CoverageEntry['state'] | undefined, earlier: Earlier | null): CoverageEntry {
  const { path } = file;
  const code = isCode(path);
  const excluded = exclusionOf(file);
  if (excluded !== null) return { path, state: 'excluded', reason: excluded, code: false };
  const kept = keptEntry(file, earlier);
  if (kept !== null) return kept;
  if (state !== undefined) return { path, state, reason: null, code };
  // A deleted file cannot be read on demand, and its deletion is all that there is to know.
  if (file.status === 'deleted') return { path, state: 'excerpted', reason: 'deleted, its lines do not fit', code };
  return { path, state: 'on-demand', reason: demandReason(file), code, needs: neededOf(file) };
}

function demandReason({ content, patch }: ChangedFile): string {
  if (content === 'binary') return 'binary';
  return patch === null ? 'cannot be shown as a patch' : 'does not fit';
}

/**
 * How many characters of a file have to be read when its changes are not shown: as many as the change adds, but no more
 * than one command can show. For a binary file, at least something.
 */
function neededOf({ content, patch, bytes }: ChangedFile): number {
  if (content === 'binary') return 1;
  if (patch === null) return Math.min(bytes ?? 1, SHOWN_CHARACTERS);
  const lines = patch.slice(Math.max(0, patch.indexOf('\n@@ '))).split('\n');
  const added = lines.filter((line) => line.startsWith('+'));
  return Math.min(Math.max(1, ink(added.join('\n')) - added.length), SHOWN_CHARACTERS);
}

/**
 * The heading line of a file and its changes. The line has the same length for every state, so that a later change of
 * the state still fits the budget.
 */
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
