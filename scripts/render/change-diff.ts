/** The difference that a planned change makes to a text file, as `git diff` shows it. */
import { createTwoFilesPatch } from 'diff';

/**
 * @param file the path, as the lines `---` and `+++` name it
 * @param before the text now; null for none
 * @param after the text after the change
 * @returns lines without a final line break; '' when the texts are equal
 */
export function changeDiff(file: string, before: string | null, after: string): string {
  if (before === after) return '';
  const old = before === null ? '/dev/null' : file;
  const patch = createTwoFilesPatch(old, file, before ?? '', after, undefined, undefined, { context: 2 });
  // What stands above the names only separates several patches.
  return patch.slice(patch.indexOf('--- ')).trimEnd();
}
