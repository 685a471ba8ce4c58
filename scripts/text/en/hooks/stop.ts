import type { HookWords } from '../../../core/loop/hook-words.js';

export const stop: HookWords = {
  goOn: ({ count, limit }) =>
    `(Continuation ${count} of at most ${limit}. The user ends the loop with /cccc-loop-stop.)`,
  limit: ({ limit }) =>
    `cccc: the loop has continued ${limit} times (automation.max_stop_hook_continuations), and stops. ` +
    'Go on with: cccc next',
  clientLimit: ({ limit }) =>
    `cccc: the loop has continued ${limit} times in a row, Claude Code's limit, and stops. ` + 'Go on with: cccc next',
  noProgress: () => 'cccc: nothing has been recorded since the loop last continued, so it stops. Go on with: cccc next',
  staleState: () => 'cccc: docs/cccc/state.json does not match the ledger, so the loop stops. Look with: cccc status',
  stopFailed: ({ detail }) => `cccc: the Stop hook failed, so the loop stops: ${detail}. Look with: cccc doctor`,
};
