import { inSentence, quotedLines, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { codexFault } from '../../codex-faults.js';

/** 与 Codex 的实时对话。 */
export const broker = {
  'broker-started': ({ id }) => `Codex 正在会话 ${id} 中工作。`,
  'broker-sent': ({ id, how }) =>
    how === 'steered'
      ? `会话 ${id}：已送达正在进行的一轮。`
      : how === 'said'
        ? `会话 ${id}：下一轮已开始。`
        : `会话 ${id}：这一轮已中断，其命令已结束。`,
  'broker-refused': ({ id, detail }) => `会话 ${id}：Codex 没有接受这条消息（${inSentence(detail)}）。`,
  'broker-over': ({ id, session }) => `会话 ${id} 已结束。${session === null ? '' : '可以在新会话中继续它的对话。'}`,
  'broker-none': ({ id }) => (id === '' ? '此工作树没有会话。' : `没有会话 ${id}。`),
  'broker-silent': ({ id }) => `会话 ${id} 在 20 秒内没有取走消息。消息留在队列中。`,
  'broker-stopped': ({ id, turns, tokens }) => `会话 ${id} 已结束（${turns} 轮，${thousands(tokens)} 个 token）。`,
  'broker-turn-ended': ({ status, tokens }) =>
    `Codex ${status === 'completed' ? '已回答' : '已被中断'}（至今 ${thousands(tokens)} 个 token）。`,
  'broker-turn-failed': ({ reason, detail }) => `这一轮失败：${codexFault(reason)}${quotedLines(detail)}`,
  'broker-nothing-to-send': () => '没有要发送的内容：请给出文字，或用 --interrupt。',
} satisfies Partial<Notices>;
