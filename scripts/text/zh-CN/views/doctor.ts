import type { DoctorWords } from '../../types/views/doctor.js';

export const doctor: DoctorWords = {
  names: {
    installation: '安装',
    node: 'Node',
    repository: 'Git 与仓库',
    configuration: '配置',
    workspace: '工作区',
    directories: '可写目录',
    filters: 'git 过滤器',
    worktree: '工作树',
    ledger: '账本',
    receipts: '签名回执',
    state: 'state.json',
    documents: '计划文档',
    hooks: '钩子',
    commands: '斜杠命令',
    codex: 'Codex',
    leftovers: '残留文件',
  },
  defaultModel: '默认模型',
  kept: (all, gone) =>
    `保留的工作树副本：${all}` +
    (gone === null ? '' : `，其中 ${gone} 属于已不存在的工作树；闲置 30 天后，下次启动任务时清除`),
  tried: ({ codex, claude }) => `已用 Codex ${codex} 与 Claude Code ${claude} 测试`,
};
