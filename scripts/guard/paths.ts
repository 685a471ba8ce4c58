/** Paths as texts: absolute, with forward slashes, without `.` and `..`. */
import { type GuardPlaces, UNKNOWN } from './model.js';

/** The absolute path of a path that is given relative to a folder. */
export function resolved(given: string, cwd: string): string {
  const text = given.replaceAll('\\', '/');
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(text) || text.startsWith(UNKNOWN);
  const parts: string[] = [];
  for (const part of (isAbsolute ? text : `${cwd}/${text}`).replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (/^[A-Za-z]:$/.test(parts[0] ?? '') || text.startsWith(UNKNOWN) ? '' : '/') + parts.join('/');
}

/** Expands `~` and the variables of places, for tools that take a path without a shell. */
export const expandedPath = (text: string, { home, project }: GuardPlaces): string =>
  text
    .replace(/^~(?=[\\/]|$)/, home)
    .replace(/\$(?:HOME\b|\{HOME\})/, home)
    .replace(/\$(?:CLAUDE_PROJECT_DIR\b|\{CLAUDE_PROJECT_DIR\})/, project);

export const folded = (path: string, { caseSensitive }: Pick<GuardPlaces, 'caseSensitive'>): string =>
  caseSensitive ? path : path.toLowerCase();

export const isInside = (path: string, folder: string): boolean => path.startsWith(folder === '/' ? '/' : `${folder}/`);

export const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';
