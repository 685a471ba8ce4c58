import { inSentence, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { delegateFault } from '../../delegate-faults.js';

/** 关卡循环之外请 Codex 做的事。 */
const LEFT = {
  ask: '交给 Codex 的工作',
  broker: '实时会话',
  cto: 'CTO 模式的运行',
  fanout: '并行工作',
  diff: '当前改动的审查',
};

export const ask = {
  'delegated-started': ({ id }) => `已向 Codex 提问：运行 ${id}。`,
  'delegated-working': ({ seconds, tokens, doing }) =>
    `Codex 正在工作：${seconds} 秒，${thousands(tokens)} 个 token${doing === null ? '' : `，${inSentence(doing)}`}`,
  'delegated-running': ({ id }) => `Codex 仍在处理 ${id}。`,
  'delegated-answered': ({ seconds, tokens }) => `Codex 已回答（${seconds} 秒，${thousands(tokens)} 个 token）。`,
  'delegated-question': ({ question }) => `Codex 提问：${inSentence(question)}`,
  'delegated-fault': ({ reason, resets_at }) =>
    `没有得到 Codex 的回答：${delegateFault(reason)}${resets_at === '' ? '' : `重置时间：${resets_at}。`}`,
  'delegated-left': ({ kind, id }) => `${LEFT[kind]} ${id} 被遗留：它的监督进程已不在。`,
  'delegated-unknown': ({ id }) => (id === '' ? '还没有向 Codex 提过问。' : `没有运行 ${id}。`),
  'ask-file-outside': ({ file }) => `${file} 不在此项目中，Codex 读不到。`,
} satisfies Partial<Notices>;
