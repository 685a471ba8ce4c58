/** Where facts about changed planning documents and new plans lead, for the table of machine.test.ts. */
import type { EventType } from '../../../scripts/core/task/ledger/events.js';
import { type Status, traitsOf } from '../../../scripts/core/task/model.js';

/** Statuses in which a change by hand is noticed: a plan is approved, and Claude is not writing it. */
const WATCHED: readonly Status[] = [
  'PLAN_NEXT_MILESTONE',
  'IMPLEMENT_MILESTONE',
  'CLAUDE_SELF_REVIEW',
  'CLAUDE_FIX',
  'RECORD_ACCEPTANCE',
  'CODEX_FINAL_REVIEW',
  'READY_TO_CONTINUE',
];

/** Statuses in which the user can ask for a new plan, besides those. */
const REPLANNED: readonly Status[] = [
  'CLAUDE_PLANNING_REVIEW',
  'CODEX_ADVERSARIAL_PLAN_REVIEW',
  'PAUSED_FOR_HUMAN',
  'PAUSED_FOR_SYSTEM',
  'PAUSED_FOR_CODEX',
  'REVIEW_THRESHOLD_EXCEEDED',
  'SENSITIVE_OPERATION',
  'UNSAFE',
  'FAIL_UNCLEAR',
  'NEEDS_REPLAN',
  'NEEDS_DOCS_SYNC',
];

/** The status to which the fact leads; undefined where it is refused. */
export function nextByHand(status: Status, fact: EventType): Status | undefined {
  if (fact === 'replan-decided' && [...WATCHED, ...REPLANNED].includes(status)) return 'READY_TO_CONTINUE';
  if (fact === 'documents-changed' && WATCHED.includes(status)) return 'NEEDS_REPLAN';
  if (fact !== 'documents-synced') return undefined;
  if (status === 'NEEDS_REPLAN' || status === 'NEEDS_DOCS_SYNC') return 'READY_TO_CONTINUE';
  return WATCHED.includes(status) ? status : undefined;
}

/** Why a new plan is refused there, where that has a code of its own. */
export function notReplanned(status: Status, fact: EventType): string | null {
  if (fact !== 'replan-decided') return null;
  if (traitsOf(status).drafting) return 'already-planning';
  if (status === 'NEEDS_HUMAN' || status === 'NEEDS_SECRET') return 'question-open';
  return status === 'NEEDS_CURATION' ? 'resume-later' : null;
}
