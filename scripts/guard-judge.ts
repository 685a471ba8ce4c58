/** Loaded by the guard hook for what is not plainly ordinary: the rules. */
import type { GuardJudge } from './io/guard/call.js';
import * as judge from './io/guard/judge.js';

export const judgeCall: GuardJudge['judgeCall'] = (input, place) =>
  judge.judgeCall(input, place, () => require('./cccc-guard-voice.cjs'));
