import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb, nearest }) =>
    `There is no verb "${verb}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
  'bad-usage': ({ verb, detail, unknown }) => {
    if (unknown === undefined) return `Wrong usage of "${verb}": ${detail}`;
    const hint = unknown.nearest === null ? '' : ` Did you mean "${unknown.nearest}"?`;
    return `The verb "${verb}" does not know "${unknown.word}".${hint} It takes: ${detail}`;
  },
} satisfies Partial<Notices>;
