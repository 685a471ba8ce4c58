import type { Gate } from '../../../core/task/model.js';
import type { DemoWords } from './types.js';

const GATES: Record<Gate, string> = { plan: '计划', milestone: '里程碑', final: '最终' };

/** The demo in Chinese. */
export const zhCN: DemoWords = {
  opening: [
    'cc-codex-collaborate：由真正的 Claude Code 和真正的 Codex 走完一个完整任务。',
    '只有两个模型的回答是预先写好的，在本机运行。无需登录；首次使用时安装这两个客户端。',
  ],
  done: (seconds) => `完成（DONE），用时 ${seconds} 秒。`,
  actors: { you: '你', claude: 'claude', codex: 'codex', gate: '关卡', hook: '钩子' },
  verbs: {
    plans: '规划',
    have: '已有',
    run: '运行',
    set: '设置',
    commit: '提交',
    type: '输入',
    says: '说',
    runs: '运行',
    finds: '发现',
    reads: '阅读',
    writes: '写入',
    edits: '修改',
    next: '下一步',
  },
  headings: {
    project: '一个小型库，并安装本技能',
    conversation: '你在 Claude Code 中',
    planning: 'Claude 阅读项目并制定计划，Codex 设法否决计划',
    milestone: (id) => `里程碑 ${id}：Claude 实现，程序运行检查，Codex 审查的正是这份内容`,
    final: 'Codex 审查全部改动',
    timeline: '账本时间线',
    places: '在哪里查看',
  },
  cto: { conversation: '你，在 Claude Code 中：Codex 规划和审查，Claude 执行', standing: '当前状态' },
  ask: {
    conversation: '你，在 Claude Code 中：Codex 查看、提问并在副本中写代码，Claude 阅读并应用',
    wish: '问 Codex 有哪些时间单位，然后让它写 formatDuration 和测试',
    answer: '零写作 0s。',
    look: '有哪些时间单位，在哪里？',
    goal: '在 src/format.js 中添加 formatDuration(ms)，例如 1h30m，并写测试。',
    finished: 'Codex 的改动已应用，测试通过。',
    found: '天、时、分、秒：src/units.js:2 的 UNITS。',
    question: '零毫秒写作什么？',
    done: '已写好 src/format.js 及其测试；node --test 通过。',
    nothing: '我没有看到需要的内容。',
  },
  fanout: {
    conversation: '你，在 Claude Code 中：两个审查者同时工作，在副本中修复，再由一个工作者验证',
    standing: '各工作者做了什么',
  },
  library: (folder) => `一个只有一项测试的库：${folder}`,
  settings: 'docs/cccc/config.json 中的 Codex、模型服务和由谁提交',
  setUp: '设置好的项目',
  notYet: (reason) => `还没有结束：${reason}`,
  tests: (passed, failed) => `测试通过 ${passed} 项，失败 ${failed} 项`,
  spoken: (text) => `“${text}”`,
  gates: {
    opened: '任务已开始；三个关卡均未放行',
    loop: '循环已启动：Stop 钩子可以让本轮继续',
    checksFailed: (gate) => `${GATES[gate]}审查没有开始：必需的检查未通过`,
    approved: (gate) => `${GATES[gate]}关卡：已批准，只对当前内容有效`,
    closed: (gate, why) => `${GATES[gate]}关卡：未放行（${why}）`,
    unavailable: 'Codex 未能审查',
    implement: (id) => `可以开始实现 ${id}`,
    accepted: '里程碑已验收；它的内容是下一个里程碑的基准',
  },
  places: {
    removed: '文件夹现在会被删除；npm run demo -- --language zh-CN --keep 可保留它',
    project: '项目',
    reviews: '审查',
    plan: '计划',
    ledger: '账本',
    attempt: '试试',
  },
  claude: {
    task: '添加 parseDuration（把 1h30m 转换为毫秒）和 formatDuration（反向转换），并编写测试',
    waiting: '循环已启动。任务是什么？',
    tired: '里程碑已验收，测试全部通过。到这里可以先停一下。',
    finished: 'parseDuration 和 formatDuration 已完成，并有测试。计划、两个里程碑和全部改动均经 Codex 批准。',
    needsYou: (step) => `需要你来决定。\n${step}`,
    ended: (step) => `任务已结束：\n${step}`,
    discovery: {
      'project-map.md': `# 项目地图

- \`src/units.js\`：单位表，目前仅有的逻辑
- \`src/index.js\`：对外入口，只做转出
- \`test/units.test.js\`：node:test
- \`package.json\`：ES 模块，没有依赖，\`npm test\` 运行 \`node --test\`
`,
      'current-state.md': `# 当前状态

main 上有一次提交。该库只导出 \`UNITS\`；仅有的一项测试通过。
`,
      'architecture.md': `# 架构

普通 ES 模块，无需构建。\`src/index.js\` 每项功能转出一个模块；没有任何状态。
`,
      'test-strategy.md': `# 测试策略

\`npm test\` 用 node:test 运行 \`test/*.test.js\`。每个模块一个测试文件，不用模拟，不访问网络。
`,
      'risk-register.md': `# 风险登记

| 风险 | 可能性 | 对策 |
| --- | --- | --- |
| 看似时长的文本被误读 | 中 | 用必须拒绝的文本作测试 |

本仓库不涉及机密、生产环境和资金。
`,
      'open-questions.md': `# 待解问题

无：任务已说明两个函数和格式。
`,
    },
    brief: `# 项目简报

little-durations 增加两个函数：\`parseDuration\` 把 1h30m 这样的文本转换为毫秒，
\`formatDuration\` 把毫秒转换回这样的文本。往返转换没有丢失即为成功。
不做：月、年、时区、自然语言。
`,
    roadmap: `# 路线图

1. M001 读取时长：反向转换要以它来检验。
2. M002 写出时长，并说明这两个函数。
`,
    backlogTitle: '里程碑待办',
    refusal: "不完全是时长的文本（''、'1h banana'、'90'）抛出 RangeError",
    reading: {
      id: 'M001',
      title: '读取时长',
      fields: {
        title: '读取时长',
        goal: '调用者可以把 1h30m 这样的文本转换为毫秒。',
        scope: 'parseDuration 支持 d、h、m、s 的整数，从入口导出。',
        'out of scope': '格式化、小数、大于天的单位。',
        'acceptance criteria': ["parseDuration('1h30m') 等于 5400000", "parseDuration('45s') 等于 45000"],
        'expected files': ['src/parse.js', 'src/index.js', 'test/parse.test.js'],
        'required tests': ['npm test'],
        risk: 'low',
        dependencies: 'none',
        'stop conditions': ['必须改动已有的导出'],
      },
    },
    writing: {
      id: 'M002',
      title: '写出时长',
      fields: {
        title: '写出时长',
        goal: '调用者可以把毫秒转换为 1h30m 这样的文本。',
        scope: 'formatDuration，从入口导出；在 README 中说明两个函数。',
        'out of scope': '一秒以下的舍入、本地化单位。',
        'acceptance criteria': [
          "formatDuration(5400000) 等于 '1h30m'",
          "formatDuration(0) 等于 '0s'",
          '对整秒数 n，parseDuration(formatDuration(n)) 等于 n',
        ],
        'expected files': ['src/format.js', 'src/index.js', 'test/format.test.js', 'README.md'],
        'required tests': ['npm test'],
        risk: 'low',
        dependencies: 'M001',
        'stop conditions': ['必须改动已有的导出'],
      },
    },
    selfReview: [
      ['infer', '关于项目的每一项陈述都来自其文件。'],
      ['goal', '任务说明了两个函数及各自的方向。'],
      ['architecture', '每项功能一个模块，由 src/index.js 转出，与现状一致。'],
      ['milestones', '两个里程碑，各三四个小文件。'],
      ['criteria', '每条标准都是一次调用及其结果。'],
      ['risk', '不涉及机密、生产环境、钱包或资金。'],
      ['alternatives', '只有一种合理的做法，无需用户选择。'],
      ['safe', '不改动该库以外的任何内容。'],
    ],
  },
  codex: {
    refusal: /不完全是时长[^\n]*RangeError/,
    noRefusal: {
      title: '没有标准说明不是时长的文本会怎样',
      failure: "parseDuration('1h banana') 可能返回任何值",
      explanation: '标准中有两个正确的输入，却没有一个错误的输入，因此接受任意文本的实现也符合全部标准。',
      fix: '增加一条标准：拒绝哪些文本，抛出什么错误。',
    },
    reading: {
      title: 'parseDuration 接受只有一部分是时长的文本',
      explanation: '匹配的部分被相加，其余文本被忽略，不符合“此类文本抛出 RangeError”的标准。',
      fix: '拒绝不完全由数量和单位组成的文本，并编写测试。',
    },
    writing: {
      title: '经过两个函数的往返转换有所丢失',
      explanation: 'formatDuration 写出的内容与 parseDuration 读取的不一致。',
      fix: '使 formatDuration(parseDuration(text)) 返回原来的文本。',
    },
    failure: (expected, printed) => `应为 ${expected}，实际为：${printed}`,
    nothingFound: '已阅读并试运行；没有发现阻断性问题。',
    resolved: '已再次检查；问题已解决。',
    stillOpen: '已再次检查；问题依旧。',
  },
};
