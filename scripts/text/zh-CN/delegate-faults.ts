import type { ReasonCode } from '../../core/codex/reasons.js';
import { codexFault } from './codex-faults.js';

/** 用于审查的说法在这里并不属实的原因。 */
const FAULTS: Partial<Record<ReasonCode, string>> = {
  'sandbox-unavailable': 'Codex 的沙箱无法在此启动，它的命令都不会运行；请运行：codex sandbox -- true',
  'input-too-large': '提示超过 Codex 接受的长度；请指明文件，而不是贴入内容。',
  'context-too-long': 'Codex 读取的内容超出模型的上下文；请拆分任务。',
  'snapshot-failed': '无法制作供 Codex 使用的工作树副本。',
  'command-silent': 'Codex 的某条命令过久没有输出；请调高 --idle-timeout，或拆分任务。',
  'wall-clock': '超过了给定时间；请调高 --timeout，或拆分任务。',
  'token-budget': '使用的 token 超过上限；请拆分任务。',
  cancelled: '已被取消。',
  'supervisor-killed': '监督进程没有记录结果就结束了：它被终止，或无法写入。',
  'supervisor-stale': '其间机器重新启动过。',
  'settings-moved': '准备期间 Codex 自身的设置或环境发生了变化；请重新提问。',
  'record-altered': '运行的文件在运行期间被改动。',
  'commands-all-failed': 'Codex 的命令全部失败，它什么也没有看到。',
  'missing-env-key':
    'Codex 得到的环境变量中没有提供方的密钥：请设置它；若由 codex.config_overrides 定义提供方，请在 codex.pass_env 中列出。',
};

/** Codex 没有回答的原因，以及怎样解决。只有更新版本才认识的原因按原样显示。 */
export const delegateFault = (reason: string): string =>
  Object.entries(FAULTS).find(([known]) => known === reason)?.[1] ?? codexFault(reason);
