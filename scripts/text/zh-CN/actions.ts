import { type WayOn, wayOn } from '../../core/codex/reasons.js';
import { quoted } from '../../core/say/plain.js';
import type { Actions } from '../types/actions.js';
import { codexFault } from './codex-faults.js';
import { gates } from './views/gates.js';

/** What leads back to a review that was missed. */
const MISSED: Record<WayOn, string> = {
  service: 'Codex 恢复后运行 resume：它会复查并回到错过的关卡。',
  fix: '用户改好上面指出的问题后运行 resume：它会复查 Codex 并回到错过的关卡。',
  smaller: '缩小或拆分改动；然后运行 resume，审查重新进行。',
  reply:
    'Codex 可用，只是这次回复不能算数。运行 resume 后会重新审查，并再次消耗全部用量。' +
    '如果反复出现，换用其他模型或推理强度（docs/cccc/config.json 的 codex）可能有帮助；由用户决定。',
  nothing: '不需要等待什么：用户同意后运行 resume，审查会重新进行。',
};

/** What Claude must do next, and why. */
export const actions: Actions = {
  'start-task': () => ({ why: '此工作树中没有进行中的任务。', act: '询问用户任务内容，并用用户的原话启动。' }),
  'write-discovery': ({ decision }) => ({
    why: decision === '' ? '读懂项目之前不做计划。' : `用户要求重新规划：${quoted(decision)}。`,
    act:
      '按参考文档阅读项目。写 docs/cccc/project-map.md、current-state.md、architecture.md、test-strategy.md、' +
      'risk-register.md、open-questions.md。不写业务代码。',
  }),
  'write-plan': () => ({
    why: '项目调研已完成；实现之前须由 Codex 批准计划。',
    act:
      '按计划参考文档的格式写 docs/cccc/project-brief.md、roadmap.md、milestone-backlog.md。' +
      '确需用户选择时，改为写问题（references/questions.md）。',
  }),
  'review-own-plan': () => ({
    why: '在 Codex 之前，先质疑自己的计划。',
    act: '针对此计划如实回答计划参考文档中的八个问题，写入 docs/cccc/runtime/self-review.json。',
  }),
  'revise-plan': ({ findings, decision }) => ({
    why: decision === '' ? `计划被退回（已答复 ${findings} 个问题）。` : `用户要求重新规划：${quoted(decision)}。`,
    act:
      decision === ''
        ? '按你的答复修改 project-brief.md、roadmap.md、milestone-backlog.md。'
        : '阅读现在的计划文档，使其符合上述要求并彼此一致；保留用户写下的内容。',
  }),
  'answer-plan-findings': ({ findings }) => ({
    why: `Codex 留下 ${findings} 个未决问题。`,
    act: '对成立的问题修改计划文档，然后在 docs/cccc/runtime/answers.json 中逐一答复。',
  }),
  'review-plan': ({ round, limit }) => ({
    why: `计划须经 Codex 批准（第 ${round}/${limit} 轮）。`,
    act: '运行审查，它会显示进度。若提示仍在进行，运行它给出的等待命令。',
  }),
  'start-milestone': ({ id, title }) => ({
    why: `接下来是 ${id} ${quoted(title)}。`,
    act: '确认它符合路线图、不扩大范围、不需要机密或敏感操作、可在本地测试；否则写问题。确认后开始。',
  }),
  implement: ({ id, title }) => ({
    why: `${id} ${quoted(title)} 已开始。`,
    act: `严格按 docs/cccc/milestone-backlog.md 实现 ${id} 及其测试，不做其他。`,
  }),
  'review-own-work': ({ id }) => ({
    why: `${id} 已实现；接下来由 Codex 审查。`,
    act: `对照 ${id} 的验收标准阅读自己的改动，运行测试，修复发现的问题。然后运行审查。`,
  }),
  'review-milestone': ({ id, round, limit }) => ({
    why: `${id} 须经 Codex 批准（第 ${round}/${limit} 轮）。`,
    act: '运行审查。若提示仍在进行，运行它给出的等待命令。',
  }),
  'fix-findings': ({ findings, attempt }) => ({
    why: `Codex 发现 ${findings} 个问题（第 ${attempt} 次修复）。`,
    act: '修复代码中成立的问题，然后在 docs/cccc/runtime/answers.json 中逐一答复。',
  }),
  'fix-checks': ({ checks }) => ({
    why: `必需的检查未通过：${quoted(checks)}。`,
    act: '找到原因并修复代码；不要削弱测试。',
  }),
  'make-safe': ({ verdict }) => ({
    why: `Codex 停止了工作（${verdict}），用户要求换一种做法。`,
    act:
      '改成不需要 Codex 所指内容的做法：不涉及真实资金、主网、真实密钥、生产环境，也没有不可逆的操作。' +
      '若没有这样的做法，写问题。',
  }),
  'supply-context': ({ gate, missing }) => ({
    why: `Codex 因缺少背景信息而无法对 ${gate} 审查作出判断` + (missing === '' ? '（见 Look）。' : `：${missing}`),
    act:
      gate === 'plan'
        ? '查明缺少什么，写入调研文档。'
        : '查明缺少什么，写入 docs/cccc（architecture.md、current-state.md、test-strategy.md），Codex 也会阅读这些文档。' +
          '只有代码确有错误时才改代码。然后报告；随后重新审查。',
  }),
  'return-to-review': ({ gate, decision }) => ({
    why:
      decision === ''
        ? `${gate} 审查没有待修复的内容：所有问题均已答复，必需的检查也没有失败。`
        : `Codex 要求由用户决定，用户的决定是：${decision}`,
    act: decision === '' ? '报告即可；随后重新审查。' : '按此决定执行，然后报告；随后重新审查。',
  }),
  'accept-milestone': ({ id }) => ({
    why: `Codex 已批准 ${id}；批准只对这些文件的当前内容有效。`,
    act: '不要改动任何内容；记录验收。',
  }),
  'review-final': ({ round, limit }) => ({
    why: `所有里程碑均已验收；Codex 审查全部改动（第 ${round}/${limit} 轮）。`,
    act: '运行审查。若提示仍在进行，运行它给出的等待命令。',
  }),
  finish: () => ({ why: 'Codex 已批准全部改动。', act: '不要改动任何内容；结束任务。' }),
  'wait-for-review': ({ gate }) => ({
    why: `${gate} 审查正在进行。`,
    act: '等待其结束。可在后台运行：结束时会唤醒你。',
  }),
  'ask-question': ({ question }) => ({
    why: `由用户决定：${question}`,
    act: '按原样给出选项询问用户（有 AskUserQuestion 则用它，否则用文字），然后报告答案。没有用户在场则停止。',
  }),
  'write-question': ({ reason }) => ({
    why: `须由用户决定（${reason}）。`,
    act: '将问题、选项和你的建议写入 docs/cccc/runtime/question.json。',
  }),
  'ask-human-to-resume': ({ status, reason, offered }) => ({
    why: `${status}：${reason}。`,
    act:
      '告诉用户暂停了什么、为什么' +
      (offered === 'recommended' ? '' : `，以及决策卡（见 Look）上的选择：${offered}`) +
      '。得到用户同意后才继续。',
  }),
  decide: ({ gate, reason, offered }) => ({
    why: `须由用户在 ${gate} 关卡决定（${reason}）。`,
    act: `向用户完整展示决策卡（见 Look）和选择：${offered}。由用户在终端运行命令。`,
  }),
  'review-again': ({ gate }) => ({
    why: `Codex 无法判断 ${gate} 是否正确。对同样内容的再一次审查不消耗轮次。`,
    act: '不要改动任何内容；运行 resume，随后再次审查。',
  }),
  'decide-stop': ({ status, reason, offered }) => ({
    why: `${status}：${reason}。`,
    act:
      `向用户完整展示决策卡（见 Look）和选择：${offered}。由用户在终端运行命令。` +
      '任何选择都不允许真实资金、主网、真实密钥、生产环境或不可逆的破坏。',
  }),
  'remove-secret': ({ places, offered }) => ({
    why: `改动中新增了疑似真实的机密：${places}。没有发送任何内容。`,
    act:
      `告诉用户位置（绝不说出其值）和选择：${offered}。` +
      '把机密移出改动（改用变量、被忽略的文件或模拟值），并提醒：曾提交或外泄的机密必须更换。' +
      '然后运行 resume；其他选择由用户在终端作出。',
  }),
  'wait-for-codex': ({ reason, resets_at, missed = '' }) => ({
    why:
      `未能审查（${reason}${missed === '' ? '' : `；审查者 ${missed} 没有作答`}）：` +
      `${codexFault(reason)}${resets_at ? `将于 ${resets_at} 重置。` : ''}` +
      '这不是结论，也不消耗轮次。',
    act: `告知用户。${MISSED[wayOn(reason)]}`,
  }),
  'settle-documents': ({ status, changes, offered }) => ({
    why: `${status}：自上次同步以来，计划文档有未经你报告的修改：${changes}。`,
    act:
      `向用户完整展示卡片（Look）和选项：${offered}。由用户决定并运行命令。` +
      '若是你误改的，请说明并撤销，然后不带选项运行 sync-docs。',
  }),
  'confirm-settings': ({ names }) => ({
    why: `与任务开始时相比，设置更宽松或已不同：${names}。用户确认之前，任何关卡都不会放行。`,
    act: '告诉用户改了什么（见 Look）。由用户确认，或把设置改回原样；不要自行决定。',
  }),
  'reopen-gate': ({ gate, reason, paths, commit, hook }) => ({
    why:
      `${gate} 关卡不再放行：${gates.reasons[reason] ?? reason}${paths === '' ? '' : `（${paths}）`}。` +
      (commit === '' ? '' : `提交 ${commit} 的内容正是如此`) +
      (commit === '' ? '' : hook === '' ? '。' : `，提交之前运行过钩子 ${hook}：改写文件的钩子会造成这种情况。`),
    act:
      paths === ''
        ? '运行下面的命令，使关卡重新放行。'
        : '查看改动。改动正确，就按原样提交审查；会这样改写文件的格式化工具或钩子，最好在审查之前运行。' +
          '否则请撤销改动：原来的批准会重新有效。',
  }),
  'unsupported-pause': ({ status, reason }) => ({
    why: `${status}：${reason}。`,
    act: '停止并告知用户；本版本无法从此处恢复。',
  }),
  ended: ({ status }) => ({ why: `任务已结束：${status}。`, act: '向用户总结结果。' }),
};
