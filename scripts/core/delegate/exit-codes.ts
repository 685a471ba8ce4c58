/** The exit codes of delegation, by what happened. */
import type { ReasonCode } from '../codex/reasons.js';

export const EXIT = {
  answered: 0,
  /** Codex failed: it crashed, said nothing, or was ended. */
  failed: 1,
  /** A limit or a rule refuses the call; what it says names the rule. */
  refused: 1,
  /** A time limit was reached, also after the grace. */
  'timed-out': 2,
  /** Nothing helps but a change: connection, login, limits, settings. It is never tried again by itself. */
  fatal: 3,
  /** Codex asks a question. */
  question: 4,
  /** Wrong usage; elsewhere 2, which is a time limit here. */
  usage: 64,
  /** The wait is over, and the run goes on. */
  'still-running': 75,
  /** A signal ended Codex: the system's memory, or a kill. */
  killed: 137,
} as const;
export type Ending = keyof typeof EXIT;

const TIMED_OUT: readonly ReasonCode[] = [
  'wall-clock',
  'command-silent',
  'no-response-headers',
  'stream-silent',
  'token-budget',
];
const KILLED: readonly ReasonCode[] = ['codex-killed', 'supervisor-killed', 'supervisor-stale'];
const FAILED: readonly ReasonCode[] = [
  'codex-crashed',
  'codex-failed',
  'codex-no-events',
  'events-unreadable',
  'output-limit',
  'cancelled',
  'refused-by-model',
  'reply-empty',
  'input-too-large',
  'context-too-long',
  'commands-all-failed',
];

/** How a run that ended with a fault ends the command. */
export function endingOf(reason: ReasonCode): Ending {
  if (TIMED_OUT.includes(reason)) return 'timed-out';
  if (KILLED.includes(reason)) return 'killed';
  return FAILED.includes(reason) ? 'failed' : 'fatal';
}
