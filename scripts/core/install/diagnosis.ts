/** What `doctor` finds, as plain values. */
import type { Notice } from '../say/notices.js';

export type CheckName =
  | 'installation'
  | 'node'
  | 'repository'
  | 'configuration'
  | 'workspace'
  | 'directories'
  | 'filters'
  | 'worktree'
  | 'ledger'
  | 'receipts'
  | 'state'
  | 'hooks'
  | 'commands'
  | 'codex'
  | 'leftovers';

/** One thing that a task rests on, and how it stands. */
export interface Check {
  name: CheckName;
  level: 'pass' | 'warn' | 'fail';
  /** What was found: versions, paths, counts. */
  facts: string;
  /** What is wrong; empty for a pass. */
  notices: Notice[];
}

/** Everything that was looked at, in the order in which one thing needs the other. */
export interface Diagnosis {
  checks: Check[];
  /** How many of each level. */
  counts: Record<Check['level'], number>;
}

/** In: the checks. Out: the same with their counts. */
export function diagnosisOf(checks: Check[]): Diagnosis {
  const count = (level: Check['level']): number => checks.filter((check) => check.level === level).length;
  return { checks, counts: { pass: count('pass'), warn: count('warn'), fail: count('fail') } };
}
