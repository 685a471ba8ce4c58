import type { NoticeArgs } from '../../core/say/notices.js';
import { pinNames } from './pin-names.js';

const WORDS = new Map([
  ['true', 'yes'],
  ['false', 'no'],
  ['null', 'none'],
  ['-', 'none'],
]);
const inWords = (value: string): string => WORDS.get(value) ?? value;
const NAMES = new Map(Object.entries(pinNames));

/** A changed setting: what it decides, the old and the new value in words, and whether that is looser. */
export function pinChange({ name, before, after, looser }: NoticeArgs['pin-changed']): string {
  const words = NAMES.get(name);
  return (
    `${name}${words === undefined ? '' : ` (${words})`}: ` +
    `${inWords(before)} → ${inWords(after)}${looser ? ' (looser)' : ' (another one; it cannot be called looser or stricter)'}`
  );
}
