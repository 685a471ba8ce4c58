import type { ReviewWords } from '../../types/views/review.js';

export const review: ReviewWords = {
  started: 'Codex started',
  reads: 'Codex reads',
  replied: 'Codex replied',
  dispute: { claude: 'Claude rejected it', user: 'You called it wrong', upheld: 'Codex upheld it' },
  failed: 'Codex failed',
  running: ({ gate, job, round, phase, seconds, tokens }) =>
    `${gate} review, round ${round}, is running: ${job}, phase ${phase}, ${seconds} s, ${tokens} tokens`,
};
