import { inSentence, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { delegateFault } from '../../delegate-faults.js';

const LEFT = {
  ask: 'Work given to Codex',
  broker: 'A live session',
  cto: 'A run of CTO mode',
  fanout: 'The fan-out',
  diff: 'A review of the change',
};

/** What Codex is asked to do outside of the gated loop. */
export const ask = {
  'delegated-started': ({ id }) => `Codex was asked: run ${id}.`,
  'delegated-working': ({ seconds, tokens, doing }) =>
    `Codex is working: ${seconds} s, ${thousands(tokens)} tokens${doing === null ? '' : `, ${inSentence(doing)}`}`,
  'delegated-running': ({ id }) => `Codex is still working on ${id}.`,
  'delegated-answered': ({ seconds, tokens }) => `Codex answered (${seconds} s, ${thousands(tokens)} tokens).`,
  'delegated-question': ({ question }) => `Codex asks: ${inSentence(question)}`,
  'delegated-fault': ({ reason, resets_at }) =>
    `No answer from Codex: ${delegateFault(reason)}${resets_at === '' ? '' : ` Resets ${resets_at}.`}`,
  'delegated-left': ({ kind, id }) =>
    `${LEFT[kind]} ` + `was left behind: the process that watched over it is gone (${id}).`,
  'delegated-unknown': ({ id }) => (id === '' ? 'Codex has not been asked anything yet.' : `There is no run ${id}.`),
  'ask-file-outside': ({ file }) => `${file} is not in this project, so Codex cannot read it.`,
} satisfies Partial<Notices>;
