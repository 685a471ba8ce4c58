import { call } from '../../../core/call.js';
import type { GuardWords } from '../../../core/guard/words.js';
import { bashLine, slashText } from '../../../core/say/command-text.js';

/** The alternative where there is none for Claude. */
const LEAVE = '留给用户处理。';
const TELL = '把命令告诉用户。';
/** Claude's alternative, as the user reads it; nothing where it is to ask the user. */
const safely = (safer: string): string =>
  safer === LEAVE || safer === TELL ? '' : `Claude 更安全的做法：${safer.replaceAll('用户', '你')}`;

export const guard = (cli: string): GuardWords => ({
  denial: ({ category, reason, risk, safer, subject, byPolicy }) =>
    `cccc 守卫（${category}）。更安全的做法：${safer}原因：${reason}：\`${subject}\`。风险：${risk}` +
    (byPolicy ? '策略已拒绝；用户可在终端自行运行。' : '仅在用户同意时运行。'),
  question: ({ category, reason, risk, safer, subject }) =>
    // No space before the first Chinese words: the client would break the line there.
    `cccc：请你确认（${category}）。${reason}：\`${subject}\`。风险：${risk}` +
    `只有确实想这样做时才选“是”。${safely(safer)}`,
  category: {
    'destructive-delete': '删除',
    'disk-damage': '损坏机器',
    permissions: '权限',
    'history-rewrite': '改写历史',
    'lost-work': '丢失工作',
    'remote-deletion': '远端删除',
    publish: '发布',
    deploy: '部署与基础设施',
    database: '数据库',
    money: '资金与区块链',
    secrets: '机密',
    'net-to-shell': '运行网络内容',
    scheduler: '计划任务与服务',
    loop: '循环自身的规则',
    unclear: '无法判断',
  },
  risk: {
    'destructive-delete': '不在 git 中的内容删除后无法恢复。',
    'disk-damage': '机器或其数据可能无法恢复。',
    permissions: '他人可能读取或更改不该接触的内容，或系统无法工作。',
    'history-rewrite': '他人已有的或仅存于此的提交会消失。',
    'lost-work': '从未提交的更改会丢失。',
    'remote-deletion': '他人依赖的内容对所有人消失。',
    publish: '发布后立即公开，几乎无法收回。',
    deploy: '本机之外的内容会改变，可能是生产环境。',
    database: '数据会永久丢失或被更改。',
    money: '资金或交易无法撤回。',
    secrets: '机密会进入对话、日志或第三方。',
    'net-to-shell': '控制该地址的人可在此运行命令。',
    scheduler: '任务结束后仍有内容在本机运行。',
    loop: '某个关卡、限制或任务将不再有效。',
    unclear: '运行什么要到运行时才知道。',
  },
  kind: {
    'delete-tree': [
      '将删除一个构建不会重新生成的文件夹',
      '逐个指明文件、使用 git rm，或将其加入 safety.disposable_paths。',
    ],
    'delete-root': ['将删除项目、其 git 数据、主目录或系统文件夹', '准确写明要删除什么。'],
    'delete-many': ['将一次删除许多文件', '先列出，再按名称删除。'],
    'delete-outside': ['将删除项目之外的内容', LEAVE],
    'delete-unknown': ['要删除什么要到运行时才知道', '写出完整路径。'],
    'delete-volumes': ['将删除容器卷及其中数据', '不带 -v，或指明测试用的卷。'],
    'delete-secret': ['将删除含机密且不在 git 中的文件', LEAVE],
    'empty-file': ['项目中的文件将失去全部内容', '编辑该文件，或用 git rm 按名称删除。'],
    'raw-disk': ['将覆盖磁盘', '写入映像文件。'],
    'overwrite-system': ['将更改系统文件', '把更改放在项目内，由用户安装。'],
    'fork-bomb': ['函数会无限调用自身', '不要运行。'],
    shutdown: ['机器将关机', LEAVE],
    'kill-all': ['将结束用户的所有进程', '按进程号结束单个进程。', '将结束你的所有进程'],
    'open-permissions': ['所有人都可写入，或程序获得其他用户的权限', '只给所需权限，如 u+x 或 644。'],
    'owner-outside': ['将更改项目之外的所有者或权限', '只在项目内操作。'],
    accounts: ['将更改账户或登录时运行的内容', LEAVE],
    firewall: ['将更改机器的防护', LEAVE],
    'host-mount': ['容器将能访问整台机器', '只挂载项目文件夹。'],
    'force-push': ['将覆盖远端分支', '推送新分支，或合并而不是变基。'],
    'rewrite-history': ['将改写历史', '添加一个修正提交。'],
    'drop-history': ['将丢弃 git 用于恢复的内容', '让 git 自行清理（git gc）。'],
    'hard-reset': ['将丢弃未提交的更改', '先 git stash，或用 git reset --keep。'],
    clean: ['将删除未跟踪的文件', '先用 git clean -n 查看，再指明路径。'],
    discard: ['将丢弃许多文件中未提交的更改', 'git stash，或恢复单个文件。'],
    'drop-stash': ['将丢失储藏（stash）的更改', 'git stash pop，或保留。'],
    'drop-tree': ['将丢失分支或工作树及其内容', '不要使用强制选项。'],
    'delete-remote-ref': ['将删除远端的分支或标签', LEAVE],
    'delete-remote-repository': ['将在仓库的托管平台删除或更改内容', LEAVE],
    'publish-package': ['将发布软件包', '使用 --dry-run 或 pack。'],
    'publish-image': ['将推送镜像', '在本机构建和运行。'],
    'publish-release': ['将创建、更改或删除发行版', '在本地准备草稿。'],
    unpublish: ['将更改已发布的内容', LEAVE],
    'merge-remote': ['将在远端合并更改', '由用户合并。'],
    deploy: ['将部署或更改平台上的内容', '使用预览、试运行或本地服务。'],
    infrastructure: ['将更改基础设施', '显示 plan、preview 或 diff。'],
    cluster: ['将更改或进入集群', '使用 diff、--dry-run=client，或以 --context 指定本地集群。'],
    cloud: ['将更改云资源', '使用只读命令或本地模拟器。'],
    'remote-host': ['命令或文件将发往另一台机器', LEAVE],
    'remote-api': ['将通过远端接口更改内容', '使用本地或测试服务。'],
    'deploy-script': ['将运行名称表明会发布或部署的脚本', '先阅读，只运行无害的步骤。'],
    'sql-drop': ['将删除或清空表或整个数据库', '使用名称表明用途的测试数据库。'],
    'sql-unbounded': ['将更改或删除所有行', '加上 WHERE，或在会回滚的事务中运行。'],
    'sql-grants': ['将更改数据库权限', LEAVE],
    'database-reset': ['将重置数据库或撤回迁移', '使用测试数据库。'],
    'database-production': ['这会接触生产或远端数据库', '使用本地数据库。'],
    chain: ['将向区块链发送交易', '使用本地链（anvil、hardhat node、localnet）或试运行。'],
    payment: ['将转移资金', '使用测试模式。'],
    'secret-file': ['将读取、复制或提交含机密的文件', '查看其示例文件；只问用户设置了哪些名称，绝不问值。'],
    'secret-variable': ['将输出机密的值', '只检测是否已设置：[ -n "$NAME" ]。'],
    'secret-environment': ['将输出所有环境变量', '只输出不是机密的单个变量。'],
    'secret-command': ['程序将输出或更改凭据', LEAVE],
    'secret-sent': ['机密将发往另一台机器', '使用本地服务和虚构的值。'],
    'net-shell': ['从网络取得的内容将未经阅读就运行', '先存为文件并阅读，由用户运行。'],
    schedule: ['将安排计划任务', '现在运行一次。'],
    service: ['将更改机器的服务', '把所需程序作为本会话的子进程启动。'],
    'loop-registration': [
      '将以无法查看的方式更改 Claude Code 的设置，包括钩子和规则',
      '用 Edit 工具修改设置，或使用 /cccc-loop-stop。',
    ],
    'answers-for-user': [
      '钩子（PermissionRequest）会代替用户回答守卫的询问',
      LEAVE,
      '钩子（PermissionRequest）会代替你回答守卫的询问',
    ],
    'human-only': ['这只能由用户决定', TELL, '这只能由你决定'],
    'config-loosened': ['将放宽 docs/cccc/config.json 的设置', '保留限制，或询问用户。'],
    'config-unknown': ['将以无法查看的方式更改 docs/cccc/config.json', '用 Edit 工具修改。'],
    'unguarded-client': ['另一个智能体将在没有防护的情况下运行', '保留其沙箱和询问。'],
    'shadowed-program': ['将有其他程序顶替 git、codex 等运行', '换一个名称，放在项目内。'],
    'loop-process': ['将结束循环自身的进程', `${bashLine(call('review', 'cancel'), cli)} 可结束审查。`],
    'computed-command': ['运行哪个程序要到运行时才知道', '写出命令。'],
    'computed-script': ['运行时生成的文本将作为命令运行', '写出这些命令。'],
    unreadable: ['无法读作 shell 命令，且提到危险内容', '写得更简单，或分成几条命令。'],
    'own-pattern': ['符合本项目的规则（safety.patterns）', '见 docs/cccc/config.json。'],
  },
  evidence: (path) =>
    `cccc：请用 \`${bashLine(call('next'), cli)}\` 给出的命令报告你所做的事。${path} 是证据，只能由 cccc 写入。`,
  registration: (path) =>
    `cccc：请保留 cccc 的钩子和规则；用户可用 ${slashText(call('loop', 'stop'))} 关闭。` +
    `此修改会从 ${path} 中移除它们，或在其中关闭钩子。`,
  evidenceUnclear: (path) =>
    `cccc：只有在仅读取时才运行，并直接写明文件。此命令提到 ${path}（只能由 cccc 写入的证据），无法判断其作用。`,
  evidenceAsked: (path) =>
    `cccc：请你确认。此命令提到 ${path}（只能由 cccc 写入的证据），无法判断是否会更改它。只有它仅读取时才选“是”。`,
  explain: {
    seen: '看到',
    verdict: '答复',
    silent: '静默：普通工作',
    ask: '询问',
    deny: '拒绝',
    allow: '策略允许',
    nothing: '没有命令',
  },
});
