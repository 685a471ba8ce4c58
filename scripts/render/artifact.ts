import type { ArtifactWords } from '../core/review/artifact.js';
import { languageFor } from '../core/say/language.js';

const en: ArtifactWords = {
  title: { plan: 'Plan review', milestone: 'Review of milestone', final: 'Final review' },
  round: 'round',
  outcome: { pass: 'Passed', findings: 'Not passed' },
  verdict: {
    pass: 'pass', fail_fixable: 'to be fixed', fail_unclear: 'unclear', insufficient_context: 'context missing', needs_human: 'a human must decide',
    sensitive_operation: 'sensitive operation', unsafe: 'unsafe',
  },
  labels: {
    outcome: 'Outcome', task: 'Task', job: 'Review job', milestone: 'Milestone', plan: 'Plan', base: 'Base', tree: 'Tree', model: 'Model', version: 'Codex',
    thread: 'Thread', usage: 'Tokens in + out', started: 'Started', duration: 'Duration', next: 'Next milestone', widened: 'Named but not in the plan',
    question: 'Question to the human', open_reads: 'Reads not denied to its commands', place: 'Place', required_fix: 'Required', answer: 'Answer', digest: 'Digest of the receipt',
  },
  headings: {
    summary: 'Summary', findings: 'Findings', closed: 'Earlier findings closed', checks: 'Checks run by the runner', coverage: 'What the reviewer was given',
    notes: 'What could not be judged', receipt: 'Receipt',
  },
  how: { resolved: 'resolved', withdrawn: 'withdrawn', blocking: 'blocking', passed: 'passed', failed: 'failed', required: 'required', optional: 'optional' },
  none: 'None.',
  noChecks: 'No check is configured, so none was run.',
  generated: 'Written by the review runner. Editing it opens no gate: gates look at the signed record, not at this file.',
  colon: ':',
};

const zhCN: ArtifactWords = {
  title: { plan: '计划审查', milestone: '里程碑审查', final: '最终审查' },
  round: '轮次',
  outcome: { pass: '通过', findings: '未通过' },
  verdict: {
    pass: '通过', fail_fixable: '需修复', fail_unclear: '无法判断', insufficient_context: '缺少上下文', needs_human: '需要人来决定',
    sensitive_operation: '敏感操作', unsafe: '不安全',
  },
  labels: {
    outcome: '结果', task: '任务', job: '审查作业', milestone: '里程碑', plan: '计划', base: '基准', tree: '树', model: '模型', version: 'Codex',
    thread: '会话', usage: '令牌（输入 + 输出）', started: '开始时间', duration: '用时', next: '下一个里程碑', widened: '提到但不在计划中',
    question: '向人提出的问题', open_reads: '未能限制其命令的读取', place: '位置', required_fix: '要求', answer: '答复', digest: '回执摘要',
  },
  headings: {
    summary: '概述', findings: '发现', closed: '已了结的旧发现', checks: '由运行器执行的检查', coverage: '提供给审查者的内容', notes: '无法判断的部分', receipt: '回执',
  },
  how: { resolved: '已解决', withdrawn: '已撤回', blocking: '阻断', passed: '通过', failed: '失败', required: '必需', optional: '可选' },
  none: '无。',
  noChecks: '没有配置检查，因此没有运行。',
  generated: '由审查运行器写入。修改本文件不会打开任何关口：关口看的是签名记录，而不是本文件。',
  colon: '：',
};

/** The words of the committed review artifact; English for a language that has none of its own. */
export const artifactWords = (language: string): ArtifactWords => (languageFor(language) === 'zh-CN' ? zhCN : en);
