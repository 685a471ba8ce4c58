import type { ClosingWords } from '../../types/views/closing.js';

const named = (codex: string | null): string => (codex === null ? 'Codex' : `Codex ${codex}`);

export const closing: ClosingWords = {
  commit: 'Proposed commit message',
  pull: 'Proposed pull request',
  task: 'Task',
  milestones: 'Milestones',
  risks: 'Accepted risks',
  review: 'Review',
  left: 'Not done or not approved:',
  mark: (how) => (how === 'reviewed' ? '' : ' (not approved: its risk was accepted)'),
  how: (how, rounds) =>
    how === 'reviewed'
      ? `approved in ${rounds === 1 ? '1 round' : `${rounds} rounds`}`
      : 'not approved: the user accepted its risk',
  notDone: (skipped, needs) => (skipped ? 'skipped by the user' : `depends on ${needs.join(', ')}`),
  risk: (name) => `accepted risk: ${name}`,
  approved: (codex) => `${named(codex)}, read-only, approved the plan, each milestone above and the whole change.`,
  partly: (codex, gates) =>
    `${named(codex)}, read-only, reviewed this, but did not approve all of it: at ${gates} the user accepted the risk.`,
  stopped: (names) => `Verdicts that stopped the work on the way: ${names}.`,
  checks: (names) => `Checks that passed on this content: ${names}.`,
  noChecks: 'No checks were run.',
};
