/** What `doctor` finds, as plain values. */
import type { Notice } from '../say/notices.js';

export type CheckName =
  | 'installation'
  | 'node'
  | 'repository'
  | 'configuration'
  | 'workspace'
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
