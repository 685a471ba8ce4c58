import { sizeText } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';

/** git and the content of the repository. */
export const repository = {
  'not-a-repository': ({ dir }) => `${dir} 不在 git 仓库中。批准与 git 树绑定，因此必须有仓库。`,
  'git-missing': ({ detail }) => `无法运行 git：${detail}。请安装 git 2.31 或更高版本，并加入 PATH。`,
  'git-too-old': ({ found, needed }) => `git ${found} 版本过旧，需要 ${needed} 或更高版本。`,
  'git-dubious-ownership': ({ dir }) => `git 拒绝使用 ${dir}，因为它属于其他用户。如果信任该目录，请告知 git。`,
  'git-link-broken': ({ dir, gitDir }) =>
    `${dir} 是一个链接工作树（或子模块），但它所指的 git 目录 ${gitDir} 不存在：仓库被移动或删除了。`,
  'git-failed': ({ command, detail }) => `git 无法回答此命令所依赖的问题。${command}：${detail}`,
  'git-directory-broken': ({ dir }) =>
    `${dir} 存在，但 git 不认为它是 git 目录：其中缺少一部分（HEAD、objects 或 refs）。`,
  'git-filter-failed': ({ filter, path, detail }) =>
    `${path === '' ? '某个文件' : `${path} `}必须经过的过滤器${filter === '' ? '' : `“${filter}”`}无法运行` +
    `${detail === '' ? '' : `（${detail}）`}，因此 git 无法读写这类文件。请安装过滤器所调用的程序，或修正其配置。`,
  'git-objects-away': ({ detail }) =>
    `这是部分克隆：所需的内容在其远程仓库中，而远程仓库无法访问（${detail}）。` +
    '期间没有询问任何信息（密码或密钥）。请在能访问远程仓库时获取。',
  'git-objects-broken': ({ detail }) =>
    `git 存储的内容缺失或损坏（${detail}）。请查出全部受损内容，并从另一个克隆恢复。`,
  'git-alternates-away': ({ dir }) =>
    `仓库从 ${dir} 借用内容，而它不存在：磁盘未挂载，或另一个仓库被移动了。指向它的文件：`,
  'git-lock-left': ({ file }) =>
    `存在锁 ${file}：另一个 git 正在运行，或某个 git 被终止了。若没有 git 在运行，请删除该锁。`,
  'git-index-broken': ({ detail }) =>
    `git 的索引已损坏（${detail}）。可由最后一次提交重新生成；文件保持原样，之前的暂存会取消。`,
  'git-config-broken': ({ file, line }) =>
    `git 配置 ${file} 无法读取${line > 0 ? `：第 ${line} 行有误` : ''}。请修正。`,
  'git-format-unknown': ({ detail }) => `此 git 版本过旧，无法识别仓库的格式（${detail}）。请安装更新的 git。`,
  'git-silent': ({ command, seconds }) =>
    `${command} 在 ${seconds} 秒内没有结束，已将其终止：它所等待的过滤器或远程仓库没有响应。`,
  'bare-repository': ({ dir }) => `${dir} 没有工作树（裸仓库或 .git 目录）。请切换到它的一个检出目录。`,
  'untracked-too-large': ({ files, limit }) =>
    `未跟踪的文件过大，无法在每次检查时计算哈希（上限 ${sizeText(limit)}）：` +
    `${files.map((file) => `${file.path}（${sizeText(file.bytes)}）`).join('、')}。` +
    '不属于项目的请加入 .gitignore，其余请用“git add”暂存。',
  'nested-unreadable': ({ path, detail }) => `无法读取位于 ${path} 的内嵌仓库：${detail}`,
  'nested-repository': ({ path }) => `${path} 是内嵌在本仓库中的独立仓库，其文件计入工作树内容。`,
  'submodule-dirty': ({ path }) =>
    `子模块 ${path} 中有未提交的更改。它们计入内容，之后再提交会改变所记录的提交，须重新审查，` +
    '因此请先在子模块内提交。',
  'own-worktree-skipped': ({ path }) => `${path} 是本仓库的另一个工作树，不计入当前工作树的内容。`,
  'special-file-skipped': ({ path }) => `${path} 既不是文件、符号链接，也不是目录，按不存在处理。`,
  'no-commit': ({ dir }) => `仓库 ${dir} 还没有提交；任务需要一个基准提交。`,
  'base-has-changes': ({ count }) =>
    `任务开始前已有 ${count} 个未提交的路径；它们作为任务的一部分接受审查，不计入里程碑的大小。`,
  'base-lost': ({ base, branch, way }) =>
    `${branch} 已不包含任务的基准 ${base}，因此无法判断任务改动了什么。` +
    (way === null
      ? '请查出是在哪一步离开基准的，然后回到那里。'
      : way.kind === 'switch'
        ? '请切回任务所在的分支。'
        : '它被修补（amend）、重置或改写过。请将分支移回基准：文件保持原样，此后的提交变为已暂存的改动。'),
  'commits-unconfirmed': ({ count, commits }) =>
    `任务开始之后，有 ${count} 个提交来自别处。除非由你确认它们属于上游，否则随任务一起审查：${commits}`,
  'commits-left-out': ({ count, commits }) => `审查不包含上游的 ${count} 个提交：${commits}`,
  'upstream-confirmed': ({ count, commits }) => `此后 ${count} 个提交视为上游的提交，不再审查：${commits}`,
  'upstream-unchanged': () => '任务开始之后没有来自别处的提交：无需确认。',
  'work-left-behind': ({ tasks, paths }) =>
    `已放弃的任务 ${tasks} 的改动仍在；它们作为本任务的一部分接受审查：${paths}`,
  'task-unreadable': ({ task, problem }) =>
    `任务 ${task} 的账本不可信（${problem}），该任务可能尚未结束。开始新任务之前先关闭它；其文件会保留。`,
  'base-followed': ({ base, left_out }) => `基准已移至 ${base}；审查不包含第三方的 ${left_out} 个提交。`,
  'base-will-move': ({ base, count }) =>
    `基准已移至 ${base}（merge、rebase 或 pull：第三方的 ${count} 个提交）。下一次审查会跟随基准，并排除这些提交。`,
  'commit-now': () => '现在提交，内容必须与获批的完全一致。',
  'commit-ask': () => '询问用户是否提交获批内容；没有用户在场则继续。',
  'commit-differs': ({ approved, commit, paths }) =>
    `提交 ${commit} 与获批内容（${approved}）不一致，差异：${paths}。下一次审查会看到这些差异。`,
  'commit-incomparable': ({ approved, commit }) =>
    `提交 ${commit} 与获批内容（${approved}）不一致；获批内容已不再保存，无法列出路径。`,
} satisfies Partial<Notices>;
