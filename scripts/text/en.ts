import type { Catalog } from './catalog.js';

export const en = {
  // -- repository and environment
  'not-a-repository': ({ dir }) => `${dir} is not inside a git repository. Approvals are bound to git trees, so there has to be one.`,
  'git-missing': ({ detail }) => `git could not be run: ${detail}. Install git 2.30 or later and put it on PATH.`,

  // -- command line
  'unknown-verb': ({ verb }) => `There is no verb "${verb}".`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}: ${detail}.`,
} satisfies Catalog;
