import type { ClosingWords } from '../../types/views/closing.js';

const named = (codex: string | null): string => (codex === null ? 'Codex' : `Codex ${codex}`);

export const closing: ClosingWords = {
  commit: '建议的提交说明',
  pull: '建议的合并请求',
  task: '任务',
  milestones: '里程碑',
  risks: '已接受的风险',
  review: '审查',
  left: '未完成或未获批：',
  mark: (how) => (how === 'reviewed' ? '' : '（未获批：已接受其风险）'),
  how: (how, rounds) => (how === 'reviewed' ? `经 ${rounds} 轮审查获批` : '未获批：用户接受了其风险'),
  notDone: (skipped, needs) => (skipped ? '用户跳过' : `依赖 ${needs.join('、')}`),
  risk: (name) => `已接受的风险：${name}`,
  approved: (codex) => `${named(codex)} 以只读方式批准了计划、以上每个里程碑和全部改动。`,
  partly: (codex, gates) => `${named(codex)} 以只读方式审查过，但并未全部批准：在 ${gates} 由用户接受了风险。`,
  stopped: (names) => `其间曾中止工作的结论：${names}。`,
  checks: (names) => `针对此内容通过的检查：${names}。`,
  noChecks: '没有运行检查。',
};
