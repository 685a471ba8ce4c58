import { call, given } from '../../core/call.js';
import type { VerbText } from '../types/verbs.js';

const dryRun = '只显示将作的改动，不写入';
const none = { subverbs: {}, positionals: {}, options: {} };

/** The phrases for what teammates and reviewers of a pull request get. */
export const teamVerbs: Pick<VerbText, 'keys' | 'ci' | 'export'> = {
  keys: {
    ...none,
    summary: '你的团队密钥，以及此项目信任的队友密钥',
    subverbs: {
      create: '生成你的密钥，此后记录的一切都用它签名',
      export: '打印公钥，供队友添加',
      list: '列出受信任的密钥，并标明哪个是你的',
      add: '信任队友的密钥；不给出时是你自己的',
      remove: '撤销一个密钥；它连同日期保留在列表中',
    },
    positionals: { key: '导出时显示的 ed25519:…；撤销时也可用其 id 或所有者' },
    options: { owner: '密钥的所有者', 'dry-run': dryRun },
    example: call('keys', 'add', '--owner', given('Ada')),
  },
  ci: {
    ...none,
    summary: '依据已提交的内容判断拉取请求；每次推送前检查',
    subverbs: {
      verify: '正是这个文件树获得批准时退出码为 0；设置和受信任的密钥取自基准',
      hook: '安装 pre-push 钩子：推送到受保护分支须有批准',
      pushed: '该钩子运行的命令',
    },
    positionals: { remote: 'git 传给钩子的名称' },
    options: {
      base: '要合并到的提交；默认取自 GITHUB_EVENT_PATH 中的拉取请求',
      head: '要合并的提交；默认取自拉取请求，否则为 HEAD',
      'accept-attested': '没有受信任密钥签名的批准也算数',
      'accept-overridden': '用户接受的风险也算数',
      sarif: '把结果写入此文件，供代码扫描使用',
      remove: '移除该钩子',
      'dry-run': dryRun,
    },
    example: call('ci', 'verify', '--base', given('origin/main')),
  },
  export: {
    ...none,
    summary: '任务的报告：可阅读的网页、合并请求的正文、SARIF、JSON',
    subverbs: {
      html: '供人阅读的单个 HTML 文件：进程、审查、问题、检查、token 用量、可信程度',
      markdown: '合并请求的正文',
      sarif: '以 SARIF 2.1.0 列出待处理的问题，供代码扫描使用',
      json: '网页所示的全部内容，作为数据',
    },
    options: {
      output: '写入的文件；- 表示标准输出。不给出时，html 写到 git 目录中，其余直接输出',
      task: '任务编号，或其开头或结尾；默认为此工作树的任务，否则为最新的任务',
      open: '用系统的浏览器打开网页',
    },
    example: call('export', 'html', '--open'),
  },
};
