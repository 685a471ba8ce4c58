import type { VerbName } from '../../core/verbs.js';

/** One line for each verb, shown by help. */
export const verbs: Record<VerbName, string> = {
  install: '将技能文件夹放入项目',
  setup: '生成 docs/cccc 和斜杠命令；不启用任何功能',
  start: '开始任务：固定基准提交和设置',
  next: '仅由状态得出 Claude 现在必须做什么',
  report: '陈述事实：discovery、plan、self-review、implemented、fixes、question、answer',
  milestone: '开始里程碑或记录验收',
  review: 'Codex 审查：plan、milestone、final；wait、status、cancel、show',
  finish: '最终批准后结束任务',
  gates: '每个关卡的状态、证据和放行方式；--assert 以 0 或 1 退出',
  loop: 'Stop 钩子循环：start、claim、stop、status',
  resume: '离开暂停；绝不放行关卡',
  confirm: '确认任务中途放宽的设置（仅限用户）',
  status: '任务进展',
  trace: '以时间线显示账本',
  doctor: 'PASS、WARN、FAIL 及修复方法；不改动任何内容',
  redact: '标准输入的文本中会发送什么；--file NAME',
  abandon: '放弃任务：未完成即结束（仅限用户）',
  guard: "explain '<命令>'：守卫在命令中看到什么，以及为何询问",
  help: '本列表，或单个命令',
};
