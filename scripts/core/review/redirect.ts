/** A text in which the path of one folder gives way to another's: what leads into the one then leads into the other. */

/** How a folder's path can stand in a text: as it is, with forward slashes, as JSON escapes it, in a URL. */
const SPELLINGS: readonly ((folder: string) => string)[] = [
  (folder) => folder,
  (folder) => folder.replaceAll('\\', '/'),
  (folder) => folder.replaceAll('\\', '\\\\'),
  (folder) => encodeURI(folder.replaceAll('\\', '/')),
];

const quoted = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/**
 * Replaces a folder's path wherever it stands as a whole: `/work/app` neither in `/work/app-old` nor in `/my/work/app`.
 *
 * @param from absolute; to: likewise
 * @param spelled how a path becomes part of the text, for a text that holds one character for each byte
 */
export function redirected(
  text: string,
  from: string,
  to: string,
  spelled: (path: string) => string = (path) => path,
): string {
  return SPELLINGS.reduce((now, spelling) => {
    const [found, put] = [spelled(spelling(from)), spelled(spelling(to))];
    if (!now.includes(found)) return now;
    const whole = new RegExp(`(?<![\\w.\\-\\x80-\\xff])${quoted(found)}(?![\\w.\\-\\x80-\\xff])`, 'g');
    return now.replace(whole, () => put);
  }, text);
}
