/** What documents, reviews and commits tell about a task whose ledger is gone. None of it is an approval. */

export type Confidence = 'high' | 'medium' | 'low';
export type ConfidenceReason =
  | 'sources-agree'
  | 'export-only'
  | 'reviews-only'
  | 'commits-only'
  | 'sources-differ'
  | 'nothing-done'
  | 'all-done'
  | 'no-backlog';

/** A milestone as the backlog names it. */
export interface NamedMilestone {
  id: string;
  title: string;
}

export interface Traces {
  /** The task's text, with the file that it is from; null when no file tells it. */
  task: { text: string; file: string } | null;
  backlog: readonly NamedMilestone[];
  /** Ids of milestones that each source names as done. */
  done: Record<'exports' | 'reviews' | 'commits', readonly string[]>;
  /** The files, and `git log`, that told something. */
  sources: readonly string[];
}

export interface Rehydration {
  /** The milestone to go on with; null when nothing tells it. */
  candidate: NamedMilestone | null;
  /** The ids of the other milestones of the backlog. */
  others: string[];
  confidence: Confidence;
  reason: ConfidenceReason;
}

/**
 * Where the task seems to have stood. The first milestone of the backlog that no source names as done comes next.
 *
 * @param chosen the id of the milestone that the user chose; null for the one that is found
 */
export function rehydrationOf({ backlog, done }: Traces, chosen: string | null = null): Rehydration {
  const isDone = new Set(Object.values(done).flat());
  const found = backlog.find(({ id }) => (chosen === null ? !isDone.has(id) : id === chosen)) ?? null;
  return {
    candidate: found,
    others: backlog.filter(({ id }) => id !== found?.id).map(({ id }) => id),
    ...confidenceOf(backlog, done),
  };
}

const ONLY = { exports: 'export-only', reviews: 'reviews-only', commits: 'commits-only' } as const;

function confidenceOf(
  backlog: Traces['backlog'],
  done: Traces['done'],
): { confidence: Confidence; reason: ConfidenceReason } {
  if (backlog.length === 0) return { confidence: 'low', reason: 'no-backlog' };
  const named = (['exports', 'reviews', 'commits'] as const)
    .map((source) => ({ source, ids: backlog.filter(({ id }) => done[source].includes(id)).map(({ id }) => id) }))
    .filter(({ ids }) => ids.length > 0);
  const [first, ...rest] = named;
  if (first === undefined) return { confidence: 'low', reason: 'nothing-done' };
  const differs = rest.some(({ ids }) => ids.join() !== first.ids.join());
  if (differs) return { confidence: 'low', reason: 'sources-differ' };
  if (rest.length === 0) return { confidence: 'medium', reason: ONLY[first.source] };
  return { confidence: 'high', reason: first.ids.length === backlog.length ? 'all-done' : 'sources-agree' };
}
