/**
 * Reads the plain part of a shell line: words, quotes, lists, pipes, loops, conditions, substitutions, literal
 * here-documents. Anything else a shell knows makes the result null, and the complete reader (parse.ts) is used.
 */
import { UNKNOWN } from '../model.js';
import {
  endsWord,
  hasSecretName,
  isBlank,
  isDigit,
  isLetter,
  isLower,
  NOT_PLAIN,
  QuickText,
  type QuickWord,
} from './words.js';

export interface QuickCommand {
  words: QuickWord[];
  /** Values of assignments before it. */
  values: QuickWord[];
  reads: QuickWord[];
  writes: QuickWord[];
  document: boolean;
  /** What it reads through a pipe. */
  source: 'none' | 'files' | 'text';
}

/** The commands of a line in order, including those in substitutions; null when the line is not plain. */
export function readPlain(line: string): QuickCommand[] | null {
  if (line.length > LONGEST || STRANGE.some((char) => line.includes(char))) return null;
  const reader = new Reader(line);
  try {
    reader.whole();
    return reader.commands;
  } catch (error) {
    if (error === NOT_PLAIN) return null;
    throw error;
  }
}

const LONGEST = 10_000;
const DEEPEST = 12;
/** The guard's own mark, and white space that shells treat differently. */
const STRANGE = [UNKNOWN, '\r', '\v', '\f', '\0'];

class Reader extends QuickText {
  declare readonly commands: QuickCommand[];
  declare private depth: number;
  declare private documents: { end: string; literal: boolean }[];

  constructor(line: string) {
    super(line);
    this.commands = [];
    this.depth = 0;
    this.documents = [];
  }

  override get awaitsDocument(): boolean {
    return this.documents.length > 0;
  }

  whole(): void {
    this.list();
    if (this.at < this.line.length || this.awaitsDocument) throw NOT_PLAIN;
  }

  private blanks(): void {
    for (; ; this.at += 1) {
      const char = this.peek();
      if (char === '\\' && this.peek(1) === '\n') this.at += 1;
      else if (char === '#') {
        const end = this.line.indexOf('\n', this.at);
        this.at = end < 0 ? this.line.length : end;
        return;
      } else if (!isBlank(char)) return;
    }
  }

  private newlines(): void {
    for (this.blanks(); this.peek() === '\n'; this.blanks()) {
      this.at += 1;
      this.skipDocuments();
    }
  }

  private skipDocuments(): void {
    for (const { end, literal } of this.documents) {
      for (;;) {
        if (this.at >= this.line.length) throw NOT_PLAIN;
        const next = this.line.indexOf('\n', this.at);
        const line = this.line.slice(this.at, next < 0 ? undefined : next);
        const isEnd = line === end;
        this.at += line.length + (isEnd || next < 0 ? 0 : 1);
        if (isEnd) break;
        // git would read such a text as an alias, wherever it is.
        if (line.trimStart().startsWith('alias.')) throw NOT_PLAIN;
        if (!literal && (line.includes('$') || line.includes('`') || line.includes('\\'))) throw NOT_PLAIN;
      }
      if (this.peek() === '\n') this.at += 1;
    }
    this.documents = [];
  }

  /** A keyword that stands here as it is. */
  private keyword(): string {
    let end = this.at;
    while (!endsWord(this.line.charAt(end))) end += 1;
    return this.line.slice(this.at, end);
  }

  private expect(keyword: string): void {
    if (this.keyword() !== keyword) throw NOT_PLAIN;
    this.at += keyword.length;
  }

  /** Reads commands up to one of the keywords, `)` or the end; at least one. */
  private list(...ends: string[]): void {
    if (++this.depth > DEEPEST) throw NOT_PLAIN;
    for (let count = 0, isOpen = true; ; count += 1) {
      this.newlines();
      if (this.at >= this.line.length || this.peek() === ')' || ends.includes(this.keyword())) {
        if (count === 0 || isOpen) throw NOT_PLAIN;
        this.depth -= 1;
        return;
      }
      this.pipeline();
      isOpen = this.separator();
    }
  }

  /** Reads what separates two commands; returns whether another one must follow. */
  private separator(): boolean {
    this.blanks();
    const char = this.peek();
    const next = this.peek(1);
    if ((char === '&' || char === '|') && next === char) {
      this.at += 2;
      return true;
    }
    if (char === ';' || char === '&') {
      if (next === ';' || next === '&') throw NOT_PLAIN;
      this.at += 1;
    } else if (char !== '' && char !== '\n' && char !== ')') throw NOT_PLAIN;
    return false;
  }

  private pipeline(): void {
    let source = this.command('none');
    for (this.blanks(); this.peek() === '|' && this.peek(1) !== '|'; this.blanks()) {
      if (this.peek(1) === '&') throw NOT_PLAIN;
      this.at += 1;
      this.newlines();
      const printed = this.command(source);
      source = source === 'text' ? 'text' : printed;
    }
  }

  /** Reads one command; returns what it prints. */
  private command(source: QuickCommand['source']): 'files' | 'text' {
    this.blanks();
    const keyword = this.keyword();
    switch (keyword) {
      case '!':
        this.at += 1;
        return this.command(source);
      case 'if':
        return this.if();
      case 'while':
      case 'until':
        this.at += 5;
        this.list('do');
        return this.loopBody();
      case 'for':
        return this.for();
      case '{':
        this.at += 1;
        this.list('}');
        this.expect('}');
        return this.closed();
      case '':
        if (this.peek() !== '(' || this.peek(1) === '(') return this.simple(source);
        this.at += 1;
        this.list();
        this.close();
        return this.closed();
      default:
        if (RESERVED.includes(` ${keyword} `)) throw NOT_PLAIN;
        return this.simple(source);
    }
  }

  private close(): void {
    if (this.peek() !== ')') throw NOT_PLAIN;
    this.at += 1;
  }

  /** The redirections of a compound command. */
  private closed(): 'text' {
    const command = emptyCommand('none');
    this.blanks();
    while (this.redirect(command)) this.blanks();
    if (command.document) throw NOT_PLAIN;
    this.commands.push(command);
    return 'text';
  }

  private if(): 'text' {
    this.at += 2;
    for (;;) {
      this.list('then');
      this.expect('then');
      this.list('elif', 'else', 'fi');
      if (this.keyword() !== 'elif') break;
      this.at += 4;
    }
    if (this.keyword() === 'else') {
      this.at += 4;
      this.list('fi');
    }
    this.expect('fi');
    return this.closed();
  }

  private loopBody(): 'text' {
    this.expect('do');
    this.list('done');
    this.expect('done');
    return this.closed();
  }

  private for(): 'text' {
    this.at += 3;
    this.blanks();
    const name = this.keyword();
    if (name === '' || ![...name].every(isLower)) throw NOT_PLAIN;
    this.at += name.length;
    this.blanks();
    this.expect('in');
    const command = emptyCommand('none');
    for (this.blanks(); ; this.blanks()) {
      const word = this.word();
      if (word === null) break;
      command.values.push(word);
    }
    this.commands.push(command);
    if (this.peek() === ';') this.at += 1;
    else if (this.peek() !== '\n') throw NOT_PLAIN;
    this.newlines();
    return this.loopBody();
  }

  private simple(source: QuickCommand['source']): 'files' | 'text' {
    const command = emptyCommand(source);
    this.commands.push(command);
    for (this.blanks(); ; this.blanks()) {
      if (this.redirect(command)) continue;
      if (command.words.length === 0 && this.assignment(command)) continue;
      const word = this.word();
      if (word === null) break;
      command.words.push(word);
    }
    if (this.peek() === '(' || command.words.length + command.values.length + command.writes.length === 0)
      throw NOT_PLAIN;
    return isTextual(command) ? 'text' : 'files';
  }

  private assignment({ values }: QuickCommand): boolean {
    let end = this.at;
    while (isLetter(this.line.charAt(end)) || (end > this.at && isDigit(this.line.charAt(end)))) end += 1;
    if (end === this.at || this.line.charAt(end) !== '=') return false;
    this.at = end + 1;
    const value = this.word();
    if (value === null) throw NOT_PLAIN;
    values.push(value);
    return true;
  }

  private redirect(command: QuickCommand): boolean {
    let at = this.at;
    while (isDigit(this.line.charAt(at))) at += 1;
    const isBoth = this.line.startsWith('&>', at);
    const char = this.line.charAt(isBoth ? at + 1 : at);
    if (char !== '<' && char !== '>') return false;
    this.at = at + (isBoth ? 2 : 1);
    const next = this.peek();
    if (next === '(' || (char === '<' && (next === '>' || next === '&'))) throw NOT_PLAIN;
    if (char === '<' && next === '<') return this.document(command);
    if (next === '>' || next === '|') this.at += 1;
    if (next === '&') {
      this.at += 1;
      if (!isDigit(this.peek()) || !endsWord(this.peek(1))) throw NOT_PLAIN;
      this.at += 1;
      return true;
    }
    this.blanks();
    const file = this.word();
    if (file === null) throw NOT_PLAIN;
    (char === '<' ? command.reads : command.writes).push(file);
    return true;
  }

  private document(command: QuickCommand): true {
    this.at += 1;
    if (this.peek() === '<' || this.peek() === '-') throw NOT_PLAIN;
    this.blanks();
    const end = this.word();
    if (end === null || end.dynamic || end.glob) throw NOT_PLAIN;
    this.documents.push({ end: end.text, literal: !end.bare });
    command.document = true;
    return true;
  }

  override substitution(word: QuickWord): void {
    const start = this.at;
    if (this.peek(2) === '(' || this.awaitsDocument) throw NOT_PLAIN;
    this.at += 2;
    const first = this.commands.length;
    this.list();
    if (this.awaitsDocument) throw NOT_PLAIN;
    this.close();
    word.text += UNKNOWN;
    word.dynamic = true;
    const inside = this.commands.slice(first);
    word.textual ||= inside.some(isTextual);
    word.spoken ||= inside.some(isSpeaking);
    word.held ||= hasSecretName(this.line.slice(start, this.at));
  }
}

const RESERVED = ' then elif else fi do done esac case select function coproc in } [[ ';

const emptyCommand = (source: QuickCommand['source']): QuickCommand => ({
  words: [],
  values: [],
  reads: [],
  writes: [],
  document: false,
  source,
});

/** Whether the command may print words of the line itself. */
const isTextual = (command: QuickCommand): boolean =>
  command.document || command.words.some(({ textual }) => textual) || isSpeaking(command);
const isSpeaking = ({ words }: QuickCommand): boolean =>
  words.some(({ text, spoken }) => spoken || text === 'echo' || text === 'printf');
