import type { FaultCode } from '../../../../core/cto/fault-codes.js';
import type { CtoStepArgs } from '../../../../core/cto/next.js';
import type { Outcome } from '../../../../core/cto/outcomes.js';

/** The words of CTO mode. */
export interface CtoWords {
  /** Why a step comes next, and what to do. */
  steps: { [N in keyof CtoStepArgs]: (args: CtoStepArgs[N]) => { why: string; act: string } };
  fault: { [C in FaultCode]: (subject: string, detail: string) => string };
  outcome: { [O in Outcome | 'open' | 'waits']: string };
  review: { pass: string; partial: string; fail: string };
  run: string;
  objective: string;
  strategy: string;
  tasks: string;
  verification: string;
  /** Behind a command about which the guard asks, and one that the user allowed. */
  asks: string;
  allowed: string;
  target: string;
  criteria: string;
  context: string;
  feedback: string;
  /** The headline of the card, its facts, and its two choices. */
  card: { title: (reviews: number, inARow: number) => string; reason: string; go: string; stop: string };
  dryRun: { command: string; prompt: string; schema: string };
}
