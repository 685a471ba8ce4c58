/** The findings of `doctor`, as plain values. */
import type { Notice } from '../say/notices.js';

/** The groups in the order in which they are shown, each with its checks. */
export const CHECKS = {
  program: ['installation', 'node'],
  project: ['repository', 'configuration', 'workspace', 'filters', 'worktree'],
  task: ['ledger', 'receipts', 'state', 'documents', 'keys', 'leftovers'],
  claude: ['hooks', 'commands', 'statusLine'],
  codex: ['codex', 'codexSkill', 'delegated'],
  machine: ['directories', 'stateDirectory', 'disk', 'clock', 'notifications'],
} as const;

export type CheckGroup = keyof typeof CHECKS;
export type CheckName = (typeof CHECKS)[CheckGroup][number];

export const CHECK_GROUPS = Object.keys(CHECKS).filter((name): name is CheckGroup => name in CHECKS);

/** One prerequisite of a task, and its condition. */
export interface Check {
  name: CheckName;
  level: 'pass' | 'warn' | 'fail';
  /** What was found, as a phrase that somebody understands who has never seen this program. */
  facts: string;
  /** Paths and digests; empty where there are none. */
  details: string;
  /** The problems; empty for a pass. */
  notices: Notice[];
}

/** All checks, in the order of the groups. */
export interface Diagnosis {
  checks: Check[];
  /** How many checks have each level. */
  counts: Record<Check['level'], number>;
}

/** The group of a check. */
export const groupOf = (name: CheckName): CheckGroup =>
  CHECK_GROUPS.find((group) => CHECKS[group].some((one) => one === name)) ?? 'program';

/** Puts the checks in order and counts them. */
export function diagnosisOf(found: readonly Check[]): Diagnosis {
  const checks = CHECK_GROUPS.flatMap((group) =>
    CHECKS[group].flatMap((name) => found.filter((check) => check.name === name)),
  );
  const count = (level: Check['level']): number => checks.filter((check) => check.level === level).length;
  return { checks, counts: { pass: count('pass'), warn: count('warn'), fail: count('fail') } };
}
