import type { Notices } from '../../types/notices.js';

/** Updating a project to this version, and restoring from a backup. */
export const update = {
  'workspace-older': ({ from, version }) =>
    `此项目由 cc-codex-collaborate ${from} 设置，而程序版本为 ${version}。请更新，使设置、命令和钩子与之一致。你的文档和审查保持不变。`,
  'workspace-newer': ({ from, version }) =>
    `此项目已由 cc-codex-collaborate ${from} 更新，而本程序版本为 ${version}。请在项目中安装该版本或更新的版本。`,
  'installed-beside': ({ from }) =>
    `只替换了技能文件夹。此项目的设置、命令和钩子仍是 ${from} 的；接下来的更新会使它们一致。`,
  'config-older': ({ file, version }) =>
    `${file} 由${version === null ? '较早的版本' : ` cc-codex-collaborate ${version} `}写入。更新会先备份，再把它转换为本版本能读取的格式。`,
  'config-newer': ({ file, version }) =>
    `${file} 的格式版本为 ${version}，本版本无法识别。请安装写入它的版本或更新的版本。`,
  'state-not-json': ({ file, detail }) =>
    `${file} 不是有效的状态文件${detail === '' ? '' : `（${detail}）`}。文件保持原样，也没有做其他改动。`,
  'settings-unsupported': ({ file, names }) => `本版本没有以下设置，${file} 中不再包含；备份中仍有：${names}。`,
  'settings-corrected': ({ file, names }) => `${file} 中有本版本不接受的值，已改为较严格的值：${names}。`,
  'old-hook-kept': ({ file, event, settings }) =>
    `保留 ${file} 及其在 ${settings} 中 ${event} 下的条目：它是 0.1 的钩子，但写入后被修改过。Claude Code 仍会运行它。` +
    '删除该文件后，更新会移除这个条目。',
  'old-loop-off': () => '0.1 的循环曾处于开启状态，现已关闭：更新不会启用本版本的钩子。',
  'old-command-kept': ({ file }) => `保留 ${file}：自 0.1 写入后它被修改过。Claude Code 不会读取它，因为技能与它同名。`,
  'new-beside': ({ file, beside }) =>
    `保留 ${file}：自 cccc 写入后它被修改过。本版本的内容放在 ${beside}，取用所需后请删除它。`,
  'beside-taken': ({ file, beside }) =>
    `保留 ${file}：自 cccc 写入后它被修改过。本版本的内容没有放在旁边，因为 ${beside} 也被修改过。`,
  'ignore-lines-missing': ({ file, lines }) => `${file} 缺少设置时建议的行：${lines}。`,
  'update-waits': ({ files }) =>
    `有任务正在进行。以下文件等任务结束后再更新，否则会改变正在审查的内容：${files}。任务结束后请再次运行更新。`,
  'backed-up': ({ folder, files }) => `${files} 个文件的原内容备份在 ${folder}。可以从中恢复设置和命令。`,
  'work-not-continued': ({ task, status }) =>
    `0.1 有一个未完成的任务（${status}）：“${task}”。它不会继续：其中的批准没有证明，不算数。文档仍在；重新开始后，Codex 会先审查计划。`,
  'up-to-date': ({ version }) => `此项目已是最新（${version}）。force-update 会重新写入本版本的文件。`,
  updated: ({ from, version }) =>
    `已${from === '-' ? '' : `从 ${from} `}更新到 ${version}。没有启动任务，也没有启用钩子。`,
  'no-backups': () => '没有包含设置或命令的备份。',
  'backup-listed': ({ name, files }) => `${name}：${files}`,
  'backup-unknown': ({ name }) => `没有可恢复的备份“${name}”。`,
  'restore-asked': ({ backup, files }) => `将从备份 ${backup} 恢复 ${files}。现有内容会先备份。`,
  'restore-left': ({ files }) => `以下文件没有恢复，因为只恢复设置和斜杠命令，任务进行中只恢复设置：${files}。`,
  restored: ({ backup }) => `已从 ${backup} 恢复。如果项目因此比程序旧，请运行更新。`,
} satisfies Partial<Notices>;
