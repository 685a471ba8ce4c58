import type { Notices } from '../../types/notices.js';

/** The loop, and Claude Code's settings with its hooks and rules. */
export const loop = {
  'settings-invalid': ({ file }) => `${file} 不是有效的 JSON，Claude Code 会忽略整个文件。文件保持原样；请先修正。`,
  'settings-not-plain': ({ file }) =>
    `${file} 中有注释或多余的逗号。它们会被保留，但 Claude Code 会忽略整个文件，包括钩子和规则。请移除它们。`,
  'settings-shape': ({ file, path }) => `${file} 中的“${path}”不是 Claude Code 所期望的内容。文件保持原样；请先修正。`,
  'hooks-disabled': ({ file, key, by }) => {
    if (by === 'managed')
      return (
        `管理员设置 ${file} 中设置了 ${key}，Claude Code 不会运行本项目的任何钩子，你的设置无法改变这一点。` +
        '请联系管理员，或不使用循环继续工作：它每次给出一个步骤。'
      );
    if (by === 'session' && file === key)
      return `本会话以 ${key} 运行，因此不会运行本项目的任何钩子。请不带它启动 Claude Code。`;
    return (
      `${file} 中设置了 ${key}，Claude Code 不会运行任何钩子，循环无法自行继续。` +
      (by === 'session'
        ? '请不带该设置启动 Claude Code。'
        : by === 'local'
          ? '请移除这一行。'
          : '请移除这一行，或在优先级更高的 .claude/settings.local.json 中将其设为 false。')
    );
  },
  'hook-node-unfit': ({ node, why }) =>
    `${node} 正在运行此命令，但没有为钩子记录它，` +
    {
      place: '因为它位于项目或软件包自带的位置',
      rights: '因为它不可执行',
      owner: '因为它既不属于你，也不属于系统',
    }[why] +
    '。钩子会另找一个。',
  'hook-node-missing': ({ needed }) =>
    '钩子找不到可以启动的 Node：没有记录，PATH 中没有，版本管理器的目录中也没有。' +
    `守卫届时会拒绝每一次调用。请用 Node ${needed} 或更高版本运行此命令。`,
  'hook-node-old': ({ node, found, needed }) =>
    `钩子会用 ${node} 启动，而它是 Node ${found}，版本过旧。请用 Node ${needed} 或更高版本运行此命令，之后会为钩子记录它。`,
  'hook-node-unrecorded': ({ node }) =>
    `钩子会用 ${node} 启动，而它不是已记录的 Node：它来自当前终端的 PATH（Claude Code 的 PATH 可能不同），` +
    '或版本管理器的目录。重新启动循环会记录运行它的 Node。',
  'hooks-unseen': ({ at }) =>
    `自 ${at} 开启循环以来，任务有了进展，Claude Code 却没有运行过任何钩子。` +
    '没有钩子，Claude 每轮结束都会停下，守卫也不会询问。请在本项目中重新启动 Claude Code；其中的 /hooks 会列出它运行的钩子。',
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
