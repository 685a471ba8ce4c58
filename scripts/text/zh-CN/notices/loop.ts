import type { Notices } from '../../types/notices.js';

/** The loop, and Claude Code's settings with its hooks and rules. */
export const loop = {
  'settings-invalid': ({ file }) => `${file} 不是有效的 JSON，Claude Code 会忽略整个文件。文件保持原样；请先修正。`,
  'settings-not-plain': ({ file }) =>
    `${file} 中有注释或多余的逗号。它们会被保留，但 Claude Code 会忽略整个文件，包括钩子和规则。请移除它们。`,
  'settings-shape': ({ file, path }) => `${file} 中的“${path}”不是 Claude Code 所期望的内容。文件保持原样；请先修正。`,
  'hooks-disabled': ({ file }) =>
    `${file} 中设置了 disableAllHooks，Claude Code 不会运行任何钩子，循环无法自行继续。请移除这一行。`,
  'no-session': () => '当前不在 Claude Code 会话中（没有 CLAUDE_CODE_SESSION_ID）。请在会话中输入 /cccc-loop-start。',
  'loop-unclaimed': () => '循环不属于任何会话，或属于另一个会话，因此本会话照常停止。请让 Claude 认领循环。',
  'loop-claimed': () => '循环现在属于本会话。',
  'loop-is-on': () => '循环已开启。',
  'loop-is-off': () => '循环未开启。',
  'loop-off': () => '循环已关闭；其钩子和规则已移除。',
  'loop-incomplete': ({ missing }) => `循环已开启，但以下内容缺失或被修改：${missing}。`,
  'loop-continue_now': ({ status }) => `continue_now：有进行中的任务（${status}）：现在继续。`,
  'loop-needs_resume': ({ status }) => `needs_resume：任务已暂停（${status}）；恢复后循环继续。`,
  'loop-needs_task': () => 'needs_task：没有进行中的任务；请启动一个。',
  'loop-needs_replan': () => 'needs_replan：任务需要重新计划，之后循环才能继续。',
  'loop-done': ({ status }) => `done：任务已结束（${status}）；没有可继续的内容。`,
  'loop-other-session': () => '循环属于另一个会话；其 Stop 钩子不会让本会话继续。',
} satisfies Partial<Notices>;
