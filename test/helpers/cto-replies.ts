/** Plans and reviews as a model that plays the CTO answers them. */
import type { CtoPlan, CtoReview, CtoTask } from '../../scripts/generated/types.js';

export const ctoTask = (id: string, given: Partial<CtoTask> = {}): CtoTask => ({
  id,
  action: 'modify_file',
  target: 'src/main.ts',
  description: `Do ${id}.`,
  acceptance_criteria: [`${id} is done`],
  dependencies: [],
  context: null,
  ...given,
});

/** A plan whose verification looks for a word in src/main.ts. */
export const ctoPlan = (given: Partial<CtoPlan> = {}): CtoPlan => ({
  objective: 'Say healthy',
  analysis: 'One module, src/main.ts.',
  strategy: 'Add it there.',
  tasks: [ctoTask('T1'), ctoTask('T2', { action: 'verify', target: 'src/main.ts', dependencies: ['T1'] })],
  verification: ['grep -q healthy src/main.ts'],
  ...given,
});

/** A review of these tasks, each with its status. */
export const ctoReview = (
  statuses: Record<string, CtoReview['task_reviews'][number]['status']>,
  given: Partial<CtoReview> = {},
): CtoReview => ({
  summary: 'Looked at all of it.',
  task_reviews: Object.entries(statuses).map(([task_id, status]) => ({
    task_id,
    evidence: 'the diff',
    feedback: status === 'pass' ? null : `Fix ${task_id}.`,
    status,
  })),
  revised_tasks: [],
  reason: 'As the tasks say.',
  verdict: Object.values(statuses).every((status) => status === 'pass') ? 'approve' : 'revise',
  ...given,
});
