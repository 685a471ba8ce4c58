import { counted } from '../../../core/say/plain.js';
import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: 'Gates',
  unnamed: 'the work tree cannot be hashed, so the gates cannot be judged; see below',
  paused: 'Paused',
  helps: 'What helps',
  mode: 'mode',
  took: (rounds, time) => ` (${rounds === 0 ? '' : `${counted(rounds, 'round')}, `}${time})`,
  ended: 'ended here',
  skipped: 'skipped',
  overridden: 'risk accepted',
  totals: ({ time, rounds, outages, tokens }) =>
    [
      `Total ${time}`,
      counted(rounds, 'review round'),
      ...(outages === 0 ? [] : [`${counted(outages, 'review')} without a verdict`]),
      ...(tokens === null ? [] : [`${tokens} tokens`]),
    ].join(' · '),
};
