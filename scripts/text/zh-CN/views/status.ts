import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: '关卡',
  unnamed: '无法计算工作树的哈希，因此无法判断关卡；见下文',
  paused: '已暂停',
  helps: '如何继续',
  mode: '模式',
  took: (rounds, time) => `（${rounds === 0 ? '' : `${rounds} 轮，`}${time}）`,
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
