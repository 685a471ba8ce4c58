/** What differs between two trees, with what each changed file holds by its content. */
import { type Content, contentOf, hasLockName } from '../../../core/review/contents.js';
import { diffWithModes, type FileChange, type ModedChange, patchOf, type TreeDiff } from '../diff.js';
import type { Repository } from '../git.js';
import { readObjects } from '../objects.js';

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
/** What comes after is not looked at; a lock file of that length is none. */
const MOST_BYTES = 32_000_000;
const isNothing = (oid: string): boolean => /^0*$/.test(oid);

/** By path. What is gone is judged by what it was. */
async function contentsOf(repo: Repository, files: FileChange[]): Promise<Map<string, Content>> {
  const contents = new Map<string, Content>();
  // One after the other: such files can be large.
  for (const { path, binary, blobs } of files) {
    const [found] = await readObjects(repo, [isNothing(blobs.after) ? blobs.before : blobs.after]);
    if (found?.type !== 'blob') continue;
    const sample = {
      text: found.content.toString('utf8', 0, MOST_BYTES),
      head: found.content.toString('latin1', 0, HEAD_BYTES),
      binary,
    };
    contents.set(path, contentOf(path, sample));
  }
  return contents;
}
