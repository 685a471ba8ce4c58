/** What CTO mode says; see ../notices.ts for what a notice needs. */
import type { FaultCode } from '../../cto/fault-codes.js';
import type { Outcome } from '../../cto/outcomes.js';

export interface CtoNotices {
  'cto-task-open': { task: string; status: string };
  'cto-none': Record<string, never>;
  'cto-unknown': { run: string };
  'cto-log-broken': { file: string };
  /** How many entries the log has, and how many it had. */
  'cto-log-rolled-back': { file: string; found: number; known: number };
  'cto-log-unanchored': { file: string };
  'cto-not-now': { event: string; status: string };
  'cto-busy': Record<string, never>;
  'cto-task-unknown': { task: string; known: string };
  'cto-task-waits': { task: string; missing: string };
  'cto-tasks-open': { tasks: string };
  'cto-reviews-used': { reviews: number; limit: number };
  /** `places`: file, line and kind of each. */
  'cto-secrets-added': { places: string };
  'cto-request-too-large': { characters: number };
  'cto-planned': { tasks: number; file: string };
  'cto-no-artifact': { folder: string };
  /** `subject`: a task, a command or a cycle. */
  'cto-fault': { fault: FaultCode; subject: string; detail: string };
  'cto-unusable': { kind: 'plan' | 'review' };
  'cto-reported': { task: string; outcome: Outcome };
  'cto-approved': { number: number };
  'cto-revise': { number: number; tasks: string; reason: string };
  'cto-aborted': { reason: string };
  /** Codex approved, and its own evidence or the verification says otherwise. */
  'cto-not-approved': { tasks: string; commands: string };
  'cto-approval-stands': { tree: string; thread: string };
  'cto-approval-void': Record<string, never>;
  'cto-approval-unproven': Record<string, never>;
  'cto-artifact-edited': { files: string };
  'cto-asked-commands': { commands: string };
  'cto-nothing-to-allow': Record<string, never>;
  'cto-allowed': { commands: string };
  'cto-continued': { reviews: number };
}
