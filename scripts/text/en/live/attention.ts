import { counted } from '../../../core/say/plain.js';
import type { Gate } from '../../../core/task/model.js';
import type { AttentionWords } from '../../types/live/attention.js';

const subject = (gate: Gate, milestone: string | null): string =>
  gate === 'plan' ? 'the plan' : gate === 'final' ? 'the finished task' : `milestone ${milestone ?? ''}`.trim();

export const attention: AttentionWords = {
  passed: (gate, milestone) => `Codex approved ${subject(gate, milestone)}.`,
  found: (gate, milestone, findings) =>
    `Codex reviewed ${subject(gate, milestone)}: ${counted(findings, 'open finding')}.`,
  failed: (gate, milestone, why) => `The review of ${subject(gate, milestone)} gave no verdict: ${why}.`,
  human: (why) => `The task waits for you: ${why}`,
  done: 'The task is done.',
};
