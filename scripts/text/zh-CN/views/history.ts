import type { HistoryWords } from '../../types/views/history.js';

export const history: HistoryWords = {
  abandoned: '已放弃',
  unreadable: '其账本不可信；见下文',
  counts: ({ milestones, reviews }) =>
    [
      milestones.planned === 0 ? '尚无计划' : `里程碑已验收 ${milestones.accepted}/${milestones.planned}`,
      ...(milestones.skipped > 0 ? [`跳过 ${milestones.skipped} 个`] : []),
      `审查 ${reviews.returned} 次`,
      ...(reviews.outages > 0 ? [`${reviews.outages} 次没有结论`] : []),
    ].join(' · '),
  started: '开始',
  open: '仍在进行',
  ended: (at, took) => `结束于 ${at}，历时 ${took}`,
  base: '基准',
  milestones: '里程碑',
  milestoneState: {
    accepted: '已验收',
    overridden: '已接受风险',
    skipped: '已跳过',
    current: '进行中',
    planned: '待开始',
  },
  reviews: '审查',
  verdict: (outcome, findings) => (findings === 0 ? outcome : `${outcome}，${findings} 个问题`),
  outage: (why) => `没有结论：${why}`,
};
