import type { AnswerFault } from '../../../core/install/wizard/faults.js';
import { sizeText } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { systemFault } from '../system-faults.js';

const CHANGE_KINDS: Record<string, string> = {
  create: '新建',
  replace: '替换',
  delete: '删除',
  mkdir: '新建文件夹',
  rmdir: '删除空文件夹',
};

type WrongAnswerText = (given: { value: string; known: string }) => string;

const ANSWER_FAULTS: Record<AnswerFault, WrongAnswerText> = {
  unknown: ({ known }) => `此处没有这个问题（可用：${known}）。`,
  'not-asked': ({ known }) => `仅当 ${known} 时才问。`,
  'not-offered': ({ value, known }) => `没有“${value}”这个选项（可用：${known}）。`,
  'no-count': ({ value }) => `“${value}”不是不小于 1 的整数。`,
  'no-tag': ({ value }) => `“${value}”不是 en、zh-CN、pt-BR 这样的语言标签。`,
  'needs-shell': ({ value }) => `“${value}”不是一个程序及其参数；测试不经过 shell 运行。`,
  'no-program': ({ value }) => `此处没有“${value}”中的程序。`,
};

const LOGINS: Record<'account' | 'api-key' | 'not-needed', string> = {
  account: '已登录',
  'api-key': '已用 API 密钥登录',
  'not-needed': '其提供方无需登录',
};

/** Installing the skill, setting a project up, and its configuration. */
export const install = {
  'cannot-write': ({ file, detail }) => `无法写入 ${file}：${systemFault(detail)}。本次运行没有留下任何改动。`,
  'changed-meanwhile': ({ file }) => `准备期间 ${file} 发生了变化；没有写入任何内容。请再次运行该命令。`,
  'change-planned': ({ kind, file, backup }) =>
    `将${CHANGE_KINDS[kind] ?? ` ${kind}`} ${file}${backup ? '（先备份）' : ''}`,
  'nothing-to-change': () => '一切就绪，无需改动。',
  'files-written': ({ folder, names }) => `已写入 ${folder}：${names}`,
  'files-counted': ({ count }) => `已写入 ${count} 个文件。`,
  'file-replaced': ({ file, backup }) => `已替换 ${file}${backup === null ? '' : `；原内容备份为 ${backup}`}`,
  'file-removed': ({ file, backup }) => `已删除 ${file}${backup === null ? '' : `；原内容备份为 ${backup}`}`,
  'files-removed': ({ count }) => `已删除 ${count} 个文件。`,
  'nothing-to-remove': () => '此项目中没有 cccc 写入的内容。',
  'uninstall-asked': ({ files }) =>
    `将删除 cccc 写入且无人改动的 ${files} 个文件，并移除 settings.json 和 .gitignore 中由它添加的内容。你改过的文件会保留。`,
  'purge-asked': ({ files }) =>
    `将删除 ${files} 个文件，包括 docs/cccc 中的全部文档、审查和备份，以及本仓库所有任务的账本。此操作无法撤销。`,
  uninstalled: ({ docs }) => `cc-codex-collaborate 已从此项目中移除。你在 ${docs} 中写的内容仍在。`,
  purged: ({ dir }) =>
    `cc-codex-collaborate 及其任务的全部内容已从此项目中移除。${dir} 保留：其中的密钥属于你的所有项目。`,
  'uninstall-while-open': ({ task: id, status }) =>
    `任务 ${id} 仍在进行（${status}）。请先完成或放弃任务，再移除本程序。`,
  'kept-changed': ({ file }) => `保留 ${file}：自 cccc 写入后它被修改过。`,
  'permissions-asked': ({ file, rules }) =>
    `这会向 ${file} 添加 ${rules} 条规则：此后在本项目中，Claude 运行 cccc 的命令、写 cccc 要求的文件时不再询问。其余照旧询问。`,
  'permissions-added': ({ file }) => `${file} 允许 Claude 不经询问运行 cccc 的命令并写其文档。`,
  'permissions-removed': ({ file }) => `${file} 中不再有 cccc 的规则。`,
  'permissions-in-place': ({ file }) => `${file} 中已有这些规则。`,
  'permissions-none': () =>
    '本项目的设置文件中没有 cccc 的规则：凡不是由 cccc 的斜杠命令开始的回合，Claude Code 会在 cccc 的命令之前询问，写每份文档之前也会询问。',
  'permissions-stand': ({ file, rules, isCurrent }) =>
    `${file} 中有 cccc 的 ${rules} 条规则${isCurrent ? '' : '，但不属于此版本或此位置'}。`,
  'permissions-offered': () =>
    'Claude 按 cccc 的要求写每份文档之前，Claude Code 都会询问。只针对这些文件和 cccc 自身命令的规则可免去询问：',
  'status-line-installed': ({ file, beside }) =>
    `此后启动的会话中，Claude Code 会按 ${file} 在输入框下方显示任务。` +
    (beside === null ? '' : `你自己的状态行（在 ${beside} 中）仍照旧显示在它上方。`),
  'status-line-in-place': ({ file }) => `${file} 中已有此状态行。`,
  'status-line-removed': ({ file }) => `${file} 已恢复到添加状态行之前的内容。`,
  'status-line-none': ({ file }) => `${file} 中没有 cccc 的状态行。`,
  'status-line-gone': ({ file, program }) =>
    `${file} 中的状态行要启动 ${program}，但它已不存在：Claude Code 不再在输入框下方显示任务。`,
  'notify-in-project': ({ file, own }) =>
    `${file} 中有 notify：仓库不得在协作者的机器上启动程序。请从中移除；你自己的 notify.command 应写在 ${own} 中。`,
  'notify-invalid': ({ file }) =>
    `${file} 中的 notify.command 无法使用。它是一个词的列表，第一个词是程序名或绝对路径：` +
    '{ "notify": { "command": ["notify-send"] } }。',
  'notify-failed': ({ file, event, at, fault }) =>
    `${file} 的 notify.command 于 ${at} 失败（${event}）：${fault}。标题和正文是它的最后两个参数。`,
  'watch-needs-terminal': () => '这里没有可供绘制的终端。',
  'no-such-folder': ({ dir }) => `文件夹 ${dir} 不存在。`,
  'skill-not-built': ({ dir }) => `${dir} 不是构建好的技能文件夹；只有构建好的才能安装，才带有钩子。`,
  'skill-damaged': ({ file }) => `技能自带的文件 ${file} 缺失或与发布的不一致。请从软件包重新安装技能。`,
  'runs-from-here': ({ dir }) => `本程序就运行于 ${dir}：此处已经安装。`,
  'runs-as-plugin': () => '本程序作为 Claude Code 的插件运行，由 Claude Code 为项目安装：',
  'installed-twice': ({ dir, plugin }) =>
    `cc-codex-collaborate 在这里有两份：文件夹 ${dir} 和插件 ${plugin}。由启动循环的那一份单独判断和计数，` +
    '但斜杠命令可能会调用另一份。请删除该文件夹，或移除插件：',
  'plugin-stays': ({ plugin }) => `插件 ${plugin} 仍在；由 Claude Code 移除：`,
  'install-planned': ({ dir, from, to, files, bytes, added, replaced, removed }) =>
    `将在 ${dir} 安装 cc-codex-collaborate ${from === null || from === to ? to : `${from} → ${to}`}：` +
    `${files} 个文件，${sizeText(bytes)}（新增 ${added} 个，替换 ${replaced} 个，移除 ${removed} 个）。--verbose 会逐一列出。`,
  'unknown-client': ({ value, known }) => `没有用于“${value}”的技能（可用：${known}）。`,
  'codex-skill-there': ({ file }) =>
    `在此项目中启动 Codex 时，它会找到 ${file} 中的技能。cccc 的审查和 worker 从不加载它。`,
  'codex-skill-differs': ({ file, state }) =>
    ({
      outdated: `${file} 不是本版本写入的内容。`,
      edited: `自 cccc 写入后 ${file} 被修改过；本版本的内容会放在旁边。`,
      missing: `${file} 已不在，Codex 找不到此技能。`,
    })[state],
  installed: ({ version, dir }) => `cc-codex-collaborate ${version} 位于 ${dir}。`,
  'config-missing': ({ file }) => `${file} 不存在：项目尚未设置。`,
  'config-not-json': ({ file, detail }) =>
    `${file} 不是有效的 JSON（${detail}）。文件保持原样：请修正，或移走后重新设置。`,
  'config-invalid': ({ file, faults }) =>
    `${file} 中有错误的字段：${faults}。请修正，或导入其中合适的字段（会先备份）。`,
  'config-fields-dropped': ({ fields }) =>
    `原 config.json 中的以下字段没有导入，因为本版本无法识别或不接受其值：${fields}。`,
  'unknown-setting': ({ name, nearest }) =>
    `没有名为“${name}”的设置。${nearest === null ? '' : `是否指“${nearest}”？`}`,
  'setting-not-allowed': ({ name, value, allowed }) => `${name} 不能是 ${value}。可取值：${allowed}。`,
  'setting-unchanged': ({ name, value }) => `${name} 已经是 ${value}。`,
  'setting-planned': ({ name, before, after }) => `${name}：${before} → ${after}`,
  'setting-changed': ({ name, before, after }) => `${name} 现在是 ${after}（之前：${before}）。`,
  'setting-of-loop': ({ name }) => `${name} 属于循环：由循环的启动和停止来设置，连同钩子一起。`,
  'setting-closes-gates': ({ name }) =>
    `进行中的任务固定了更严格的 ${name}：在你确认这个更宽松的值之前，关卡保持关闭。`,
  'setting-in-effect': ({ name }) => `对进行中的任务，更严格的 ${name} 立即生效。`,
  'setup-needs-answers': () =>
    '没有可供提问的终端。请列出问题，向用户提问，再用 --answers 传入答案；或直接采用现成的设置：' +
    'setup recommended|strict|keep|import，或用 --yes 采用推荐设置。',
  'setup-cancelled': () => '已取消设置；没有写入任何内容。',
  'setup-done': ({ project }) => `${project} 已完成设置。未启用任何钩子，也未启动任务。`,
  'unknown-preset': ({ value, known }) => `没有名为“${value}”的预设（可用：${known}）。`,
  'unknown-mode': ({ value, known }) => `没有名为“${value}”的模式（可用：${known}）。`,
  'bad-language': ({ tag }) => `“${tag}”不是 en、zh-CN、pt-BR 这样的语言标签；auto 表示与任务相同的语言。`,
  'project-is-top': ({ project }) => `项目为整个仓库 ${project}；如果只想设置当前文件夹，请指明它。`,
  'no-commit-yet': () => '仓库还没有提交。设置不需要提交，但任务需要：改动从某次提交开始计算。',
  'checks-configured': ({ checks }) => `每次审查之前运行：${checks}（docs/cccc/config.json 中的 testing.commands）。`,
  'checks-none': () => '审查之前不运行测试：docs/cccc/config.json 中的 testing.commands 为空。关卡和审查中会注明。',
  'check-program-missing': ({ check, program }) => `项目的测试“${check}”未采用：此处没有程序 ${program}。`,
  'check-failed-once': ({ name, how }) => `${name} 已试运行一次，未通过（${how}）。只要它失败，审查就不会开始。`,
  'answer-wrong': ({ id, fault, value, known }) =>
    `${id === '' ? '' : `${id}：`}${ANSWER_FAULTS[fault]({ value, known })}`,
  'answers-unreadable': ({ file, detail }) => `${file} 中没有答案：需要一个 JSON 对象（${detail}）。`,
  'setup-loosens': ({ settings }) => `这会放宽 ${settings}。没有写入任何内容：此事只能由用户决定。`,
  'setup-next': () => '下一步，在 Claude Code 中输入：/cc-codex-collaborate "你的任务"',
  'settings-valid': ({ file }) => `${file} 符合其 schema。`,
  'ignored-lines-added': ({ lines, backup }) =>
    `已在 .gitignore 中添加：${lines}${backup === null ? '' : `（原文件：${backup}）`}`,
  'loop-later': () => '以后要启动循环，在 Claude Code 中输入：/cccc-loop-start',
  'setup-codex-ready': ({ version, login }) => `Codex ${version} 已就绪：${LOGINS[login]}。`,
  'command-written': ({ file }) => `终端命令 cccc 位于 ${file}；在每个设置过的项目中都可使用。`,
  'command-not-written': ({ file, detail }) => `无法写入终端命令 ${file}：${systemFault(detail)}。其余一切就绪。`,
  'command-removed': ({ file }) => `已删除终端命令 ${file}。`,
} satisfies Partial<Notices>;
