/** The cases of human-only.test.ts about planning documents and new plans. */
import { TaskProject } from '../helpers/task.js';

function edited(): TaskProject {
  const task = new TaskProject().planned();
  task.ok('review', 'plan');
  task.repo.write('docs/cccc/test-strategy.md', '# Tests\n\nNo tests any more.\n');
  return task;
}

export const DOCUMENT_CASES = {
  'sync-docs --choice': {
    make: edited,
    call: ['sync-docs', '--choice', 'D'],
    event: 'documents-synced',
    refusal: 'cccc sync-docs --choice D',
    over: 'documents-in-sync',
  },
  'replan *': {
    make: edited,
    call: ['replan', 'another way'],
    event: 'replan-decided',
    refusal: 'cccc replan "another way"',
    over: 'already-planning',
  },
};
