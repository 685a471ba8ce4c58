import type { DocumentWords } from '../../core/plan/documents.js';

/** Headings and labels of decision-log.md and open-questions.md. */
export const documents: DocumentWords = {
  decisionLog: '决策记录',
  openQuestions: '待解问题',
  decision: '决定',
  findings: '问题',
  decided: {
    accepted: '接受为风险',
    skipped: '随里程碑一起跳过',
    wrong: '用户认为不成立，由新一轮审查判断',
    open: '仍未解决',
  },
  pausedByUser: '用户暂停任务',
  reason: '理由',
  by: '决定者',
  human: '用户',
  relayed: '用户（由 Claude 转达，未确认）',
  unconfirmed: '用户（未确认）',
  why: '为什么要问',
  options: '选项',
  recommended: '推荐',
  asked: '提出时间',
  answer: '回答',
  answered: '回答时间',
  open: '待答',
  status: '状态',
  colon: '：',
};
