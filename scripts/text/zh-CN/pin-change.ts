import type { NoticeArgs } from '../../core/say/notices.js';
import { pinNames } from './pin-names.js';

const WORDS = new Map([
  ['true', '是'],
  ['false', '否'],
  ['null', '无'],
  ['-', '无'],
]);
const inWords = (value: string): string => WORDS.get(value) ?? value;
const NAMES = new Map(Object.entries(pinNames));

/** A changed setting: what it decides, the old and the new value in words, and whether that is looser. */
export function pinChange({ name, before, after, looser }: NoticeArgs['pin-changed']): string {
  const words = NAMES.get(name);
  return (
    `${name}${words === undefined ? '' : `（${words}）`}：` +
    `${inWords(before)} → ${inWords(after)}${looser ? '（更宽松）' : '（与之前不同，无法比较宽严）'}`
  );
}
