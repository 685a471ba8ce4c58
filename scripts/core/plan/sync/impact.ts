/**
 * What a change of a planning document is about, how much it matters, and what follows. These tables are the only place
 * that says so; ARCHITECTURE.md shows them to people.
 */

/** What a change is about. */
export type ChangeKind =
  | 'minor'
  | 'architecture'
  | 'stack'
  | 'roadmap'
  | 'milestone'
  | 'risk-policy'
  | 'testing-policy'
  | 'brief'
  | 'open-question'
  /** Nothing says what it is about: the text cannot be read, or the earlier one is not at hand. */
  | 'unknown'
  | 'deleted';

export type Impact = 'low' | 'medium' | 'high' | 'critical';

/** How much each kind of change matters. */
export const IMPACT_OF: Readonly<Record<ChangeKind, Impact>> = {
  minor: 'low',
  'open-question': 'medium',
  'risk-policy': 'medium',
  'testing-policy': 'medium',
  architecture: 'high',
  stack: 'high',
  roadmap: 'high',
  milestone: 'high',
  brief: 'high',
  unknown: 'high',
  deleted: 'critical',
};

/** The pause to which a change leads; null where work goes on, and the next review is shown the change. */
export const LEADS_TO: Readonly<Record<Impact, 'NEEDS_DOCS_SYNC' | 'NEEDS_REPLAN' | null>> = {
  low: null,
  medium: 'NEEDS_DOCS_SYNC',
  high: 'NEEDS_REPLAN',
  critical: 'NEEDS_REPLAN',
};

const ORDER: readonly Impact[] = ['low', 'medium', 'high', 'critical'];

/** The greatest of these impacts; low for none. */
export const greatest = (impacts: readonly Impact[]): Impact =>
  ORDER.findLast((impact) => impacts.includes(impact)) ?? 'low';

/** Whether a change of this impact closes the plan gate: what Codex approved is no longer what the documents say. */
export const closesPlan = (impact: Impact): boolean => LEADS_TO[impact] === 'NEEDS_REPLAN';

/** A change as the ledger and the card name it. */
export interface NotedChange {
  document: string;
  how: 'added' | 'edited' | 'deleted' | 'unreadable';
  kinds: ChangeKind[];
  impact: Impact;
  /** Headings of the changed sections, shortened; the first few. */
  sections: string[];
}
