import type { Gate } from '../../../core/task/model.js';
import type { AttentionWords } from '../../types/live/attention.js';

const subject = (gate: Gate, milestone: string | null): string =>
  gate === 'plan' ? '计划' : gate === 'final' ? '已完成的任务' : `里程碑 ${milestone ?? ''}`.trim();

export const attention: AttentionWords = {
  passed: (gate, milestone) => `Codex 已批准${subject(gate, milestone)}。`,
  found: (gate, milestone, findings) => `Codex 审查了${subject(gate, milestone)}：有 ${findings} 个待处理的问题。`,
  failed: (gate, milestone, why) => `对${subject(gate, milestone)}的审查没有得出结论：${why}。`,
  human: (why) => `任务在等你：${why}`,
  done: '任务已完成。',
};
