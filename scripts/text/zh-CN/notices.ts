import { quotedLines } from '../../core/say/plain.js';
import type { Catalog } from '../catalog.js';
import { codexFault } from './codex-faults.js';

/** Why a gate is closed, by core/gates ClosedReason. */
export const GATE_REASONS: Record<string, string> = {
  'not-reviewed': '此内容尚未经审查批准',
  'pins-changed': '已固定的设置发生改动,且未经人确认',
  'plan-changed': '计划文档在批准之后有改动',
  'base-moved': '基准已移动(merge、rebase 或 pull)',
  'content-changed': '工作树在批准之后有改动',
  'other-milestone': '批准属于另一个里程碑',
  'receipt-invalid': '回执不成立',
  'receipt-attested': '回执仅为自述:缺少原始记录或签名密钥',
  'review-running': '审查正在进行',
};

/** How the fields of a milestone are called in milestone-backlog.md. */
const FIELD_LABELS: Record<string, string> = {
  title: '标题',
  goal: '目标',
  scope: '范围',
  out_of_scope: '范围外',
  acceptance_criteria: '验收标准',
  expected_files: '预期文件',
  required_tests: '必需测试',
  risk: '风险',
  dependencies: '依赖',
  stop_conditions: '停止条件',
};

/** 以字节计的大小,供人阅读。 */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

const CHANGE_KINDS: Record<string, string> = {
  create: '新建',
  replace: '替换',
  delete: '删除',
  mkdir: '建立文件夹',
  rmdir: '删除空文件夹',
};

export const zhCN = {
  // -- repository and environment
  'not-a-repository': ({ dir }) => `${dir} 不在 git 仓库中。审批与 git 树绑定,因此必须有仓库。`,
  'git-missing': ({ detail }) => `无法运行 git:${detail}。请安装 git 2.31 或更高版本,并放入 PATH。`,
  'git-too-old': ({ found, needed }) => `git ${found} 版本过旧,需要 ${needed} 或更高版本。`,
  'git-dubious-ownership': ({ dir }) => `git 拒绝使用 ${dir},因为它属于其他用户。如果你信任它,请告诉 git。`,
  'git-failed': ({ command, detail }) => `“${command}” 失败:${detail}`,
  'git-filter-failed': ({ filter, path }) =>
    `${path} 必须经过 clean 过滤器“${filter}”,但它无法运行,因此无法为内容命名。请安装它所调用的程序,或修正其配置。`,
  'bare-repository': ({ dir }) => `${dir} 没有工作树(裸仓库或 .git 目录)。请切换到它的一个检出目录。`,
  'untracked-too-large': ({ files, limit }) =>
    `未跟踪的文件过大,无法在每次检查时命名(上限 ${megabytes(limit)}):${files.map((file) => `${file.path}(${megabytes(file.bytes)})`).join('、')}。不属于项目的请加入 .gitignore,属于项目的请用 “git add” 暂存。`,
  'nested-unreadable': ({ path, detail }) => `无法读取位于 ${path} 的内嵌仓库:${detail}`,
  'nested-repository': ({ path }) => `${path} 是内嵌在本仓库中的独立仓库,其文件计入工作树内容。`,
  'submodule-dirty': ({ path }) =>
    `子模块 ${path} 中有尚未提交的更改。它们计入内容;在子模块中提交会改变记录的提交并需要重新评审,因此请先在子模块内提交。`,
  'own-worktree-skipped': ({ path }) => `${path} 是本仓库的另一个工作树,不计入当前工作树的内容。`,
  'special-file-skipped': ({ path }) => `${path} 既不是文件、符号链接,也不是目录,按不存在处理。`,

  // -- task and state machine
  'not-now': ({ event, status }) => `当前状态 ${status} 不接受“${event}”;没有任何改动。`,
  'task-open': ({ task, status }) => `此工作树中任务 ${task} 仍在进行(${status});一个工作树同一时间只有一个任务。`,
  'task-over': ({ task, status }) => `任务 ${task} 已结束(${status})。`,
  'no-task': () => '此工作树中没有进行中的任务。',
  'not-a-tightening': () => '这项设置改动放宽了关卡;只有人可以确认。',
  'findings-unanswered': ({ ids }) =>
    `以下问题尚未答复:${ids}。每一项须标为已修复、附理由拒绝,或在严重级别允许时推迟。`,
  'unknown-finding': ({ id }) => `没有编号为 ${id} 的未决问题。`,
  'finding-needs-reason': ({ id }) => `问题 ${id} 被拒绝或推迟,但没有给出理由。`,
  'finding-not-deferrable': ({ id, severity }) => `问题 ${id} 为 ${severity},会阻断;只能修复或附理由拒绝,不能推迟。`,
  'finding-not-skippable': ({ ids }) => `${ids}:P0 或安全类 P1 不允许跳过,也不允许作为风险接受。`,
  'plan-moved': () => '计划报告之后,计划文档又有改动。',
  'subject-moved': ({ gate }) => `准备 ${gate} 审查期间,被审查的内容发生了变化。`,
  'unknown-milestone': ({ id, known }) => `${id} 不是已批准计划中的里程碑(现有:${known})。`,
  'milestone-done': ({ id }) => `里程碑 ${id} 已经通过。`,
  'milestone-skipped': ({ id }) => `里程碑 ${id} 已按人的决定跳过。`,
  'milestone-dependencies': ({ id, missing }) => `里程碑 ${id} 依赖尚未通过的 ${missing}。`,
  'milestone-too-large': ({ files, lines, max_files, max_lines }) =>
    `该里程碑改动了 ${files} 个文件、${lines} 行;上限为 ${max_files} 个文件、${max_lines} 行。`,
  'gate-closed': ({ gate, reason, detail }) =>
    `${gate} 关卡关闭:${GATE_REASONS[reason] ?? reason}${detail ? `(${detail})` : ''}。`,
  'review-running': ({ gate, job }) => `${gate} 审查正在进行(作业 ${job})。`,
  'rounds-used': ({ gate, limit }) => `${gate} 关卡的 ${limit} 轮审查已用完。`,
  'stale-job': ({ job }) => `审查作业 ${job} 已不是当前作业;其结果未被采纳。`,
  'unknown-option': ({ choice, options }) => `${choice} 不在选项之中(${options})。`,
  'not-paused': ({ status }) => `当前没有暂停(${status})。`,
  'resume-later': ({ status }) => `本版本尚不支持从 ${status} 恢复:请手动处理其指出的问题,或结束任务。`,
  'question-open': ({ question }) => `有一个问题等待人的回答:${question}`,
  'confirm-needed': ({ status }) => `离开 ${status} 需要在查看故障之后明确确认。`,
  'strategy-not-offered': ({ strategy, offered }) => `此次暂停不提供“${strategy}”;可选:${offered}。`,

  // -- documents, checks and the packet
  'no-milestone': ({ document }) => `${document} 中没有里程碑。每个里程碑以“## M001：标题”这样的标题开头。`,
  'milestone-id-missing': ({ heading, line }) =>
    `milestone-backlog.md 第 ${line} 行“${heading}”没有 M001 这样的里程碑编号。`,
  'milestone-duplicate': ({ milestone }) =>
    `${milestone} 在 milestone-backlog.md 中出现了两次；一个编号只属于一个里程碑。`,
  'milestone-field-missing': ({ milestone, field }) =>
    `里程碑 ${milestone} 的“${FIELD_LABELS[field] ?? field}”没有内容。每个里程碑都必须写明这一项。`,
  'milestone-risk-unknown': ({ milestone, risk }) =>
    `里程碑 ${milestone} 的风险写作“${risk}”；只能是 low、medium、high 或 critical（低、中、高、严重）。`,
  'milestone-depends-on-itself': ({ milestone }) => `里程碑 ${milestone} 依赖它自己。`,
  'milestone-dependency-unknown': ({ milestone, dependency }) =>
    `里程碑 ${milestone} 依赖“${dependency}”，但待办列表中没有这个里程碑。`,
  'milestone-cycle': ({ milestones }) => `这些里程碑互相等待，无法确定先后：${milestones}。`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；计划需要它。`,
  'plan-is-template': ({ document, line }) =>
    `docs/cccc/${document} 仍含模板文字（第 ${line} 行，⟦ 与 ⟧ 之间）。模板文字不是计划。`,
  'discovery-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；项目勘察时应写好它。`,
  'discovery-is-template': ({ document }) => `docs/cccc/${document} 仍是模板；勘察时应写入在本仓库中了解到的内容。`,
  'document-not-text': ({ document }) => `docs/cccc/${document} 不是 UTF-8 文本。请另存为 UTF-8。`,
  'packet-too-large': ({ characters, limit }) =>
    `审查材料至少需要 ${characters} 个字符，而 Codex 最多接受 ${limit} 个：计划文档过长。请精简 brief、roadmap 和 backlog。`,
  'prompt-broken': ({ prompt, slots }) => `技能自带的提示词 ${prompt} 与此版本不符（${slots}）；安装已损坏或版本混杂。`,

  // -- ledger and store
  'ledger-corrupt': ({ file, line }) => `账本 ${file} 第 ${line} 行不是账本条目。没有任何改动;请从备份恢复该文件。`,
  'ledger-version': ({ file, version }) => `账本 ${file} 的版本为 ${version},本版本不认识;不会写入。`,
  'ledger-altered': ({ file, line }) => `账本 ${file} 被改动:第 ${line} 行与前一行不衔接。请从备份恢复该文件。`,
  'ledger-forged': ({ file, line }) => `账本 ${file} 第 ${line} 行不是由运行程序签名的。请从备份恢复该文件。`,
  'ledger-unfoldable': ({ file, line, event }) => `账本 ${file} 第 ${line} 行(${event})无法由之前的内容得出。`,
  'ledger-rolled-back': ({ file, found, known }) =>
    `账本 ${file} 被回滚:现有 ${found} 条,运行程序写过 ${known} 条。请放回较新的文件。`,
  'ledger-replaced': ({ file, seq }) => `账本 ${file} 不是运行程序写的那一份:第 ${seq} 条不同。请放回正确的文件。`,
  'ledger-missing': ({ file, known }) => `账本 ${file} 不见了;运行程序写过 ${known} 条。请放回该文件。`,
  'anchor-missing': ({ file }) => `签名密钥还在,但账本 ${file} 的锚点已从状态目录消失;无法判断是否有条目被截去。`,
  'anchor-altered': ({ file }) => `账本 ${file} 的锚点不是由运行程序写的。`,
  'ledger-torn': ({ file, bytes }) => `${file} 的最后一行不完整(${bytes} 字节):一次写入被中断。下一次写入会将其另存。`,
  'ledger-torn-kept': ({ kept }) => `账本不完整的最后一行已另存为 ${kept}。`,
  'state-rebuilt': ({ backup }) => `docs/cccc/state.json 与账本不符;已重新生成,原文件存为 ${backup}。`,
  'state-restored': () => 'docs/cccc/state.json 缺失,已由账本重新生成。',
  'state-missing': ({ file }) => `${file} 缺失;账本完整。`,
  'state-edited': ({ file }) => `${file} 与账本不符(被手工编辑,或来自其他版本);关卡不读取它。`,
  'state-directory-unusable': ({ dir, detail }) => `状态目录 ${dir} 无法使用(${detail});签名密钥和锚点存放在那里。`,
  'key-corrupt': ({ file }) => `签名密钥 ${file} 不是 32 字节的密钥。请恢复它,或移走以生成新的(此前的批准将变为自述)。`,
  'lock-held': ({ file, holder }) => `锁 ${file} 已被进程 ${holder} 占用 20 秒。`,
  'lock-unusable': ({ file, detail }) => `无法创建锁 ${file}(${detail})。`,
  'disk-full': ({ file }) => `磁盘已满:${file} 无法写入,没有记录任何内容。请释放空间后重新运行同一条命令。`,
  'state-unwritten': ({ file, detail }) => `事实已记入账本,但 ${file} 无法写入(${detail});下一次调用会写入它。`,

  // -- steps of a task
  'fact-recorded': ({ fact, status }) => `已记录:${fact}。状态:${status}。`,
  'self-review-contradicts': ({ answers }) => `自查结论为 ok,但以下回答并非如此:${answers}。`,
  'nothing-changed': ({ id }) => `自 ${id} 开始以来没有任何改动;没有可审查的内容。`,
  'milestone-size': ({ files, lines }) => `该里程碑改动了 ${files} 个文件、${lines} 行。`,
  'question-options-wrong': ({ recommended, options }) =>
    `问题的选项(${options})编号必须各不相同,且推荐项(${recommended})必须在其中。`,
  'file-unreadable': ({ file, detail }) => `无法读取 ${file}(${detail})。请先写好该文件。`,
  'file-not-json': ({ file, detail }) => `${file} 不是 JSON:${detail}`,
  'file-wrong-shape': ({ file, schema, detail }) => `${file} 不符合 schemas/${schema}:${detail}`,
  'no-commit': ({ dir }) => `仓库 ${dir} 还没有提交;任务需要固定一个基准提交。`,
  'task-started': ({ task, base, language }) => `任务 ${task} 已开始,基准 ${base},语言 ${language}。`,
  'base-has-changes': ({ count }) => `任务开始前已有 ${count} 个未提交的路径;它们属于基准,不在审查范围内。`,
  'base-lost': ({ base, branch }) =>
    `${branch} 已不包含任务的基准 ${base}。请切回任务所在的分支(git switch <branch>)。`,
  'base-followed': ({ base, left_out }) => `基准已移动到 ${base};审查不包含他人的 ${left_out} 个提交。`,
  'milestone-started': ({ id }) => `${id} 已开始。`,
  'milestone-accepted': ({ id, how }) => `${id} 已验收(${how})。`,
  'commit-now': () => '现在提交,内容必须与获批的完全一致。',
  'commit-ask': () => '询问用户是否提交获批内容;没有用户在场则继续。',
  'task-finished': ({ task, milestones }) => `任务 ${task} 已完成:${milestones} 个里程碑通过验收,全部改动获批。`,
  'record-corrupt': ({ file }) => `无法读取审查记录 ${file}。`,
  'receipt-missing': () => '此批准的回执缺失。',
  'receipt-replaced': () => '此回执不是账本所指的那一份。',
  'receipt-unsigned': () => '此回执不是由运行程序签名的。',
  'receipt-key-missing': () => '签署此回执的密钥不在手边。',
  'receipt-record-missing': () => '审查的原始记录不在手边。',
  'receipt-record-altered': () => '审查的原始记录被改动。',
  'receipt-outcome-differs': () => '由原始记录得不出已记录的结论。',
  'review-settled': ({ job, reason }) => `审查 ${job} 的监督进程已不在;结算为:${reason}。`,
  'preparation-settled': ({ gate, reason }) => `准备 ${gate} 审查的命令已不在;它启动的进程均已结束。结算为:${reason}。`,
  'review-preparing': ({ gate }) => `另一条命令正在准备 ${gate} 审查并运行其检查。`,
  'no-review-running': ({ last }) => `没有正在进行的审查。上一次:${last}。`,
  'no-review-yet': () => '尚未进行过审查。',
  'review-shown': ({ gate, outcome, file }) => `上一次审查:${gate},${outcome};${file}`,
  'review-still-running': ({ gate, seconds }) => `${gate} 审查仍在进行(${seconds} 秒)。`,
  'review-passed': ({ gate, file }) => `Codex 已批准:${gate}。${file}`,
  'review-found': ({ gate, verdict, count, file }) => `Codex 未批准:${gate},${verdict},${count} 个问题。${file}`,
  'codex-asks': ({ question }) => `Codex 请人回答:${question}`,
  'scope-widened': ({ named }) =>
    `Codex 提出下一步做 ${JSON.stringify(named)}。它不是已批准且未完成的里程碑,会扩大范围,因此没有采用。`,
  'codex-unavailable': ({ gate, reason, resets_at }) =>
    `${gate} 关卡未能审查:${codexFault(reason)}${resets_at ? ` 于 ${resets_at} 重置。` : ''} 没有结论,不消耗轮次;任务处于 PAUSED_FOR_CODEX。`,
  'checks-changed-tree': ({ paths }) => `检查改动了正在审查的文件:${paths}。请让其写到别处,或忽略这些文件。`,
  'check-failed': ({ name, how, tail }) => `必需的检查 ${name} 未通过(${how});没有调用 Codex。\n${quotedLines(tail)}`,
  'check-running': ({ name, number, of }) => `检查 ${number}/${of}:${name}`,
  'codex-reads-open': ({ because }) =>
    `此处无法限制 Codex 的读取(${because}):它的命令只读且离线,但能读取你能读的一切,包括密钥和登录信息。给它的项目副本仍不含机密文件。`,
  'no-checks': () => '未配置检查(testing.commands);会如实告知审查者。',
  'supervisor-not-started': ({ gate }) =>
    `${gate} 审查的后台监督进程未能启动;在沙箱化的终端中,后台进程可能立刻被结束。请在前台运行(作为客户端的后台任务)。`,

  // -- install, setup, loop
  'cannot-write': ({ file, detail }) => `无法写入 ${file}(${detail});本次运行没有留下任何改动。`,
  'changed-meanwhile': ({ file }) => `准备期间 ${file} 发生了变化;没有写入任何内容。请再次运行该命令。`,
  'change-planned': ({ kind, file, backup }) => `将 ${CHANGE_KINDS[kind] ?? kind} ${file}${backup ? '(先备份)' : ''}`,
  'nothing-to-change': () => '一切就绪,无需改动。',
  'files-written': ({ folder, names }) => `已写入 ${folder}:${names}`,
  'files-counted': ({ count }) => `已写入 ${count} 个文件。`,
  'file-replaced': ({ file, backup }) => `已替换 ${file}${backup === null ? '' : `;原内容备份在 ${backup}`}`,
  'file-removed': ({ file, backup }) => `已删除 ${file}${backup === null ? '' : `;原内容备份在 ${backup}`}`,
  'kept-changed': ({ file }) => `保留 ${file}:自 cccc 写入后它被修改过。`,
  'no-such-folder': ({ dir }) => `文件夹 ${dir} 不存在。`,
  'skill-not-built': ({ dir }) => `${dir} 不是构建好的 skill 目录;只有构建后的目录才能安装或提供 hook。`,
  'skill-damaged': ({ file }) => `skill 自身的文件 ${file} 缺失或与发布的不一致。请从软件包重新安装 skill。`,
  'runs-from-here': ({ dir }) => `本程序就运行于 ${dir}:此处已经安装。`,
  installed: ({ version, dir }) => `cc-codex-collaborate ${version} 位于 ${dir}。`,
  'config-missing': ({ file }) => `${file} 不存在:项目尚未设置。`,
  'config-not-json': ({ file, detail }) => `${file} 不是有效的 JSON(${detail})。文件保持原样:请修正,或移开后重新设置。`,
  'config-invalid': ({ file, faults }) => `${file} 中有错误的字段:${faults}。请修正,或沿用其中合适的部分(会先备份)。`,
  'config-fields-dropped': ({ fields }) => `原 config.json 中的以下字段未沿用,本版本不认识或不接受其值:${fields}。`,
  'setup-needs-answers': () =>
    '没有可供提问的终端。请用 --yes 采用推荐设置,或用 --preset recommended|strict|import|keep(可加 --language、--mode、--no-checks、--gitignore)。',
  'setup-cancelled': () => '已退出设置;没有写入任何内容。',
  'setup-done': ({ project }) => `${project} 已完成设置。未启用任何 hook,也未启动任务。`,
  'unknown-preset': ({ value, known }) => `没有名为“${value}”的预设(可用:${known})。`,
  'unknown-mode': ({ value, known }) => `没有名为“${value}”的模式(可用:${known})。`,
  'bad-language': ({ tag }) => `“${tag}”不是 en、zh-CN、pt-BR 这样的语言标签;auto 表示与任务相同的语言。`,
  'project-is-top': ({ project }) => `项目为整个仓库 ${project};如果只想设置当前文件夹,请指明它。`,
  'no-commit-yet': () => '仓库还没有提交。设置不需要,但任务需要:改动从某次提交开始计算。',
  'checks-configured': ({ checks }) => `每次 Review 之前运行:${checks}(docs/cccc/config.json 中的 testing.commands)。`,
  'checks-none': () =>
    'Review 之前不运行测试:docs/cccc/config.json 中的 testing.commands 为空。gate 和 Review 中会注明。',
  'settings-invalid': ({ file }) => `${file} 不是有效的 JSON,Claude Code 会忽略整个文件。文件保持原样;请先修正。`,
  'settings-not-plain': ({ file }) =>
    `${file} 中有注释或多余的逗号。它们会被保留,但 Claude Code 会忽略整个文件,包括 hook 和规则。请去掉它们。`,
  'settings-shape': ({ file, path }) => `${file} 中的“${path}”不是 Claude Code 所期望的内容。文件保持原样;请先修正。`,
  'hooks-disabled': ({ file }) =>
    `${file} 中设置了 disableAllHooks,Claude Code 不会运行任何 hook,循环无法自行继续。请去掉这一行。`,
  'no-session': () => '当前不在 Claude Code 会话中(没有 CLAUDE_CODE_SESSION_ID)。请在其中输入 /cccc-loop-start。',
  'loop-unclaimed': () => '循环不属于任何会话或属于另一个会话,因此本会话照常停止。请让 Claude 认领。',
  'loop-claimed': () => '循环现在属于本会话。',
  'loop-is-on': () => '循环已开启。',
  'loop-is-off': () => '循环未开启。',
  'loop-off': () => '循环已关闭;其 hook 和规则已移除。',
  'loop-incomplete': ({ missing }) => `循环已开启,但以下内容缺失或被修改:${missing}。`,
  'loop-continue_now': ({ status }) => `continue_now:有进行中的任务(${status}):现在继续。`,
  'loop-needs_resume': ({ status }) => `needs_resume:任务已暂停(${status});恢复后循环继续。`,
  'loop-needs_task': () => 'needs_task:没有进行中的任务;请启动一个。',
  'loop-needs_replan': () => 'needs_replan:任务需要重新计划,之后循环才能继续。',
  'loop-done': ({ status }) => `done:任务已结束(${status});没有可继续的内容。`,

  // -- gates, status, resume, doctor
  'gate-holds': ({ gate, how }) => `${gate} 关卡已打开(${how})。`,
  'gate-attested-only': ({ gate }) =>
    `${gate} 关卡仅为自述:有回执,但此处没有原始记录或签名密钥。若这对你已足够,请明确说明。`,
  'gate-overridden': ({ gate }) => `${gate} 关卡为人工放行:由人承担风险,Codex 未批准。若这对你已足够,请明确说明。`,
  'guard-log-broken': ({ file, lines }) =>
    `${file} 第 ${lines} 行无法读取,已略去。它只是供人查看的日志,不影响任何判断。`,
  'reads-export': ({ file }) => `此处没有账本;以下内容来自 ${file}。其签名无法核实,因此最多为自述。`,
  'commit-differs': ({ approved, commit, paths }) =>
    `提交 ${commit} 与批准的内容(${approved})不一致,差异:${paths}。下一次审查会看到这些差异。`,
  'commit-incomparable': ({ approved, commit }) =>
    `提交 ${commit} 与批准的内容(${approved})不一致;批准的内容已不再保存,无法列出路径。`,
  'base-will-move': ({ base, count }) =>
    `基准已移至 ${base}(merge、rebase 或 pull:他人的 ${count} 个提交)。下一次审查会跟随并将其排除在外。`,
  'review-dead': ({ job }) => `审查 ${job} 的监督进程已不在。下一个命令会按其留下的结果处理。`,
  'human-only': ({ command }) =>
    `此操作仅限人执行。请将以下命令展示给用户：用户可在 Claude Code 之外自己的终端中运行；循环开启时，也可以在 Claude Code 中输入 /${command}。`,
  'codex-still-away': ({ reason, detail, resets_at }) =>
    `仍处于暂停:${codexFault(reason)}${detail ? `(${detail})` : ''}${resets_at ? ` 于 ${resets_at} 重置。` : ''} 未作任何改动。`,
  'codex-limit-holds': ({ resets_at }) => `Codex 表示限制持续到 ${resets_at}。提前尝试不消耗轮次。`,
  'codex-is-back': ({ version, gate }) => `Codex ${version} 已就绪;应补做错过的 ${gate} 审查。`,
  resumed: ({ strategy, status }) => `已继续(${strategy});从 ${status} 接着进行。此操作未打开任何关卡。`,
  'decision-needed': ({ offered }) => `须先由人选择:${offered}。`,
  'unknown-strategy': ({ value, known }) => `没有策略“${value}”;可用:${known}。`,
  'pins-unchanged': () => '没有放宽任何已固定的设置;无需确认。',
  'pin-changed': ({ name, before, after }) => `${name}:${before} → ${after}`,
  'pins-confirmed': ({ names }) => `已确认:${names}。此后各关卡按这些设置判断。`,
  'abandon-while-running': ({ gate, job }) => `${gate} 审查 ${job} 正在进行;请先取消。`,
  'task-abandoned': ({ task }) => `任务 ${task} 未完成而结束。其账本、文档和你的文件均保持不变。`,
  'task-set-aside': ({ task, kept }) => `任务 ${task} 的账本无法写入,因此未结束任务,而是连同其全部内容移到:${kept}`,
  'doctor-result': ({ pass, warn, fail }) => `${pass} 项通过,${warn} 项警告,${fail} 项失败。`,
  'skill-files-differ': ({ files }) => `技能文件与清单不一致:${files}。请重新安装;改动过的文件会备份。`,
  'skill-without-manifest': ({ dir }) => `${dir} 没有清单:正从源码运行,或安装不完整。`,
  'node-too-old': ({ found, needed }) => `Node ${found} 版本过低;请安装 ${needed} 或更高版本。`,
  'workspace-incomplete': ({ missing }) => `docs/cccc 缺少:${missing}。setup 会补齐缺失部分,其余不变。`,
  'way-out-of-a-broken-ledger': () => '若文件无法恢复:可将任务移到一边,保留全部内容,并可开始新任务。',
  'ledger-attested': () => '账本由此处没有的密钥签名;链条完整,但签名无法核实。已打开的关卡须重新审查。',
  'receipts-doubtful': ({ jobs }) => `不成立的回执:${jobs}。`,
  'hook-not-runnable': ({ file, detail }) => `钩子 ${file} 无法运行:${detail}`,
  'commands-outdated': ({ files }) => `斜杠命令缺失或不是此版本:${files}。`,
  'codex-not-ready': ({ reason, detail }) => `Codex 无法审查:${codexFault(reason)}${detail ? `(${detail})` : ''}`,
  'leftover-files': ({ files }) => `中断的写入留下的文件:${files}。无人读取,可以删除。`,
  'failure-unfolded': ({ count }) => `客户端有 ${count} 次失败待记录;下一个命令会处理。`,
  'loop-other-session': () => '循环属于另一个会话;其 Stop 钩子不会延续本会话。',

  // -- command line
  'secret-added': ({ gate, places }) => `改动中新增了疑似真实的密钥:${places}。${gate} 审查没有调用 Codex。`,
  'secret-still-there': ({ places }) => `它仍在改动中:${places}。`,
  'secrets-redacted': ({ count }) => `将抹去 ${count} 处密钥。`,
  'file-withheld': ({ file }) => `${file} 按名称即为存放密钥的文件:不会发送任何内容,Codex 的副本中也没有它。`,
  'unknown-verb': ({ verb, nearest }) =>
    `没有名为“${verb}”的命令。${nearest === null ? '' : `是否想输入“${nearest}”？`}`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}:${detail}。`,
} satisfies Catalog;
