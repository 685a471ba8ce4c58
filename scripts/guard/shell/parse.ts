/**
 * The grammar of a shell command line: lists, pipelines, compound commands, here-documents. Words are read by words.ts.
 */
import { type Assignment, type Item, type List, type Node, type Redirect, SyntaxFault, type Word } from './syntax.js';
import { Text } from './words.js';

/** In: a command line, of any number of lines. Out: what it says, or null when no shell could read it. */
export function parseShell(line: string): List | null {
  try {
    return new Parser(line).whole();
  } catch (error) {
    // A command nested deeper than the stack is none that anybody wrote to be read.
    if (error instanceof SyntaxFault || error instanceof RangeError) return null;
    throw error;
  }
}

const REDIRECTION = /(?:\d+|\{\w+\})?(&>>|&>|>>|>\||>&|<>|<<<|<<-|<<|<&|<(?!\()|>(?!\())/y;
const KEYWORDS = 'if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|coproc|in';
const RESERVED = new RegExp(String.raw`(?:${KEYWORDS}|!|\{|\}|\[\[)(?=[\s;&|()<>]|$)`, 'y');
/** What bash's `time` takes itself. */
const TIME_OPTIONS = /(?:[ \t]+-p(?=\s))?(?:[ \t]+--(?=\s))?/y;
const FUNCTION = /([^\s;&|()<>'"$`\\=]+)[ \t]*\([ \t]*\)/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?(\+?)=/;

interface PendingDocument {
  redirect: Redirect;
  end: string;
  literal: boolean;
  indented: boolean;
}

class Parser extends Text {
  #documents: PendingDocument[] = [];

  constructor(line: string) {
    super(line);
    this.lists = {
      listToParenthesis: () => {
        const list = this.#list([]);
        this.#expect(')');
        return list;
      },
      parse: (text) => new Parser(text).whole(),
      expansions: (text) => new Parser(text).#document(),
    };
  }

  whole(): List {
    const list = this.#list([]);
    if (!this.isAtEnd) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return list;
  }

  #expect(text: string): void {
    if (!this.startsWith(text)) throw new SyntaxFault(`${text} is missing`);
    this.at += text.length;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line);
  }

  #blank(): void {
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

  #newlines(): void {
    for (this.#blank(); this.peek() === '\n'; this.#blank()) {
      this.at += 1;
      this.#readDocuments();
    }
  }

  #reserved(): string {
    this.#blank();
    return this.#match(RESERVED)?.[0] ?? '';
  }

  /** The list up to one of the words, `)`, `;;` or the end; none of them is consumed. */
  #list(ends: readonly string[]): List {
    const list: List = [];
    for (;;) {
      this.#newlines();
      if (
        this.isAtEnd ||
        this.peek() === ')' ||
        this.startsWith(';;') ||
        this.startsWith(';&') ||
        ends.includes(this.#reserved())
      )
        return list;
      const node = this.#pipeline();
      this.#blank();
      const operator = this.#operator();
      list.push({ node, operator });
      if (operator === '&&' || operator === '||') this.#newlines();
    }
  }

  #operator(): Item['operator'] {
    const two = this.peek(2);
    if (two === '&&' || two === '||') {
      this.at += 2;
      return two;
    }
    if (this.isAtEnd || two.startsWith(')') || two === ';;' || two === ';&' || two.startsWith('\n')) return ';';
    const one = this.peek();
    if (one !== ';' && one !== '&') throw new SyntaxFault(`unexpected ${one}`);
    this.at += 1;
    return one;
  }

  #pipeline(): Node {
    const commands = [this.#command()];
    for (this.#blank(); this.peek() === '|' && this.peek(2) !== '||'; this.#blank()) {
      this.at += this.peek(2) === '|&' ? 2 : 1;
      this.#newlines();
      commands.push(this.#command());
    }
    const [only] = commands;
    return only !== undefined && commands.length === 1 ? only : { kind: 'pipeline', commands };
  }

  #command(): Node {
    const reserved = this.#reserved();
    switch (reserved) {
      case '!':
      case 'coproc':
        this.at += reserved.length;
        return this.#command();
      case 'time':
        this.at += 4;
        this.matchHere(TIME_OPTIONS);
        return this.#command();
      case '{':
        this.at += 1;
        return this.#group(this.#block(['}'], '}'), false);
      case '[[':
        return this.#test();
      case 'if':
        return this.#if();
      case 'for':
      case 'select':
        return this.#for(reserved);
      case 'while':
      case 'until':
        return this.#while(reserved);
      case 'case':
        return this.#case();
      case 'function':
        return this.#function();
      case '':
        return this.#plain();
      default:
        throw new SyntaxFault(`unexpected ${reserved}`);
    }
  }

  #plain(): Node {
    if (this.startsWith('((')) {
      const end = this.line.indexOf('))', this.at);
      const isArithmetic = end > 0 && !/[;|"'`]|\b(?:rm|cd|git|echo)\b/.test(this.line.slice(this.at, end));
      if (isArithmetic) {
        const inside = this.line.slice(this.at + 2, end);
        this.at = end + 2;
        return this.#expanded(inside, this.#redirects());
      }
    }
    if (this.peek() === '(') {
      this.at += 1;
      return this.#group(this.lists.listToParenthesis(), true);
    }
    const named = this.#match(FUNCTION);
    if (named !== null) {
      this.at += named[0].length;
      this.#newlines();
      return { kind: 'function', name: named[1] ?? '', body: this.#command() };
    }
    return this.#simple();
  }

  /** A text that is only expanded: an arithmetic command. */
  #expanded(text: string, redirects: Redirect[] = []): Node {
    return { kind: 'branches', lists: [], words: [this.lists.expansions(text)], redirects };
  }

  #group(body: List, subshell: boolean): Node {
    return { kind: 'group', body, subshell, redirects: this.#redirects() };
  }

  /** A list and the word that ends it. */
  #block(ends: readonly string[], end: string): List {
    const list = this.#list(ends);
    this.#expect(end);
    return list;
  }

  #if(): Node {
    const lists: List[] = [];
    this.at += 2;
    for (;;) {
      lists.push(this.#block(['then'], 'then'));
      lists.push(this.#list(['elif', 'else', 'fi']));
      const next = this.#reserved();
      this.at += next.length;
      if (next === 'elif') continue;
      if (next === 'else') lists.push(this.#block(['fi'], 'fi'));
      else if (next !== 'fi') throw new SyntaxFault('fi is missing');
      return { kind: 'branches', lists, words: [], redirects: this.#redirects() };
    }
  }

  #for(keyword: string): Node {
    this.at += keyword.length;
    this.#blank();
    const words: Word[] = [];
    let variable: string | null = null;
    const condition: List = [];
    if (this.startsWith('((')) condition.push({ node: this.#expanded(this.#toDoubleParenthesis()), operator: ';' });
    else {
      variable = /^\w+/.exec(this.line.slice(this.at))?.[0] ?? '';
      this.at += variable.length;
      this.#newlines();
      if (this.#reserved() === 'in') {
        this.at += 2;
        for (this.#blank(); !/^(?:[;\n]|$)/.test(this.peek()); this.#blank()) words.push(this.#someWord());
      } else words.push([{ kind: 'variable', name: '@', operator: '', argument: [], quoted: true }]);
    }
    this.#blank();
    if (this.peek() === ';') this.at += 1;
    this.#newlines();
    this.#expect('do');
    const body = this.#block(['done'], 'done');
    return { kind: 'loop', variable, words, condition, body, redirects: this.#redirects() };
  }

  /** What stands in `((…))`, which may hold parentheses of its own. */
  #toDoubleParenthesis(): string {
    const start = this.at + 2;
    let depth = 0;
    for (this.at = start; depth > 0 || !this.startsWith('))'); this.at += 1) {
      if (this.isAtEnd) throw new SyntaxFault(')) is missing');
      if (this.peek() === '(') depth += 1;
      if (this.peek() === ')') depth -= 1;
    }
    this.at += 2;
    return this.line.slice(start, this.at - 2);
  }

  #while(keyword: string): Node {
    this.at += keyword.length;
    const condition = this.#block(['do'], 'do');
    const body = this.#block(['done'], 'done');
    return { kind: 'loop', variable: null, words: [], condition, body, redirects: this.#redirects() };
  }

  #case(): Node {
    this.at += 4;
    this.#blank();
    const words = [this.#someWord()];
    this.#newlines();
    this.#expect('in');
    const lists: List[] = [];
    for (this.#newlines(); this.#reserved() !== 'esac'; this.#newlines()) {
      if (this.peek() === '(') this.at += 1;
      for (this.#blank(); this.peek() !== ')'; this.#blank()) {
        if (this.peek() === '|') this.at += 1;
        else this.#someWord();
      }
      this.at += 1;
      lists.push(this.#list(['esac']));
      this.at += /^(?:;;&|;;|;&)?/.exec(this.peek(3))?.[0].length ?? 0;
    }
    this.at += 4;
    return { kind: 'branches', lists, words, redirects: this.#redirects() };
  }

  #function(): Node {
    this.at += 'function'.length;
    this.#blank();
    const name = /^[^\s;&|()<>]+/.exec(this.line.slice(this.at))?.[0] ?? '';
    this.at += name.length;
    this.#blank();
    this.at += /^\(\s*\)/.exec(this.peek(8))?.[0].length ?? 0;
    this.#newlines();
    return { kind: 'function', name, body: this.#command() };
  }

  /** `[[ … ]]`: nothing in it runs but substitutions. */
  #test(): Node {
    this.at += 2;
    const words: Word[] = [];
    for (this.#newlines(); !/^\]\](?:[\s;&|()<>]|$)/.test(this.peek(3)); this.#newlines()) {
      if (this.isAtEnd) throw new SyntaxFault(']] is missing');
      const word = this.word();
      if (word.length === 0) this.at += 1;
      else words.push(word);
    }
    this.at += 2;
    return { kind: 'branches', lists: [], words, redirects: this.#redirects() };
  }

  #simple(): Node {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    const start = this.at;
    for (this.#blank(); !this.isAtEnd; this.#blank()) {
      if (this.#redirect(redirects)) continue;
      const word = this.word();
      const assigned = words.length === 0 ? this.#assignment(word) : null;
      if (assigned !== null) assignments.push(assigned);
      else if (word.length > 0) words.push(word);
      else break;
      // An array given to declare, local and their like.
      if (this.peek() === '(' && /=$/.test(this.line.slice(start, this.at))) words.push(...this.#array());
    }
    if (this.at === start) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return { kind: 'simple', assignments, words, redirects };
  }

  #assignment(word: Word): Assignment | null {
    const [first, ...rest] = word;
    if (first?.kind !== 'text' || first.quoted) return null;
    const [all = '', name = '', append = ''] = ASSIGNMENT.exec(first.text) ?? [];
    if (name === '') return null;
    const value: Word = [...(first.text === all ? [] : [{ ...first, text: first.text.slice(all.length) }]), ...rest];
    const values = value.length === 0 && this.peek() === '(' ? this.#array() : [value];
    return { name, append: append !== '', values };
  }

  #array(): Word[] {
    const values: Word[] = [];
    this.at += 1;
    for (this.#newlines(); this.peek() !== ')'; this.#newlines()) values.push(this.#someWord());
    this.at += 1;
    return values;
  }

  #someWord(): Word {
    const word = this.word();
    if (word.length === 0) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return word;
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    do this.#blank();
    while (this.#redirect(redirects));
    return redirects;
  }

  #redirect(into: Redirect[]): boolean {
    const found = this.#match(REDIRECTION);
    if (found === null) return false;
    this.at += found[0].length;
    this.#blank();
    const target = this.#someWord();
    const [, operator = ''] = found;
    const redirect: Redirect = { operator: operator === '<<-' ? '<<' : operator, target };
    into.push(redirect);
    if (redirect.operator === '<<') {
      const end = target
        .map((part) => (part.kind === 'text' ? part.text : part.kind === 'variable' ? `$${part.name}` : ''))
        .join('');
      this.#documents.push({
        redirect,
        end,
        literal: target.some((part) => part.kind === 'text' && part.quoted),
        indented: operator === '<<-',
      });
    }
    return true;
  }

  /** The bodies of here-documents stand after the line that announced them. */
  #readDocuments(): void {
    const pending = this.#documents;
    this.#documents = [];
    for (const { redirect, end, literal, indented } of pending) {
      const lines = this.line
        .slice(this.at)
        .split('\n')
        .map((line) => (indented ? line.replace(/^\t+/, '') : line));
      const raw = this.line.slice(this.at).split('\n');
      const last = lines.findIndex((line) => line.replace(/\r$/, '') === end);
      const body = lines.slice(0, last < 0 ? undefined : last).join('\n');
      this.at += raw.slice(0, last < 0 ? undefined : last + 1).join('\n').length;
      if (last >= 0 && this.peek() === '\n') this.at += 1;
      redirect.target = literal ? [{ kind: 'text', text: body, quoted: true }] : new Parser(body).#document();
    }
  }

  #document(): Word {
    const parts: Word = [{ kind: 'text', text: '', quoted: true }];
    while (!this.isAtEnd) this.quotedPiece(parts, /[\\$`\n]/);
    return parts;
  }
}
