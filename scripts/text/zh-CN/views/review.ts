import type { ReviewWords } from '../../types/views/review.js';

export const review: ReviewWords = {
  started: 'Codex 已开始',
  askedAgain: '再次询问 Codex：其回复自相矛盾',
  reads: 'Codex 读取',
  replied: 'Codex 已答复',
  failed: 'Codex 失败',
  running: ({ gate, job, round, phase, seconds, tokens }) =>
    `${gate} 审查第 ${round} 轮正在进行：${job}，阶段 ${phase}，已 ${seconds} 秒，${tokens} tokens`,
  noted: (subject) => `${subject} 的审查所记录的问题，最终审查会看到，无需答复：`,
};
