import { inSentence, quotedLines } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';

/** 编写者的改动被拒绝的原因。 */
export const WHY = {
  'git-settings': '它会改变 git 在这里的行为',
  hooks: 'git 会把它当作钩子运行',
  submodule: '它改动了子模块或工作树中的另一个仓库',
  'client-settings': 'Claude Code 或 Codex 会从中读取指令或程序',
  'own-documents': 'docs/cccc 属于关卡循环',
  'leads-out': '该链接指向工作树之外，或指向 Codex 不得改动的文件夹',
  'odd-name': '它的名称在不同系统上含义不同',
  undeclared: '它不在该工作者声明的路径之内',
} as const;
const HOW = { added: '将新增', changed: '将修改', merged: '将与现有改动合并', deleted: '将删除' };
const STATE = { running: '工作中', answered: '已回答', question: '在提问', failed: '没有回答' };
const ROLE = { scout: '侦察', writer: '编写', reviewer: '审查', debugger: '调试' };

/** 问 Codex 什么、在哪些会话中进行，以及编写者的改动如何处理。 */
export const sessions = {
  'ask-prompt-long': ({ words, most }) =>
    `提示有 ${words} 个词；超过 ${most} 个词，往往是在讲做法而不是目标。请写明目标、限制和从哪些文件开始。`,
  'ask-prompt-pasted': () => '提示中似乎贴入了文件内容。请用 --file 指明文件，由 Codex 自己读取。',
  'ask-unverified': () => '没有说明如何验证改动。请给出 --verify "<命令>"，或写一行以“Verification:”开头的文字。',
  'ask-files-undeclared': ({ id }) =>
    `另一个编写者（${id}）正在工作；双方都用 --file 声明文件，才能判断是否会改动同一文件。`,
  'ask-part-contradicts': () => '这些选项相互矛盾：scout 和 reviewer 只读取，writer 会改动文件。',
  'ask-verify-shell': ({ command }) => `“${inSentence(command)}”需要 shell。请给出一个程序及其参数，例如“npm test”。`,
  'ask-verify-guarded': ({ command }) =>
    `对“${inSentence(command)}”，守卫会先询问，因此不会在无人读过的改动上自动运行。`,
  'ask-verify-reader': () => '--verify 用于编写者；只读的会话没有可验证的改动。',
  'ask-file-missing': ({ file }) => `没有 ${inSentence(file)}。`,
  'ask-file-secret': ({ file }) => `${inSentence(file)} 含有机密，不会交给 Codex。`,
  'ask-file-folder': ({ file }) => `git 忽略了文件夹 ${inSentence(file)}，Codex 只能得到其中的单个文件：请逐个指明。`,
  'ask-file-large': ({ file, megabytes }) =>
    `${inSentence(file)} 超过 ${megabytes} MB。请截取有用的部分，再指明该文件。`,
  'ask-folder-large': ({ dir, most }) =>
    `${inSentence(dir)} 不是 git 仓库，且文件超过 ${most} 个，无法逐一防止 Codex 读到其中的机密文件。请进入相关文件夹，或将其建为仓库。`,
  'ask-no-profile': ({ dir, detail }) =>
    `${inSentence(dir)} 不是 git 仓库，Codex 会直接读取该文件夹，而此 Codex 无法被禁止读取其中的机密文件（${inSentence(detail)}）。`,
  'ask-writer-outside': ({ dir }) =>
    `${inSentence(dir)} 不是 git 仓库。编写者在用 git 制作的副本中工作；在 git 之外，Codex 只能读取（--read-only）。`,
  'ask-writers-busy': ({ most, ids }) => `这里已有 ${most} 个编写者在工作，已达上限：${ids}。`,
  'ask-files-overlap': ({ files, id }) => `另一个编写者（${id}）也分到了这些文件：${inSentence(files)}。`,
  'ask-session-unknown': ({ session }) => `没有会话 ${inSentence(session)}，或已被丢弃。`,
  'ask-session-role': ({ role, access }) =>
    `会话的角色不变，此会话是${ROLE[role]}（${role}，${access}）。需要其他角色时，请另开会话。`,
  'ask-session-elsewhere': ({ dir }) => `该会话属于 ${inSentence(dir)}。`,
  'ask-session-busy': ({ session }) => `Codex 仍在会话 ${inSentence(session)} 中工作。`,
  'ask-answers-over': ({ most }) =>
    `此会话已回答过 ${most} 个问题。问题更多的任务还不够清楚，不适合委托：请先与用户澄清，再开新会话。`,
  'ask-fixes-over': ({ most }) => `${most} 轮修改已用完。再问 Codex 之前先弄清哪里出了问题：自己接手，或拆分任务。`,
  'ask-none': () => '这里没有会话。',
  'ask-session-damaged': ({ id }) => `会话 ${id} 的描述无法读取，其中的内容都不能使用。`,
  'ask-session': ({ id, role, state, runs, changed, applied, goal }) =>
    `${id}  ${ROLE[role]}，${STATE[state]}，运行 ${runs} 次` +
    `${changed === null ? '' : `，改动 ${changed} 个文件${applied ? '，已应用' : ''}`}  ${inSentence(goal)}`,
  'ask-discarded': ({ id }) => `会话 ${id} 及其副本和回答已删除。`,
  'ask-changed': ({ files }) => `Codex 在其副本中改动了 ${files} 个文件；工作树尚未改变。`,
  'ask-unchanged': () => 'Codex 没有改动任何文件。',
  'ask-verified': ({ command }) => `运行器已验证：“${inSentence(command)}”在 Codex 的副本上通过。`,
  'ask-not-verified': ({ command, how, tail }) =>
    `“${inSentence(command)}”在 Codex 的副本上失败（${how}）。\n${quotedLines(tail)}`.trimEnd(),
  'ask-change-refused': ({ path, why }) =>
    `因 ${inSentence(path)}，整个改动被拒绝：${WHY[why]}。请让 Codex 撤回这一处（--session）。`,
  'ask-not-writer': ({ id }) => `${id} 只读取，没有改动。`,
  'ask-no-change': ({ id }) => `${id} 没有可应用的改动。`,
  'ask-not-shown': ({ id }) => `${id} 的改动在 Codex 完成之后还没有显示过。请先阅读。`,
  'ask-apply-gated': ({ task, status }) =>
    `任务 ${task}（${status}）在此处尚未结束。Codex 负责审查其改动，因此不编写其中任何部分；它的发现可由 Claude 实现。`,
  'ask-conflict': ({ files }) => `没有应用任何内容：自 Codex 开始以来，工作树在相同位置有改动：${inSentence(files)}。`,
  'ask-apply-planned': ({ path, how }) => `${inSentence(path)} ${HOW[how]}。`,
  'ask-applied': ({ files, before }) => `工作树中有 ${files} 个文件已改动；改动前的文件在 ${before}。`,
  'ask-applied-already': ({ id }) => `工作树已包含 ${id} 的改动。`,
} satisfies Partial<Notices>;
