import { askedNow } from '../../../core/review/lenses/reviewers.js';
import { counted, oneLine, shortDigest } from '../../../core/say/plain.js';
import type { ReviewerCall, UnansweredReview } from '../../../core/task/ledger/events.js';
import { changesText, placesText } from '../../../core/task/pauses.js';
import { answerTally, failedChecks, outcomeOf } from '../../../core/task/views/timeline.js';
import type { EventPhrases, TraceWords } from '../../types/views/trace.js';

const reviewersText = (reviewers: readonly ReviewerCall[] = []): string => {
  const { asked, kept } = askedNow(reviewers);
  const already = kept === '' ? '' : ` (already answered: ${kept})`;
  return asked === '' ? '' : ` · reviewers ${asked}${already}`;
};
const missedText = ({ missed }: Pick<UnansweredReview, 'missed'> = { missed: [] }): string =>
  missed.length === 0 ? '' : `${missed.map(({ lens }) => lens).join(', ')}: `;

const events: EventPhrases = {
  'task-started': (event, { digest }) =>
    `task started: ${oneLine(event.task)}${digest(`base ${event.base.commit.slice(0, 12)}`)} · ${event.mode}`,
  'discovery-written': () => 'discovery written',
  'plan-written': (event, { digest }) =>
    `plan written: ${event.milestones.map(({ id }) => id).join(', ')}${digest(shortDigest(event.digest))}`,
  'planning-review-done': (event) => `own review of the plan: ${event.result}`,
  'review-started': (event, { digest }) =>
    `${event.gate} review started · ${event.job}${reviewersText(event.reviewers)}` +
    digest(shortDigest(event.subject.tree ?? event.subject.plan)),
  'rounds-spent': (event) => `the ${event.gate} gate has no rounds left`,
  'checks-failed': (event) => `checks failed before the ${event.gate} review: ${failedChecks(event)}`,
  'secret-found': (event) =>
    `no ${event.gate} review: the change adds ${counted(event.places.length, 'secret')} · ` +
    oneLine(placesText(event.places)),
  'review-returned': (event, { digest, spent }) =>
    `${event.gate} review: ${outcomeOf(event)}, ${counted(event.outcome.findings.length, 'finding')} · ` +
    `${event.job}${event.details ? spent(event.details) : ''}${digest(`receipt ${shortDigest(event.receipt)}`)}`,
  'codex-unavailable': (event, { why, time }) =>
    `no ${event.gate} review: ${missedText(event.reviewers)}${why(event.reason)}` +
    `${event.resets_at ? ` · resets ${time(event.resets_at)}` : ''}`,
  'findings-answered': (event) => `findings answered: ${answerTally(event) || 'none open'}`,
  'implementation-started': (event) => `${event.milestone_id} started`,
  'milestone-implemented': (event) =>
    `milestone implemented: ${counted(event.size.files, 'file')}, ${counted(event.size.lines, 'line')}`,
  'milestone-accepted': (event, { digest }) => `milestone accepted${digest(shortDigest(event.observation.tree ?? ''))}`,
  'task-finished': (event, { digest }) => `task finished${digest(shortDigest(event.observation.tree ?? ''))}`,
  'base-moved': (event) =>
    `base moved to ${event.base.commit.slice(0, 12)}, ` +
    `${counted(event.left_out.length, 'third-party commit')} left out`,
  'documents-changed': (event) => `planning documents changed by hand: ${oneLine(changesText(event.changes))}`,
  'documents-synced': (event) =>
    event.choice === 'restored' ? 'planning documents are as before' : `planning documents synced: ${event.choice}`,
  'replan-decided': (event) => `back to planning: ${oneLine(event.reason)}`,
  'human-needed': (event) => `asked: ${oneLine(event.question.question)}`,
  'human-answered': (event) => `answered: ${oneLine([event.choice, event.text].filter(Boolean).join(' '))}`,
  resumed: (event) => `resumed: ${event.strategy}`,
  'pins-confirmed': () => 'changed settings confirmed',
  'pins-tightened': () => 'tightened settings adopted',
  'loop-started': (event) => `loop started${event.keep_going ? ', keeps going' : ''}`,
  'loop-claimed': () => 'loop claimed by another session',
  'loop-stopped': () => 'loop stopped',
  'system-failed': (event) => `the client failed: ${oneLine(event.detail)}`,
  'key-replaced': () => 'a new signing key; the entries above are only attested',
  'upstream-confirmed': (event) => `${counted(event.commits.length, 'commit')} confirmed as upstream's`,
  'pause-requested': ({ reason, after_review: isLater }) =>
    `paused${isLater ? ' after the review' : ''}${reason === null ? '' : `: ${oneLine(reason)}`}`,
  'task-abandoned': (event) => `abandoned: ${oneLine(event.reason)}`,
};

export const trace: TraceWords = {
  actors: { claude: 'Claude', codex: 'Codex', human: 'user', runner: 'cccc', guard: 'guard' },
  attributions: {
    terminal: '',
    guard: ' (asked by the guard)',
    'slash-command': ' (by slash command)',
    relayed: ' (relayed by Claude, unconfirmed)',
    unasked: ' (unconfirmed)',
  },
  work: {
    asked: 'begun',
    answered: 'answered',
    question: 'asked back',
    failed: 'no answer',
    planned: 'planned',
    approve: 'approved',
    revise: 'sent back',
    abort: 'stopped it',
  },
  verdicts: { ask: 'asked', deny: 'denied' },
  spent: (time, tokens) => `${time} · ${tokens} tokens`,
  events,
};
