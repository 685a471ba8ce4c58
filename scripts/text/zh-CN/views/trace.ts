import { askedNow } from '../../../core/review/lenses/reviewers.js';
import { oneLine, shortDigest } from '../../../core/say/plain.js';
import type { ReviewerCall, UnansweredReview } from '../../../core/task/ledger/events.js';
import { changesText, placesText } from '../../../core/task/pauses.js';
import { answerTally, failedChecks, outcomeOf } from '../../../core/task/views/timeline.js';
import type { EventPhrases, TraceWords } from '../../types/views/trace.js';

const reviewersText = (reviewers: readonly ReviewerCall[] = []): string => {
  const { asked, kept } = askedNow(reviewers);
  const already = kept === '' ? '' : `（已作答：${kept}）`;
  return asked === '' ? '' : ` · 审查者 ${asked}${already}`;
};
const missedText = ({ missed }: Pick<UnansweredReview, 'missed'> = { missed: [] }): string =>
  missed.length === 0 ? '' : `${missed.map(({ lens }) => lens).join('、')}：`;

const events: EventPhrases = {
  'task-started': (event, { digest }) =>
    `任务开始：${oneLine(event.task)}${digest(`基准 ${event.base.commit.slice(0, 12)}`)} · ${event.mode}`,
  'discovery-written': () => '调研文档已写好',
  'plan-written': (event, { digest }) =>
    `计划已写好：${event.milestones.map(({ id }) => id).join('、')}${digest(shortDigest(event.digest))}`,
  'planning-review-done': (event) => `自查计划：${event.result}`,
  'review-started': (event, { digest }) =>
    `${event.gate} 审查开始 · ${event.job}${reviewersText(event.reviewers)}` +
    digest(shortDigest(event.subject.tree ?? event.subject.plan)),
  'rounds-spent': (event) => `${event.gate} 关卡的轮次已用完`,
  'checks-failed': (event) => `${event.gate} 审查之前检查未通过：${failedChecks(event)}`,
  'secret-found': (event) =>
    `没有进行 ${event.gate} 审查：改动新增 ${event.places.length} 处机密 · ${oneLine(placesText(event.places))}`,
  'review-returned': (event, { digest, spent }) =>
    `${event.gate} 审查：${outcomeOf(event)}，${event.outcome.findings.length} 个问题 · ` +
    `${event.job}${event.details ? spent(event.details) : ''}${digest(`签名回执 ${shortDigest(event.receipt)}`)}`,
  'codex-unavailable': (event, { why, time }) =>
    `${event.gate} 未能审查：${missedText(event.reviewers)}${why(event.reason)}` +
    `${event.resets_at ? ` · ${time(event.resets_at)} 重置` : ''}`,
  'findings-answered': (event) => `已答复问题：${answerTally(event) || '无未决问题'}`,
  'implementation-started': (event) => `${event.milestone_id} 开始`,
  'milestone-implemented': (event) => `里程碑已实现：${event.size.files} 个文件，${event.size.lines} 行`,
  'milestone-accepted': (event, { digest }) => `里程碑已验收${digest(shortDigest(event.observation.tree ?? ''))}`,
  'task-finished': (event, { digest }) => `任务完成${digest(shortDigest(event.observation.tree ?? ''))}`,
  'base-moved': (event) => `基准移至 ${event.base.commit.slice(0, 12)}，不计第三方的 ${event.left_out.length} 个提交`,
  'documents-changed': (event) => `计划文档被手工修改：${oneLine(changesText(event.changes))}`,
  'documents-synced': (event) =>
    event.choice === 'restored' ? '计划文档已恢复原样' : `计划文档已同步：${event.choice}`,
  'replan-decided': (event) => `回到规划：${oneLine(event.reason)}`,
  'human-needed': (event) => `提问：${oneLine(event.question.question)}`,
  'human-answered': (event) => `回答：${oneLine([event.choice, event.text].filter(Boolean).join(' '))}`,
  resumed: (event) => `继续：${event.strategy}`,
  'pins-confirmed': () => '已确认改动的设置',
  'pins-tightened': () => '已采用收紧的设置',
  'loop-started': (event) => `循环启动${event.keep_going ? '，持续进行' : ''}`,
  'loop-claimed': () => '循环由另一会话接管',
  'loop-stopped': () => '循环停止',
  'system-failed': (event) => `客户端出错：${oneLine(event.detail)}`,
  'key-replaced': () => '启用新的签名密钥；以上条目仅为自述',
  'upstream-confirmed': (event) => `已确认 ${event.commits.length} 个提交属于上游`,
  'pause-requested': ({ reason, after_review: isLater }) =>
    `${isLater ? '审查后暂停' : '暂停'}${reason === null ? '' : `：${oneLine(reason)}`}`,
  'task-abandoned': (event) => `放弃任务：${oneLine(event.reason)}`,
};

export const trace: TraceWords = {
  actors: { claude: 'Claude', codex: 'Codex', human: '用户', runner: 'cccc', guard: '守卫' },
  attributions: {
    terminal: '',
    guard: '（由守卫询问）',
    'slash-command': '（斜杠命令）',
    relayed: '（由 Claude 转达，未确认）',
    unasked: '（未确认）',
  },
  work: {
    asked: '开始',
    answered: '已回答',
    question: '提出问题',
    failed: '没有回答',
    planned: '给出计划',
    approve: '批准',
    revise: '退回',
    abort: '中止',
  },
  verdicts: { ask: '询问', deny: '拒绝' },
  spent: (time, tokens) => `${time} · ${tokens} 个 token`,
  events,
};
