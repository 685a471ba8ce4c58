import type { DoctorFacts, DoctorWords } from '../../types/views/doctor.js';

const tried = ({ codex, claude }: { codex: string; claude: string }): string =>
  `已用 Codex ${codex} 与 Claude Code ${claude} 测试`;

const facts: DoctorFacts = {
  installed: (found) => `${found.version}，${found.files} 个文件均与发布时一致；${tried(found.tried)}`,
  fromSources: tried,
  node: ({ version, needed }) => `${version}（需要 ${needed} 或更高版本）`,
  repository: ({ version, branch, kind, isShallow, isSha256 }) =>
    [
      `git ${version}`,
      branch === null ? '不在分支上（HEAD 分离）' : `分支 ${branch}`,
      ...(kind === 'linked-worktree' ? ['链接的工作树'] : kind === 'submodule' ? ['子模块'] : []),
      ...(isShallow ? ['浅克隆'] : []),
      ...(isSha256 ? ['SHA-256 对象'] : []),
    ].join('，'),
  configuration: ({ mode, preset, checks }) =>
    `模式 ${mode}，预设 ${preset}，${checks === '' ? '不运行任何检查' : `检查：${checks}`}`,
  workspace: ({ docs, missing }) => (missing === 0 ? `${docs} 的文件夹齐全` : docs),
  filters: (names) => (names === '' ? '未使用' : `正在使用：${names}`),
  workTree: (nested) => (nested === '' ? '可以完整读取' : `可以完整读取，包括 ${nested} 中的仓库`),
  noTask: '尚无任务',
  documents: (at) => (at === null ? '尚未跟踪' : `与 ${at} 时一致`),
  ledger: ({ entries, status, isVerified }) =>
    `${entries} 条，${isVerified ? '每个签名均有效' : '并非在此签名'}；${status}`,
  receipts: ({ verified, all }) => (all === 0 ? '尚无审查' : `${all} 次审查中有 ${verified} 次可由原始记录证实`),
  state: { agrees: '与账本一致', differs: '与账本不一致' },
  keys: ({ trusted, own, signed }) =>
    [
      `信任 ${trusted} 个密钥`,
      own === null ? '你没有密钥' : `你的密钥是 ${own}`,
      ...(signed === null ? [] : [signed]),
    ].join('；'),
  nothingLeft: '已结束的运行没有残留',
  hooks: ({ isOn, ran, all, node }) =>
    `循环${isOn ? '已开启' : '未开启'}；${all} 个钩子中有 ${ran} 个能用 Node ${node} 启动`,
  hookRan: {
    Stop: (at) => (at === null ? '此任务中尚未见到 Stop 钩子运行' : `Stop 钩子上次运行于 ${at}`),
    guard: (at) => (at === null ? '守卫尚未询问过' : `守卫上次询问于 ${at}`),
  },
  commandsOfPlugin: '由插件提供',
  commands: ({ present, all }) => `${all} 个中有 ${present} 个与此版本一致`,
  codex: ({ version, file, login, model, route }) =>
    [
      `${version} ${file}`,
      { account: '已登录', 'api-key': '以 API key 登录', 'not-needed': '无须登录' }[login],
      model === null ? '默认模型' : `模型 ${model}`,
      '只读沙箱可用',
      `发往 ${route}`,
    ].join('，'),
  delegated: ({ running, waiting, left }) =>
    `关卡循环之外：运行中 ${running} 项，等待中 ${waiting} 项，遗留 ${left} 项`,
  folders: ({ writable, all }) => `${all} 个文件夹中有 ${writable} 个可写`,
  stateDirectory: ({ dir, hasKey, others }) =>
    `${dir}，${hasKey ? '签名密钥只有你能读取' : '签名密钥将随第一个任务生成'}` +
    (others === '' ? '' : `；此处的任务还提到 ${others}`),
  disk: (free) => `剩余 ${free}`,
  clock: (now) => `${now}，晚于已写入的全部内容`,
  notifications: (program) => `由 ${program} 发出`,
};

export const doctor: DoctorWords = {
  groups: {
    program: '本程序',
    project: '项目',
    task: '任务',
    claude: 'Claude Code',
    codex: 'Codex',
    machine: '机器',
  },
  names: {
    installation: '安装',
    node: 'Node',
    repository: 'Git',
    configuration: '配置',
    workspace: '文档',
    directories: '文件夹',
    filters: 'git 过滤器',
    worktree: '工作树',
    ledger: '账本',
    receipts: '审查',
    state: 'state.json',
    documents: '计划文档',
    keys: '团队密钥',
    hooks: '钩子',
    commands: '斜杠命令',
    statusLine: '状态行',
    codex: 'Codex CLI',
    codexSkill: 'Codex 的技能',
    delegated: '其他工作',
    leftovers: '残留',
    stateDirectory: '状态目录',
    disk: '磁盘',
    clock: '时钟',
    notifications: '通知',
  },
  comma: '、',
  facts,
  kept: (all, gone) =>
    `保留的工作树副本：${all}` +
    (gone === null ? '' : `，其中 ${gone} 属于已不存在的工作树；闲置 30 天后，下次启动任务时清除`),
};
