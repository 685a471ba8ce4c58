/** Goes through a command line as a shell would, without running anything, and hands every command to the rules. */

import { mentionIn } from '../evidence.js';
import {
  APPENDED,
  type Arg,
  arg,
  type Call,
  type Context,
  type Finding,
  readable,
  type Stream,
  shown,
  UNKNOWN,
} from '../model.js';
import { resolved } from '../paths.js';
import { meets } from '../patterns.js';
import { Choices } from '../shell/choices.js';
import { type Expander, expandJoined, expandWord, type Value } from '../shell/expand.js';
import { parseShell } from '../shell/parse.js';
import { type Steps, TooMuch } from '../shell/steps.js';
import type { Assignment, List, Node, Redirect } from '../shell/syntax.js';
import { unescapedText } from '../shell/words.js';
import { expandAgain, expanderOf } from './expander.js';
import { type Files, type Rules, runKnown } from './known.js';
import { couldBeDangerous, HARMLESS_SOURCE, isExport, mayFail, nextOf, programOf, together } from './reading.js';
import { assign, define, leave, localise, merge, moved, newScope, type Scope, subshell } from './scope.js';
import { FROM_NET, HERE } from './shells.js';
import type { Script } from './unwrapped.js';

const NO_FILES: Files = { writes: [], reads: [], documents: [], next: null };
const DEEPEST = 24;
const MOST_COMMANDS = 1500;

export class Runner {
  readonly findings: Finding[] = [];
  /** Each command, as it was understood. */
  readonly seen: string[] = [];
  readonly context: Context;
  readonly rules: Rules;
  readonly #steps: Steps;
  #left = MOST_COMMANDS;

  constructor(context: Context, rules: Rules, steps: Steps) {
    this.context = context;
    this.rules = rules;
    this.#steps = steps;
  }

  /** Judges a whole command line. */
  line(text: string): void {
    const scope = newScope(this.context.places.cwd, this.#steps, (own, name, value) => this.#watch(own, name, value));
    try {
      this.script({ text, names: [], positional: [] }, scope);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      this.report(scope, { category: 'unclear', kind: 'unreadable', subject: readable(text) });
    }
  }

  report(scope: Scope, ...found: readonly Finding[]): void {
    for (const finding of found) {
      if (scope.only !== null && !scope.only.includes(finding.category)) continue;
      if (!this.findings.some((other) => other.kind === finding.kind && other.subject === finding.subject))
        this.findings.push(finding);
    }
  }

  /** A script in a text: `bash -c`, `eval`, a here-document for a shell. */
  script({ text, names, positional, zero }: Script, scope: Scope): Stream {
    const trimmed = text.trim();
    if (trimmed.startsWith(UNKNOWN)) {
      if (names.includes(FROM_NET))
        this.report(scope, { category: 'net-to-shell', kind: 'net-shell', subject: readable(trimmed) });
      else if (!names.every((name) => meets(HARMLESS_SOURCE, name)))
        this.report(scope, {
          category: 'unclear',
          kind: 'computed-script',
          subject: names.join(' ') || readable(trimmed),
        });
      if (trimmed === UNKNOWN) return { kind: 'computed' };
    }
    const list = parseShell(text, this.#steps);
    if (list === null) {
      // Of several lines, a shell runs those before the one that it cannot read.
      if ((scope.depth === 0 && text.trim().includes('\n')) || couldBeDangerous(text) || mentionIn(text) !== null)
        this.report(scope, { category: 'unclear', kind: 'unreadable', subject: readable(text) });
      return { kind: 'computed' };
    }
    return this.list(
      list,
      positional.length > 0 || zero !== undefined ? { ...scope, positional, zero: zero ?? scope.zero } : scope,
      scope.input,
    );
  }

  list(list: List, scope: Scope, input: Stream = scope.input): Stream {
    let printed: Stream = { kind: 'none' };
    const before = scope.conditional;
    let isUnsure = false;
    for (const { node, operator } of list) {
      scope.conditional = before || isUnsure;
      printed = together(
        printed,
        this.#node(node, operator === '&' ? subshell(scope, { fetched: scope.fetched }) : scope, input),
      );
      isUnsure = operator === '||' || (operator === '&&' && (isUnsure || mayFail(node)));
    }
    scope.conditional = before;
    return printed;
  }

  #node(node: Node, scope: Scope, input: Stream): Stream {
    if (scope.depth > DEEPEST || this.#left <= 0) {
      this.report(scope, { category: 'unclear', kind: 'unreadable', subject: '…' });
      return { kind: 'computed' };
    }
    switch (node.kind) {
      case 'simple':
        return this.#simple(node, scope, input);
      case 'pipeline':
        return this.#pipeline(node.commands, scope, input);
      case 'group': {
        const own = node.subshell ? subshell(scope, { input }) : { ...scope, input };
        const printed = this.list(node.body, own, input);
        if (!node.subshell) {
          moved(own, scope);
          scope.positional = own.positional;
        }
        this.#opened(node.redirects, scope);
        return printed;
      }
      case 'branches':
        return this.#branches(node, scope, input);
      case 'loop':
        return this.#loop(node, scope, input);
      case 'function':
        define(scope, node.name, node.body);
        // bash calls it where it finds no such program.
        return node.name === 'command_not_found_handle'
          ? this.#node(node.body, subshell(scope), input)
          : { kind: 'none' };
      default:
        return node satisfies never;
    }
  }

  #pipeline(commands: readonly Node[], scope: Scope, input: Stream): Stream {
    let stream = input;
    for (const [index, command] of commands.entries()) {
      const own = subshell(scope, { piping: true, fetched: scope.fetched, input: stream });
      const following = commands[index + 1];
      stream =
        command.kind === 'simple'
          ? this.#simple(command, own, stream, nextOf(following))
          : this.#node(command, own, stream);
    }
    return stream;
  }

  #branches(node: Extract<Node, { kind: 'branches' }>, scope: Scope, input: Stream): Stream {
    const before = scope.conditional;
    const expander = this.#expander(scope);
    for (const word of node.words)
      for (const { text } of expandWord(word, expander)) if (ELEMENT.test(text)) expandAgain(text, expander);
    for (const [index, list] of node.lists.entries()) {
      scope.conditional = before || index > 0 || !node.isFirstSure;
      this.list(list, scope, input);
    }
    scope.conditional = before;
    this.#opened(node.redirects, scope);
    return { kind: 'computed' };
  }

  #loop(node: Extract<Node, { kind: 'loop' }>, scope: Scope, input: Stream): Stream {
    const given = this.#opened(node.redirects, scope);
    const own: Scope = { ...scope, input: given.kind === 'none' ? input : given };
    const before = scope.conditional;
    if (node.variable === null) {
      this.list(node.condition, own, own.input);
      own.conditional = true;
      this.list(node.body, own, own.input);
    } else this.#each(node, node.variable, own);
    own.conditional = before;
    moved(own, scope);
    scope.positional = own.positional;
    return { kind: 'computed' };
  }

  #each(node: Extract<Node, { kind: 'loop' }>, variable: string, own: Scope): void {
    const before = own.conditional;
    const values = node.words.flatMap((word) => expandWord(word, this.#expander(own)));
    for (const value of values) {
      own.conditional = false;
      assign(own, variable, [value]);
      own.conditional = before;
      this.list(node.body, own, own.input);
    }
    if (values.length > 1)
      own.variables.set(
        variable,
        values.map((value) => [value]),
      );
  }

  /** The files that a compound command opens are judged once. Out: what it reads from them. */
  #opened(redirects: readonly Redirect[], scope: Scope): Stream {
    if (redirects.length === 0) return { kind: 'none' };
    const files = this.#files(
      redirects.map((one) => (one.operator === '>' ? { ...one, operator: '>>' } : one)),
      this.#expander(scope),
    );
    this.command([], scope, { kind: 'none' }, { ...files, next: null });
    return this.#readBy(files, scope) ?? { kind: files.reads.length > 0 ? 'computed' : 'none' };
  }

  /** What comes from files that the line itself writes, from process substitutions and here-documents. */
  #readBy({ reads, documents }: Pick<Files, 'reads' | 'documents'>, scope: Scope): Stream | null {
    if (documents.length > 0) return { kind: 'text', text: documents.join('\n') };
    for (const { text } of reads) {
      const printed = scope.processes.get(text);
      const made = scope.made.get(resolved(text, scope.cwd));
      if (printed !== undefined) return printed;
      if (made !== undefined) return { kind: 'text', text: made };
    }
    return null;
  }

  #simple(node: Extract<Node, { kind: 'simple' }>, scope: Scope, input: Stream, next: Call['next'] = null): Stream {
    const choices = new Choices();
    const start: Scope = { ...scope, elsewhere: [], variables: new Map(scope.variables) };
    const folders = [scope.cwd, ...scope.elsewhere];
    const ends: Scope[] = [];
    let printed: Stream | null = null;
    do {
      const cwd = folders[choices.pick(folders.length)] ?? scope.cwd;
      const own: Scope = { ...start, cwd, variables: new Map(start.variables) };
      const expander = this.#expander(own, choices, isExport(node));
      for (const one of node.assignments) this.#assign(one, own, expander);
      const words = node.words.flatMap((word) => expandWord(word, expander));
      const files = this.#files(node.redirects, expander);
      const given = this.#readBy(files, own);
      const isOpening = words[0]?.text === 'exec' && words.length === 1;
      if (isOpening && given !== null) own.input = given;
      const from = given ?? (input.kind === 'none' ? own.input : input);
      const fresh = this.command(words, own, from, { ...files, next });
      printed = printed === null ? fresh : either(printed, fresh);
      this.#sinks([...files.writes, ...words], own, isOpening ? { kind: 'computed' } : fresh);
      ends.push(own);
    } while (choices.next());
    const isOnlyHere = node.words.length > 0;
    const names = node.assignments
      .filter(({ isDeclared }) => isOnlyHere && isDeclared !== true)
      .map(({ name }) => name);
    merge(ends, start, scope, names);
    return printed ?? { kind: 'none' };
  }

  #assign({ name, append, isArray, values, subscript, isDeclared }: Assignment, own: Scope, expander: Expander): void {
    if (subscript !== undefined) expandJoined(subscript, expander);
    const value = isArray
      ? values.flatMap((word) => expandWord(word, expander))
      : values.map((word) => expandJoined(word, expander));
    if (isDeclared === true) localise(own, name);
    assign(own, name, value, append ? (isArray || subscript !== undefined ? 'elements' : 'text') : false);
  }

  /** Variables that the shell, or another one, runs. */
  #watch(scope: Scope, name: string, text: string): void {
    if (scope.depth > DEEPEST) return;
    const again = (given: string): void => expandAgain(given, this.#expander(subshell(scope)));
    if (ELEMENT.test(text)) again(text);
    // A prompt has escapes of its own.
    if (/^PS[0-4]$/.test(name)) again(unescapedText(text));
    if (name === 'PROMPT_COMMAND') this.script({ text, names: [], positional: [] }, subshell(scope));
    if (name !== 'BASH_ENV' && name !== 'ENV') return;
    again(text);
    const made = scope.made.get(resolved(text, scope.cwd));
    if (made !== undefined) this.script({ text: made, names: [], positional: [] }, subshell(scope));
  }

  #files(redirects: readonly Redirect[], expander: Expander): Pick<Call, 'writes' | 'reads' | 'documents'> {
    const files: { writes: Arg[]; reads: Arg[]; documents: string[] } = { writes: [], reads: [], documents: [] };
    for (const { operator, target } of redirects) {
      const file = expandJoined(target, expander);
      if (operator === '<<' || operator === '<<<') {
        files.documents.push(file.text);
        if (file.names.length > 0) files.reads.push({ text: HERE, glob: false, names: file.names });
      } else if (operator === '<') files.reads.push(file);
      else if (!(operator.endsWith('&') && /^(?:\d+|-)$/.test(file.text)) && operator !== '<&')
        files.writes.push(operator.includes('>>') ? { ...file, names: [...file.names, APPENDED] } : file);
    }
    return files;
  }

  /** Runs what reads in `>(…)` on what the command printed. */
  #sinks(files: readonly Arg[], scope: Scope, printed: Stream): void {
    for (const { text } of files) {
      const body = scope.sinks.get(text);
      if (body !== undefined) this.list(body, subshell(scope, { input: printed }), printed);
    }
  }

  /**
   * One command whose words are known.
   *
   * @param isProgram whether no function of that name is meant
   */
  command(words: readonly Arg[], scope: Scope, input: Stream, files: Files = NO_FILES, isProgram = false): Stream {
    this.#left -= 1;
    const [word = arg(''), ...args] = words;
    this.#steps.take(1 + words.reduce((sum, { text }) => sum + text.length, 0));
    const body = isProgram ? undefined : scope.functions.get(word.text);
    if (body !== undefined) return this.#function(word.text, body, args, scope, input);
    const call = this.#call(word, args, scope, input, files);
    scope.last = words.at(-1) ?? scope.last;
    if (word.text !== '') this.seen.push(shown(call));
    if (call.program.includes(UNKNOWN)) {
      this.report(
        scope,
        ...this.rules.judgeUnknown(call, this.context),
        ...this.rules.judge({ ...call, program: '' }, this.context),
      );
      return { kind: 'computed' };
    }
    return runKnown(call, scope, this);
  }

  #call(word: Arg, args: readonly Arg[], scope: Scope, input: Stream, files: Files): Call {
    const env = new Map<string, string>();
    for (const [name, [value = []]] of scope.variables) {
      const text = value.map((one) => one.text).join(' ');
      this.#steps.take(1 + text.length);
      env.set(name, text);
    }
    env.set('CLAUDE_PROJECT_DIR', this.context.places.project);
    const { cwd, captured, fetched } = scope;
    return { ...files, program: programOf(word), word, args, cwd, env, input, captured, fetched };
  }

  #function(name: string, body: Node, args: Value, scope: Scope, input: Stream): Stream {
    if (scope.calling.includes(body)) {
      if (scope.piping)
        this.report(scope, { category: 'disk-damage', kind: 'fork-bomb', subject: `${name}()`, grave: true });
      return { kind: 'computed' };
    }
    const calling = [...scope.calling, body];
    const own: Scope = { ...scope, positional: args, input, calling, locals: new Map(), depth: scope.depth + 1 };
    const printed = this.#node(body, own, input);
    leave(own, scope);
    return printed;
  }

  #expander(scope: Scope, choices = new Choices(), captured = false): Expander {
    return expanderOf({ scope, choices, captured, places: this.context.places, runner: this });
  }
}

/** `name[…$(…)…]`: bash expands the subscript once more where such a text is taken for the name of an element. */
const ELEMENT = /\w\[[^[\]]*(?:\$\(|`)/;

/** What one command prints with one value of its variables or another. */
function either(one: Stream, other: Stream): Stream {
  if (one.kind === 'text' && other.kind === 'text')
    return one.text === other.text ? one : { kind: 'text', text: `${one.text}\n${other.text}`, isEither: true };
  return one.kind === other.kind ? one : { kind: one.kind === 'net' || other.kind === 'net' ? 'net' : 'computed' };
}
