/** Replies of a reviewer, and the contexts in which they are evaluated. */
import type { CommandRun } from '../../scripts/core/codex/events.js';
import type { ReportedFinding, Thresholds } from '../../scripts/core/review/findings.js';
import { evaluateReply, type ReviewContext } from '../../scripts/core/review/outcome.js';
import type { OpenFinding } from '../../scripts/core/task/model.js';
import type { Review } from '../../scripts/generated/types.js';

export const THRESHOLDS: Thresholds = { block_on_p0: true, block_on_p1: true, allow_continue_with_p2: true };

export const context = (given: Partial<ReviewContext> = {}): ReviewContext => ({
  gate: 'milestone',
  milestone: 'M001',
  round: 1,
  thresholds: THRESHOLDS,
  earlier: [],
  changed: null,
  coverage: { excluded: [], onDemand: [] },
  snapshotFolder: 'tree',
  openMilestones: ['M002'],
  ...given,
});

export const found = (given: Partial<ReportedFinding> = {}): ReportedFinding => ({
  same_as: null,
  severity: 'P1',
  category: 'correctness',
  title: 'Off by one',
  file: 'src/a.ts',
  line: 10,
  on_changed_line: false,
  reachable_failure: null,
  explanation: 'It counts from 1.',
  required_fix: 'Count from 0.',
  ...given,
});

export const reply = (given: Partial<Review> = {}): Review => ({
  summary: 'Reviewed.',
  coverage_notes: null,
  files_read: [],
  earlier_findings: [],
  excluded_files_acknowledged: [],
  findings: [],
  next_milestone_id: null,
  needs_human_question: null,
  verdict: 'pass',
  ...given,
});

/** The finding as the state holds it after round 1. */
export const earlier = (given: Partial<OpenFinding> = {}): OpenFinding => ({
  id: 'F-1',
  number: 1,
  severity: 'P1',
  category: 'correctness',
  title: 'Old fault',
  file: 'src/old.ts',
  line: 3,
  explanation: 'Old.',
  required_fix: 'Fix it.',
  blocking: true,
  disposition: 'fixed',
  reason: null,
  ...given,
});

export const answer = (status: 'resolved' | 'still_open' | 'withdrawn', id = 'F-1') => ({
  id,
  status,
  comment: 'Seen.',
});

export const evaluate = (given: Partial<Review>, about: Partial<ReviewContext> = {}, commands: CommandRun[] = []) =>
  evaluateReply(reply(given), commands, context(about));
export const outcomeOf = (given: Partial<Review>, about: Partial<ReviewContext> = {}) => {
  const result = evaluate(given, about);
  if (result.kind === 'infrastructure') throw new Error(`${result.reason}: ${result.detail}`);
  if (result.kind === 'unusable') throw new Error(JSON.stringify(result.missing));
  return result.outcome;
};
