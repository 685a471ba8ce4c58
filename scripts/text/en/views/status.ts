import { counted } from '../../../core/say/plain.js';
import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: 'Gates',
  unnamed: 'the work tree cannot be hashed, so the gates cannot be judged; see below',
  paused: 'Paused',
  helps: 'What helps',
  mode: 'mode',
  took: (rounds, time) => ` (${rounds === 0 ? '' : `${counted(rounds, 'round')}, `}${time})`,
  work: {
    title: 'Codex, outside of the gated loop',
    kinds: { ask: 'asked', broker: 'live session', cto: 'CTO', fanout: 'workers', diff: 'review of the change' },
    standings: { running: 'runs', waiting: 'waits', left: 'left behind, its supervisor is gone' },
    awaits: {
      answer: 'waits for an answer',
      change: 'its change waits to be read and applied',
      message: 'waits for a message',
      step: 'waits for the next step',
      user: 'waits for your decision',
    },
  },
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
