import type { GatesWords } from '../../types/views/gates.js';

export const gates: GatesWords = {
  reasons: {
    'not-reviewed': '此内容尚未经审查批准',
    'pins-changed': '已固定的设置发生改动，且未经用户确认',
    'documents-changed': '计划文档被手工修改，用户尚未处理',
    'plan-voided': '用户要求重新规划',
    'plan-changed': '计划文档在批准之后有改动',
    'base-moved': '基准已移动（merge、rebase 或 pull）',
    'content-changed': '工作树在批准之后有改动',
    'other-milestone': '批准属于另一个里程碑',
    'receipt-invalid': '签名回执无效',
    'receipt-attested': '签名回执仅为自述：缺少原始记录或签名密钥',
    'review-running': '审查正在进行',
    'checks-failed': '必需的检查未通过',
    'checks-not-run': '此里程碑尚未运行检查',
    'checks-other-tree': '检查所针对的内容之后有改动',
    'safety-pause': '任务处于安全暂停',
  },
  job: '作业',
  receipt: '签名回执',
  byHuman: '用户的决定，未经审查',
  noAssurance: '无签名回执',
  noChecks: '未配置：除 Codex 外无任何检查（docs/cccc/config.json 的 testing.commands）',
  exit: '退出码',
  ranInPlace: ({ reason }) => `在工作树中运行，原因：${reason}`,
  inPlace: {
    configured: '设置如此指定',
    onlyThere: ({ how }) => `只在工作树中通过（副本中：${how}）`,
    leadsBack: ({ file }) => `${file} 指向工作树`,
  },
  optional: '非必需',
};
