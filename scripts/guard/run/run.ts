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
import { meets } from '../patterns.js';
import { Choices } from '../shell/choices.js';
import { type Expander, expandJoined, expandWord, type Value } from '../shell/expand.js';
import { parseShell } from '../shell/parse.js';
import type { List, Node, Redirect } from '../shell/syntax.js';
import { builtin } from './builtins.js';
import { isFetch, noteFetched } from './fetched.js';
import { madeCall, noteMade } from './made.js';
import { couldBeDangerous, HARMLESS_SOURCE, isExport, nextOf, outputValue, programOf, sourceOf } from './reading.js';
import { assign, newScope, type Scope, subshell } from './scope.js';
import { FROM_NET, HERE, INTERPRETERS, shellScript } from './shells.js';
import { streamOf } from './streams.js';
import { type Script, unwrap } from './unwrap.js';

/** The rules: what is dangerous about one command, and what scripts are hidden in its arguments. */
export interface Rules {
  judge(call: Call, context: Context): Finding[];
  /** Shell commands inside the code given to an interpreter. */
  inlineScripts(call: Call, context: Context): string[];
  /** A command whose name is not known. */
  judgeUnknown(call: Call, context: Context): Finding[];
}

/** Any process but the first one, which is the machine's own. */
const PROCESS = '4242';
const DEEPEST = 24;
const MOST_COMMANDS = 1500;

export class Runner {
  readonly findings: Finding[] = [];
  /** Each command, as it was understood. */
  readonly seen: string[] = [];
  #left = MOST_COMMANDS;
  readonly #context: Context;
  readonly #rules: Rules;

  constructor(context: Context, rules: Rules) {
    this.#context = context;
    this.#rules = rules;
  }

  /** Judges a whole command line. */
  line(text: string): void {
    this.script({ text, names: [], positional: [] }, newScope(this.#context.places.cwd));
  }

  report(scope: Scope, ...found: readonly Finding[]): void {
    for (const finding of found) {
      if (scope.only !== null && !scope.only.includes(finding.category)) continue;
      if (!this.findings.some((other) => other.kind === finding.kind && other.subject === finding.subject))
        this.findings.push(finding);
    }
  }

  /** A script in a text: `bash -c`, `eval`, a here-document for a shell. */
  script({ text, names, positional }: Script, scope: Scope): Stream {
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
    const list = parseShell(text);
    if (list === null) {
      if (couldBeDangerous(text) || mentionIn(text) !== null)
        this.report(scope, { category: 'unclear', kind: 'unreadable', subject: readable(text) });
      return { kind: 'computed' };
    }
    return this.list(list, positional.length > 0 ? { ...scope, positional } : scope, scope.input);
  }

  list(list: List, scope: Scope, input: Stream = scope.input): Stream {
    let last: Stream = { kind: 'none' };
    let follows = ';';
    for (const { node, operator } of list) {
      const wasConditional = scope.conditional;
      scope.conditional ||= follows === '||';
      const printed = this.#node(node, operator === '&' ? subshell(scope, { fetched: scope.fetched }) : scope, input);
      if (printed.kind !== 'none' || last.kind === 'none') last = last.kind === 'net' ? last : printed;
      scope.conditional = wasConditional;
      follows = operator;
    }
    return last;
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
        if (!node.subshell) scope.cwd = own.cwd;
        this.#redirected(node.redirects, scope);
        return printed;
      }
      case 'branches':
        return this.#branches(node, scope, input);
      case 'loop':
        return this.#loop(node, scope, input);
      case 'function':
        scope.functions.set(node.name, node.body);
        return { kind: 'none' };
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
    for (const word of node.words) expandWord(word, this.#expander(scope, new Choices()));
    for (const [index, list] of node.lists.entries()) {
      // The first condition always runs.
      scope.conditional = before || index > 0;
      this.list(list, scope, input);
    }
    scope.conditional = before;
    this.#redirected(node.redirects, scope);
    return { kind: 'computed' };
  }

  #loop(node: Extract<Node, { kind: 'loop' }>, scope: Scope, input: Stream): Stream {
    const own: Scope = { ...scope, input: this.#readFrom(node.redirects, scope) ?? input };
    const before = scope.conditional;
    if (node.variable === null) {
      this.list(node.condition, own, own.input);
      own.conditional = true;
      this.list(node.body, own, own.input);
    } else {
      const values = node.words.flatMap((word) => expandWord(word, this.#expander(own, new Choices())));
      for (const value of values.length > 0 ? values : []) {
        own.conditional = false;
        assign(own, node.variable, [value]);
        own.conditional = before;
        this.list(node.body, own, own.input);
      }
      if (values.length > 1)
        scope.variables.set(
          node.variable,
          values.map((value) => [value]),
        );
    }
    scope.cwd = own.cwd;
    this.#redirected(node.redirects, scope);
    return { kind: 'computed' };
  }

  /** What a loop reads: `done < <(find …)`, `done <<< "a b"`. */
  #readFrom(redirects: readonly Redirect[], scope: Scope): Stream | null {
    for (const { operator, target } of redirects) {
      const { text } = expandJoined(target, this.#expander(scope, new Choices()));
      if (operator === '<<<' || operator === '<<') return { kind: 'text', text };
      if (operator === '<') return scope.processes.get(text) ?? { kind: 'computed' };
    }
    return null;
  }

  /** The files that a compound command opens. */
  #redirected(redirects: readonly Redirect[], scope: Scope): void {
    if (redirects.length > 0)
      this.#simple(
        {
          kind: 'simple',
          assignments: [],
          words: [],
          redirects: redirects.map((one) => (one.operator === '>' ? { ...one, operator: '>>' } : one)),
        },
        scope,
        { kind: 'none' },
      );
  }

  #simple(node: Extract<Node, { kind: 'simple' }>, scope: Scope, input: Stream, next: Call['next'] = null): Stream {
    const choices = new Choices();
    let printed: Stream = { kind: 'none' };
    do {
      const own =
        node.words.length > 0 && node.assignments.length > 0
          ? { ...scope, variables: new Map(scope.variables) }
          : scope;
      const expander = this.#expander(scope, choices, isExport(node));
      for (const { name, append, values } of node.assignments) {
        const value =
          values.length === 1 && values[0] !== undefined
            ? [expandJoined(values[0], expander)]
            : values.flatMap((word) => expandWord(word, expander));
        assign(own, name, value, append);
      }
      const words = node.words.flatMap((word) => expandWord(word, expander));
      const files = this.#files(node.redirects, expander);
      printed = this.command(words, own, input, { ...files, next });
      this.#sinks([...files.writes, ...words], scope, printed);
      if (own !== scope) scope.cwd = own.cwd;
    } while (choices.next());
    return printed;
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

  /** One command whose words are known. */
  command(
    words: readonly Arg[],
    scope: Scope,
    input: Stream,
    rest: Pick<Call, 'writes' | 'reads' | 'documents' | 'next'> = { writes: [], reads: [], documents: [], next: null },
  ): Stream {
    this.#left -= 1;
    const [word = arg(''), ...args] = words;
    const body = scope.functions.get(word.text);
    if (body !== undefined) return this.#function(word.text, body, args, scope, input);
    const env = new Map(
      [...scope.variables].map(([name, [value = []]]) => [name, value.map(({ text }) => text).join(' ')]),
    );
    env.set('CLAUDE_PROJECT_DIR', this.#context.places.project);
    const program = programOf(word);
    const call: Call = {
      ...rest,
      program,
      word,
      args,
      cwd: scope.cwd,
      env,
      input,
      captured: scope.captured,
      fetched: scope.fetched,
    };
    if (word.text !== '') this.seen.push(shown(call));
    if (program.includes(UNKNOWN)) {
      this.report(
        scope,
        ...this.#rules.judgeUnknown(call, this.#context),
        ...this.#rules.judge({ ...call, program: '' }, this.#context),
      );
      return { kind: 'computed' };
    }
    return this.#known(call, scope);
  }

  #known(call: Call, scope: Scope): Stream {
    this.report(scope, ...this.#rules.judge(call, this.#context));
    if (INTERPRETERS.test(call.program) && call.args.some(({ names }) => names.includes(FROM_NET)))
      this.report(scope, { category: 'net-to-shell', kind: 'net-shell', subject: shown(call) });
    noteMade(call, scope);
    const made = madeCall(call, scope);
    if (made !== null) return this.#known(made, deeper(scope));
    const script = builtin(call, scope) ?? shellScript(call, scope.processes);
    if (script !== null) {
      if (script.fromNet) this.report(scope, { category: 'net-to-shell', kind: 'net-shell', subject: shown(call) });
      if (script.computed) this.report(scope, { category: 'unclear', kind: 'computed-script', subject: shown(call) });
      if (script.script === null) return { kind: 'computed' };
      return this.script(script.script, script.here ? deeper(scope) : subshell(scope));
    }
    for (const text of this.#rules.inlineScripts(call, this.#context))
      this.script({ text, names: [], positional: [] }, subshell(scope));
    if (isFetch(call) || call.input.kind === 'net') noteFetched(call, scope);
    const inner = unwrap(call);
    if (inner === null) return streamOf(call);
    const own = subshell(scope, { only: inner.only ?? scope.only, fetched: scope.fetched });
    for (const [name, value] of inner.env) assign(own, name, [arg(value)]);
    let printed: Stream = inner.calls.length + inner.scripts.length > 0 ? { kind: 'none' } : streamOf(call);
    for (const words of inner.calls) printed = this.command(words, own, call.input, { ...call, writes: [] });
    for (const one of inner.scripts) printed = this.script(one, { ...own, input: call.input });
    return printed;
  }

  #function(name: string, body: Node, args: Value, scope: Scope, input: Stream): Stream {
    if (scope.calling.includes(name)) {
      if (scope.piping)
        this.report(scope, { category: 'disk-damage', kind: 'fork-bomb', subject: `${name}()`, grave: true });
      return { kind: 'computed' };
    }
    const own: Scope = { ...scope, positional: args, input, calling: [...scope.calling, name], depth: scope.depth + 1 };
    const printed = this.#node(body, own, input);
    scope.cwd = own.cwd;
    return printed;
  }

  #expander(scope: Scope, choices: Choices, captured = false): Expander {
    const { home, project } = this.#context.places;
    const fixed = fixedVariables(home, project, scope.cwd);
    return {
      choices,
      home,
      positional: () => scope.positional,
      valuesOf: (name) => {
        const own = scope.variables.get(name);
        if (own !== undefined) return own;
        if (/^[1-9]$/.test(name)) return [scope.positional.slice(Number(name) - 1, Number(name))];
        const text = fixed[name];
        return text === undefined ? undefined : [[arg(text)]];
      },
      outputOf: (body) =>
        outputValue(
          this.list(
            body,
            subshell(scope, { captured: captured || scope.captured, fetched: scope.fetched, piping: scope.piping }),
          ),
          sourceOf(body),
        ),
      processFile: (body, isRead) => {
        const file = `/dev/fd/process${scope.processes.size + scope.sinks.size}`;
        if (isRead) scope.processes.set(file, this.list(body, subshell(scope)));
        else scope.sinks.set(file, body);
        return file;
      },
    };
  }
}

/** The same shell, one level deeper: eval and trap. */
function deeper(scope: Scope): Scope {
  return { ...scope, depth: scope.depth + 1 };
}

/** Variables whose value is known wherever the line runs, or does not matter. */
const fixedVariables = (home: string, project: string, cwd: string): Readonly<Record<string, string>> => ({
  HOME: home,
  PWD: cwd,
  CLAUDE_PROJECT_DIR: project,
  TMPDIR: '/tmp',
  IFS: ' ',
  '?': '0',
  $: PROCESS,
  '!': PROCESS,
  '#': '1',
  RANDOM: '1',
  UID: '1',
  EUID: '1',
  LINENO: '1',
  SECONDS: '1',
  '0': 'bash',
});
