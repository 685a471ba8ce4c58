/** The findings of `doctor`, as plain values. */
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
  | 'documents'
  | 'hooks'
  | 'commands'
  | 'codex'
  | 'leftovers';

/** One prerequisite of a task, and its condition. */
export interface Check {
  name: CheckName;
  level: 'pass' | 'warn' | 'fail';
  /** What was found: versions, paths, counts. */
  facts: string;
  /** The problems; empty for a pass. */
  notices: Notice[];
}

/** All checks, ordered so that each one comes after those it depends on. */
export interface Diagnosis {
  checks: Check[];
  /** How many checks have each level. */
  counts: Record<Check['level'], number>;
}

/** Adds the counts to the checks. */
export function diagnosisOf(checks: Check[]): Diagnosis {
  const count = (level: Check['level']): number => checks.filter((check) => check.level === level).length;
  return { checks, counts: { pass: count('pass'), warn: count('warn'), fail: count('fail') } };
}
