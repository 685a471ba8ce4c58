import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: '关卡',
  unnamed: '无法计算工作树的哈希，因此无法判断关卡；见下文',
  paused: '已暂停',
  helps: '如何继续',
  mode: '模式',
  took: (rounds, time) => `（${rounds === 0 ? '' : `${rounds} 轮，`}${time}）`,
  work: {
    title: '关卡循环之外的 Codex',
    kinds: { ask: '委托', broker: '实时会话', cto: 'CTO', fanout: '并行工作者', diff: '当前改动的审查' },
    standings: { running: '运行中', waiting: '等待中', left: '遗留，其监督进程已不在' },
    awaits: {
      answer: '等待回答',
      change: '改动等待阅读和应用',
      message: '等待消息',
      step: '等待下一步',
      user: '等待你决定',
    },
  },
  ended: '止于此',
  skipped: '已跳过',
  overridden: '已接受风险',
  totals: ({ time, rounds, outages, tokens }) =>
    [
      `共 ${time}`,
      `审查 ${rounds} 轮`,
      ...(outages === 0 ? [] : [`${outages} 次审查没有结论`]),
      ...(tokens === null ? [] : [`${tokens} 个 token`]),
    ].join(' · '),
};
