import { type WayOn, wayOn } from '../../../core/codex/reasons.js';
import type { Decisions, ProgressWords } from '../../types/views/progress.js';

const MISSED: Record<WayOn, string> = {
  service: 'Codex 恢复后继续',
  fix: '解决后继续',
  smaller: '缩小改动后继续',
  reply: '继续后重新审查：这次回复不能算数',
  nothing: '继续后重新审查',
};

const decisions: Decisions = {
  'start-task': () => '给 Claude 一个任务',
  'write-discovery': () => 'Claude 阅读项目并撰写调研文档',
  'write-plan': () => 'Claude 编写计划',
  'review-own-plan': () => 'Claude 质疑自己的计划',
  'revise-plan': () => 'Claude 修改计划',
  'answer-plan-findings': ({ findings }) => `Claude 修改计划并答复 ${findings} 个问题`,
  'review-plan': ({ round, limit }) => `Codex 审查计划（第 ${round}/${limit} 轮）`,
  'start-milestone': ({ id, title }) => `开始 ${id} ${title}`,
  implement: ({ id }) => `Claude 实现 ${id}`,
  'review-own-work': ({ id }) => `Claude 自查，然后由 Codex 审查 ${id}`,
  'review-milestone': ({ id, round, limit }) => `Codex 审查 ${id}（第 ${round}/${limit} 轮）`,
  'fix-findings': ({ findings, attempt }) => `Claude 修复并答复 ${findings} 个问题（第 ${attempt} 次）`,
  'fix-checks': ({ checks }) => `Claude 让必需的检查通过：${checks}`,
  'supply-context': ({ gate }) => `Claude 补充 Codex 在 ${gate} 审查中缺少的背景信息`,
  'return-to-review': ({ gate, decision }) =>
    decision ? `Claude 执行你的决定：${decision}` : `Claude 重新请求 ${gate} 审查`,
  'accept-milestone': ({ id }) => `记录 ${id} 的验收`,
  'review-final': ({ round, limit }) => `Codex 审查全部改动（第 ${round}/${limit} 轮）`,
  finish: () => '结束任务',
  'wait-for-review': ({ gate }) => `等待 ${gate} 审查`,
  'ask-question': ({ question }) => `由你决定：${question}`,
  'write-question': (_, why) => `Claude 向你提出问题（${why}）`,
  'ask-human-to-resume': (_, why) => `由你决定是否继续：${why}`,
  'make-safe': ({ verdict }) => `Claude 修改被 Codex 判为 ${verdict} 的内容`,
  'review-again': ({ gate }) => `Codex 再看一次 ${gate}，不消耗轮次`,
  'decide-stop': ({ status, offered }, why) => `由你选择（${status}：${why}）：${offered}`,
  decide: ({ gate, offered }, why) => `由你在 ${gate} 关卡选择（${why}）：${offered}`,
  'wait-for-codex': ({ reason, resets_at, missed = '' }) =>
    `${MISSED[wayOn(reason)]}（${missed === '' ? '' : `${missed}：`}${reason}${resets_at ? `，${resets_at} 重置` : ''}）`,
  'remove-secret': ({ places }) => `须从改动中移除机密：${places}`,
  'settle-documents': ({ changes }) => `由你决定如何处理手工修改的计划文档：${changes}`,
  'confirm-settings': ({ names }) => `由你确认改动的设置，或改回原样：${names}`,
  'reopen-gate': ({ gate }) => `${gate} 关卡不再放行；按 next 所说重新放行`,
  'unsupported-pause': ({ status }, why) => `由你决定：${why}（${status}）`,
  ended: ({ status }) => `无；任务已结束（${status}）`,
};

export const progress: ProgressWords = {
  noMilestone: '尚无',
  all: (accepted, skipped, left) => {
    const notDone = [...(skipped > 0 ? [`跳过 ${skipped}`] : []), ...(left > 0 ? [`未开始 ${left}`] : [])];
    return `${notDone.length > 0 ? '未全部完成' : '全部'}（${[`已验收 ${accepted}`, ...notDone].join('，')}）`;
  },
  abandoned: '未完成即结束',
  planHasNoChecks: '未运行：计划没有可检查的代码',
  decisions,
};
