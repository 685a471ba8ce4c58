import type { PausesWords } from '../types/pauses.js';

export const pauses: PausesWords = {
  user: (reason) => (reason === null ? 'the user has paused the task' : `the user has paused the task: ${reason}`),
  plain: {
    size: 'the milestone is larger than the limits of docs/cccc/config.json',
    'planning-question': "Claude's self-review of the plan asks for the user",
    'plan-revisions': 'Claude has rejected its own plan as often as is allowed',
    'manual-work': 'the user works on it by hand',
    'milestones-per-run': 'this run has accepted as many milestones as it may',
    'manual-mode': 'the mode is manual: the user starts each phase',
    'codex-needs-human': 'Codex says that the user must decide',
    'codex-fail-unclear': 'Codex rejects the work and cannot name a safe next step',
    'codex-sensitive-operation': 'Codex sees a sensitive operation',
    'codex-unsafe': 'Codex considers the work unsafe',
    'reply-unusable': "Codex's reply contradicted itself in two reviews in a row, also after it was asked once more",
  },
  spent: {
    'review-rounds': 'the review rounds are used up',
    'fix-attempts': 'the fix attempts are used up',
    disagreement: 'Claude or the user rejects a finding, and Codex upholds it',
  },
  documents: (changes) => `planning documents were changed by hand: ${changes}`,
  secrets: (places) => `the change adds what looks like a real secret (${places})`,
};
