import type { Notices } from '../../types/notices.js';
import { sync } from '../views/sync.js';

/** Planning documents that were changed by hand. */
export const documents = {
  'documents-changed': ({ documents: names, impact }) =>
    `自上次同步以来，计划文档被手工修改：${names}（影响：${sync.impacts[impact]}）。`,
  'documents-undecided': ({ letters }) => `计划文档被手工修改，其含义只能由用户决定。可选：${letters}。`,
  'documents-in-sync': () => '计划文档与上次同步时一致。',
  'documents-restored': () => '计划文档已恢复为上次同步时的内容，工作继续。',
  'documents-unknown': () => '目前没有可比较的版本：Claude 下次报告时才会记录计划文档。',
  'documents-drafted': () => 'Claude 正在编写计划文档；下次报告会按当时的内容记录。',
  'documents-kept': ({ choice }) =>
    choice === 'refresh'
      ? '已按现有内容采用这些文档，计划不变，docs/cccc/context-bundle.md 已更新。'
      : '已按现有内容采用这些文档，计划不变。',
  'documents-paused': ({ status }) => `尚未作出决定；任务保持暂停（${status}）。`,
  'plan-reopened': ({ status }) => `计划的批准不再有效，任务回到规划阶段（${status}）。问题、轮次和修复次数保留。`,
  'plan-not-kept': () => '被修改的正是已批准的计划，而批准只对 Codex 批准时的文本有效。',
  'already-planning': () => '任务已在规划阶段：Claude 正在编写计划。',
  'sync-paused': ({ status }) => `任务因其他原因暂停（${status}），请先处理。`,
  'sync-choice-unknown': ({ value }) =>
    `没有“${value}”这个选项：A adopt、B refresh、C pause、D ignore、E diff、F free。`,
  'free-needs-text': () => '选项 F 需要你自己的说明，但没有给出。',
  'unknown-document': ({ file, known }) => `${file} 不是 docs/cccc 的计划文档。已知文档：${known}。`,
} satisfies Partial<Notices>;
