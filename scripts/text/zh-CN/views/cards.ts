import type { CardsWords } from '../../types/views/cards.js';

export const cards: CardsWords = {
  question: '问题',
  ownWords: '用自己的话回答',
  decision: (gate, reason) => `由你在 ${gate} 关卡决定：${reason}。`,
  paused: (reason) => `由你决定是否继续、如何继续：${reason}。`,
  tooLarge: '由你决定：里程碑超出大小上限。',
  secret: (places) => `由你决定：改动中新增了疑似真实的机密，${places}。其内容没有发送出去；请勿把它的值告诉任何人。`,
  secretGone: '机密已移出改动，改在本地设置（变量或被忽略的文件）；随后再次审查',
  stopped: (status, reason) => `由你决定（${status}）：${reason}。`,
  never: '任何选择都不允许真实资金、主网、真实密钥、生产环境或不可逆的破坏。结论始终记录在案。',
  reviewAgain: {
    free: 'Codex 对同样的内容再审查一次；不消耗轮次',
    changed: 'Codex 再次审查：加 --confirm 可原样审查，否则须先修改内容',
    unusable: '再次审查；也可先修改内容',
  },
  dependents: (names) => `；这些里程碑依赖它，也不会完成：${names}`,
  abandon: '任务未完成即结束；文件保留，由下一个任务审查',
  unusable: (gate, reason, detail) =>
    `由你在 ${gate} 关卡决定：${reason}（${detail}）。这不是结论，也不消耗轮次。` +
    '可在 docs/cccc/config.json 的 codex 下换用其他模型或推理强度。',
  findings: '未决问题：',
  past: '已了结的问题（是否有未决问题提出相反的要求？）：',
  how: { resolved: '已解决', withdrawn: '已撤回', accepted: '接受为风险', skipped: '已跳过' },
  required: '要求',
  round: (round) => `第 ${round} 轮`,
  withheld: (ids) => `不提供接受风险和跳过：${ids}（P0，或涉及安全的 P1）。`,
  dangerous: '不提供接受风险：Codex 的最后结论是不安全或敏感操作。',
  consequences: {
    recommended: '从停下之处继续；过大的里程碑须先缩小',
    conservative: '同上，但下一个里程碑验收后再次暂停',
    'record-risk': '同上，并用你的话记录一项风险；审查会读到它，finish 会列出它',
    'free-input': '由你用自己的话说明如何继续；Claude 照办，该做的审查照常进行',
    'set-locally': '你已在项目之外（如变量中）设置好机密；它的值不告诉任何人',
    'local-test': '你说明为何这只是安全的本地测试；Codex 审查时会读到你的说明，并作判断',
    wrong: '由你说明某个问题为何不成立；修复之前先进行新一轮审查，听取双方意见',
    replan: 'Claude 写新计划；未决问题一并带入，并重新审查计划',
    'safe-alternative': 'Claude 换一种不涉及被拒内容的做法；由 Codex 审查',
    manual: '由你手动修复，期间 Claude 等待；运行 resume 后再进行一轮审查',
    'extend-review': '再给 Claude 一次修复机会和一轮审查',
    'accept-risk': '带着已记录的问题继续；关卡始终显示“人工放行”，不显示“放行”',
    'accept-size': '此里程碑可超出大小上限一次；Codex 仍会审查',
    mock: 'Claude 用模拟值或测试数据代替；随后再次审查',
    'not-a-secret': '这不是机密：不再询问这些值',
    skip: '跳过此里程碑，永不验收；其遗留改动随下一个里程碑一起审查',
  },
  optionTaken: (option) => `按推荐回答：${option}`,
  ask: (names, fallback) => `${names}\n你的选择（名称或编号；回车：${fallback === null ? '保持暂停' : fallback}）：`,
  askAnswer: '你的回答（字母，或自己的话；回车：暂不回答）：',
  askFinding: (ids) => `哪个问题不成立（${ids}）？`,
  askWords: (strategy) =>
    ({ 'record-risk': '是什么风险？', 'local-test': '为什么这只是安全的本地测试？', wrong: '为什么不成立？' })[
      String(strategy)
    ] ?? '如何继续？',
  decided: '用户的决定',
  said: '用户原话',
};
