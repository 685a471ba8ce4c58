import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';

/** What `doctor` finds. */
export const diagnoses = {
  'doctor-result': ({ pass, warn, fail, failed, warned }) =>
    warn + fail === 0
      ? `全部 ${pass} 项检查通过。`
      : `${[
          `${pass} 项检查通过${fail === 0 ? '' : `，${fail} 项需要你处理：${failed}`}`,
          ...(warn === 0 ? [] : [`${warn} 项请留意：${warned}`]),
        ].join('；')}。`,
  'command-shadowed': ({ name, dir }) =>
    `输入 /${name} 不会运行本程序：Claude Code 会运行 ${dir} 中的同名技能。/cc-codex-collaborate 与 /cccc 作用相同；也可以给那个技能改名。`,
  'key-exposed': ({ file }) => `此机器的其他用户可以读取或改动签名密钥 ${file}。`,
  'disk-low': ({ dir, free }) => `${dir} 只剩 ${free} 可用；审查会复制工作树并保存记录。`,
  'clock-behind': ({ now, seen }) => `时钟显示 ${now}，却有内容写于 ${seen}：校准之前，用时与时限都不可信。`,
  'processes-left': ({ job, pids }) => `运行 ${job} 已结束，但它的进程仍在：${pids}。`,
  'skill-files-differ': ({ files }) => `技能文件与清单不一致：${files}。请重新安装技能；改动过的文件会备份。`,
  'skill-without-manifest': ({ dir }) => `${dir} 没有清单：正从源码运行，或安装不完整。`,
  'node-too-old': ({ found, needed }) => `Node ${found} 版本过旧；请安装 ${needed} 或更高版本。`,
  'workspace-incomplete': ({ missing }) => `docs/cccc 缺少：${missing}。repair 会补齐缺失部分，其余不变。`,
  'way-out-of-a-broken-ledger': () => '若文件无法恢复：可将任务移到一边，这会保留全部内容，并允许开始新任务。',
  'receipts-doubtful': ({ jobs }) => `无效的签名回执：${jobs}。`,
  'hook-not-runnable': ({ file, detail }) => `钩子 ${file} 无法运行：${detail}`,
  'commands-outdated': ({ files }) => `斜杠命令缺失或不是此版本：${files}。`,
  'codex-not-ready': ({ reason, detail }) => `Codex 无法审查：${codexFault(reason)}${detail ? `（${detail}）` : ''}`,
  'filter-unconfigured': ({ filter, path }) =>
    `属性文件指定了过滤器“${filter}”（例如用于 ${path}），而此处没有配置它：git 会原样使用这些文件，每次审查也是如此。` +
    '若是 Git LFS，它们只是指针，没有内容。',
  'filter-not-required': ({ filter, path, detail }) =>
    `过滤器“${filter}”（例如用于 ${path}）无法运行（${detail}）。它不是必需的，因此 git 会原样使用这些文件：` +
    '一旦它能运行，这些文件的摘要就会改变。',
  'filter-not-undone': ({ filter, path, detail }) =>
    `过滤器“${filter}”（例如用于 ${path}）无法还原文件（${detail}）；干净副本中的这类文件取自工作树。`,
  'leftover-files': ({ files }) => `中断的写入留下的文件：${files}。没有程序读取它们，可以删除。`,
  'failure-unfolded': ({ count }) => `客户端有 ${count} 次失败待记录；下一条命令会处理。`,
} satisfies Partial<Notices>;
