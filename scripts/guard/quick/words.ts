/** The words of a plain shell line, for reader.ts: quotes and simple expansions. */
import { UNKNOWN } from '../model.js';

export interface QuickWord {
  /** The text of the word; UNKNOWN stands for each expansion. */
  text: string;
  /** Written without quotes and expansions. */
  bare: boolean;
  glob: boolean;
  dynamic: boolean;
  /** Whether it contains what a here-document or an echo of the line printed. */
  textual: boolean;
  /** Whether it contains what an echo printed, which may be composed. */
  spoken: boolean;
  /** Whether a name in one of its substitutions could be that of a secret. */
  held: boolean;
}

/** Thrown and caught by reader.ts; an Error would cost its stack. */
export const NOT_PLAIN = Symbol('not plain');

/** Parts of names that a secret may have; a wider list than that of rules/secrets/secret-paths.ts. */
const SECRET_NAME = [
  'key',
  'secret',
  'token',
  'pass',
  'pwd',
  'cred',
  'mnemonic',
  'seed',
  'auth',
  'dsn',
  'cookie',
  'url',
  'uri',
];

export const hasSecretName = (text: string): boolean => {
  const lower = text.toLowerCase();
  return SECRET_NAME.some((part) => lower.includes(part));
};

export const isBlank = (char: string): boolean => char === ' ' || char === '\t';
export const endsWord = (char: string): boolean =>
  char === '' ||
  char === ' ' ||
  char === '\t' ||
  char === '\n' ||
  char === ';' ||
  char === '&' ||
  char === '|' ||
  char === '<' ||
  char === '>' ||
  char === '(' ||
  char === ')';
export const isLower = (char: string): boolean => (char >= 'a' && char <= 'z') || char === '_';
export const isDigit = (char: string): boolean => char >= '0' && char <= '9';
export const isLetter = (char: string): boolean => isLower(char) || (char >= 'A' && char <= 'Z');

/**
 * Private by word only, and fields are only declared: an old Node has to read this file, and what stands in for
 * `#names` and fields there costs time.
 */
export abstract class QuickText {
  declare readonly line: string;
  declare at: number;

  constructor(line: string) {
    this.line = line;
    this.at = 0;
  }

  /** Whether the text of a here-document must follow this line. */
  abstract get awaitsDocument(): boolean;
  /** Reads `$(…)`. */
  abstract substitution(word: QuickWord): void;

  peek(offset = 0): string {
    return this.line.charAt(this.at + offset);
  }

  /** The word at this position; null when there is none. */
  word(): QuickWord | null {
    const start = this.at;
    const word: QuickWord = {
      text: '',
      bare: true,
      glob: false,
      dynamic: false,
      textual: false,
      spoken: false,
      held: false,
    };
    if (this.peek() === '~') throw NOT_PLAIN;
    for (let char = this.peek(); !endsWord(char); char = this.peek()) {
      if (char === "'") this.literal(word);
      else if (char === '"') this.quoted(word);
      else if (char === '$') this.expansion(word);
      else if (char === '`') throw NOT_PLAIN;
      else if (char === '\\') this.escape(word);
      else this.plain(word, char, start);
    }
    return this.at === start ? null : word;
  }

  private plain(word: QuickWord, char: string, start: number): void {
    // Braces may multiply a word, except for find's own.
    const isOwn = char === '{' && this.at === start && this.peek(1) === '}' && endsWord(this.peek(2));
    if (char > '~' || char === '}' || (char === '{' && !isOwn)) throw NOT_PLAIN;
    if (char === '*' || char === '?' || char === '[') word.glob = true;
    word.text += isOwn ? '{}' : char;
    this.at += isOwn ? 2 : 1;
  }

  private escape(word: QuickWord): void {
    const next = this.peek(1);
    if (next === '') throw NOT_PLAIN;
    this.at += 2;
    word.bare = false;
    if (next !== '\n') word.text += next;
  }

  private literal(word: QuickWord): void {
    const end = this.line.indexOf("'", this.at + 1);
    if (end < 0) throw NOT_PLAIN;
    word.text += this.take(end);
    word.bare = false;
  }

  /** The text up to a closing quote. */
  private take(end: number): string {
    const text = this.line.slice(this.at + 1, end);
    if (this.awaitsDocument && text.includes('\n')) throw NOT_PLAIN;
    this.at = end + 1;
    return text;
  }

  private quoted(word: QuickWord): void {
    word.bare = false;
    this.at += 1;
    for (;;) {
      const char = this.peek();
      if (char === '"') break;
      if (char === '' || char === '`' || (char === '\n' && this.awaitsDocument)) throw NOT_PLAIN;
      if (char === '$') {
        this.expansion(word);
        continue;
      }
      const next = this.peek(1);
      const isEscape = char === '\\' && (next === '"' || next === '\\' || next === '$' || next === '`');
      if (char === '\\' && next === '\n') throw NOT_PLAIN;
      word.text += isEscape ? next : char;
      this.at += isEscape ? 2 : 1;
    }
    this.at += 1;
  }

  private expansion(word: QuickWord): void {
    const next = this.peek(1);
    word.bare = false;
    if (next === '(') return this.substitution(word);
    const isBraced = next === '{';
    let end = this.at + (isBraced ? 2 : 1);
    const start = end;
    while (isLower(this.line.charAt(end)) || (end > start && isDigit(this.line.charAt(end)))) end += 1;
    const name = this.line.slice(start, end);
    if (name === '' || hasSecretName(name)) throw NOT_PLAIN;
    if (isBraced ? this.line.charAt(end) !== '}' : isLetter(this.line.charAt(end))) throw NOT_PLAIN;
    this.at = isBraced ? end + 1 : end;
    word.text += UNKNOWN;
    word.dynamic = true;
  }
}
