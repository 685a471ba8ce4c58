import type { CardsWords } from '../../types/views/cards.js';

export const cards: CardsWords = {
  question: '问题',
  ownWords: '用自己的话回答',
  decision: (gate, reason) => `由你在 ${gate} 关卡决定：${reason}。`,
  tooLarge: '由你决定：里程碑超出大小上限。',
  secret: (places) => `由你决定：改动中新增了疑似真实的机密，${places}。其内容没有发送出去；请勿把它的值告诉任何人。`,
  secretGone: '机密已移出改动，改在本地设置（变量或被忽略的文件）；随后再次审查',
  unusable: (gate, reason, detail) =>
    `由你在 ${gate} 关卡决定：${reason}（${detail}）。这不是结论，也不消耗轮次。` +
    '可在 docs/cccc/config.json 的 codex 下换用其他模型或推理强度。',
  reviewAgain: '再次审查；Claude 可先修改改动或重写计划',
  abandon: '任务未完成即结束；你的文件保留',
  findings: '未决问题：',
  withheld: (ids) => `不提供接受风险和跳过：${ids}（P0，或涉及安全的 P1）。`,
  consequences: {
    recommended: '从停下之处继续；过大的里程碑须先缩小',
    manual: '由你手动修复；之后再有一次修复和一轮审查',
    'extend-review': 'Claude 再有一次修复和一轮审查',
    'accept-risk': '带着已记录的问题继续；关卡始终显示“人工放行”，不显示“放行”',
    'accept-size': '此里程碑可超出大小上限一次；Codex 仍会审查',
    mock: 'Claude 用模拟值或测试数据代替；随后再次审查',
    'not-a-secret': '这不是机密：不再询问这些值',
    skip: '跳过此里程碑，永不验收；其遗留改动随下一个里程碑一起审查',
  },
};
