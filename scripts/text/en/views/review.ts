import type { ReviewWords } from '../../types/views/review.js';

export const review: ReviewWords = {
  started: 'Codex started',
  askedAgain: 'Codex is asked once more: its reply contradicts itself',
  reads: 'Codex reads',
  replied: 'Codex replied',
  failed: 'Codex failed',
  running: ({ gate, job, round, phase, seconds, tokens }) =>
    `${gate} review, round ${round}, is running: ${job}, phase ${phase}, ${seconds} s, ${tokens} tokens`,
  noted: (subject) => `Noted in reviews of ${subject}, and shown to the final review; nobody has to answer it:`,
};
