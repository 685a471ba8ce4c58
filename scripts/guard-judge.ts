/** Second stage of the guard hook, loaded for calls that are not plainly ordinary: the rules. */
import type { GuardJudge } from './io/guard/call.js';
import * as judge from './io/guard/judge.js';

export const judgeCall: GuardJudge['judgeCall'] = (input, place) =>
  judge.judgeCall(input, place, () => require('./cccc-guard-voice.cjs'));
