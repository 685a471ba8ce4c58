import type { Gate } from '../../../core/task/model.js';

/** What calls the user to the task, in one sentence each. */
export interface AttentionWords {
  passed: (gate: Gate, milestone: string | null) => string;
  found: (gate: Gate, milestone: string | null, findings: number) => string;
  /** `why` is a phrase. */
  failed: (gate: Gate, milestone: string | null, why: string) => string;
  /** `why` is a phrase. */
  human: (why: string) => string;
  done: string;
}
