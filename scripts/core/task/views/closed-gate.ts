/** Which gate a step goes through, and whether it is closed there. */
import { type GateReport, isPassable } from '../gates.js';
import type { Gate } from '../model.js';
import type { Action } from '../next-step.js';

/** The approval that a step rests on: the machine refuses it without. */
const RESTS_ON: { [A in Action]?: Gate } = {
  'start-milestone': 'plan',
  'review-own-work': 'plan',
  'review-milestone': 'plan',
  'review-final': 'plan',
  'accept-milestone': 'milestone',
  finish: 'final',
};

/**
 * The gate that keeps a step from being done; null where it is open, or where no approval was given yet, since then the
 * step itself asks for one.
 */
export function closedBefore(action: Action, gates: Record<Gate, GateReport>): GateReport | null {
  const gate = RESTS_ON[action];
  const report = gate && gates[gate];
  return report === undefined || report.approval === null || isPassable(report) ? null : report;
}
