/** Tests for the words of a plain command. */
import type { GuardPlaces, ScriptLookup } from '../model.js';
import { isPlainPath, isPlainTarget, isUnglued } from './paths.js';
import { isDigit, isLetter, type QuickWord } from './words.js';

export interface QuickContext {
  places: Pick<GuardPlaces, 'project'>;
  script: ScriptLookup;
  /** Whether the line of a script in package.json is ordinary. */
  isOrdinaryLine(line: string): boolean;
}

export const isIn = (list: string, name: string): boolean =>
  name !== '' && !name.includes('|') && list.includes(`|${name}|`);

export const isFile = (word: QuickWord, places: QuickContext['places']): boolean =>
  !word.dynamic && !word.glob && isPlainTarget(word, places);

/** An option, alone or with a harmless value. */
export const isFlag = ({ text, dynamic }: QuickWord): boolean => {
  if (dynamic || !text.startsWith('-')) return false;
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  return (
    [...name].every((char) => char === '-' || isLetter(char) || isDigit(char)) &&
    (at < 0 || isPlainPath(text.slice(at + 1), { project: '-' }))
  );
};

/** An argument in which no program could find the evidence. */
export const isMentionFree = (word: QuickWord): boolean =>
  !word.textual && isUnglued(word) && !word.text.toLowerCase().includes('cccc');
