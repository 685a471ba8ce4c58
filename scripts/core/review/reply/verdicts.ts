/** The order of verdicts: where two disagree, the worse one counts. */
import type { Verdict } from '../../task/model.js';

/** From the best to the worst. */
const VERDICTS: readonly Verdict[] = [
  'pass',
  'fail_fixable',
  'fail_unclear',
  'insufficient_context',
  'needs_human',
  'sensitive_operation',
  'unsafe',
];

export const worse = (a: Verdict, b: Verdict): Verdict => (VERDICTS.indexOf(b) > VERDICTS.indexOf(a) ? b : a);

/** Whether a verdict says more than that something can be fixed. */
export const isHardStop = (verdict: Verdict): boolean => VERDICTS.indexOf(verdict) > VERDICTS.indexOf('fail_fixable');
