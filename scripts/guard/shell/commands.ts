/** Simple commands: assignments, words, redirections, here-documents. The grammar around them is in parse.ts. */
import { announced, type PendingDocument } from './documents.js';
import { type Assignment, type Node, type Redirect, SyntaxFault, type Word } from './syntax.js';
import { Text } from './words.js';

const REDIRECTION = /(?:\d+|\{\w+\})?(&>>|&>|>>|>\||>&|<>|<<<|<<-|<<|<&|<(?!\()|>(?!\())/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?(\+?)=/;

export abstract class Commands extends Text {
  #documents: PendingDocument[] = [];

  protected expect(text: string): void {
    if (!this.startsWith(text)) throw new SyntaxFault(`${text} is missing`);
    this.at += text.length;
  }

  protected match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line);
  }

  protected blank(): void {
    for (;;) {
      const rest = this.peek(3);
      if (/^[ \t\r\v\f]/.test(rest)) this.at += 1;
      else if (/^\\\r?\n/.test(rest)) this.at += rest.startsWith('\\\r') ? 3 : 2;
      else if (rest.startsWith('#')) {
        const end = this.line.indexOf('\n', this.at);
        this.at = end < 0 ? this.line.length : end;
      } else return;
    }
  }

  protected newlines(): void {
    for (this.blank(); this.peek() === '\n'; this.blank()) {
      this.at += 1;
      this.#readDocuments();
    }
  }

  protected simple(): Node {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    const start = this.at;
    for (this.blank(); !this.isAtEnd; this.blank()) {
      if (this.#redirect(redirects)) continue;
      const word = this.word();
      const assigned = words.length === 0 ? this.#assignment(word) : null;
      if (assigned !== null) assignments.push(assigned);
      else if (word.length > 0) {
        const declared = this.peek() === '(' ? this.#assignment(word) : null;
        // An array given to declare, local and their like.
        if (declared !== null) assignments.push({ ...declared, isDeclared: true });
        else words.push(word);
      } else break;
    }
    if (this.at === start) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return { kind: 'simple', assignments, words, redirects };
  }

  #assignment(word: Word): Assignment | null {
    const [first] = word;
    if (first?.kind !== 'text' || first.quoted) return null;
    const found = ASSIGNMENT.exec(first.text);
    if (found === null) return this.#element(word, first.text);
    const [all, name = '', append = ''] = found;
    return this.#assigned(name, append !== '', [{ ...first, text: first.text.slice(all.length) }, ...word.slice(1)]);
  }

  /** `name[$i]=value`: what is expanded in the subscript runs. */
  #element(word: Word, text: string): Assignment | null {
    const name = /^([A-Za-z_]\w*)\[/.exec(text)?.[1];
    const at = word.findIndex((part) => part.kind === 'text' && !part.quoted && /\]\+?=/.test(part.text));
    const last = word[at];
    if (name === undefined || at < 1 || last?.kind !== 'text') return null;
    const end = last.text.indexOf('=', last.text.indexOf(']')) + 1;
    const value: Word = [{ ...last, text: last.text.slice(end) }, ...word.slice(at + 1)];
    return { ...this.#assigned(name, true, value), subscript: word.slice(1, at) };
  }

  #assigned(name: string, append: boolean, given: Word): Assignment {
    const value = given.filter((part) => part.kind !== 'text' || part.text !== '' || part.quoted);
    const isArray = value.length === 0 && this.peek() === '(';
    return { name, append, isArray, values: isArray ? this.array().map(withoutKey) : [value] };
  }

  protected array(): Word[] {
    const values: Word[] = [];
    this.at += 1;
    for (this.newlines(); this.peek() !== ')'; this.newlines()) values.push(this.someWord());
    this.at += 1;
    return values;
  }

  protected someWord(): Word {
    const word = this.word();
    if (word.length === 0) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return word;
  }

  protected redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    do this.blank();
    while (this.#redirect(redirects));
    return redirects;
  }

  #redirect(into: Redirect[]): boolean {
    const found = this.match(REDIRECTION);
    if (found === null) return false;
    this.at += found[0].length;
    this.blank();
    const target = this.someWord();
    const [, operator = ''] = found;
    const redirect: Redirect = { operator: operator === '<<-' ? '<<' : operator, target };
    into.push(redirect);
    if (redirect.operator === '<<') {
      this.#documents.push(announced(redirect, operator === '<<-'));
    }
    return true;
  }

  /** The bodies of here-documents stand after the line that announced them. */
  #readDocuments(): void {
    const pending = this.#documents;
    this.#documents = [];
    for (const { redirect, end, literal, indented } of pending) {
      this.steps.take(this.line.length - this.at);
      const lines = this.line
        .slice(this.at)
        .split('\n')
        .map((line) => (indented ? line.replace(/^\t+/, '') : line));
      const raw = this.line.slice(this.at).split('\n');
      const last = lines.findIndex((line) => line.replace(/\r$/, '') === end);
      const body = lines.slice(0, last < 0 ? undefined : last).join('\n');
      this.at += raw.slice(0, last < 0 ? undefined : last + 1).join('\n').length;
      if (last >= 0 && this.peek() === '\n') this.at += 1;
      redirect.target = literal ? [{ kind: 'text', text: body, quoted: true }] : this.lists.expansions(body);
    }
  }

  document(): Word {
    const parts: Word = [{ kind: 'text', text: '', quoted: true }];
    while (!this.isAtEnd) this.quotedPiece(parts, /[\\$`\n]/);
    return parts;
  }
}

/** `([key]=value)`: the element. */
function withoutKey(word: Word): Word {
  const [first, ...rest] = word;
  const key = first?.kind === 'text' && !first.quoted ? /^\[[^\]]*\]\+?=/.exec(first.text)?.[0] : undefined;
  return first?.kind !== 'text' || key === undefined
    ? word
    : [{ ...first, text: first.text.slice(key.length) }, ...rest];
}
