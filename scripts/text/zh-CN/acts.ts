import type { EventType } from '../../core/task/ledger/events.js';

const ACTS: Readonly<Record<EventType, string>> = {
  'task-started': '开始任务',
  'discovery-written': '报告发现',
  'plan-written': '报告计划',
  'planning-review-done': '报告自查',
  'review-started': '进行这项审查',
  'rounds-spent': '关闭已无轮次的关卡',
  'checks-failed': '进行这项审查',
  'secret-found': '进行这项审查',
  'review-returned': '记录这项审查的结果',
  'codex-unavailable': '记录 Codex 不可用',
  'findings-answered': '答复问题',
  'implementation-started': '开始里程碑',
  'milestone-implemented': '报告里程碑已实现',
  'milestone-accepted': '验收里程碑',
  'task-finished': '结束任务',
  'base-moved': '移动基准',
  'documents-changed': '记录文档变更',
  'documents-synced': '同步文档',
  'replan-decided': '退回规划',
  'human-needed': '询问用户',
  'human-answered': '答复',
  resumed: '继续',
  'pins-confirmed': '确认配置',
  'pins-tightened': '采用更严格的配置',
  'loop-started': '启动循环',
  'loop-claimed': '接管循环',
  'loop-stopped': '停止循环',
  'system-failed': '记录客户端故障',
  'key-replaced': '更换密钥',
  'upstream-confirmed': '确认上游提交',
  'pause-requested': '暂停',
  'task-abandoned': '放弃任务',
};

const BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(ACTS));

/** What a command would have done, for the sentence that it is not possible now. In: the type of its event. */
export const actOf = (event: string): string => BY_NAME.get(event) ?? event;
