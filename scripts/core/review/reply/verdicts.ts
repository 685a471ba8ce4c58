/** The order of verdicts. Where two verdicts disagree, the worse one counts. */
import type { Verdict } from '../../task/model.js';

/** From best to worst. */
const VERDICTS: readonly Verdict[] = [
  'pass',
  'fail_fixable',
  'fail_unclear',
  'insufficient_context',
  'needs_human',
  'sensitive_operation',
  'unsafe',
];

/** The worse of two verdicts. */
export const worse = (a: Verdict, b: Verdict): Verdict => (VERDICTS.indexOf(b) > VERDICTS.indexOf(a) ? b : a);

/** Whether a verdict is worse than "something has to be fixed". */
export const isHardStop = (verdict: Verdict): boolean => VERDICTS.indexOf(verdict) > VERDICTS.indexOf('fail_fixable');
