import type { ReviewerPhase } from '../../../core/review/views.js';
import type { ReviewWords } from '../../types/views/review.js';

const REVIEWERS: Record<ReviewerPhase, string> = {
  waiting: 'waiting',
  codex: 'reviewing',
  'asking-again': 'asked once more',
  ended: 'answered',
  kept: 'answered before',
};

export const review: ReviewWords = {
  started: 'Codex started',
  askedAgain: 'Codex is asked once more: its reply contradicts itself',
  reads: 'Codex reads',
  replied: 'Codex replied',
  dispute: { claude: 'Claude rejected it', user: 'You called it wrong', upheld: 'Codex upheld it' },
  failed: 'Codex failed',
  running: ({ gate, job, round, phase, time, tokens }) =>
    `${gate} review, round ${round}, is running: ${job} · ${phase} · ${time} · ${tokens} tokens`,
  numbered: (review, round) => `${review}, round ${round}`,
  tokens: (count) => `${count} tokens`,
  open: 'Also open',
  later: {
    resolved: 'the next review found it resolved',
    still_open: 'the next review upheld it',
    withdrawn: 'the next review withdrew it',
  },
  noted: (subject) => `Noted in reviews of ${subject}, and shown to the final review; no answer is needed:`,
  phases: {
    looking: 'reading the work tree',
    preflight: 'trying Codex',
    checks: 'checks',
    packet: 'building the packet',
    elsewhere: 'another command prepares it',
    'asking-again': 'asking once more',
    snapshot: 'copying the tree',
    codex: 'Codex',
    settling: 'writing the receipt',
  },
  reviewers: (phase, names) => `${REVIEWERS[phase]}: ${names}`,
  answeredIn: (job) => `answered in ${job}`,
  answerKept: 'has answered; waits for the others',
  thinks: 'thinks',
  nothingChanged: 'No file is under review.',
  progress: ({ gate, phase, time, limit, tokens, token_limit: most, doing }) =>
    [
      `${time}${limit === null ? '' : ` of ${limit}`}`,
      `${gate}: ${phase}`,
      ...(tokens > 0 || most !== null ? [`${tokens}${most === null ? '' : ` of ${most}`} tokens`] : []),
      ...(doing === null ? [] : [doing]),
    ].join(' · '),
};
