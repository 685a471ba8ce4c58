import { call, given, prose } from '../../core/call.js';
import { LENSES } from '../../core/delegate/lenses.js';
import type { HelpText, VerbText } from '../types/verbs.js';
import { delegateVerbs } from './delegate-verbs.js';
import { teamVerbs } from './team-verbs.js';

const project = '项目目录；默认为当前目录所在的项目';
const dryRun = '只显示将作的改动，不写入';
const verbose = '同时显示摘要（哈希）';
const none = { subverbs: {}, positionals: {}, options: {} };

export const verbs: VerbText = {
  install: {
    ...none,
    summary: '把技能文件夹装入项目',
    options: {
      project,
      for: 'codex：在 Codex 查找技能的位置再放一个供 Codex 自己使用的技能',
      'dry-run': dryRun,
      verbose: '与 --dry-run 一起：逐一列出文件',
    },
    example: call('install', '--project', given('../shop')),
  },
  setup: {
    ...none,
    summary: '选择设置，生成 docs/cccc 和斜杠命令；不启用任何功能',
    positionals: {
      preset: 'recommended、strict、keep、import 或 custom；没有终端时，custom 从标准输入读取答案',
      file: '用于 import：要导入的 config.json；默认为本项目的',
    },
    options: {
      project,
      preset: '与第一个参数相同',
      language: '文档和消息的语言，如 en 或 zh-CN；auto 表示跟随任务',
      mode: 'manual、supervised-auto 或 full-auto-safe',
      questions: '列出问题及其当前答案，不写入任何内容',
      answers: '从 JSON 文件或标准输入读取答案，以问题的 id 为键',
      loosen: '在 Claude Code 中：允许放宽已有的设置',
      yes: '不提问，采用默认值',
      gitignore: '把 logs、runtime、backups 加入 .gitignore',
      'no-checks': '不配置测试命令',
      'dry-run': dryRun,
    },
    example: call('setup', given('recommended'), '--yes'),
  },
  update: {
    ...none,
    summary: '把旧版本设置的项目更新到本版本；每次安装新版本后运行',
    options: { 'dry-run': dryRun },
    example: call('update', '--dry-run'),
  },
  'force-update': {
    ...none,
    summary: '同 update，但不比较版本',
    options: { 'dry-run': dryRun },
    example: call('force-update', '--dry-run'),
  },
  restore: {
    ...none,
    summary: '列出备份，或恢复某个备份中的设置和斜杠命令',
    positionals: { backup: '备份的名称，见列表' },
    options: { 'dry-run': dryRun },
    example: call('restore', given('2026-03-01T18-30-00.000Z'), '--dry-run'),
  },
  uninstall: {
    ...none,
    summary: '删除 install、setup 和 loop start 写入的内容；你改过的文件保留',
    options: {
      purge: '连同 docs/cccc 的全部内容和 git 目录中的任务账本一起删除',
      'dry-run': dryRun,
    },
    example: call('uninstall', '--dry-run'),
  },
  permissions: {
    ...none,
    summary: 'Claude 无需询问即可做的事：运行 cccc 的命令，写它的文档',
    subverbs: {
      add: '把规则写入 Claude Code 的设置文件',
      remove: '只移除这些规则；未指明文件时两个文件都处理',
      show: '显示规则以及包含它们的文件',
    },
    options: {
      local: '你自己的文件 .claude/settings.local.json',
      project: '团队的文件 .claude/settings.json',
      'dry-run': dryRun,
    },
    example: call('permissions', 'add', '--local', '--dry-run'),
  },
  statusline: {
    ...none,
    summary: '关于任务的一行文字，由 Claude Code 显示在输入框下方',
    subverbs: {
      install: '写入 .claude/settings.local.json；你原有的状态行保留，显示在其上方',
      uninstall: '移除它；该文件恢复原样',
    },
    options: { 'dry-run': dryRun },
    example: call('statusline', 'install', '--dry-run'),
  },
  start: {
    ...none,
    summary: '开始任务：固定基准提交和设置',
    positionals: { task: '用自己的话描述任务' },
    options: { stdin: '从标准输入读取任务，不受引号影响' },
    example: call('start', prose('标题为空时拒绝并给出明确的错误')),
  },
  next: { ...none, summary: '显示 Claude 现在必须做什么', example: call('next') },
  report: {
    ...none,
    summary: '报告事实：discovery、plan、self-review、implemented、fixes、question、answer',
    subverbs: {
      discovery: '调研文档已写好',
      plan: '计划文档已写好或已修改',
      'self-review': 'Claude 对自己计划的审查',
      implemented: '里程碑已实现',
      fixes: '审查意见已答复',
      question: '需要用户决定',
      answer: '用户的回答',
    },
    options: {
      file: '含答复的 JSON 文件，格式见参考文档',
      choice: '所选选项的字母',
      text: '用自己的话回答，可单独使用或与 --choice 一起使用',
    },
    example: call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json')),
  },
  milestone: {
    ...none,
    summary: '开始里程碑或记录其验收',
    subverbs: { start: '开始下一个里程碑', accept: '记录已批准里程碑的验收' },
    positionals: { id: '里程碑；默认为计划中的下一个' },
    example: call('milestone', 'start', given('M1')),
  },
  review: {
    ...none,
    summary: 'Codex 审查：plan、milestone、final、diff；wait、status、cancel、show',
    subverbs: {
      plan: '让 Codex 审查计划',
      milestone: '运行检查，让 Codex 审查里程碑',
      final: '运行检查，让 Codex 审查全部改动',
      diff: '无需任务，让 Codex 审查当前改动；不放行任何关卡',
      wait: '等待正在进行的审查',
      status: '显示正在进行的审查',
      cancel: '结束正在进行的审查',
      show: '显示一次审查：总结、问题与答复、用时、token、模型',
    },
    positionals: {
      diff: '单词 `diff`：指改动的审查，而不是任务的审查',
      review: '关卡、里程碑、审查作业或 `diff`；默认为任务上一次有结论的审查',
    },
    options: {
      base: '与什么比较；默认为 HEAD，没有未提交的改动时为分支离开上游或主分支之处',
      lens: `审查者关注什么；给出多个则并行审查：${LENSES.join('、')}`,
      model: '使用设置以外的模型',
      retry: '内容不变，让没有给出结论的审查者再审一次',
      max: '最多等待的秒数；默认 100',
      foreground: '在当前进程中运行审查直到结束',
    },
    example: call('review', 'wait', '--max', given('60')),
  },
  finish: { ...none, summary: '最终审查通过后结束任务', example: call('finish') },
  gates: {
    ...none,
    summary: '每个关卡的状态、证据和放行命令；--assert 以 0 或 1 退出',
    options: {
      assert: 'plan、milestone 或 final：此关卡已放行或已验收时退出码为 0，否则为 1',
      'accept-signed': '受信任队友的运行器签名也算数',
      'accept-attested': '此处无法核验的签名回执也算数',
      'accept-overridden': '用户接受的风险也算数',
      trust: '哪个提交中的受信任密钥列表算数；默认是任务的基准',
      verbose,
    },
    example: call('gates', '--assert', given('final')),
  },
  loop: {
    ...none,
    summary: 'Stop 钩子循环：start、claim、stop、status',
    subverbs: {
      start: '安装钩子，让 Claude 自行继续',
      claim: '把循环绑定到当前会话',
      stop: '移除钩子及其注册',
      status: '循环是否开启，属于哪个会话',
    },
    options: { 'keep-going': '只要有进展，就在自动继续之后再次继续', 'dry-run': dryRun },
    example: call('loop', 'start', '--keep-going'),
  },
  resume: {
    ...none,
    summary: '离开暂停；绝不越过关卡',
    options: {
      strategy: '`status` 为此次暂停列出的选择之一',
      finding: '与 `wrong` 合用：不成立的问题',
      reason:
        '你自己的话：单独使用，说明如何继续；与 `wrong`、`local-test` 合用，说明原因；与 `record-risk` 合用，说明是什么风险',
      confirm: '已查看故障或结论，继续',
    },
    example: call('resume', '--strategy', given('extend-review')),
  },
  config: {
    ...none,
    summary: 'docs/cccc/config.json 中的设置：list、get、explain、set',
    subverbs: {
      list: '显示所有设置，并标出与预设不同的',
      get: '输出某个设置的值',
      explain: '说明某个设置的作用、当前值、预设值和可取值',
      set: '更改某个设置；改得更宽松须经你同意',
    },
    positionals: { setting: '设置的名称，例如 review.block_on_p1', value: '设置的值，文本或 JSON' },
    options: { 'dry-run': dryRun },
    example: call('config', 'set', given('review.block_on_p1'), given('true')),
  },
  pause: {
    ...none,
    summary: '让任务暂停一段时间；用 `resume` 继续',
    positionals: { reason: '为何暂停；记入账本' },
    options: { 'after-review': '等正在进行的审查有结果之后才暂停' },
    example: call('pause', '--after-review', prose('我想先读一下代码')),
  },
  'sync-docs': {
    ...none,
    summary: '处理被手工修改的计划文档',
    options: {
      choice: 'A 采用并重新规划，B 刷新上下文包，C 暂停，D 忽略，E 差异，F 自由输入；也可用对应的英文词',
      text: '与 F 一起使用：希望 Claude 怎么做',
    },
    example: call('sync-docs', '--choice', given('A')),
  },
  'diff-docs': {
    ...none,
    summary: '计划文档与上次同步时的差异；不改动任何内容',
    positionals: { file: '只看这些文档，例如 roadmap.md' },
    example: call('diff-docs', given('roadmap.md')),
  },
  replan: {
    ...none,
    summary: '让任务回到规划；问题、轮次和修复次数保留',
    positionals: { reason: '原因；会告知 Claude 和 Codex' },
    example: call('replan', prose('不再提供 API，只保留命令行')),
  },
  confirm: {
    ...none,
    summary: '确认任务途中放宽的设置、某些提交属于上游，或任务的密钥已丢失',
    positionals: {
      'upstream|key':
        '`upstream`：任务开始之后来自别处的提交属于上游；' +
        '`key`：任务的签名密钥已彻底丢失，由此状态目录中的密钥接替',
    },
    options: {
      'dry-run': '只显示将要确认的内容，不确认',
      seen: '与差异一起显示的代码：只确认该差异',
    },
    example: call('confirm', '--dry-run'),
  },
  status: { ...none, summary: '任务进展到哪里', example: call('status') },
  watch: {
    ...none,
    summary: '在整个终端中实时显示任务：审查、关卡、问题、下一条命令',
    options: { once: '打印此刻的情况后结束' },
    example: call('watch'),
  },
  tasks: { ...none, summary: '本仓库的全部任务，最新的在前', example: call('tasks') },
  show: {
    ...none,
    summary: '一个任务及其里程碑和审查',
    positionals: { task: '任务编号，或其开头、结尾；默认为此工作树的任务' },
    example: call('show', given('20260921T141305-4f2a91')),
  },
  trace: {
    ...none,
    summary: '以时间线显示账本',
    options: {
      limit: '只显示最后 n 行',
      since: '只显示此时间之后：2h、30m、3d、日期，或日期加时间',
      gate: '只显示属于此关卡的内容：plan、milestone、final，或某个里程碑',
      verbose,
    },
    example: call('trace', '--since', given('2h')),
  },
  doctor: {
    ...none,
    summary: 'PASS、WARN、FAIL 及修复方法；不作任何改动',
    options: { verbose: '同时显示摘要（哈希）与全部路径', fix: '先进行 `repair` 的安全修复' },
    example: call('doctor'),
  },
  repair: {
    ...none,
    summary: '先备份，再修复可以安全修复的内容；不放行任何关卡，也不离开暂停',
    options: { 'dry-run': dryRun },
    example: call('repair', '--dry-run'),
  },
  reset: {
    ...none,
    summary: '由账本重新计算 state.json；没有账本时，从文档和 git 历史中找到的内容重新开始',
    positionals: { state: '`state`，含义相同' },
    options: {
      milestone: '没有账本时：要继续的里程碑，代替找到的那一个',
      confirm: '把缺失或损坏的账本移到一边，从找到的内容重新开始',
      'dry-run': '只显示找到的内容，不作任何改动',
    },
    example: call('reset', '--dry-run'),
  },
  'rebuild-context': {
    ...none,
    summary: '重新写入 context-bundle.md，并列出其覆盖范围；不调用 Codex',
    example: call('rebuild-context'),
  },
  'codex-check': {
    ...none,
    summary: 'Codex 是否可以审查，若不能，原因何在；不加 --live 时不消耗 token',
    options: { live: '进行一次极小的调用，以证明登录、模型和 schema 可用' },
    example: call('codex-check', '--live'),
  },
  'dev-smoke': {
    ...none,
    summary: '检查已安装的技能：文件、schema 和钩子；不作任何改动',
    example: call('dev-smoke'),
  },
  ...delegateVerbs,
  ...teamVerbs,
  redact: {
    ...none,
    summary: '显示标准输入的文本会以什么形式发送',
    options: { file: '文本所属文件的名称' },
    example: call('redact', '--file', given('config.yml')),
  },
  abandon: {
    ...none,
    summary: '放弃任务：不完成即结束',
    positionals: { reason: '原因；记入账本' },
    example: call('abandon', prose('不再需要此功能')),
  },
  guard: {
    ...none,
    summary: '守卫在一条命令中看到什么、为何询问；测试一份命令清单',
    subverbs: { explain: '判断命令而不运行它', test: '检查守卫对一份命令清单的答复，不运行其中的命令' },
    positionals: {
      command: '命令行，加引号',
      file: '每行形如 "ask: rm -rf src"，可用 silent、ask、deny；# 开头为注释，缩进的行接续上一条命令',
    },
    example: call('guard', 'explain', prose('git push --force')),
  },
  completion: {
    ...none,
    summary: '输出用于在 shell 中补全 cccc 的脚本',
    positionals: { shell: 'bash、zsh 或 fish' },
    example: call('completion', given('bash')),
  },
  help: {
    ...none,
    summary: '此列表，或某个命令的说明',
    positionals: { verb: '要说明的命令' },
    example: call('help', given('review')),
  },
};

export const help: HelpText = {
  group: { you: '由你运行：', claude: '由 Claude 运行：' },
  usage: '用法：',
  options: '选项：',
  example: '示例：',
  humanOnly: '（仅限用户）',
  common: { json: '以 JSON 输出结果', language: '输出语言：en 或 zh-CN', help: '说明此命令' },
  more: (command) => `查看某个命令的选项和示例：${command}`,
};
