/**
 * The verb table: the only list of what the program can be asked to do. It is plain data; the phrases are in
 * text/en/verbs.ts and text/zh-CN/verbs.ts, the handlers in cli/handlers.ts.
 */
import { DELEGATE_VERBS } from './delegate/verbs.js';
import { bare, type Form, file, flag, type Option, plain, type Verb, value } from './verb-forms.js';

export type { Form, Option, Positional, Verb } from './verb-forms.js';

const gateReview = { positionals: [], options: { max: value('seconds'), foreground: flag } } as const;

export const VERBS = {
  install: {
    ...plain,
    access: 'writes',
    group: 'you',
    options: { project: value('dir'), for: value('client'), 'dry-run': flag, verbose: flag },
  },
  setup: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [
      { name: 'preset', required: false },
      { name: 'file', required: false },
    ],
    options: {
      project: value('dir'),
      preset: value('preset'),
      language: value('tag'),
      mode: value('mode'),
      questions: flag,
      answers: value('file|-'),
      loosen: flag,
      yes: flag,
      gitignore: flag,
      'no-checks': flag,
      'dry-run': flag,
    },
    humanOnly: ['--loosen'],
  },
  update: { ...plain, access: 'writes', group: 'you', options: { 'dry-run': flag } },
  'force-update': { ...plain, access: 'writes', group: 'you', options: { 'dry-run': flag } },
  restore: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'backup', required: false }],
    options: { 'dry-run': flag },
    humanOnly: ['*'],
  },
  uninstall: {
    ...plain,
    access: 'writes',
    group: 'you',
    options: { purge: flag, 'dry-run': flag },
    humanOnly: ['*'],
  },
  permissions: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: {
      add: { ...bare, options: { local: flag, project: flag, 'dry-run': flag } },
      remove: { ...bare, options: { local: flag, project: flag, 'dry-run': flag } },
      show: bare,
    },
    humanOnly: ['add'],
  },
  statusline: {
    ...plain,
    access: 'writes',
    group: 'you',
    takesText: true,
    subverbs: {
      install: { ...bare, options: { 'dry-run': flag } },
      uninstall: { ...bare, options: { 'dry-run': flag } },
    },
  },
  start: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'task', required: false, rest: true }],
    options: { stdin: flag },
  },
  next: { ...plain, access: 'writes', group: 'claude' },
  report: {
    ...plain,
    access: 'writes',
    group: 'claude',
    subverbs: {
      discovery: bare,
      plan: bare,
      'self-review': { ...bare, options: { file } },
      implemented: bare,
      fixes: { ...bare, options: { file } },
      question: { ...bare, options: { file } },
      answer: { ...bare, options: { choice: value('A-D'), text: value('text') } },
    },
    humanOnly: ['answer'],
  },
  milestone: {
    ...plain,
    access: 'writes',
    group: 'claude',
    subverbs: { start: { ...bare, positionals: [{ name: 'id', required: false }] }, accept: bare },
  },
  review: {
    ...plain,
    access: 'writes',
    group: 'claude',
    subverbs: {
      plan: gateReview,
      milestone: gateReview,
      final: gateReview,
      diff: {
        ...bare,
        options: {
          base: value('ref'),
          lens: { type: 'string', value: 'lens', multiple: true },
          model: value('model'),
          retry: flag,
          max: value('seconds'),
        },
      },
      wait: { positionals: [{ name: 'diff', required: false }], options: { max: value('seconds') } },
      status: bare,
      cancel: { ...bare, positionals: [{ name: 'diff', required: false }] },
      show: { ...bare, positionals: [{ name: 'review', required: false }] },
    },
  },
  finish: { ...plain, access: 'writes', group: 'claude' },
  gates: {
    ...plain,
    access: 'reads',
    group: 'you',
    options: {
      assert: value('gate'),
      'accept-signed': flag,
      'accept-attested': flag,
      'accept-overridden': flag,
      trust: value('commit'),
      verbose: flag,
    },
  },
  loop: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: {
      start: { ...bare, options: { 'keep-going': flag, 'dry-run': flag } },
      claim: bare,
      stop: { ...bare, options: { 'dry-run': flag } },
      status: bare,
    },
    humanOnly: ['start', 'stop'],
  },
  resume: {
    ...plain,
    access: 'writes',
    group: 'you',
    options: { strategy: value('strategy'), finding: value('id'), reason: value('text'), confirm: flag },
    humanOnly: ['--strategy', '--reason', '--confirm'],
  },
  keys: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: {
      create: bare,
      export: bare,
      list: bare,
      add: {
        positionals: [{ name: 'key', required: false }],
        options: { owner: value('name'), 'dry-run': flag },
      },
      remove: { positionals: [{ name: 'key', required: true }], options: { 'dry-run': flag } },
    },
    humanOnly: ['add', 'remove'],
  },
  ci: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: {
      verify: {
        ...bare,
        options: {
          base: value('ref'),
          head: value('ref'),
          'accept-attested': flag,
          'accept-overridden': flag,
          sarif: value('file'),
        },
      },
      hook: { ...bare, options: { remove: flag, 'dry-run': flag } },
      pushed: { ...bare, positionals: [{ name: 'remote', required: false, rest: true }] },
    },
    humanOnly: ['--remove'],
  },
  pause: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'reason', required: false, rest: true }],
    options: { 'after-review': flag },
  },
  config: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: {
      list: bare,
      get: { ...bare, positionals: [{ name: 'setting', required: true }] },
      explain: { ...bare, positionals: [{ name: 'setting', required: true }] },
      set: {
        positionals: [
          { name: 'setting', required: true },
          { name: 'value', required: true },
        ],
        options: { 'dry-run': flag },
      },
    },
    humanOnly: ['set'],
  },
  'sync-docs': {
    ...plain,
    access: 'writes',
    group: 'you',
    options: { choice: value('A-F'), text: value('text') },
    humanOnly: ['--choice'],
  },
  'diff-docs': {
    ...plain,
    access: 'reads',
    group: 'you',
    positionals: [{ name: 'file', required: false, rest: true }],
  },
  replan: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'reason', required: true, rest: true }],
    humanOnly: ['*'],
  },
  confirm: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'upstream|key', required: false }],
    options: { 'dry-run': flag, seen: value('code') },
    humanOnly: ['*'],
  },
  status: { ...plain, access: 'reads', group: 'you' },
  watch: { ...plain, access: 'reads', group: 'you', options: { once: flag } },
  tasks: { ...plain, access: 'reads', group: 'you' },
  show: { ...plain, access: 'reads', group: 'you', positionals: [{ name: 'task', required: false }] },
  trace: {
    ...plain,
    access: 'reads',
    group: 'you',
    options: { limit: value('n'), since: value('time'), gate: value('gate'), verbose: flag },
  },
  export: {
    ...plain,
    access: 'writes',
    group: 'you',
    subverbs: { html: { ...bare, options: { open: flag } }, markdown: bare, sarif: bare, json: bare },
    options: { output: { ...value('file'), short: 'o' }, task: value('task') },
  },
  doctor: { ...plain, access: 'reads', group: 'you', options: { verbose: flag, fix: flag } },
  repair: { ...plain, access: 'writes', group: 'you', options: { 'dry-run': flag } },
  reset: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'state', required: false }],
    options: { milestone: value('id'), confirm: flag, 'dry-run': flag },
    humanOnly: ['--confirm'],
  },
  'rebuild-context': { ...plain, access: 'writes', group: 'you' },
  'codex-check': { ...plain, access: 'reads', group: 'you', options: { live: flag } },
  'dev-smoke': { ...plain, access: 'reads', group: 'you' },
  ...DELEGATE_VERBS,
  redact: { ...plain, access: 'reads', group: 'you', options: { file: value('name') } },
  abandon: {
    ...plain,
    access: 'writes',
    group: 'you',
    positionals: [{ name: 'reason', required: true, rest: true }],
    humanOnly: ['*'],
  },
  guard: {
    ...plain,
    access: 'reads',
    group: 'you',
    subverbs: {
      explain: { ...bare, positionals: [{ name: 'command', required: true, rest: 'command' }] },
      test: { ...bare, positionals: [{ name: 'file', required: true }] },
    },
  },
  completion: { ...plain, access: 'reads', group: 'you', positionals: [{ name: 'shell', required: true }] },
  help: { ...plain, access: 'reads', group: 'you', positionals: [{ name: 'verb', required: false }] },
} as const satisfies Record<string, Verb>;

/** The options that every verb takes. */
export const COMMON_OPTIONS = { json: flag, language: value('tag'), help: flag } as const satisfies Form['options'];

type Table = typeof VERBS;
export type VerbName = keyof Table;
export type SubverbName<V extends VerbName> = keyof Table[V]['subverbs'] & string;
/** A verb with sub-verbs. */
export type ForkedVerb = { [V in VerbName]: [SubverbName<V>] extends [never] ? never : V }[VerbName];
/** A verb that needs no sub-verb. */
export type PlainVerb =
  | Exclude<VerbName, ForkedVerb>
  | { [V in VerbName]: Table[V] extends { takesText: true } ? V : never }[VerbName];
type FormOf<V extends VerbName, S extends SubverbName<V>> = Table[V]['subverbs'][S];
/** The options of a sub-verb, including those of its verb. */
export type SuboptionName<V extends VerbName, S extends SubverbName<V>> =
  | keyof Table[V]['options']
  | (FormOf<V, S> extends infer F ? (F extends { options: infer O } ? keyof O : never) : never);
/** Every option of a verb, with any of its sub-verbs. */
export type OptionName<V extends VerbName> = (keyof Table[V]['options'] | OptionIn<Table[V]['subverbs']>) & string;
type OptionIn<Forms> = { [S in keyof Forms]: Forms[S] extends { options: infer O } ? keyof O : never }[keyof Forms];
/** Every positional of a verb, with any of its sub-verbs. */
export type PositionalName<V extends VerbName> =
  | NameIn<Table[V]>
  | { [S in SubverbName<V>]: NameIn<FormOf<V, S>> }[SubverbName<V>];
type NameIn<F> = F extends { positionals: readonly (infer P)[] }
  ? P extends { name: infer N }
    ? N & string
    : never
  : never;

/** Whether a verb has a sub-verb of this name. */
export const isSubverb = <V extends VerbName>(verb: V, name: string): name is SubverbName<V> =>
  Object.hasOwn(VERBS[verb].subverbs, name);

/** Whether there is a verb of this name. */
export const isVerb = (name: string): name is VerbName => Object.hasOwn(VERBS, name);

/** All verbs, in the order of the table. */
export const VERB_NAMES: readonly VerbName[] = Object.keys(VERBS).filter(isVerb);

/** A verb's row as plain data, without the literal types. */
export const verbOf = (name: VerbName): Verb => VERBS[name];

/**
 * The form of a sub-verb including the verb's own options, unless these belong to the verb's own text; without a known
 * sub-verb, the verb's own form.
 */
export function formOf(name: VerbName, subverb: string | null = null): Form {
  const verb = verbOf(name);
  const form = subverb !== null && Object.hasOwn(verb.subverbs, subverb) ? verb.subverbs[subverb] : undefined;
  if (form === undefined) return verb;
  return verb.takesText ? form : { ...form, options: { ...verb.options, ...form.options } };
}

/** Every option of a verb, with any of its sub-verbs. */
export function optionsOf(name: VerbName): Readonly<Record<string, Option>> {
  const { options, subverbs } = verbOf(name);
  return Object.assign({}, options, ...Object.values(subverbs).map((form) => form.options));
}

/** Usage lines without `cccc`: one for each sub-verb, and one for the verb itself where it needs none. */
export function usageOf(name: VerbName): string[] {
  const subverbs = Object.keys(verbOf(name).subverbs);
  const own = subverbs.length === 0 || verbOf(name).takesText ? [usageLine(name, formOf(name))] : [];
  return [...own, ...subverbs.map((subverb) => usageLine(`${name} ${subverb}`, formOf(name, subverb)))];
}

/** One usage line. In: the words before the arguments. */
export function usageLine(head: string, { positionals, options }: Form): string {
  const places = positionals.map(({ name, required, rest }) => {
    const shown = `<${name}${rest ? '…' : ''}>`;
    return required ? shown : `[${shown}]`;
  });
  const flags = Object.entries(options).map(([option, given]) => `[${optionShown(option, given)}]`);
  return [head, ...places, ...flags].join(' ');
}

/** An option as usage shows it: `--yes`, `--file <file>`. */
export const optionShown = (name: string, option: Option): string =>
  option.type === 'boolean'
    ? `--${name}`
    : `${option.short === undefined ? '' : `-${option.short}, `}--${name} <${option.value}>`;

/** The human-only marks by verb. `npm run generate` builds the guard's table from them. */
export const humanOnlyMarks = (): Record<string, readonly string[]> =>
  Object.fromEntries(
    VERB_NAMES.map((name) => [name, verbOf(name).humanOnly] as const).filter(([, marks]) => marks.length > 0),
  );
