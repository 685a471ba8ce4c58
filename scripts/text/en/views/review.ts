import type { ReviewWords } from '../../types/views/review.js';

export const review: ReviewWords = {
  started: 'Codex started',
  reads: 'Codex reads',
  replied: 'Codex replied',
  failed: 'Codex failed',
  running: ({ gate, job, round, phase, seconds, tokens }) =>
    `${gate} review, round ${round}, is running: ${job}, phase ${phase}, ${seconds} s, ${tokens} tokens`,
  phases: {
    looking: 'reading the work tree',
    preflight: 'trying Codex',
    checks: 'checks',
    packet: 'building the packet',
    elsewhere: 'another command prepares it',
    snapshot: 'copying the tree',
    codex: 'Codex',
    settling: 'writing the receipt',
  },
  thinks: 'thinks',
  progress: ({ gate, phase, time, limit, tokens, token_limit: most, doing }) =>
    [
      `${time}${limit === null ? '' : ` of ${limit}`}`,
      `${gate}: ${phase}`,
      ...(tokens > 0 || most !== null ? [`${tokens}${most === null ? '' : ` of ${most}`} tokens`] : []),
      ...(doing === null ? [] : [doing]),
    ].join(' · '),
};
