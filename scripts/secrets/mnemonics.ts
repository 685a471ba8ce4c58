/** BIP-39 mnemonics: twelve or more words of the English list whose last bits are the checksum of the rest. */
import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Found } from './found.js';

/** How many words a mnemonic may have, longest first. */
const COUNTS = [24, 21, 18, 15, 12];

/** Between two words of one mnemonic: at most a list's punctuation. */
const LONGEST_GAP = 12;

let indexes: ReadonlyMap<string, number> | undefined;

/** A word's place in the list, which is its 11 bits. The map is built on first use, so that loading costs nothing. */
function indexOf(word: string): number | undefined {
  indexes ??= new Map(wordlist.map((listed, index) => [listed, index]));
  return indexes.get(word);
}

interface Word {
  start: number;
  end: number;
  index: number;
}

/** In: any text. Out: each mnemonic in it whose checksum is right, in the order of the text. */
export function* mnemonics(text: string): Generator<Found> {
  let run: Word[] = [];
  let before = 0;
  for (const match of text.matchAll(/(?<![A-Za-z])[A-Za-z]{3,8}(?![A-Za-z])/g)) {
    const index = indexOf(match[0].toLowerCase());
    const word = index === undefined ? null : { start: match.index, end: match.index + match[0].length, index };
    const isNext =
      word !== null &&
      match.index - before <= LONGEST_GAP &&
      /^[^A-Za-z<>=(){}]*$/.test(text.slice(before, match.index));
    if (!isNext) {
      yield* mnemonicsIn(run);
      run = [];
    }
    if (word) run.push(word);
    before = match.index + match[0].length;
  }
  yield* mnemonicsIn(run);
}

/** Mnemonics in a run of listed words; ordinary words of the list may stand before and after them. */
function* mnemonicsIn(run: readonly Word[]): Generator<Found> {
  for (let at = 0; at + 12 <= run.length; ) {
    const count = COUNTS.find(
      (size) => at + size <= run.length && isMnemonic(run.slice(at, at + size).map(({ index }) => index)),
    );
    const [first, last] = [run[at], run[at + (count ?? 1) - 1]];
    if (count !== undefined && first && last)
      yield { start: first.start, end: last.end, kind: 'mnemonic', certain: true };
    at += count ?? 1;
  }
}

/**
 * Whether words of the list are a mnemonic: 11 bits a word, of which the last count/3 are the first bits of the SHA-256
 * of the rest. An excerpt of the list in its own order is no mnemonic, nor are words that mostly repeat.
 *
 * `validateMnemonic` of @scure/bip39 is not used: it checks all 2048 words of the list on each call, and a long text of
 * listed words makes five calls a word.
 */
function isMnemonic(indexes: readonly number[]): boolean {
  const hasRepeats = new Set(indexes).size < indexes.length - 4;
  const isAscending = indexes.every((index, at) => at === 0 || index >= (indexes[at - 1] ?? 0));
  if (hasRepeats || isAscending) return false;
  const bits = indexes.map((index) => index.toString(2).padStart(11, '0')).join('');
  const checked = indexes.length / 3;
  const bytes = bits.slice(0, -checked).match(/.{8}/g) ?? [];
  // The samples of BIP-39 and of most introductions: one byte again and again.
  if (new Set(bytes).size === 1) return false;
  const digest = sha256(Uint8Array.from(bytes, (byte) => parseInt(byte, 2)));
  return (digest[0] ?? 0) >>> (8 - checked) === parseInt(bits.slice(-checked), 2);
}
