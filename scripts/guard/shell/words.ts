/** The words of a shell command line: quotes, expansions, substitutions. The grammar on top of it is in parse.ts. */
import type { Steps } from './steps.js';
import { type List, type Part, SyntaxFault, type Word } from './syntax.js';

/** The beginning of `${…}`: its length sign and its name; after a subscript comes an operator. */
const BRACED = /\$\{([#!]?)([A-Za-z_]\w*|[0-9]+|[@*#?$!-])/y;
const OPERATOR = /:[-=+?]|[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:|@/y;

/** Reads a command list inside a substitution; the grammar, which knows words, gives itself to them. */
export interface ListReader {
  /** The list up to an unquoted `)`, which is consumed too. */
  listToParenthesis(): List;
  /** A whole text on its own. */
  parse(text: string): List;
  /** A text in which only expansions mean something: a here-document, an arithmetic expression. */
  expansions(text: string): Word;
}

/** A command nested deeper than this is none that anybody wrote to be read; far below what the stack holds. */
const DEEPEST = 150;
const END_OF_WORD = /[\s;&|()<>]/;
const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

export class Text {
  at = 0;
  readonly line: string;
  protected readonly steps: Steps;
  protected depth = 0;
  protected lists!: ListReader;

  constructor(line: string, steps: Steps) {
    steps.take(1 + line.length);
    this.line = line;
    this.steps = steps;
  }

  /** One level deeper; the caller takes it back. */
  protected deeper(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new SyntaxFault('nested too deeply');
  }

  peek(length = 1): string {
    return this.line.slice(this.at, this.at + length);
  }

  startsWith(text: string): boolean {
    return this.line.startsWith(text, this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.line.length;
  }

  /** A word; empty when none begins here. */
  word(): Word {
    const parts: Word = [];
    while (!this.isAtEnd) {
      this.steps.take(1);
      const char = this.peek();
      if ((char === '<' || char === '>') && this.peek(2).endsWith('(') && parts.length === 0) {
        this.at += 2;
        parts.push({ kind: 'process', body: this.lists.listToParenthesis(), isRead: char === '<' });
      } else if (/[@!+?*]/.test(char) && this.peek(2).endsWith('(') && (parts.length > 0 || char !== '!')) {
        add(parts, this.#balanced(1), false);
      } else if (END_OF_WORD.test(char)) break;
      else this.#piece(char, parts);
    }
    return parts;
  }

  #piece(char: string, parts: Word): void {
    switch (char) {
      case "'":
        return add(parts, this.#until("'"), true);
      case '"':
        this.at += 1;
        this.#doubleQuoted(parts);
        return;
      case '\\': {
        const next = this.line.charAt(this.at + 1);
        this.at += next === '\r' && this.line.charAt(this.at + 2) === '\n' ? 3 : 2;
        // Before a line end it joins two lines.
        if (next !== '\n' && next !== '\r') add(parts, next, true);
        return;
      }
      case '$':
        return this.#dollar(parts, false);
      case '`':
        return this.#backquoted(parts, false);
      default:
        this.at += 1;
        return add(parts, char, false);
    }
  }

  /** What stands between the opening quote here and its end. */
  #until(quote: string): string {
    const end = this.line.indexOf(quote, this.at + 1);
    if (end < 0) throw new SyntaxFault('an open quote');
    const text = this.line.slice(this.at + 1, end);
    this.at = end + 1;
    return text;
  }

  #doubleQuoted(parts: Word): void {
    add(parts, '', true);
    for (;;) {
      if (this.isAtEnd) throw new SyntaxFault('an open quote');
      if (this.peek() === '"') {
        this.at += 1;
        return;
      }
      this.quotedPiece(parts, /["\\$`\n]/);
    }
  }

  /** One piece of a text in which only `$`, backquote and backslash mean something. */
  quotedPiece(parts: Word, escapable: RegExp): void {
    const char = this.peek();
    if (char === '$') return this.#dollar(parts, true);
    if (char === '`') return this.#backquoted(parts, true);
    const next = this.line.charAt(this.at + 1);
    const isEscape = char === '\\' && next !== '' && escapable.test(next);
    add(parts, isEscape ? next.replace('\n', '') : char, true);
    this.at += isEscape ? 2 : 1;
  }

  #backquoted(parts: Word, quoted: boolean): void {
    let text = '';
    for (this.at += 1; this.peek() !== '`'; this.at += 1) {
      if (this.isAtEnd) throw new SyntaxFault('an open substitution');
      if (this.peek() === '\\' && /[`\\$]/.test(this.line.charAt(this.at + 1))) this.at += 1;
      text += this.peek();
    }
    this.at += 1;
    parts.push({ kind: 'command', body: this.lists.parse(text), quoted });
  }

  #dollar(parts: Word, quoted: boolean): void {
    const next = this.line.charAt(this.at + 1);
    if (!quoted && next === "'") {
      this.at += 1;
      return add(parts, this.#ansi(), true);
    }
    if (!quoted && next === '"') {
      this.at += 2;
      return this.#doubleQuoted(parts);
    }
    const arithmetic = this.#arithmetic();
    if (arithmetic !== null) return void parts.push({ kind: 'arithmetic', text: this.lists.expansions(arithmetic) });
    if (next === '(') {
      this.at += 2;
      return void parts.push({ kind: 'command', body: this.lists.listToParenthesis(), quoted });
    }
    if (next === '{') return this.#braced(parts, quoted);
    NAME.lastIndex = this.at + 1;
    const name = NAME.exec(this.line)?.[0];
    this.at += 1 + (name?.length ?? 0);
    if (name === undefined) return add(parts, '$', true);
    parts.push({ kind: 'variable', name, operator: '', argument: [], quoted });
  }

  /** What stands in `$((…))` or the older `$[…]`; null where none begins, or a substitution with a subshell. */
  #arithmetic(): string | null {
    const start = this.at;
    this.at += 1;
    if (this.peek() === '[' && this.#hasBracket()) return this.#balanced(0, '[', ']').slice(1, -1);
    const text = this.startsWith('((') ? this.#balanced(0) : '';
    if (text.endsWith('))')) return text.slice(2, -2);
    this.at = start;
    return null;
  }

  #hasBracket(): boolean {
    const end = this.line.indexOf(']', this.at);
    this.steps.take((end < 0 ? this.line.length : end) - this.at);
    return end > 0;
  }

  /** From here, `skip` characters before an opening parenthesis, to the closing one. */
  #balanced(skip: number, open = '(', close = ')'): string {
    let depth = 0;
    for (let index = this.at + skip; index < this.line.length; index += 1) {
      this.steps.take(1);
      if (this.line.charAt(index) === open) depth += 1;
      if (this.line.charAt(index) === close) depth -= 1;
      if (depth > 0) continue;
      const text = this.line.slice(this.at, index + 1);
      this.at = index + 1;
      return text;
    }
    throw new SyntaxFault('an open parenthesis');
  }

  /** `${…}` */
  #braced(parts: Word, quoted: boolean): void {
    const [, length = '', base] = this.matchHere(BRACED) ?? [];
    if (base === undefined) throw new SyntaxFault('an expansion');
    const subscript = this.peek() === '[' ? this.#balanced(0, '[', ']') : '';
    const [operator = ''] = this.matchHere(OPERATOR) ?? [];
    const argument: Word = [];
    this.deeper();
    while (this.peek() !== '}') {
      if (this.isAtEnd) throw new SyntaxFault('an open expansion');
      if (quoted && this.peek() !== '"') this.quotedPiece(argument, /["\\$`}\n]/);
      else this.#piece(this.peek(), argument);
    }
    this.depth -= 1;
    this.at += 1;
    parts.push({
      kind: 'variable',
      name: base + subscript,
      ...(/[$`]/.test(subscript) && { subscript: this.lists.expansions(subscript) }),
      operator: length || operator,
      argument,
      quoted,
    });
  }

  /** Matches a sticky pattern here, and goes on behind it. */
  protected matchHere(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.line);
    this.at += found?.[0].length ?? 0;
    return found;
  }

  /** `$'…'` with its escapes. */
  #ansi(): string {
    let text = '';
    for (this.at += 1; this.peek() !== "'"; ) {
      if (this.isAtEnd) throw new SyntaxFault('an open quote');
      const sequence = ESCAPED.exec(this.line.slice(this.at, this.at + 10))?.[0];
      text += sequence === undefined ? this.peek() : unescaped(sequence.slice(1));
      this.at += sequence?.length ?? 1;
    }
    this.at += 1;
    return text;
  }
}

const ESCAPED = /^\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|c[\s\S]|[0-7]{1,3}|[\s\S])/;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

function unescaped(sequence: string): string {
  if (/^[xuU]./.test(sequence)) {
    const code = Number.parseInt(sequence.slice(1), 16);
    return code > 0x10_ffff ? '' : String.fromCodePoint(code);
  }
  if (/^c./s.test(sequence)) return String.fromCharCode(sequence.charCodeAt(1) % 32);
  if (/^[0-7]/.test(sequence)) return String.fromCodePoint(Number.parseInt(sequence, 8) % 256);
  return ESCAPES[sequence] ?? sequence;
}

/** What `printf` and `echo -e` make of a text with escapes. */
export const unescapedText = (text: string): string =>
  text.replace(/\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|0?[0-7]{1,3}|[abefnrtv\\])/g, (sequence) =>
    sequence === '\\\\' ? '\\' : unescaped(sequence.slice(1)),
  );

/** Adds text to a word, joined with the text before it. */
export function add(parts: Word, text: string, quoted: boolean): void {
  const last: Part | undefined = parts.at(-1);
  if (last?.kind === 'text' && last.quoted === quoted) last.text += text;
  else parts.push({ kind: 'text', text, quoted });
}
