import type { HookWords } from '../../../core/loop/hook-words.js';

export const stop: HookWords = {
  goOn: ({ count, limit }) => `（第 ${count} 次继续，最多 ${limit} 次。用户可用 /cccc-loop-stop 结束循环。）`,
  limit: ({ limit }) =>
    `cccc：循环已继续 ${limit} 次，达到 automation.max_stop_hook_continuations，到此停止。继续：cccc next`,
  clientLimit: ({ limit }) => `cccc：循环已连续继续 ${limit} 次，达到 Claude Code 的上限，到此停止。继续：cccc next`,
  noProgress: () => 'cccc：自上次继续以来没有新记录，循环停止。继续：cccc next',
  staleState: () => 'cccc：docs/cccc/state.json 与账本不一致，循环停止。查看：cccc status',
  stopFailed: ({ detail }) => `cccc：Stop 钩子出错，循环停止：${detail}。查看：cccc doctor`,
};
