import type { WatchWords } from '../../types/live/watch.js';

export const watch: WatchWords = {
  gates: (time) => `关卡（${time}）`,
  limits: (resetsAt) => `Codex 账户限额：${resetsAt === null ? '未知' : `已用尽，${resetsAt} 恢复`}`,
  findings: (count) => `${count} 个待处理的问题`,
  moreFindings: (count) => `另有 ${count} 个`,
  guard: '守卫',
  others: '其他工作树中未结束的任务',
  preparing: (gate) => `正在准备${gate}审查：检查和审查材料`,
  more: (rows) => `… 还有 ${rows} 行：方向键`,
  keys: 'q 退出 · r 重新查看工作树 · 方向键滚动',
};
