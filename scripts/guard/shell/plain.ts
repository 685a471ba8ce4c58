/** A command line that needs no shell. */
import { parseShell } from './parse.js';
import { Steps, TooMuch } from './steps.js';
import type { List, Word } from './syntax.js';

/** In: a command line. Out: one program with its arguments, or null when only a shell could run it. */
export function programWords(line: string): string[] | null {
  const [only, more] = readWhole(line) ?? [];
  if (only === undefined || more !== undefined || only.operator !== ';' || only.node.kind !== 'simple') return null;
  const { assignments, redirects, words } = only.node;
  if (assignments.length > 0 || redirects.length > 0) return null;
  const texts = words.map(textOf);
  return texts.every((text) => text !== null) && texts.length > 0 ? texts : null;
}

function readWhole(line: string): List | null {
  try {
    return parseShell(line, new Steps(line.length));
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

function textOf(word: Word): string | null {
  const isPlain = word.every((part) => part.kind === 'text' && (part.quoted || !/[*?[{~]/.test(part.text)));
  return isPlain ? word.map((part) => (part.kind === 'text' ? part.text : '')).join('') : null;
}
