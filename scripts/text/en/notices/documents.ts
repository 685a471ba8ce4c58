import type { Notices } from '../../types/notices.js';
import { sync } from '../views/sync.js';

/** Planning documents that were changed by hand. */
export const documents = {
  'documents-changed': ({ documents: names, impact }) =>
    `Planning documents were changed by hand since the last sync: ${names} (impact: ${sync.impacts[impact]}).`,
  'documents-undecided': ({ letters }) =>
    `Planning documents were changed by hand, and only the user can say what that means. Offered: ${letters}.`,
  'documents-in-sync': () => 'The planning documents are those of the last sync.',
  'documents-restored': () => 'The planning documents are again those of the last sync; work goes on.',
  'documents-unknown': () =>
    'There is nothing to compare with yet: the planning documents are recorded when Claude next reports them.',
  'documents-drafted': () =>
    'Claude is writing the planning documents now; its next report takes them in as they are then.',
  'documents-kept': ({ choice }) =>
    choice === 'refresh'
      ? 'The documents are taken as they are, the plan stands, and docs/cccc/context-bundle.md is up to date.'
      : 'The documents are taken as they are, and the plan stands.',
  'documents-paused': ({ status }) => `Nothing is decided yet; the task stays paused (${status}).`,
  'plan-reopened': ({ status }) =>
    `The approval of the plan no longer holds, and the task goes back to planning (${status}). ` +
    'Findings, rounds and fix attempts stay.',
  'plan-not-kept': () =>
    'The approved plan itself was changed, and its approval holds only for the text that Codex approved.',
  'already-planning': () => 'The task is in planning already: Claude is writing the plan.',
  'sync-paused': ({ status }) => `The task is paused for another reason (${status}); that comes first.`,
  'sync-choice-unknown': ({ value }) =>
    `There is no choice "${value}": A adopt, B refresh, C pause, D ignore, E diff, F free.`,
  'free-needs-text': () => 'Choice F is your own words, and none were given.',
  'unknown-document': ({ file, known }) => `${file} is not a planning document of docs/cccc. Known: ${known}.`,
} satisfies Partial<Notices>;
