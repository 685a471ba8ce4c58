import type { LedeFacts, PageWords } from '../../types/report/page.js';

const signed = (added: number, removed: number): string => `+${added} −${removed}`;

function lede({ standing, took, reviews, milestones, findings }: LedeFacts): string {
  const how = {
    finished: `历时 ${took}。`,
    open: `开始于 ${took}前。`,
    paused: `开始于 ${took}前。`,
    abandoned: `历时 ${took}后放弃。`,
  }[standing];
  const done =
    milestones.planned === 0 ? '尚无计划' : `${milestones.planned} 个里程碑中已验收 ${milestones.accepted} 个`;
  const { all, open, advisory } = findings;
  const left = [open === 0 ? '无待处理' : `${open} 个待处理`, ...(advisory > 0 ? [`${advisory} 个保留为建议`] : [])];
  const raised = all === 0 ? 'Codex 没有提出问题。' : `Codex 提出 ${all} 个问题：${left.join('，')}。`;
  return `${how}${done}，Codex 审查 ${reviews} 次。${raised}`;
}

export const page: PageWords = {
  kicker: '任务报告',
  skip: '跳到正文',
  contents: '目录',
  standing: { finished: '已完成', open: '进行中', paused: '已暂停', abandoned: '已放弃' },
  lede,
  paused: '暂停原因',
  abandoned: '放弃原因',
  span: (days, hours, minutes, seconds) => {
    if (days > 0) return hours === 0 ? `${days} 天` : `${days} 天 ${hours} 小时`;
    if (hours > 0) return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`;
    return minutes > 0 ? `${minutes} 分钟` : `${seconds} 秒`;
  },
  tiles: {
    took: '历时',
    reviews: '审查',
    findings: '问题',
    tokens: 'token',
    decisions: '用户决定',
    guard: '守卫询问',
  },
  tileNotes: {
    outages: (count) => `另有 ${count} 次无结论`,
    open: (count) => (count === 0 ? '无待处理' : `${count} 个待处理`),
    perReview: (count) => `平均每次 ${count}`,
    denied: (count) => `拒绝 ${count} 次`,
  },
  sections: {
    assurance: '可信程度',
    course: '工作进程',
    reviews: '各关卡的审查',
    findings: '问题',
    checks: '检查',
    tokens: 'token 用量',
    guard: '守卫',
    timeline: '时间线',
  },
  intros: {
    assurance: '下列批准在多大程度上可信。',
    course: '各阶段的起止时间，以及 Codex 审查的时间。',
    reviews: 'Codex 在只读沙箱中审查；计划、每个里程碑和全部改动都须经其批准。',
    findings: 'Codex 提出的问题、Claude 或用户的答复，以及 Codex 对答复的意见。',
    checks: '项目自身的检查，由运行器针对受审内容执行。',
    tokens: '每次审查的用量，包括输入和输出。',
    guard: '任务进行期间，守卫向用户询问过或拒绝过的命令。',
    timeline: '账本的全部条目，按顺序排列，并列出守卫的答复。',
  },
  facts: {
    task: '任务',
    started: '开始',
    ended: '结束',
    mode: '模式',
    base: '基准提交',
    codex: 'Codex',
    source: '读取自',
  },
  sources: { ledger: '任务自身的账本', export: '导出的账本' },
  assurance: {
    approvals: '各项批准的依据',
    now: '关卡现状',
    notApproved: '未完成或未获批',
    compared: '生成本页时与工作树比较所得。',
  },
  ledger: (entries) => `账本：共 ${entries} 条，以哈希相连。末条：`,
  course: {
    label: (phases) => `${phases} 个阶段的时间条形图`,
    work: '工作',
    passed: '审查通过',
    findings: '审查提出问题',
    outage: '无结论',
    row: (name, took, reviews) => `${name}：${took}，审查 ${reviews} 次`,
  },
  round: (number) => `第 ${number} 轮`,
  attempt: '未成的一次',
  summary: 'Codex 的概述',
  change: {
    round: (files, added, removed) => `上一轮以来的改动：${files} 个文件，${signed(added, removed)}`,
    base: (files, added, removed) => `受审内容：${files} 个文件，${signed(added, removed)}`,
    documents: (count) => `上一轮以来的改动：${count} 份文档`,
    none: '上一轮以来没有改动',
    more: (count) => `另有 ${count} 个文件`,
    lost: '此处已不再保留改动内容。',
    binary: '未统计',
    status: {
      added: '新增',
      deleted: '删除',
      modified: '修改',
      renamed: '改名',
      'type-changed': '类型改变',
      document: '修改',
    },
    columns: { file: '文件', how: '方式', added: '新增行', removed: '删除行' },
  },
  fresh: '新问题',
  answered: '先前的问题',
  noReviews: '尚未审查。',
  filters: {
    severity: '严重程度',
    state: '状态',
    phase: '阶段',
    actor: '执行者',
    search: '搜索',
    open: '待处理',
    advisory: '建议',
    settled: '已了结',
  },
  count: '显示 {shown} / {total}',
  finding: { why: '说明', fix: '要求修复', exchange: '往来意见', category: '类别', reported: '提出于' },
  rounds: (numbers) => `第 ${numbers} 轮`,
  noFindings: 'Codex 没有提出问题。',
  noChecks: '没有运行检查。',
  noTokens: '账本中没有审查用量的记录。',
  noGuard: '就本机的日志所见，任务进行期间守卫既未询问，也未拒绝。',
  checkColumns: { when: '时间', subject: '对象', results: '结果' },
  guardColumns: { when: '时间', answer: '答复', rule: '规则', tool: '工具', subject: '命令' },
  exit: (code) => `退出码 ${code}`,
  optional: '非必需',
  tokensLabel: (reviews, tokens) => `条形图：${reviews} 次审查，共 ${tokens} 个 token`,
  later: (took) => `+${took}`,
  gate: { plan: '计划', milestone: '里程碑', final: '全部改动' },
  zone: (zone) => `时间为 ${zone}，即生成本页的机器所在时区。`,
  alone: '本文件无需网络，不加载任何内容；程序识别出的机密已移除。',
  separator: ' · ',
};
