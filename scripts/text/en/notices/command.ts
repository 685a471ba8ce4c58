import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb }) => `There is no verb "${verb}".`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}: ${detail}.`,
} satisfies Partial<Notices>;
