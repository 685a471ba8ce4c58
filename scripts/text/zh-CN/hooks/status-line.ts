import type { LineWords } from '../../../core/loop/status-line.js';

export const statusLine: LineWords = {
  word: {
    planning: '计划中',
    implementing: '实现中',
    reviewing: '审查中',
    fixing: '修复中',
    passed: '已通过',
    paused: '已暂停',
    done: '已完成',
    abandoned: '已放弃',
  },
  gate: { plan: '计划', milestone: '里程碑', final: '最终' },
  phase: {
    snapshot: '复制文件树',
    codex: 'Codex',
    'asking-again': '再次询问',
    settling: '写入签名回执',
  },
  tokens: (count) => `${count} 个 token`,
  accepted: (count, all) => `里程碑 ${count}/${all}`,
  silent: '没有心跳',
  unreadable: 'state.json 无法读取',
};
