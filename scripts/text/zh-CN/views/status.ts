import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: '关卡',
  unnamed: '无法计算工作树的哈希，因此无法判断关卡；见下文',
  paused: '已暂停',
  helps: '如何继续',
  mode: '模式',
};
