/** A shell command line, split as far as a guard needs it: simple commands, their words and redirections. */

export interface Word {
  text: string;
  /** Holds something that only the shell knows: a variable, a substitution, a wildcard. */
  dynamic: boolean;
}

export interface SimpleCommand {
  words: Word[];
  /** Files that the shell itself opens for writing. */
  writes: Word[];
  /** Texts of its here-documents. */
  documents: string[];
}

export interface ParsedShell {
  commands: SimpleCommand[];
  /** Command lines inside substitutions, to be looked at in their turn. */
  nested: string[];
}

/** Splits a command line; null when it cannot be read (an open quote, an open substitution). */
export function parseShell(line: string): ParsedShell | null {
  const reader = new Reader(line);
  return reader.read() ? { commands: reader.commands.filter(({ words, writes }) => words.length + writes.length > 0), nested: reader.nested } : null;
}

const REDIRECTION = /^(\d*(?:&>>?|>>|>\||>&|<>|<<<|<<-?|[<>]))/;

class Reader {
  readonly commands: SimpleCommand[] = [{ words: [], writes: [], documents: [] }];
  readonly nested: string[] = [];
  readonly #line: string;
  #at = 0;
  #pendingDocuments: { end: string; owner: SimpleCommand; indented: boolean }[] = [];

  constructor(line: string) {
    this.#line = line;
  }

  read(): boolean {
    while (this.#at < this.#line.length) {
      const rest = this.#line.slice(this.#at);
      const redirection = REDIRECTION.exec(rest)?.[1];
      if (/^[ \t\r]|^\\\n/.test(rest)) this.#at += rest.startsWith('\\') ? 2 : 1;
      else if (rest.startsWith('#')) this.#at += rest.split('\n', 1)[0]?.length ?? 0;
      else if (rest.startsWith('\n')) this.#endLine();
      else if (redirection !== undefined) {
        if (!this.#redirect(redirection)) return false;
      } else if (/^[;&|()]/.test(rest)) this.#next(1);
      else {
        const word = this.#word();
        if (word === null) return false;
        this.#current().words.push(word);
      }
    }
    return true;
  }

  #current(): SimpleCommand {
    const last = this.commands.at(-1);
    if (last !== undefined) return last;
    return this.#next(0);
  }

  #next(length: number): SimpleCommand {
    this.#at += length;
    const fresh: SimpleCommand = { words: [], writes: [], documents: [] };
    this.commands.push(fresh);
    return fresh;
  }

  #redirect(operator: string): boolean {
    this.#at += operator.length;
    while (/^[ \t]/.test(this.#line.slice(this.#at, this.#at + 1))) this.#at += 1;
    const target = this.#word();
    if (target === null) return false;
    const kind = operator.replace(/^\d+/, '');
    const command = this.#current();
    if (kind === '<<' || kind === '<<-') this.#pendingDocuments.push({ end: target.text, owner: command, indented: kind === '<<-' });
    else if (kind === '<<<') command.documents.push(target.text);
    else if (kind !== '<' && !(kind === '>&' && /^(\d+|-)$/.test(target.text))) command.writes.push(target);
    return true;
  }

  /** The bodies of here-documents stand after the line that announced them. */
  #endLine(): void {
    this.#next(1);
    for (const { end, owner, indented } of this.#pendingDocuments) {
      const lines = this.#line.slice(this.#at).split('\n');
      const last = lines.findIndex((line) => (indented ? line.replace(/^\t+/, '') : line) === end);
      owner.documents.push(lines.slice(0, last < 0 ? undefined : last).join('\n'));
      this.#at += lines.slice(0, last < 0 ? undefined : last + 1).join('\n').length + 1;
    }
    this.#pendingDocuments = [];
  }

  #word(): Word | null {
    const word: Word = { text: '', dynamic: false };
    while (this.#at < this.#line.length) {
      const char = this.#line.charAt(this.#at);
      if (/[ \t\r\n;&|()<>]/.test(char)) break;
      if (!this.#piece(char, word)) return null;
    }
    return word;
  }

  #piece(char: string, word: Word): boolean {
    switch (char) {
      case "'":
        return this.#quoted(word);
      case '"':
        return this.#doubleQuoted(word);
      case '\\':
        // Before a line end it joins two lines.
        word.text += this.#line.charAt(this.#at + 1).replace('\n', '');
        this.#at += 2;
        return true;
      case '$':
      case '`':
        return this.#expansion(word);
      default:
        if (/[*?[{]/.test(char)) word.dynamic = true;
        word.text += char;
        this.#at += 1;
        return true;
    }
  }

  #quoted(word: Word): boolean {
    const end = this.#line.indexOf("'", this.#at + 1);
    if (end < 0) return false;
    word.text += this.#line.slice(this.#at + 1, end);
    this.#at = end + 1;
    return true;
  }

  #doubleQuoted(word: Word): boolean {
    this.#at += 1;
    while (this.#at < this.#line.length) {
      const char = this.#line.charAt(this.#at);
      if (char === '"') {
        this.#at += 1;
        return true;
      }
      if (char === '$' || char === '`') {
        if (!this.#expansion(word)) return false;
        continue;
      }
      const escaped = char === '\\' && /["\\$`\n]/.test(this.#line.charAt(this.#at + 1));
      word.text += escaped ? this.#line.charAt(this.#at + 1) : char;
      this.#at += escaped ? 2 : 1;
    }
    return false;
  }

  /** `$NAME`, `${…}`, `$(…)` and backquotes: kept as they stand, the commands inside noted. */
  #expansion(word: Word): boolean {
    const rest = this.#line.slice(this.#at);
    const simple = /^\$(?:\w+|[@*#?$!-]|\{[^{}]*\})?/.exec(rest);
    const whole = rest.startsWith('$(') ? balanced(rest) : rest.startsWith('`') ? /^`[^`]*`/.exec(rest)?.[0] : simple?.[0];
    if (whole === undefined || whole === null) return false;
    if (rest.startsWith('$(')) this.nested.push(whole.slice(2, -1));
    if (rest.startsWith('`')) this.nested.push(whole.slice(1, -1));
    word.text += whole;
    word.dynamic ||= whole !== '$';
    this.#at += whole.length;
    return true;
  }
}

/** `$(…)` up to its own closing bracket; null when there is none. */
function balanced(text: string): string | null {
  let depth = 0;
  for (let index = 1; index < text.length; index += 1) {
    if (text.charAt(index) === '(') depth += 1;
    if (text.charAt(index) === ')') depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return null;
}
