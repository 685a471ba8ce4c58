import { thousands } from '../../../../core/say/plain.js';
import type { SessionsWords } from '../../../types/views/delegate/sessions.js';

export const sessions: SessionsWords = {
  standing: { working: '工作中', waiting: '等待消息', ended: '已结束' },
  turnStatus: { running: '进行中', completed: '已回答', interrupted: '已中断', failed: '失败' },
  counts: (turns, tokens, queued) =>
    [`${turns} 轮`, `${thousands(tokens)} 个 token`, ...(queued > 0 ? [`队列中 ${queued} 条`] : [])].join(' · '),
  turn: (number) => `第 ${number} 轮`,
  doing: '正在',
  thinks: '思考',
  declined: (count) => `已拒绝 ${count} 次更多权限的请求`,
  log: {
    started: '会话开始，Codex',
    steered: '你（送入本轮）',
    interrupted: '已中断',
    declined: '已拒绝',
    command: '运行',
    said: '你',
    'turn-ended': '一轮结束',
    refused: '未接受',
    ended: '会话结束',
  },
};
