import type { Notices } from '../../types/notices.js';

/** What `gates --assert` answers. */
export const gateAnswers = {
  'gate-holds': ({ gate, how }) => `The ${gate} gate is open (${how}).`,
  'gate-attested-only': ({ gate }) =>
    `The ${gate} gate is attested only: its receipt is known, but the raw record or the signing key is not here. ` +
    'If that is enough for you, say so.',
  'gate-overridden': ({ gate }) =>
    `The ${gate} gate is overridden: the user accepted the risk, and Codex did not approve. ` +
    'If that is enough for you, say so.',
} satisfies Partial<Notices>;
