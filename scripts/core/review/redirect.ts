/** Replaces the path of one folder in a text by the path of another, so that references lead to the other folder. */

/** The ways in which a folder's path can be written: as it is, with forward slashes, escaped for JSON, as a URL. */
const SPELLINGS: readonly ((folder: string) => string)[] = [
  (folder) => folder,
  (folder) => folder.replaceAll('\\', '/'),
  (folder) => folder.replaceAll('\\', '\\\\'),
  (folder) => encodeURI(folder.replaceAll('\\', '/')),
];

const quoted = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/**
 * Replaces a folder's path wherever it stands as a whole: `/work/app`, but neither in `/work/app-old` nor in
 * `/my/work/app`.
 *
 * @param from an absolute path, like `to`
 * @param spelled how a path is encoded in the text, for a text that holds one character per byte
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
