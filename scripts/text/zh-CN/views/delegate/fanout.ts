import type { FanoutWords } from '../../../types/views/delegate/fanout.js';
import { delegateFault } from '../../delegate-faults.js';

export const fanout: FanoutWords = {
  title: (id) => `并行工作 ${id}`,
  workers: '工作者',
  state: {
    waiting: '等待中',
    running: '工作中',
    answered: '已回答',
    failed: '没有回答',
    'not-started': '未开始',
  },
  fault: delegateFault,
  because: (state, why) => `${state}：${why}`,
  findings: '发现，最严重的在前',
  noFindings: '审查者没有发现问题。',
  foundBy: (names) => `由 ${names} 发现`,
  alsoBy: (name) => `${name} 的说法`,
  evidence: '证据',
  fix: '修复',
  rewrite: '改写',
  notJudged: '未能判断',
  change: '改动',
  merged: (files) => `改动了 ${files} 个文件`,
  notMerged: (files) => `改动了 ${files} 个文件，未合并`,
  verified: (command) => `已由运行器验证：${command}`,
  notVerified: (command, how) => `验证失败（${how}）：${command}`,
  answer: (name) => `${name} 的回答`,
  webSearch: '研究工作者可以搜索网络。',
};
