/** What a finished task offers for its commit and its pull request, as one plain value. */
import { oneLine } from '../../say/plain.js';
import type { State } from '../model.js';
import { type Ending, endingOf } from './ending.js';

/** An accepted milestone, and how its gate was passed. */
export interface DoneMilestone {
  id: string;
  title: string;
  how: 'reviewed' | 'overridden';
  rounds: number;
}

export interface ClosingView {
  /** The task in the user's words, whole. */
  task: string;
  /** Its first line, short enough for the first line of a commit. */
  subject: string;
  done: DoneMilestone[];
  ending: Ending;
  plan: 'reviewed' | 'overridden' | null;
  final: 'reviewed' | 'overridden' | null;
  finalRounds: number;
  /** Version of the Codex that reviewed last; null when no ledger entry names it. */
  codex: string | null;
  /** The required checks that passed on what was reviewed last. */
  checks: string[];
}

/** Collects what commit message and pull request say. */
export function closingView(state: State): ClosingView {
  const titles = new Map([...state.plan.removed, ...state.plan.milestones].map(({ id, title }) => [id, title]));
  return {
    task: state.task,
    subject: subjectOf(state.task),
    done: state.milestones.completed.map(({ id, kind }) => ({
      id,
      title: titles.get(id) ?? '',
      how: kind,
      rounds: state.effort[id]?.rounds ?? 0,
    })),
    ending: endingOf(state),
    plan: state.approvals.plan?.kind ?? null,
    final: state.approvals.final?.kind ?? null,
    finalRounds: state.effort['final']?.rounds ?? 0,
    codex: state.pins.codex_program?.version ?? null,
    checks: (state.reviews.last_checks?.results ?? []).filter(({ passed }) => passed).map(({ name }) => name),
  };
}

/** What git and most platforms show of the first line of a message. */
const LONGEST = 72;

/** The first line of the task, cut between words; without a full stop at its end. */
function subjectOf(task: string): string {
  const line = oneLine(task.trim().split(/\r?\n/)[0] ?? '', 2000).replace(/(?<!\.)[.\u3002]$/u, '');
  const letters = [...line];
  if (letters.length <= LONGEST) return line;
  const cut = letters.slice(0, LONGEST - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut}…`;
}
