/** Compares two trees and judges each changed file by its content. */
import { type Content, contentOf, hasLockName } from '../../../core/review/contents.js';
import { diffWithModes, type FileChange, type ModedChange, patchOf, type TreeDiff } from '../diff.js';
import type { Repository } from '../git.js';
import { blobSizes, readObjects } from '../objects.js';

export interface JudgedFile extends ModedChange {
  content: Content;
}

/** Like diffTrees, with modes and contents. Lines are also counted for text files that git treats as binary. */
export async function judgedDiff(repo: Repository, from: string, to: string): Promise<TreeDiff<JudgedFile>> {
  const diff = await diffWithModes(repo, from, to);
  const contents = await contentsOf(repo, diff.files.filter(isDoubtful));
  const files = diff.files.map((file): JudgedFile => ({ ...file, content: contents.get(file.path) ?? 'text' }));
  for (const file of files) {
    if (file.binary && file.content === 'text') Object.assign(file, await countedLines(repo, from, to, file));
  }
  return { files, lines: files.reduce((sum, file) => sum + file.added + file.removed, 0) };
}

/** git counts no lines in such a file, but prints them when told to treat it as text. */
async function countedLines(
  repo: Repository,
  from: string,
  to: string,
  file: FileChange,
): Promise<Pick<FileChange, 'added' | 'removed'>> {
  const names = file.from === null ? [file.path] : [file.from, file.path];
  const patch = await patchOf(repo, from, to, names);
  const lines = patch.slice(Math.max(0, patch.indexOf('\n@@ '))).split('\n');
  const count = (mark: string): number => lines.filter((line) => line.startsWith(mark)).length;
  return { added: count('+'), removed: count('-') };
}

const isDoubtful = (file: FileChange): boolean => file.binary || hasLockName(file.path);

const HEAD_BYTES = 64;
/** A larger file counts as binary without being examined: the reviewer has to open it, or it is not covered. */
const MOST_BYTES = 32_000_000;
/** How many bytes are examined to tell binary content from text. In both cases the file is shown or read. */
const SAMPLE_BYTES = 1_000_000;
const isNothing = (oid: string): boolean => /^0*$/.test(oid);

/** The content of each file by path. A deleted file is judged by its old content. */
async function contentsOf(repo: Repository, files: FileChange[]): Promise<Map<string, Content>> {
  const ids = files.map(({ blobs }) => (isNothing(blobs.after) ? blobs.before : blobs.after));
  const sizes = files.length === 0 ? [] : await blobSizes(repo, ids);
  const contents = new Map<string, Content>();
  // One at a time, because such files can be large.
  for (const [index, { path, binary }] of files.entries()) {
    const size = sizes[index] ?? null;
    const [found] = size === null || size > MOST_BYTES ? [] : await readObjects(repo, ids.slice(index, index + 1));
    if (found?.type === 'blob') contents.set(path, judged(path, binary, found.content));
    else if (size !== null && binary) contents.set(path, 'binary');
  }
  return contents;
}

const judged = (path: string, binary: boolean, content: Buffer): Content =>
  contentOf(path, {
    text: content.toString('utf8', 0, binary ? SAMPLE_BYTES : content.length),
    head: content.toString('latin1', 0, HEAD_BYTES),
    binary,
  });
