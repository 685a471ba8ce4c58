import type { ReviewerPhase } from '../../../core/review/views.js';
import type { ReviewWords } from '../../types/views/review.js';

const REVIEWERS: Record<ReviewerPhase, string> = {
  waiting: '等待中',
  codex: '审查中',
  'asking-again': '再次询问',
  ended: '已作答',
  kept: '先前已作答',
};

export const review: ReviewWords = {
  started: 'Codex 已开始',
  askedAgain: '再次询问 Codex：其回复自相矛盾',
  reads: 'Codex 读取',
  replied: 'Codex 已答复',
  dispute: { claude: 'Claude 认为不成立', user: '你认为不成立', upheld: 'Codex 坚持' },
  failed: 'Codex 失败',
  running: ({ gate, job, round, phase, time, tokens }) =>
    `${gate} 审查第 ${round} 轮正在进行：${job} · ${phase} · ${time} · ${tokens} 个 token`,
  numbered: (review, round) => `${review}，第 ${round} 轮`,
  tokens: (count) => `${count} 个 token`,
  open: '另有未决问题',
  later: {
    resolved: '下一次审查认为已解决',
    still_open: '下一次审查仍坚持',
    withdrawn: '下一次审查已撤回',
  },
  noted: (subject) => `${subject} 的审查记录的问题（最终审查会看到，无须答复）：`,
  phases: {
    looking: '读取工作树',
    preflight: '试运行 Codex',
    checks: '运行检查',
    packet: '生成审查材料',
    elsewhere: '另一条命令正在准备',
    'asking-again': '再次询问',
    snapshot: '复制文件树',
    codex: 'Codex',
    settling: '写入签名回执',
  },
  reviewers: (phase, names) => `${REVIEWERS[phase]}：${names}`,
  answeredIn: (job) => `在 ${job} 中作答`,
  answerKept: '已作答，等待其他审查者',
  thinks: '思考中',
  nothingChanged: '没有待审查的文件。',
  progress: ({ gate, phase, time, limit, tokens, token_limit: most, doing }) =>
    [
      `${time}${limit === null ? '' : `，上限 ${limit}`}`,
      `${gate}：${phase}`,
      ...(tokens > 0 || most !== null ? [`${tokens}${most === null ? '' : `/${most}`} token`] : []),
      ...(doing === null ? [] : [doing]),
    ].join(' · '),
};
