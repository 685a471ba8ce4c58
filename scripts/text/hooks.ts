import type { HookText, HookWords } from '../core/loop/hook-words.js';

const en: HookWords = {
  goOn: ({ count, limit }) =>
    `(Continuation ${count} of at most ${limit}. The user ends the loop with /cccc-loop-stop.)`,
  limit: ({ limit }) =>
    `cccc: the loop has continued ${limit} times, which is automation.max_stop_hook_continuations, and lets go. Go on with: cccc next`,
  clientLimit: ({ limit }) =>
    `cccc: the loop has continued ${limit} times in a row, as often as Claude Code allows, and lets go. Go on with: cccc next`,
  noProgress: () =>
    'cccc: nothing has been recorded since the loop last continued, so it lets go. Go on with: cccc next',
  staleState: () =>
    'cccc: docs/cccc/state.json is not what the ledger says, so the loop lets go. Look with: cccc status',
  stopFailed: ({ detail }) => `cccc: the Stop hook failed and lets go: ${detail}. Look with: cccc doctor`,
};

const zhCN: HookWords = {
  goOn: ({ count, limit }) => `(第 ${count} 次继续,最多 ${limit} 次。用户可用 /cccc-loop-stop 结束循环。)`,
  limit: ({ limit }) =>
    `cccc:循环已继续 ${limit} 次,达到 automation.max_stop_hook_continuations,现在放行。继续请运行:cccc next`,
  clientLimit: ({ limit }) => `cccc:循环已连续继续 ${limit} 次,达到 Claude Code 的上限,现在放行。继续请运行:cccc next`,
  noProgress: () => 'cccc:自上次继续以来没有任何新记录,循环放行。继续请运行:cccc next',
  staleState: () => 'cccc:docs/cccc/state.json 与账本不一致,循环放行。查看请运行:cccc status',
  stopFailed: ({ detail }) => `cccc:Stop hook 出错并放行:${detail}。查看请运行:cccc doctor`,
};

export const hookText: HookText = (language) => (/^zh\b/i.test(language) ? zhCN : en);
