import type { ReviewWords } from '../../types/views/review.js';

export const review: ReviewWords = {
  started: 'Codex 已开始',
  reads: 'Codex 读取',
  replied: 'Codex 已答复',
  dispute: { claude: 'Claude 认为不成立', user: '你认为不成立', upheld: 'Codex 坚持' },
  failed: 'Codex 失败',
  running: ({ gate, job, round, phase, seconds, tokens }) =>
    `${gate} 审查第 ${round} 轮正在进行：${job}，阶段 ${phase}，已 ${seconds} 秒，${tokens} tokens`,
};
