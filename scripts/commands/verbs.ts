/** The verb table: the single list of what the program can be asked. */
import type { Command } from './context.js';

export interface Verb {
  access: 'reads' | 'writes';
  /** Sub-verbs, as the first positional; empty where there are none. */
  subverbs: readonly string[];
  /** What only a human may decide (design decision 13): the sub-verbs or options that carry the mark; `*` is the verb itself. */
  humanOnly: readonly string[];
  load(): Promise<Command>;
}

export const VERBS = {
  install: { access: 'writes', subverbs: [], humanOnly: [], load: () => import('./install.js') },
  setup: { access: 'writes', subverbs: [], humanOnly: [], load: () => import('./setup.js') },
  start: { access: 'writes', subverbs: [], humanOnly: [], load: () => import('./start.js') },
  next: { access: 'writes', subverbs: [], humanOnly: [], load: () => import('./next.js') },
  report: { access: 'writes', subverbs: ['discovery', 'plan', 'self-review', 'implemented', 'fixes', 'question', 'answer'], humanOnly: ['answer'], load: () => import('./report.js') },
  milestone: { access: 'writes', subverbs: ['start', 'accept'], humanOnly: [], load: () => import('./milestone.js') },
  review: { access: 'writes', subverbs: ['plan', 'milestone', 'final', 'wait', 'status', 'cancel', 'show'], humanOnly: [], load: () => import('./review.js') },
  finish: { access: 'writes', subverbs: [], humanOnly: [], load: () => import('./finish.js') },
  gates: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./gates.js') },
  loop: { access: 'writes', subverbs: ['start', 'claim', 'stop', 'status'], humanOnly: ['start', 'stop'], load: () => import('./loop.js') },
  resume: { access: 'writes', subverbs: [], humanOnly: ['--strategy', '--confirm'], load: () => import('./resume.js') },
  confirm: { access: 'writes', subverbs: [], humanOnly: ['*'], load: () => import('./confirm.js') },
  status: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./status.js') },
  trace: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./trace.js') },
  doctor: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./doctor.js') },
  redact: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./redact.js') },
  abandon: { access: 'writes', subverbs: [], humanOnly: ['*'], load: () => import('./abandon.js') },
  guard: { access: 'reads', subverbs: ['explain'], humanOnly: [], load: () => import('./guard.js') },
  help: { access: 'reads', subverbs: [], humanOnly: [], load: () => import('./help.js') },
} as const satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;

export const isVerb = (name: string): name is VerbName => Object.hasOwn(VERBS, name);
