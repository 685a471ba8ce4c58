import type { CtoWords } from '../../../types/views/delegate/cto.js';

const other = (label: string, ids: string): string => (ids === '' ? '' : `${label}：${ids}。`);

export const cto: CtoWords = {
  steps: {
    wait: ({ kind }) => ({
      why: kind === 'plan' ? 'Codex 正在制定计划。' : 'Codex 正在审查工作。',
      act: '运行下面的命令跟随它。在此之前不要改动文件。',
    }),
    execute: ({ task, others, waiting }) => ({
      why: `按计划顺序，接下来是任务 ${task.id}。${other('现在也可以做', others)}${other('在等待其他任务', waiting)}`,
      act:
        '用你自己的工具完成此任务，逐条检查验收标准，然后报告结果：done、blocked（说明被什么阻塞）或 failed。' +
        '遵循计划；计划有错时，在备注中说明。',
    }),
    allow: ({ commands }) => ({
      why: `守卫对计划中的验证命令有疑问：${commands}。`,
      act: '把这些命令展示给用户并停下。只有用户能用下面的命令允许它们。',
    }),
    review: ({ number, limit, unfinished }) => ({
      why: `能做的任务都有了结果。现在应进行第 ${number} 次审查（最多 ${limit} 次）。${other('未完成', unfinished)}`,
      act: '给出目标和所做的工作，包括遇到的每个问题。验证由命令自己运行。',
    }),
    'fix-verification': ({ commands }) => ({
      why: `所有任务都已通过，但验证没有通过：${commands}。`,
      act: '修复这些命令显示的问题，然后请求下一次审查。',
    }),
    decide: ({ reviews, in_a_row }) => ({
      why: `由用户决定：连续 ${in_a_row} 次审查退回了工作（共 ${reviews} 次）。`,
      act: '把上面的决策卡展示给用户并停下。',
    }),
    approved: () => ({
      why: 'Codex 批准的正是当前内容。',
      act: '告诉用户做了什么。此批准不会打开 cccc 的任何关卡，任何改动之后即失效。',
    }),
    'review-again': () => ({
      why: '内容在批准之后被改动，因此批准已失效。',
      act: '撤回改动，或再请求一次审查。',
    }),
    aborted: ({ reason }) => ({
      why: `Codex 终止了工作：${reason}`,
      act: '把原因告诉用户并停下。已做的改动保留在工作树中。',
    }),
    'plan-again': ({ faults }) => ({
      why: faults > 0 ? 'Codex 没有给出可以执行的计划。' : '还没有计划：Codex 没有回答。',
      act: '把原因告诉用户。换一个目标，或稍后用同一目标，都会开始新的运行。',
    }),
  },
  fault: {
    'reply-unreadable': (reason) => `回复不是所要求的 JSON（${reason}）`,
    'no-tasks': () => '没有任务',
    'id-unusable': (id) => `标识“${id}”不是由字母、数字、- 和 _ 组成`,
    'id-duplicate': (id) => `标识 ${id} 出现了两次`,
    'target-missing': (id) => `任务 ${id} 没有给出对象`,
    'target-outside': (id, target) => `任务 ${id} 超出了项目范围：${target}`,
    'target-reserved': (id, target) => `任务 ${id} 会改动 git 或 cccc 的文件：${target}`,
    'dependency-unknown': (id, name) => `任务 ${id} 依赖不存在的 ${name}`,
    'dependency-cycle': (ids) => `任务之间循环依赖：${ids}`,
    'command-denied': (id, line) => `守卫拒绝 ${id} 的命令：${line}`,
    'command-needs-shell': (line) => `验证命令不只是一个程序及其参数：${line}`,
    'nothing-to-verify': () => '没有给出验证命令',
    'task-unreviewed': (id) => `任务 ${id} 没有审查，或有不止一条`,
    'task-unknown': (id) => `审查了不存在的任务 ${id}`,
    'nothing-to-revise': () => '退回了工作，却没有说明要做什么',
  },
  outcome: { done: '完成', blocked: '受阻', failed: '失败', open: '未做', waits: '等待' },
  review: { pass: '通过', partial: '部分通过', fail: '未通过' },
  run: '运行',
  objective: '目标',
  strategy: '策略',
  tasks: '任务',
  verification: '验证（每次审查前由 cccc 在干净副本中运行）',
  asks: '守卫有疑问：得到你的同意后才运行',
  allowed: '用户已允许',
  target: '对象',
  criteria: '验收标准',
  context: '背景',
  feedback: 'Codex',
  card: {
    title: (reviews, inARow) => `由你决定：连续 ${inARow} 次审查退回了工作（共 ${reviews} 次）。`,
    reason: 'Codex 的理由',
    go: 'Claude 按最近一次审查继续；最多再进行三次审查',
    stop: '工作到此为止：无须任何操作；已做的改动保留，但未获批准',
  },
  dryRun: {
    command: '命令',
    prompt: '提示词（标准输入）',
    schema: '回复的 schema',
  },
};
