import type { CtoWords } from '../../../types/views/delegate/cto.js';

const other = (label: string, ids: string): string => (ids === '' ? '' : ` ${label}: ${ids}.`);

export const cto: CtoWords = {
  steps: {
    wait: ({ kind }) => ({
      why: kind === 'plan' ? 'Codex is making the plan.' : 'Codex is reviewing the work.',
      act: 'Run the command below, which follows it. Change no files until then.',
    }),
    execute: ({ task, others, waiting }) => ({
      why:
        `Task ${task.id} is next in the order of the plan.${other('Also possible now', others)}` +
        other('Waiting for another task', waiting),
      act:
        'Do this task with your own tools, check each acceptance criterion, then report how it ended: done, blocked ' +
        '(say by what) or failed. Keep to the plan; where it is wrong, say so in the note.',
    }),
    allow: ({ commands }) => ({
      why: `The guard asks about verification commands of the plan: ${commands}.`,
      act: 'Show them to the user and stop. Only the user can allow them, with the command below.',
    }),
    review: ({ number, limit, unfinished }) => ({
      why:
        `Every task that can be done has an outcome. Review ${number} of at most ${limit} is due.` +
        other('Not done', unfinished),
      act: 'Give the objective and what was done, with every problem. Verification is run by the command itself.',
    }),
    'fix-verification': ({ commands }) => ({
      why: `Every task passed, and verification did not: ${commands}.`,
      act: 'Fix what these commands show, then ask for the next review.',
    }),
    decide: ({ reviews, in_a_row }) => ({
      why: `The user decides: ${in_a_row} reviews in a row sent the work back (${reviews} in all).`,
      act: 'Show the user the card above and stop.',
    }),
    approved: () => ({
      why: 'Codex approved exactly the present content.',
      act: 'Tell the user what was done. The approval opens no gate of cccc, and is void after any edit.',
    }),
    'review-again': () => ({
      why: 'The content was changed after it was approved, so the approval is void.',
      act: 'Take the change back, or ask for another review.',
    }),
    aborted: ({ reason }) => ({
      why: `Codex ended the work: ${reason}`,
      act: 'Tell the user the reason and stop. What was changed stays in the work tree.',
    }),
    'plan-again': ({ faults }) => ({
      why: faults > 0 ? 'Codex gave no plan that can be followed.' : 'There is no plan yet: Codex did not answer.',
      act: 'Tell the user why. Another objective, or the same one later, begins a new run.',
    }),
  },
  fault: {
    'reply-unreadable': (reason) => `the reply is not the JSON that was asked for (${reason})`,
    'no-tasks': () => 'it has no task',
    'id-unusable': (id) => `the id "${id}" is not made of letters, digits, - and _`,
    'id-duplicate': (id) => `the id ${id} is given twice`,
    'target-missing': (id) => `task ${id} names no target`,
    'target-outside': (id, target) => `task ${id} leads out of the project: ${target}`,
    'target-reserved': (id, target) => `task ${id} changes files of git or cccc: ${target}`,
    'dependency-unknown': (id, name) => `task ${id} depends on ${name}, which there is not`,
    'dependency-cycle': (ids) => `tasks depend on each other in a circle: ${ids}`,
    'command-denied': (id, line) => `the guard refuses the command of ${id}: ${line}`,
    'command-needs-shell': (line) => `the verification command is more than one program with its arguments: ${line}`,
    'nothing-to-verify': () => 'it names no verification command',
    'task-unreviewed': (id) => `task ${id} has not exactly one review`,
    'task-unknown': (id) => `it reviews a task ${id}, which there is not`,
    'nothing-to-revise': () => 'it sends the work back without saying what to do',
  },
  outcome: { done: 'done', blocked: 'blocked', failed: 'failed', open: 'open', waits: 'waits' },
  review: { pass: 'passed', partial: 'in part', fail: 'not passed' },
  run: 'Run',
  objective: 'Objective',
  strategy: 'Strategy',
  tasks: 'Tasks',
  verification: 'Verification, run by cccc in a clean copy before each review',
  asks: 'the guard asks: runs only after your yes',
  allowed: 'allowed by the user',
  target: 'Target',
  criteria: 'Acceptance criteria',
  context: 'Context',
  feedback: 'Codex',
  card: {
    title: (reviews, inARow) => `You decide: ${inARow} reviews in a row sent the work back (${reviews} in all).`,
    reason: "Codex's reason",
    go: 'Claude goes on with what the last review says; up to three more reviews',
    stop: 'the work ends here: nothing to do; what was changed stays, and is not approved',
  },
  dryRun: {
    command: 'Command',
    prompt: 'Prompt, on stdin',
    schema: 'Schema of the reply',
  },
};
