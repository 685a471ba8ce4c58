/** The tasks of human-only.test.ts, in which each human-only call has an effect. */
import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { TaskProject } from '../helpers/task.js';

export const started = (): TaskProject => new TaskProject().planned();

export function asked(): TaskProject {
  const task = started();
  const option = (id: string) => ({ id, label: `Option ${id}`, consequences: 'It follows.' });
  task.repo.write(
    'docs/cccc/runtime/question.json',
    JSON.stringify({
      question: 'Which?',
      why: 'Both are possible.',
      kind: 'needs_human',
      options: [option('A'), option('B')],
      recommended: 'B',
      free_input: true,
    }),
  );
  task.ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
  return task;
}

export function atThreshold(): TaskProject {
  const task = new TaskProject({
    config: { review: { max_review_rounds_per_milestone: 1 } },
  }).implemented();
  task.codex.answer(sentBack());
  expect(task.run('review', 'milestone').code).toBe(1);
  return task;
}

export function failed(): TaskProject {
  const task = started();
  writeFileSync(
    task.repo.file('.git/cccc-stop-failures.jsonl'),
    `${JSON.stringify({ hook_event_name: 'StopFailure', last_assistant_message: 'API Error: 500' })}\n`,
  );
  expect(task.status).toBe('PAUSED_FOR_SYSTEM');
  return task;
}

export function loosened(): TaskProject {
  const task = started();
  task.config({ review: { block_on_p1: false } });
  return task;
}

export function looping(): TaskProject {
  const task = started();
  task.ok('loop', 'start');
  return task;
}

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
