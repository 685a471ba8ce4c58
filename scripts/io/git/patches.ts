/** The changes between two trees, file by file with their contents, as a review packet needs them. */
import { type ChangedFile, exclusionOf, wasSecret } from '../../core/review/coverage.js';
import { type JudgedFile, judgedDiff } from './change/contents.js';
import { blobTexts, type FileChange, patchOf } from './diff.js';
import type { Repository } from './git.js';
import { blobSizes } from './objects.js';

/** A larger change is not read at all: none of it would fit, or comparing would take too long. */
const MOST_LINES = 50_000;
const MOST_BYTES = 64_000_000;
/** Texts up to this size may be shown whole. */
const WHOLE_BYTES = 96_000;
/** A renamed file has two names, and one call of patchOf handles 200 names. */
const FILES_PER_CALL = 90;

/**
 * The changed files with their patches; small files also with their new text.
 *
 * @param from a tree or commit, like `to`
 * @param only limits the result to files with these paths
 * @returns the files; those that are excluded from packets, binary or too large have no patch and text
 */
export async function changedFiles(
  repo: Repository,
  from: string,
  to: string,
): Promise<{ files: ChangedFile[]; lines: number }> {
  const diff = await judgedDiff(repo, from, to);
  const sized = await withSizes(repo, diff.files);
  const readable = sized.filter(isReadable);
  const small = readable
    .filter(
      ({ file, bytes }) =>
        bytes !== null && bytes <= WHOLE_BYTES && file.status !== 'added' && !file.path.includes('\n'),
    )
    .map(({ file }) => file.path);
  const [patches, texts] = await Promise.all([
    filePatches(
      repo,
      from,
      to,
      readable.map(({ file }) => file),
    ),
    blobTexts(repo, to, small),
  ]);
  const textOf = new Map(small.map((path, index) => [path, texts[index]?.toString('utf8') ?? null]));
  return {
    files: sized.map(({ file: { blobs, modes, ...file }, bytes }) => ({
      ...file,
      bytes,
      version: {
        before: `${modes.before} ${blobs.before} ${file.from ?? file.path}`,
        after: `${modes.after} ${blobs.after}`,
      },
      patch: patches.get(file.path) ?? null,
      text: textOf.get(file.path) ?? null,
    })),
    lines: diff.lines,
  };
}

interface SizedFile {
  file: JudgedFile;
  old: number | null;
  bytes: number | null;
}

async function withSizes(repo: Repository, files: JudgedFile[]): Promise<SizedFile[]> {
  const sizes = await blobSizes(
    repo,
    files.flatMap(({ blobs }) => [blobs.before, blobs.after]),
  );
  return files.map((file, index) => ({
    file,
    old: sizes[2 * index] ?? null,
    bytes: sizes[2 * index + 1] ?? null,
  }));
}

const isReadable = ({ file, old, bytes }: SizedFile): boolean =>
  exclusionOf(file) === null &&
  !wasSecret(file) &&
  file.content !== 'binary' &&
  Math.max(old ?? 0, bytes ?? 0) <= MOST_BYTES &&
  file.added + file.removed <= MOST_LINES;

/** Each file's part of the patch, by path. A file whose name cannot be matched is missing. */
export async function filePatches(
  repo: Repository,
  from: string,
  to: string,
  files: FileChange[],
): Promise<Map<string, string>> {
  const byHeader = new Map(files.map((file) => [headerOf(file), file.path]));
  const patches = new Map<string, string>();
  for (let at = 0; at < files.length; at += FILES_PER_CALL) {
    const names = files
      .slice(at, at + FILES_PER_CALL)
      .flatMap((file) => (file.from === null ? [file.path] : [file.from, file.path]));
    const patch = await patchOf(repo, from, to, names);
    // No line in the body of a patch begins like this, because each has a mark in front.
    for (const piece of patch.split(/^(?=diff --git )/m)) {
      const path = byHeader.get(piece.slice(0, piece.indexOf('\n')));
      // A file whose type changed has two pieces.
      if (path !== undefined) patches.set(path, (patches.get(path) ?? '') + piece);
    }
  }
  return patches;
}

const headerOf = (file: FileChange): string =>
  `diff --git ${quoted(`a/${file.from ?? file.path}`)} ${quoted(`b/${file.path}`)}`;

const ESCAPES: Record<string, string> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** A name as git prints it with core.quotePath=false. */
function quoted(name: string): string {
  const escaped = name.replace(
    /[\u0000-\u001f\u007f"\\]/g,
    (character) => ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return escaped === name ? name : `"${escaped}"`;
}
