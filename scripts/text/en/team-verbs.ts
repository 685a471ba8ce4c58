import { call, given } from '../../core/call.js';
import type { VerbText } from '../types/verbs.js';

const dryRun = 'shows what would change, and changes nothing';
const none = { subverbs: {}, positionals: {}, options: {} };

/** The phrases for what teammates and reviewers of a pull request get. */
export const teamVerbs: Pick<VerbText, 'keys' | 'ci' | 'export'> = {
  keys: {
    ...none,
    summary: 'your team key, and the keys of teammates that this project trusts',
    subverbs: {
      create: 'makes your key, with which everything recorded from then on is signed',
      export: 'prints the public part, for a teammate to add',
      list: 'shows the trusted keys, and which one is yours',
      add: "trusts a teammate's key, or without one your own",
      remove: 'revokes a key; it stays in the list with the date',
    },
    positionals: { key: 'ed25519:… as export prints it; to remove also its id or its owner' },
    options: { owner: 'whose key it is', 'dry-run': dryRun },
    example: call('keys', 'add', '--owner', given('Ada')),
  },
  ci: {
    ...none,
    summary: 'judges a pull request by what is committed; a check before each push',
    subverbs: {
      verify: 'exit 0 where exactly this tree was approved; settings and trusted keys are those of the base',
      hook: 'puts a pre-push hook in place that asks for an approval on protected branches',
      pushed: 'what that hook runs',
    },
    positionals: { remote: 'as git names it to the hook' },
    options: {
      base: 'the commit to merge into; default: that of the pull request in GITHUB_EVENT_PATH',
      head: 'the commit to merge; default: that of the pull request, else HEAD',
      'accept-attested': 'an approval that no trusted key signed is enough',
      'accept-overridden': 'a risk that the user accepted is enough',
      sarif: 'writes the result to this file for code scanning',
      remove: 'removes the hook again',
      'dry-run': dryRun,
    },
    example: call('ci', 'verify', '--base', given('origin/main')),
  },
  export: {
    ...none,
    summary: 'the report of a task: a page to read, the text of a pull request, SARIF, JSON',
    subverbs: {
      html: 'one HTML file for people: course, reviews, findings, checks, tokens, assurance',
      markdown: 'the text of a pull request',
      sarif: 'the open findings as SARIF 2.1.0, for code scanning',
      json: 'everything that the page shows, as data',
    },
    options: {
      output: 'the file; - is the standard output. Without it, html writes into the git directory, the others print',
      task: 'its id, or the beginning or end of it; default: the task of this work tree, else the newest',
      open: "opens the page in the system's browser",
    },
    example: call('export', 'html', '--open'),
  },
};
