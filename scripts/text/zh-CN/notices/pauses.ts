import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';
import { pinChange } from '../pin-change.js';

/** Pauses, how they end, and what only the user decides. */
export const pauses = {
  'not-paused': ({ status }) => `当前没有暂停（${status}）。`,
  'resume-later': ({ status }) => `本版本不支持从 ${status} 恢复：请手动处理其指出的问题，或结束任务。`,
  'confirm-needed': ({ status }) => `请先查看故障，然后明确确认，才能离开 ${status}。`,
  'strategy-not-offered': ({ strategy, offered }) => `此次暂停不提供“${strategy}”；可选：${offered}。`,
  'content-unchanged': ({ status, verdict }) =>
    `自 Codex 判为 ${verdict} 以来没有任何改动。请先修改内容再继续；或由你明确确认，原样离开 ${status}。` +
    '无论哪种，Codex 都会再次审查。',
  'wrong-needs-reason': ({ ids }) =>
    `请说明哪个问题不成立（${ids || '没有未决问题'}）以及为什么；新一轮审查会同时看到你的说明和 Codex 的说明。`,
  'choice-needs-words': ({ strategy }) => `“${strategy}”须由你用自己的话说明：决定的内容就是这段话。`,
  'already-paused': ({ status }) => `任务已经暂停（${status}）。`,
  'risk-moved': ({ gate }) =>
    `无法接受 ${gate} 关卡的风险：要接受的内容无法确定，或已批准的计划有改动。没有改动任何内容；请选择其他方式。`,
  'sensitive-not-answerable': ({ question }) => `任何回答都不允许敏感操作，因此不回答此问题：${question}`,
  'human-only': ({ command }) =>
    '此操作仅限用户本人执行：在 Claude Code 之外的终端中运行，并回答其提问；' +
    `循环开启时，也可以在 Claude Code 中输入 /${command}。请将以下命令展示给用户。`,
  'inside-a-run': () =>
    '此命令由 cccc 运行的检查或审查启动，其中任何程序都不能代替用户作决定。用户可以在自己的终端中输入它。',
  'not-agreed': () => '回答不是“是”（y），因此没有任何改动。',
  agree: ({ command }) => `确定要执行此操作吗：${command}？[y/N]`,
  'codex-still-away': ({ reason, detail, resets_at }) =>
    `仍处于暂停：${codexFault(reason)}${detail ? `（${detail}）` : ''}${resets_at ? `将于 ${resets_at} 重置。` : ''}` +
    '没有任何改动。',
  'codex-limit-holds': ({ resets_at }) => `Codex 表示限制持续到 ${resets_at}。提前尝试不消耗轮次。`,
  'codex-is-back': ({ version, gate }) => `Codex ${version} 已就绪；接下来补做错过的 ${gate} 审查。`,
  'review-missed-here': ({ gate }) => `使 ${gate} 审查未能进行的原因已重新检查，现在没有问题；接下来补做该审查。`,
  resumed: ({ strategy, status }) => `已继续（${strategy}）；从 ${status} 接着进行。此操作没有放行任何关卡。`,
  'failures-seen': ({ tail, count }) =>
    `此任务中 Claude Code 出错 ${count} 次，最近的记录：\n` +
    tail
      .split('\n')
      .map((line) => `  | ${line}`)
      .join('\n'),
  'left-paused': ({ status }) => `没有作出选择；任务仍处于暂停（${status}）。`,
  paused: ({ reason, running }) =>
    `已暂停${reason === '' ? '' : `：${reason}`}。` +
    (running ? '正在进行的审查会继续，结果照常记录。' : '') +
    '继续之前不再做任何事。',
  'pause-waits': ({ reason }) =>
    `审查一有结果，任务即暂停${reason === '' ? '' : `：${reason}`}。在此之前运行 resume 可撤回。`,
  'pause-withdrawn': () => '审查之后不再暂停。',
  'decision-needed': ({ offered }) => `须先由用户选择：${offered}。`,
  'unknown-strategy': ({ value, known }) => `没有策略“${value}”；可用：${known}。`,
  'pins-unchanged': () => '已固定的设置没有须由你确认的改动；无需确认。',
  'pin-changed': pinChange,
  'confirm-follows': ({ open, closed }) =>
    '在你确认或恢复设置之前，任何关卡都不放行。' +
    (open === '' ? '确认之后，各关卡仍须经过审查' : `确认之后重新放行：${open}`) +
    (open === '' || closed === '' ? '。' : `；未放行：${closed}。`) +
    '此后各关卡按新设置判断。',
  'confirm-unseen': () => '尚未确认：以上是将要确认的内容。要确认的正是这些，请输入：',
  'pins-confirmed': ({ names }) => `已确认：${names}。此后各关卡按这些设置判断。`,
} satisfies Partial<Notices>;
