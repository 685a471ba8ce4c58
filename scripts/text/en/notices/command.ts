import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb, nearest }) =>
    `There is no verb "${verb}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}: ${detail}.`,
} satisfies Partial<Notices>;
