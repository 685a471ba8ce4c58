/** What differs between two trees, with what each changed file holds by its content. */
import { type Content, contentOf, hasLockName } from '../../../core/review/contents.js';
import { diffWithModes, type FileChange, type ModedChange, patchOf, type TreeDiff } from '../diff.js';
import type { Repository } from '../git.js';
import { blobSizes, readObjects } from '../objects.js';

export interface JudgedFile extends ModedChange {
  content: Content;
}

/** As diffTrees, with modes; a text that git takes for binary has its lines counted. */
export async function judgedDiff(repo: Repository, from: string, to: string): Promise<TreeDiff<JudgedFile>> {
  const diff = await diffWithModes(repo, from, to);
  const contents = await contentsOf(repo, diff.files.filter(isDoubtful));
  const files = diff.files.map((file): JudgedFile => ({ ...file, content: contents.get(file.path) ?? 'text' }));
  for (const file of files) {
    if (file.binary && file.content === 'text') Object.assign(file, await countedLines(repo, from, to, file));
  }
  return { files, lines: files.reduce((sum, file) => sum + file.added + file.removed, 0) };
}

/** git counts no lines of such a file, and it prints them when asked to. */
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
/** A larger file is taken for binary without a look at it: it is opened by the reviewer, or not covered. */
const MOST_BYTES = 32_000_000;
/** The beginning by which binary bytes and text are told apart: whichever it is, the file is shown or read. */
const SAMPLE_BYTES = 1_000_000;
const isNothing = (oid: string): boolean => /^0*$/.test(oid);

/** By path. What is gone is judged by what it was. */
async function contentsOf(repo: Repository, files: FileChange[]): Promise<Map<string, Content>> {
  const ids = files.map(({ blobs }) => (isNothing(blobs.after) ? blobs.before : blobs.after));
  const sizes = files.length === 0 ? [] : await blobSizes(repo, ids);
  const contents = new Map<string, Content>();
  // One after the other: such files can be large.
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
