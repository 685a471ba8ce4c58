import type { Confidence, ConfidenceReason } from '../../../core/plan/rehydration.js';
import type { Notices } from '../../types/notices.js';
import { labels } from '../labels.js';

const CONFIDENCE: Record<Confidence, string> = { high: '高', medium: '中', low: '低' };

const REASON: Record<ConfidenceReason, string> = {
  'sources-agree': '多个来源指出的已完成里程碑相同',
  'export-only': '只有导出的账本指出已完成的里程碑',
  'reviews-only': '只有审查文件指出已完成的里程碑',
  'commits-only': '只有提交指出已完成的里程碑',
  'sources-differ': '各来源指出的已完成里程碑不同',
  'nothing-done': '没有来源指出已完成的里程碑，因此从待办的第一个开始',
  'all-done': '待办中的里程碑都被指出已完成',
  'no-backlog': '没有含里程碑的待办文档',
};

/** repair、reset、rebuild-context、codex-check 和 dev-smoke。 */
export const repair = {
  'nothing-to-repair': () => '没有需要修复的内容。',
  'leftovers-removed': ({ files }) => `已删除中断的写入留下的半成品文件：${files}。`,
  'bundle-missing': () => 'docs/cccc/context-bundle.md 缺失，将重新写入。',
  'bundle-rebuilt': ({ gate }) => `已为${labels.gate[gate]}审查重新写入 docs/cccc/context-bundle.md。其余没有改动。`,
  'plan-document-gone': ({ file }) =>
    `${file} 缺失。任务进行中时，用空模板代替它就成了另一份计划，因此不会写入模板。请恢复此文档，或重新编写。`,
  'pause-stays': ({ status }) => `任务仍处于暂停（${status}）：修复不会离开暂停。`,
  'state-refolded': ({ entries, status, backup }) =>
    `已由账本重新计算 docs/cccc/state.json（${entries} 条，${status}）。` +
    `${backup === null ? '之前没有此文件。' : `原文件存为 ${backup}。`}没有放行任何关卡，也没有结束暂停。`,
  'refold-planned': ({ entries, status }) =>
    `将先备份，再由账本重新计算 docs/cccc/state.json（${entries} 条，${status}）`,
  'rehydrated-from': ({ text, sources, confidence, reason }) =>
    `没有账本。在 ${sources} 中找到：\n  任务：${text}\n` +
    `  对任务进展的把握：${CONFIDENCE[confidence]}，因为${REASON[reason]}`,
  'rehydrate-candidate': ({ id, title, others }) =>
    `要继续的里程碑：${id} ${title}。${others === '' ? '' : `也可以从待办中另选一个：${others}。`}`,
  'rehydrate-candidate-none': () => '没有找到要继续的里程碑；由计划决定。',
  'rehydrate-no-task': () => '没有账本，文档和审查也没有说明任务是什么，因此无从开始。',
  rehydrated: ({ task, base }) =>
    `任务 ${task} 从提交 ${base} 处据此开始，所有关卡均未放行：没有任何内容算作批准或验收。` +
    '计划文档、审查和日志保持原样；Codex 先审查计划。',
  'rehydrated-base': ({ base, file }) =>
    `变更从提交 ${base} 算起，依据是 ${file}：此后提交的内容也要审查，包括之前已验收的内容。`,
  'reset-sets-aside': ({ task }) =>
    `任务 ${task} 的账本缺失或损坏。剩余内容会移到一边，不删除任何内容；新任务开始时所有关卡均未放行。`,
  'codex-ready': ({ program, login, model, route }) =>
    `Codex 已就绪：${program}。登录：${login}；模型：${model ?? '默认'}；审查发往 ${route}。没有消耗 token。`,
  'codex-live-passed': ({ model, seconds, tokens }) =>
    `Codex 按审查的格式作了回答：登录、模型（${model}）和 schema 均可用。用时 ${seconds} 秒，${tokens} 个 token。`,
  'codex-in-use': ({ gate }) => `${labels.gate[gate]}审查正在进行；不会同时再调用 Codex。`,
  'live-inside-a-run': () => '检查或审查不得调用 Codex。没有进行调用。',
  'smoke-passed': ({ files, schemas, hooks }) =>
    `技能完整：${files} 个文件与清单一致，${schemas} 个 schema 可读，${hooks} 个钩子已启动。`,
  'skill-files-extra': ({ files }) => `技能文件夹中有清单没有列出的文件：${files}。`,
  'skill-file-broken': ({ file, detail }) => `技能文件 ${file} 无法使用：${detail}。`,
} satisfies Partial<Notices>;
