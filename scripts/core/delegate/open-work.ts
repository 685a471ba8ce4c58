/** What Codex was given outside of the gated loop and is not over, and what happened in it. Plain values. */
import { type Call, call, given } from '../call.js';

/** The ways in which Codex is given work. */
export type WorkKind = 'ask' | 'broker' | 'cto' | 'fanout' | 'diff';

/** What a piece of work waits for; `step`: what CTO mode has Claude do next. */
export type Awaited = 'answer' | 'change' | 'message' | 'step' | 'user';

/** A piece of work that runs, waits for somebody, or was left behind by a process that was killed. */
export interface OpenWork {
  kind: WorkKind;
  id: string;
  standing: 'running' | 'waiting' | 'left';
  /** null unless it waits. */
  awaits: Awaited | null;
  /** What it is about, without secrets; '' where nothing says so. */
  about: string;
  /** ISO 8601, in UTC. */
  since: string;
  /** The command that goes on, or shows what became of it. */
  run: Call;
}

/** Something that happened in such work. */
export interface WorkFact {
  at: string;
  kind: WorkKind;
  id: string;
  what: 'asked' | 'answered' | 'question' | 'failed' | 'planned' | 'approve' | 'revise' | 'abort';
  /** The goal, where it was asked; '' elsewhere. */
  about: string;
}

/** The command that settles what a killed process left behind, and shows it. */
export function leftCall(kind: WorkKind, id: string): Call {
  switch (kind) {
    case 'ask':
      return call('ask', 'show', given(id));
    case 'broker':
      return call('broker', 'status', given(id));
    case 'cto':
      return call('cto', 'wait', '--run', given(id));
    case 'fanout':
      return call('fanout', 'wait', given(id));
    case 'diff':
      return call('review', 'show', given('diff'));
    default:
      return kind satisfies never;
  }
}

/** How many pieces of work stand in each way. */
export const countsOf = (work: readonly OpenWork[]): Record<OpenWork['standing'], number> => ({
  running: work.filter(({ standing }) => standing === 'running').length,
  waiting: work.filter(({ standing }) => standing === 'waiting').length,
  left: work.filter(({ standing }) => standing === 'left').length,
});

/** When a run began, by its name, which begins with the time in UTC; '' for another name. */
export function beganAt(name: string): string {
  const [, year, month, day, hour, minute, second, fraction] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})/.exec(name) ?? [];
  if (fraction === undefined) return '';
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`;
}
