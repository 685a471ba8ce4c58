import type { Gate } from '../../../core/task/model.js';

/** How the task stands, for people. */
export type Standing = 'finished' | 'open' | 'paused' | 'abandoned';

/** The sections of the page, in order; also their names in the address. */
export type SectionName = 'assurance' | 'course' | 'reviews' | 'findings' | 'checks' | 'tokens' | 'guard' | 'timeline';

/** What the first sentence of the page is made of. */
export interface LedeFacts {
  standing: Standing;
  /** As text. */
  took: string;
  reviews: number;
  milestones: { accepted: number; planned: number };
  findings: { all: number; open: number; advisory: number };
}

/** The words of the HTML page. */
export interface PageWords {
  kicker: string;
  skip: string;
  contents: string;
  standing: Record<Standing, string>;
  lede: (facts: LedeFacts) => string;
  paused: string;
  abandoned: string;
  /** Days, hours and minutes. */
  span: (days: number, hours: number, minutes: number, seconds: number) => string;
  tiles: Record<'took' | 'reviews' | 'findings' | 'tokens' | 'decisions' | 'guard', string>;
  tileNotes: {
    outages: (count: number) => string;
    open: (count: number) => string;
    perReview: (count: string) => string;
    denied: (count: number) => string;
  };
  sections: Record<SectionName, string>;
  intros: Record<SectionName, string>;
  facts: Record<'task' | 'started' | 'ended' | 'mode' | 'base' | 'codex' | 'source', string>;
  sources: Record<'ledger' | 'export', string>;
  assurance: Record<'approvals' | 'now' | 'notApproved' | 'compared', string>;
  /** Before the hash of the last entry. */
  ledger: (entries: number) => string;
  course: {
    label: (phases: number) => string;
    work: string;
    passed: string;
    findings: string;
    outage: string;
    row: (name: string, took: string, reviews: number) => string;
  };
  round: (number: number) => string;
  attempt: string;
  summary: string;
  change: {
    round: (files: number, added: number, removed: number) => string;
    base: (files: number, added: number, removed: number) => string;
    documents: (count: number) => string;
    none: string;
    more: (count: number) => string;
    lost: string;
    binary: string;
    status: Record<'added' | 'deleted' | 'modified' | 'renamed' | 'type-changed' | 'document', string>;
    columns: Record<'file' | 'how' | 'added' | 'removed', string>;
  };
  fresh: string;
  answered: string;
  noReviews: string;
  filters: Record<'severity' | 'state' | 'phase' | 'actor' | 'search' | 'open' | 'advisory' | 'settled', string>;
  /** With `{shown}` and `{total}`, which the page's script fills in. */
  count: string;
  finding: Record<'why' | 'fix' | 'exchange' | 'category' | 'reported', string>;
  rounds: (numbers: string) => string;
  noFindings: string;
  noChecks: string;
  noTokens: string;
  noGuard: string;
  checkColumns: Record<'when' | 'subject' | 'results', string>;
  guardColumns: Record<'when' | 'answer' | 'rule' | 'tool' | 'subject', string>;
  exit: (code: number) => string;
  optional: string;
  tokensLabel: (reviews: number, tokens: string) => string;
  later: (took: string) => string;
  gate: Record<Gate, string>;
  zone: (zone: string) => string;
  alone: string;
  /** Between a name and its explanation. */
  separator: string;
}
