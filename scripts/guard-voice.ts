/** Third stage of the guard hook, loaded when the rules ask or deny: the sentences and the log. */
import * as voice from './io/guard/voice.js';
import { guardText } from './text/guard.js';

export const sayJudgement: voice.GuardVoice['sayJudgement'] = (input, place, judgement) =>
  voice.sayJudgement(input, place, judgement, guardText);
