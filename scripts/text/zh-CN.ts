import type { Catalog } from './catalog.js';

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
  title: '标题', goal: '目标', scope: '范围', out_of_scope: '范围外', acceptance_criteria: '验收标准',
  expected_files: '预期文件', required_tests: '必需测试', risk: '风险', dependencies: '依赖', stop_conditions: '停止条件',
};

/** 以字节计的大小,供人阅读。 */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

export const zhCN = {
  // -- repository and environment
  'not-a-repository': ({ dir }) => `${dir} 不在 git 仓库中。审批与 git 树绑定,因此必须有仓库。`,
  'git-missing': ({ detail }) => `无法运行 git:${detail}。请安装 git 2.30 或更高版本,并放入 PATH。`,
  'git-too-old': ({ found, needed }) => `git ${found} 版本过旧,需要 ${needed} 或更高版本。`,
  'git-dubious-ownership': ({ dir }) => `git 拒绝使用 ${dir},因为它属于其他用户。如果你信任它,请告诉 git。`,
  'git-failed': ({ command, detail }) => `“${command}” 失败:${detail}`,
  'git-filter-failed': ({ filter, path }) => `${path} 必须经过 clean 过滤器“${filter}”,但它无法运行,因此无法为内容命名。请安装它所调用的程序,或修正其配置。`,
  'bare-repository': ({ dir }) => `${dir} 没有工作树(裸仓库或 .git 目录)。请切换到它的一个检出目录。`,
  'untracked-too-large': ({ files, limit }) => `未跟踪的文件过大,无法在每次检查时命名(上限 ${megabytes(limit)}):${files.map((file) => `${file.path}(${megabytes(file.bytes)})`).join('、')}。不属于项目的请加入 .gitignore,属于项目的请用 “git add” 暂存。`,
  'nested-unreadable': ({ path, detail }) => `无法读取位于 ${path} 的内嵌仓库:${detail}`,
  'nested-repository': ({ path }) => `${path} 是内嵌在本仓库中的独立仓库,其文件计入工作树内容。`,
  'submodule-dirty': ({ path }) => `子模块 ${path} 中有尚未提交的更改。它们计入内容;在子模块中提交会改变记录的提交并需要重新评审,因此请先在子模块内提交。`,
  'own-worktree-skipped': ({ path }) => `${path} 是本仓库的另一个工作树,不计入当前工作树的内容。`,
  'special-file-skipped': ({ path }) => `${path} 既不是文件、符号链接,也不是目录,按不存在处理。`,

  // -- task and state machine
  'not-now': ({ event, status }) => `当前状态 ${status} 不接受“${event}”;没有任何改动。`,
  'task-open': ({ task, status }) => `此工作树中任务 ${task} 仍在进行(${status});一个工作树同一时间只有一个任务。`,
  'task-over': ({ task, status }) => `任务 ${task} 已结束(${status})。`,
  'no-task': () => '此工作树中没有进行中的任务。',
  'not-a-tightening': () => '这项设置改动放宽了关卡;只有人可以确认。',
  'findings-unanswered': ({ ids }) => `以下问题尚未答复:${ids}。每一项须标为已修复、附理由拒绝,或在严重级别允许时推迟。`,
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
  'milestone-too-large': ({ files, lines, max_files, max_lines }) => `该里程碑改动了 ${files} 个文件、${lines} 行;上限为 ${max_files} 个文件、${max_lines} 行。`,
  'gate-closed': ({ gate, reason, detail }) => `${gate} 关卡关闭:${GATE_REASONS[reason] ?? reason}${detail ? `(${detail})` : ''}。`,
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
  'milestone-id-missing': ({ heading, line }) => `milestone-backlog.md 第 ${line} 行“${heading}”没有 M001 这样的里程碑编号。`,
  'milestone-duplicate': ({ milestone }) => `${milestone} 在 milestone-backlog.md 中出现了两次；一个编号只属于一个里程碑。`,
  'milestone-field-missing': ({ milestone, field }) => `里程碑 ${milestone} 的“${FIELD_LABELS[field] ?? field}”没有内容。每个里程碑都必须写明这一项。`,
  'milestone-risk-unknown': ({ milestone, risk }) => `里程碑 ${milestone} 的风险写作“${risk}”；只能是 low、medium、high 或 critical（低、中、高、严重）。`,
  'milestone-depends-on-itself': ({ milestone }) => `里程碑 ${milestone} 依赖它自己。`,
  'milestone-dependency-unknown': ({ milestone, dependency }) => `里程碑 ${milestone} 依赖“${dependency}”，但待办列表中没有这个里程碑。`,
  'milestone-cycle': ({ milestones }) => `这些里程碑互相等待，无法确定先后：${milestones}。`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；计划需要它。`,
  'plan-is-template': ({ document, line }) => `docs/cccc/${document} 仍含模板文字（第 ${line} 行，⟦ 与 ⟧ 之间）。模板文字不是计划。`,
  'discovery-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；项目勘察时应写好它。`,
  'discovery-is-template': ({ document }) => `docs/cccc/${document} 仍是模板；勘察时应写入在本仓库中了解到的内容。`,
  'document-not-text': ({ document }) => `docs/cccc/${document} 不是 UTF-8 文本。请另存为 UTF-8。`,
  'packet-too-large': ({ characters, limit }) => `审查材料至少需要 ${characters} 个字符，而 Codex 最多接受 ${limit} 个：计划文档过长。请精简 brief、roadmap 和 backlog。`,
  'prompt-broken': ({ prompt, slots }) => `技能自带的提示词 ${prompt} 与此版本不符（${slots}）；安装已损坏或版本混杂。`,

  // -- ledger and store
  'ledger-corrupt': ({ file, line }) => `账本 ${file} 第 ${line} 行不是账本条目。没有任何改动;请从备份恢复该文件。`,
  'ledger-version': ({ file, version }) => `账本 ${file} 的版本为 ${version},本版本不认识;不会写入。`,
  'ledger-altered': ({ file, line }) => `账本 ${file} 被改动:第 ${line} 行与前一行不衔接。请从备份恢复该文件。`,
  'ledger-forged': ({ file, line }) => `账本 ${file} 第 ${line} 行不是由运行程序签名的。请从备份恢复该文件。`,
  'ledger-unfoldable': ({ file, line, event }) => `账本 ${file} 第 ${line} 行(${event})无法由之前的内容得出。`,
  'ledger-rolled-back': ({ file, found, known }) => `账本 ${file} 被回滚:现有 ${found} 条,运行程序写过 ${known} 条。请放回较新的文件。`,
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

  // -- command line
  'unknown-verb': ({ verb }) => `没有名为“${verb}”的命令。`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}:${detail}。`,
} satisfies Catalog;
