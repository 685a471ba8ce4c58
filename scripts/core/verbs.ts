/** The verb table: the single list of what the program can be asked. Plain data. */
export interface Verb {
  access: 'reads' | 'writes';
  /** Sub-verbs, as the first positional; empty where there are none. */
  subverbs: readonly string[];
  /** What only a human may decide: the sub-verbs or options that carry the mark; `*` is the verb itself. */
  humanOnly: readonly string[];
}

export const VERBS = {
  install: { access: 'writes', subverbs: [], humanOnly: [] },
  setup: { access: 'writes', subverbs: [], humanOnly: [] },
  start: { access: 'writes', subverbs: [], humanOnly: [] },
  next: { access: 'writes', subverbs: [], humanOnly: [] },
  report: {
    access: 'writes',
    subverbs: ['discovery', 'plan', 'self-review', 'implemented', 'fixes', 'question', 'answer'],
    humanOnly: ['answer'],
  },
  milestone: { access: 'writes', subverbs: ['start', 'accept'], humanOnly: [] },
  review: {
    access: 'writes',
    subverbs: ['plan', 'milestone', 'final', 'wait', 'status', 'cancel', 'show'],
    humanOnly: [],
  },
  finish: { access: 'writes', subverbs: [], humanOnly: [] },
  gates: { access: 'reads', subverbs: [], humanOnly: [] },
  loop: { access: 'writes', subverbs: ['start', 'claim', 'stop', 'status'], humanOnly: ['start', 'stop'] },
  resume: { access: 'writes', subverbs: [], humanOnly: ['--strategy', '--confirm'] },
  confirm: { access: 'writes', subverbs: [], humanOnly: ['*'] },
  status: { access: 'reads', subverbs: [], humanOnly: [] },
  trace: { access: 'reads', subverbs: [], humanOnly: [] },
  doctor: { access: 'reads', subverbs: [], humanOnly: [] },
  redact: { access: 'reads', subverbs: [], humanOnly: [] },
  abandon: { access: 'writes', subverbs: [], humanOnly: ['*'] },
  guard: { access: 'reads', subverbs: ['explain'], humanOnly: [] },
  help: { access: 'reads', subverbs: [], humanOnly: [] },
} as const satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;

export const isVerb = (name: string): name is VerbName => Object.hasOwn(VERBS, name);
