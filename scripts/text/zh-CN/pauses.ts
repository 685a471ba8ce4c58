import type { PausesWords } from '../types/pauses.js';

export const pauses: PausesWords = {
  user: (reason) => (reason === null ? '用户暂停了任务' : `用户暂停了任务：${reason}`),
  plain: {
    size: '里程碑超出 docs/cccc/config.json 的上限',
    'planning-question': 'Claude 自查计划后认为须由用户决定',
    'plan-revisions': 'Claude 退回自己计划的次数已达上限',
    'manual-work': '用户正在手动修改',
    'milestones-per-run': '本次运行验收的里程碑数已达上限',
    'manual-mode': '当前为 manual 模式：每个阶段由用户启动',
    'codex-needs-human': 'Codex 认为须由用户决定',
    'codex-fail-unclear': 'Codex 拒绝了改动，且给不出安全的下一步',
    'codex-sensitive-operation': 'Codex 发现敏感操作',
    'codex-unsafe': 'Codex 认为改动不安全',
    'reply-unusable': 'Codex 连续两次审查的回复自相矛盾，再次询问后仍是如此',
  },
  spent: {
    'review-rounds': '审查轮次已用完',
    'fix-attempts': '修复次数已用完',
    disagreement: 'Claude 或用户认为某个问题不成立，而 Codex 坚持',
  },
  documents: (changes) => `计划文档被手工修改：${changes}`,
  secrets: (places) => `改动中新增了疑似真实的机密（${places}）`,
};
