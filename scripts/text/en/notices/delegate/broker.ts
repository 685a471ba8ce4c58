import { counted, inSentence, quotedLines, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { codexFault } from '../../codex-faults.js';

/** Live conversations with Codex. */
export const broker = {
  'broker-started': ({ id }) => `Codex is working in session ${id}.`,
  'broker-sent': ({ id, how }) =>
    how === 'steered'
      ? `Session ${id}: the message reached the running turn.`
      : how === 'said'
        ? `Session ${id}: the next turn has begun.`
        : `Session ${id}: the turn was interrupted, and its commands were ended.`,
  'broker-refused': ({ id, detail }) => `Session ${id}: Codex did not take the message (${inSentence(detail)}).`,
  'broker-over': ({ id, session }) =>
    `Session ${id} has ended.${session === null ? '' : ' Its conversation can be continued in a new session.'}`,
  'broker-none': ({ id }) => (id === '' ? 'There is no session of this work tree.' : `There is no session ${id}.`),
  'broker-silent': ({ id }) => `Session ${id} did not take the message within 20 s. It stays in its queue.`,
  'broker-stopped': ({ id, turns, tokens }) =>
    `Session ${id} has ended (${counted(turns, 'turn')}, ${thousands(tokens)} tokens).`,
  'broker-turn-ended': ({ status, tokens }) =>
    `Codex ${status === 'completed' ? 'answered' : 'was interrupted'} (${thousands(tokens)} tokens so far).`,
  'broker-turn-failed': ({ reason, detail }) => `The turn failed: ${codexFault(reason)} ${quotedLines(detail)}`,
  'broker-nothing-to-send': () => 'There is nothing to send: give the text, or --interrupt.',
} satisfies Partial<Notices>;
