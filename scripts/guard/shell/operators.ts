/** What `${…}` makes of a value: `${x%.bak}`, `${x//a/b}`, `${x:1}`, `${x,,}`. */
import { type Arg, UNKNOWN } from '../model.js';

/**
 * `${x%…}` and its like, for literal texts and a leading or trailing star.
 *
 * @param pattern what follows the operator
 * @param name of the variable, where the value cannot be known
 */
export function cut(value: Arg, operator: string, pattern: string, name: string): Arg {
  const { text } = value;
  const made = (fresh: string): Arg => ({ ...value, text: fresh });
  const unknown: Arg = { text: UNKNOWN, glob: false, names: [name] };
  if (pattern.includes(UNKNOWN)) return unknown;
  switch (operator) {
    case '%':
    case '%%':
      return made(withoutEnd(text, pattern, operator === '%%'));
    case '#':
    case '##':
      return made(withoutStart(text, pattern, operator === '##'));
    case '/':
    case '//':
    case '/#':
    case '/%':
      return replaced(text, operator, pattern, made) ?? unknown;
    case ':':
      return made(sliced([...text], pattern).join(''));
    case ',,':
      return made(text.toLowerCase());
    case '^^':
      return made(text.toUpperCase());
    case ',':
      return made(text.slice(0, 1).toLowerCase() + text.slice(1));
    case '^':
      return made(text.slice(0, 1).toUpperCase() + text.slice(1));
    default:
      return unknown;
  }
}

function withoutEnd(text: string, pattern: string, isLongest: boolean): string {
  const star = pattern.replaceAll('*', '');
  if (pattern.endsWith('*')) {
    const at = isLongest ? text.indexOf(star) : text.lastIndexOf(star);
    return at < 0 ? text : text.slice(0, at);
  }
  return text.endsWith(star) ? text.slice(0, text.length - star.length) : text;
}

function withoutStart(text: string, pattern: string, isLongest: boolean): string {
  const star = pattern.replaceAll('*', '');
  if (pattern.startsWith('*')) {
    const at = isLongest ? text.lastIndexOf(star) : text.indexOf(star);
    return at < 0 ? text : text.slice(at + star.length);
  }
  return text.startsWith(star) ? text.slice(star.length) : text;
}

/** Literal patterns only; null where a wildcard decides. */
function replaced(text: string, operator: string, pattern: string, made: (fresh: string) => Arg): Arg | null {
  const at = pattern.indexOf('/');
  const [from, to] = at < 0 ? [pattern, ''] : [pattern.slice(0, at), pattern.slice(at + 1)];
  if (/[*?[]/.test(from)) return null;
  if (operator === '/#') return made(text.startsWith(from) ? to + text.slice(from.length) : text);
  if (operator === '/%') return made(text.endsWith(from) ? text.slice(0, text.length - from.length) + to : text);
  return made(operator === '/' || from === '' ? text.replace(from, () => to) : text.replaceAll(from, () => to));
}

/** The elements from one position on, of a given number; negative ones count from the end. */
export function sliced<T>(all: readonly T[], pattern: string): T[] {
  const [from = 0, length] = pattern.split(':').map((one) => Number(one.trim()));
  const start = from || 0;
  if (length === undefined || Number.isNaN(length)) return all.slice(start);
  const first = start < 0 ? Math.max(0, all.length + start) : start;
  return all.slice(first, length < 0 ? length : first + length);
}
