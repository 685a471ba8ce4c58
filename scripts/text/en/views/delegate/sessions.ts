import { counted, thousands } from '../../../../core/say/plain.js';
import type { SessionsWords } from '../../../types/views/delegate/sessions.js';

export const sessions: SessionsWords = {
  standing: { working: 'working', waiting: 'waiting for a message', ended: 'ended' },
  turnStatus: { running: 'running', completed: 'answered', interrupted: 'interrupted', failed: 'failed' },
  counts: (turns, tokens, queued) =>
    [counted(turns, 'turn'), `${thousands(tokens)} tokens`, ...(queued > 0 ? [`${queued} in the queue`] : [])].join(
      ' · ',
    ),
  turn: (number) => `Turn ${number}`,
  doing: 'Now',
  thinks: 'thinking',
  declined: (count) => `${counted(count, 'request')} for more rights declined`,
  log: {
    started: 'session started, Codex',
    steered: 'you, into the turn',
    interrupted: 'interrupted',
    declined: 'declined',
    command: 'ran',
    said: 'you',
    'turn-ended': 'turn ended',
    refused: 'not taken',
    ended: 'session ended',
  },
};
