import type { HookWords } from '../../../core/loop/hook-words.js';

export const stop: HookWords = {
  goOn: ({ count, limit, command }) =>
    `请继续任务：第 ${count} 次自动继续，最多 ${limit} 次。用户可用 ${command} 结束循环。`,
  limit: ({ limit, command }) =>
    `cccc：循环已自动继续 ${limit} 次，达到 automation.max_stop_hook_continuations，到此停止。继续：${command}`,
  clientLimit: ({ limit, command }) =>
    `cccc：循环已连续自动继续 ${limit} 次，达到 Claude Code 的上限，到此停止。继续：${command}`,
  noProgress: ({ command }) => `cccc：自上次继续以来没有新记录，循环停止。继续：${command}`,
  staleState: ({ command }) => `cccc：docs/cccc/state.json 与账本不一致，循环停止。查看：${command}`,
  passed: ({ gate, milestone }) => {
    const what = gate === 'plan' ? '计划' : gate === 'final' ? '完成的任务' : `里程碑 ${milestone ?? ''}`;
    return `✔ cccc：Codex 已批准${what.trim()}。`;
  },
  stopFailed: ({ detail, command }) => `cccc：Stop 钩子出错，循环停止：${detail}。查看：${command}`,
};
