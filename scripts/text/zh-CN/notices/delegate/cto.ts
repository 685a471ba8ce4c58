import type { CtoNotices } from '../../../../core/say/cto/notices.js';
import { inSentence, shortDigest } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { cto as words } from '../../views/delegate/cto.js';

/** Codex 规划并审查，Claude 执行。 */
export const cto = {
  'cto-task-open': ({ task, status }) =>
    `此工作树中有未结束的任务 ${task}（${status}）。CTO 模式的改动会成为该任务改动的一部分。` +
    '请先完成或放弃该任务，或使用另一个工作树。',
  'cto-none': () => 'Codex 还没有在此工作树中制定过计划。',
  'cto-unknown': ({ run }) => `此工作树中没有运行 ${run}。`,
  'cto-log-broken': ({ file }) =>
    `${file} 不是本程序写下的内容，或其密钥已不在：此运行中的一切都不算数。新的运行从计划开始。`,
  'cto-log-rolled-back': ({ file, found, known }) =>
    `${file} 被回退：现有 ${found} 条，而本程序写过 ${known} 条。放回较新的文件之前，此运行中的一切都不算数；新的运行从计划开始。`,
  'cto-log-unanchored': ({ file }) =>
    `无法确认 ${file} 是否完整：证明这一点的锚点缺失，或不是本程序写下的内容。此运行中的一切都不算数。新的运行从计划开始。`,
  'cto-not-now': ({ event, status }) => `现在不能进行“${event}”：运行处于“${status}”。`,
  'cto-busy': () => '另一个命令正在处理此运行。',
  'cto-task-unknown': ({ task, known }) => `计划中没有任务 ${task}。现有：${known}。`,
  'cto-task-waits': ({ task, missing }) => `任务 ${task} 还不能完成：它依赖 ${missing}。如果这不对，请报告为 blocked。`,
  'cto-tasks-open': ({ tasks }) => `这些任务还可以做，现在审查为时过早：${tasks}。`,
  'cto-reviews-used': ({ reviews, limit }) => `此运行的 ${limit} 次审查都已用完（${reviews}）。`,
  'cto-secrets-added': ({ places }) =>
    `改动中加入了看似真实的机密，因此没有发送任何内容：${places}。请先把它从改动中移除。`,
  'cto-request-too-large': ({ characters }) => `要问 Codex 的内容太长：${characters} 个字符。`,
  'cto-planned': ({ tasks, file }) => `Codex 已制定计划：${tasks} 个任务${file === '' ? '' : `，也写入了 ${file}`}。`,
  'cto-no-artifact': ({ folder }) => `${folder} 是链接，因此没有在那里写入任何内容。运行本身是完整的。`,
  'cto-fault': ({ fault, subject, detail }) =>
    `Codex 的回复有问题：${words.fault[fault](inSentence(subject), inSentence(detail))}（${fault}）。`,
  'cto-unusable': ({ kind }) =>
    kind === 'plan'
      ? '问了 Codex 两次，都没有得到可以执行的计划。'
      : '问了 Codex 两次，都没有得到可用的审查。这不是结论，也没有消耗审查次数。',
  'cto-reported': ({ task, outcome }) => `任务 ${task}：${words.outcome[outcome]}。`,
  'cto-approved': ({ number }) => `Codex 在第 ${number} 次审查中批准了工作。`,
  'cto-revise': ({ number, tasks, reason }) =>
    `第 ${number} 次审查退回了工作${tasks === '' ? '' : `（${tasks}）`}：${inSentence(reason)}`,
  'cto-aborted': ({ reason }) => `Codex 终止了工作：${inSentence(reason)}`,
  'cto-not-approved': ({ tasks, commands }) =>
    `Codex 说了“approve”，但不算数：${[
      ...(tasks === '' ? [] : [`未通过的任务：${tasks}`]),
      ...(commands === '' ? [] : [`未通过的验证：${commands}`]),
    ].join('；')}。`,
  'cto-approval-stands': ({ tree, thread }) => `已批准，且正是当前内容（${shortDigest(tree)}，Codex 会话 ${thread}）。`,
  'cto-approval-void': () => '批准已失效：内容在批准之后被改动。',
  'cto-approval-unproven': () => '批准不算数：其审查的签名记录已不在，或不是 Codex 的回答。',
  'cto-artifact-edited': ({ files }) => `写入之后被改动或删除，且从不被读取：${files}。`,
  'cto-asked-commands': ({ commands }) => `守卫对 Codex 提出的验证命令有疑问：${commands}`,
  'cto-nothing-to-allow': () => '守卫对此运行的验证命令没有疑问。',
  'cto-allowed': ({ commands }) => `已在此运行中允许：${commands}`,
  'cto-continued': ({ reviews }) => `工作继续，最多再进行 ${reviews} 次审查。`,
} satisfies Pick<Notices, keyof CtoNotices>;
