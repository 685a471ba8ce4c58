import type { ReportWords } from '../../types/report/formats.js';

export const report: ReportWords = {
  subject: (gate, milestone) => milestone ?? { plan: '计划', milestone: '里程碑', final: '全部改动' }[gate],
  phase: {
    passed: '已批准',
    overridden: '已接受风险',
    skipped: '已跳过',
    active: '进行中',
    paused: '已暂停',
    ended: '未完成',
    waiting: '未开始',
  },
  finding: {
    open: '待处理',
    advisory: '建议',
    accepted: '已接受为风险',
    resolved: '已解决',
    withdrawn: '已撤回',
    skipped: '已跳过',
    unsettled: '之后未再提及',
  },
  said: { codex: 'Codex', claude: 'Claude', user: '用户' },
  saying: {
    reported: '提出',
    resolved: '确认已修复',
    still_open: '坚持',
    withdrawn: '撤回',
    fixed: '已修复',
    rejected: '拒绝',
    deferred: '推迟',
  },
  assurance: { verified: '已核实', signed: '队友已签名', attested: '仅自述', invalid: '无效', none: '无回执' },
  assuranceOfAll: {
    verified: '已核实：每项批准都有 Codex 回复的原始记录和签名密钥，结论刚刚由它们重新推导得出。',
    signed: '队友已签名：此处没有全部原始记录，但每项批准在给出时都由队友的运行程序签名，任务基准信任其密钥。',
    attested:
      '仅自述：批准记录在完整的账本中，但此处没有原始记录或签名密钥，无法重新推导结论。记录前后一致，但不是证明。',
    invalid: '无效：至少有一项批准所依据的回执缺失，或与其记录不符。不要采信，请重新审查该关卡。',
    none: '尚无任何内容经审查批准。',
  },
  requiredFix: '要求修复',
  round: (number) => `第 ${number} 轮`,
  noVerdict: '无结论',
  running: '进行中',
  findings: (count) => `${count} 个问题`,
  tokens: (count) => `${count} 个 token`,
  unfinished: (done, planned) =>
    planned === 0
      ? '此任务尚未完成，还没有获批的计划。'
      : `此任务尚未完成：${planned} 个里程碑中已验收 ${done} 个，全部改动尚未获批。`,
  abandoned: '此任务已被放弃，其中的改动未作为整体获批。',
  reviews: '审查',
  openFindings: '待处理的问题',
  closedFindings: '已了结的问题',
  assuranceHeading: '可信程度',
  columns: {
    review: '审查',
    round: '轮次',
    outcome: '结论',
    findings: '问题',
    took: '用时',
    tokens: 'token',
    receipt: '回执',
  },
  made: (version, entries, head) =>
    `由 cc-codex-collaborate ${version} 根据含 ${entries} 条记录的账本生成，末条为 ${head}。`,
};
