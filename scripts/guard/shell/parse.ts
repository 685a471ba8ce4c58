/**
 * The grammar of a shell command line: lists, pipelines, compound commands, here-documents. Words are read by words.ts.
 */
import { Commands } from './commands.js';
import type { Steps } from './steps.js';
import { type Item, type List, type Node, type Redirect, SyntaxFault, type Word } from './syntax.js';

/** In: a command line, of any number of lines. Out: what it says, or null when no shell could read it. */
export function parseShell(line: string, steps: Steps): List | null {
  try {
    return new Parser(line, steps, 0).whole();
  } catch (error) {
    if (error instanceof SyntaxFault) return null;
    throw error;
  }
}

/** In: a text in which only expansions mean something. Out: its parts, or null when no shell could read it. */
export function parseExpansions(text: string, steps: Steps): Word | null {
  try {
    return new Parser(text, steps, 0).document();
  } catch (error) {
    if (error instanceof SyntaxFault) return null;
    throw error;
  }
}

const KEYWORDS = 'if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|coproc|in';
const RESERVED = new RegExp(String.raw`(?:${KEYWORDS}|!|\{|\}|\[\[)(?=[\s;&|()<>]|$)`, 'y');
/** What bash's `time` takes itself. */
const TIME_OPTIONS = /(?:[ \t]+-p(?=\s))?(?:[ \t]+--(?=\s))?/y;
const COPROCESS = /[A-Za-z_]\w*[ \t]+(?=\{\s|\(|(?:if|for|while|until|case|select)\s)/y;
const FUNCTION = /([^\s;&|()<>'"$`\\=]+)[ \t]*\([ \t]*\)/y;

class Parser extends Commands {
  constructor(line: string, steps: Steps, depth: number) {
    super(line, steps);
    this.depth = depth;
    this.lists = {
      listToParenthesis: () =>
        this.#nested(() => {
          const list = this.#list([]);
          this.expect(')');
          return list;
        }),
      parse: (text) => this.#nested(() => new Parser(text, steps, this.depth).whole()),
      expansions: (text) => this.#nested(() => new Parser(text, steps, this.depth).document()),
    };
  }

  #nested<T>(read: () => T): T {
    this.deeper();
    const result = read();
    this.depth -= 1;
    return result;
  }

  whole(): List {
    const list = this.#list([]);
    if (!this.isAtEnd) throw new SyntaxFault(`unexpected ${this.peek()}`);
    return list;
  }

  #reserved(): string {
    this.blank();
    return this.match(RESERVED)?.[0] ?? '';
  }

  /** The list up to one of the words, `)`, `;;` or the end; none of them is consumed. */
  #list(ends: readonly string[]): List {
    const list: List = [];
    for (;;) {
      this.newlines();
      if (
        this.isAtEnd ||
        this.peek() === ')' ||
        this.startsWith(';;') ||
        this.startsWith(';&') ||
        ends.includes(this.#reserved())
      )
        return list;
      const node = this.#pipeline();
      this.blank();
      const operator = this.#operator();
      list.push({ node, operator });
      if (operator === '&&' || operator === '||') this.newlines();
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
    for (this.blank(); this.peek() === '|' && this.peek(2) !== '||'; this.blank()) {
      this.at += this.peek(2) === '|&' ? 2 : 1;
      this.newlines();
      commands.push(this.#command());
    }
    const [only] = commands;
    return only !== undefined && commands.length === 1 ? only : { kind: 'pipeline', commands };
  }

  #command(): Node {
    return this.#nested(() => this.#anyCommand());
  }

  #anyCommand(): Node {
    const reserved = this.#reserved();
    switch (reserved) {
      case '!':
        this.at += 1;
        return this.#command();
      case 'coproc':
        this.at += reserved.length;
        this.blank();
        // `coproc NAME { …; }`: a name stands before compound commands only.
        this.matchHere(COPROCESS);
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
      this.steps.take(Math.max(end, this.at) - this.at);
      const isArithmetic = end > 0 && !/[;|"'`]|\b(?:rm|cd|git|echo)\b/.test(this.line.slice(this.at, end));
      if (isArithmetic) {
        const inside = this.line.slice(this.at + 2, end);
        this.at = end + 2;
        return this.#expanded(inside, this.redirects());
      }
    }
    if (this.peek() === '(') {
      this.at += 1;
      return this.#group(this.lists.listToParenthesis(), true);
    }
    const named = this.match(FUNCTION);
    if (named !== null) {
      this.at += named[0].length;
      this.newlines();
      return { kind: 'function', name: named[1] ?? '', body: this.#command() };
    }
    return this.simple();
  }

  /** A text that is only expanded: an arithmetic command. */
  #expanded(text: string, redirects: Redirect[] = []): Node {
    return { kind: 'branches', lists: [], isFirstSure: false, words: [this.lists.expansions(text)], redirects };
  }

  #group(body: List, subshell: boolean): Node {
    return { kind: 'group', body, subshell, redirects: this.redirects() };
  }

  /** A list and the word that ends it. */
  #block(ends: readonly string[], end: string): List {
    const list = this.#list(ends);
    this.expect(end);
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
      return { kind: 'branches', lists, isFirstSure: true, words: [], redirects: this.redirects() };
    }
  }

  #for(keyword: string): Node {
    this.at += keyword.length;
    this.blank();
    const words: Word[] = [];
    let variable: string | null = null;
    const condition: List = [];
    if (this.startsWith('((')) condition.push({ node: this.#expanded(this.#toDoubleParenthesis()), operator: ';' });
    else {
      variable = /^\w+/.exec(this.peek(200))?.[0] ?? '';
      this.at += variable.length;
      this.newlines();
      if (this.#reserved() === 'in') {
        this.at += 2;
        for (this.blank(); !/^(?:[;\n]|$)/.test(this.peek()); this.blank()) words.push(this.someWord());
      } else words.push([{ kind: 'variable', name: '@', operator: '', argument: [], quoted: true }]);
    }
    this.blank();
    if (this.peek() === ';') this.at += 1;
    this.newlines();
    const isBraced = this.peek() === '{';
    this.expect(isBraced ? '{' : 'do');
    const end = isBraced ? '}' : 'done';
    const body = this.#block([end], end);
    return { kind: 'loop', variable, words, condition, body, redirects: this.redirects() };
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
    return { kind: 'loop', variable: null, words: [], condition, body, redirects: this.redirects() };
  }

  #case(): Node {
    this.at += 4;
    this.blank();
    const words = [this.someWord()];
    this.newlines();
    this.expect('in');
    const lists: List[] = [];
    for (this.newlines(); this.#reserved() !== 'esac'; this.newlines()) {
      if (this.peek() === '(') this.at += 1;
      for (this.blank(); this.peek() !== ')'; this.blank()) {
        if (this.peek() === '|') this.at += 1;
        else this.someWord();
      }
      this.at += 1;
      lists.push(this.#list(['esac']));
      this.at += /^(?:;;&|;;|;&)?/.exec(this.peek(3))?.[0].length ?? 0;
    }
    this.at += 4;
    return { kind: 'branches', lists, isFirstSure: false, words, redirects: this.redirects() };
  }

  #function(): Node {
    this.at += 'function'.length;
    this.blank();
    const name = /^[^\s;&|()<>]+/.exec(this.peek(200))?.[0] ?? '';
    this.at += name.length;
    this.blank();
    this.at += /^\(\s*\)/.exec(this.peek(8))?.[0].length ?? 0;
    this.newlines();
    return { kind: 'function', name, body: this.#command() };
  }

  /** `[[ … ]]`: nothing in it runs but substitutions. */
  #test(): Node {
    this.at += 2;
    const words: Word[] = [];
    for (this.newlines(); !/^\]\](?:[\s;&|()<>]|$)/.test(this.peek(3)); this.newlines()) {
      if (this.isAtEnd) throw new SyntaxFault(']] is missing');
      const word = this.word();
      if (word.length === 0) this.at += 1;
      else words.push(word);
    }
    this.at += 2;
    return { kind: 'branches', lists: [], isFirstSure: false, words, redirects: this.redirects() };
  }
}
