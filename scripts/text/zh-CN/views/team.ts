import type { TeamWords } from '../../types/views/team.js';

export const team: TeamWords = {
  since: (day) => `${day} 起受信任`,
  revoked: (day) => `已于 ${day} 撤销`,
  own: '你的',
  unknown: (id) => `未知密钥 ${id}`,
  signed: ({ signed, entries, names }) => `${entries} 条中 ${signed} 条已签名 · ${names}`,
  comma: '、',
  standing: {
    signed: '已签名',
    unsigned: '未签名',
    foreign: '已签名但不受信任',
    revoked: '由已撤销的密钥签名',
    forged: '伪造的签名',
  },
  hookGone: 'cc-codex-collaborate 已不在，因此推送前不作检查。请移除此钩子。',
  summary: {
    title: 'Codex 的批准',
    problems: '问题',
    remarks: '请留意',
    findings: '未解决的问题',
    task: '任务',
    base: '基准',
    head: '头部',
    result: { signed: '已批准，已签名', attested: '仅自述', unchanged: '没有需要批准的内容', failed: '未批准' },
    more: (count) => `……另有 ${count} 个`,
  },
};
