import type { HookWords } from '../../../core/loop/hook-words.js';

export const stop: HookWords = {
  goOn: ({ count, limit, command }) =>
    `Go on with the task: continuation ${count} of at most ${limit}. The user ends the loop with ${command}.`,
  limit: ({ limit, command }) =>
    `cccc: the loop has continued ${limit} times (automation.max_stop_hook_continuations), and stops. ` +
    `Go on with: ${command}`,
  clientLimit: ({ limit, command }) =>
    `cccc: the loop has continued ${limit} times in a row, Claude Code's limit, and stops. Go on with: ${command}`,
  noProgress: ({ command }) =>
    `cccc: nothing has been recorded since the loop last continued, so it stops. Go on with: ${command}`,
  staleState: ({ command }) =>
    `cccc: docs/cccc/state.json does not match the ledger, so the loop stops. Look with: ${command}`,
  passed: ({ gate, milestone }) => {
    const what = gate === 'plan' ? 'the plan' : gate === 'final' ? 'the finished task' : `milestone ${milestone ?? ''}`;
    return `✔ cccc: Codex approved ${what.trim()}.`;
  },
  stopFailed: ({ detail, command }) =>
    `cccc: the Stop hook failed, so the loop stops: ${detail}. Look with: ${command}`,
};
