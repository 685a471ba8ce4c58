import type { Confidence, ConfidenceReason } from '../../../core/plan/rehydration.js';
import { counted } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';

const CONFIDENCE: Record<Confidence, string> = { high: 'high', medium: 'medium', low: 'low' };

const REASON: Record<ConfidenceReason, string> = {
  'sources-agree': 'several sources name the same milestones as done',
  'export-only': 'only the exported ledger names milestones as done',
  'reviews-only': 'only review files name milestones as done',
  'commits-only': 'only commits name milestones as done',
  'sources-differ': 'the sources name different milestones as done',
  'nothing-done': 'nothing names a milestone as done, so the first one of the backlog comes next',
  'all-done': 'every milestone of the backlog is named as done',
  'no-backlog': 'there is no backlog with milestones',
};

const entriesText = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/** repair, reset, rebuild-context, codex-check and dev-smoke. */
export const repair = {
  'nothing-to-repair': () => 'There is nothing to repair.',
  'leftovers-removed': ({ files }) => `Removed half-written files of interrupted writes: ${files}.`,
  'bundle-missing': () => 'docs/cccc/context-bundle.md is missing; it is written again.',
  'bundle-rebuilt': ({ gate }) =>
    `docs/cccc/context-bundle.md was written again, for the ${gate} review. Nothing else changed.`,
  'plan-document-gone': ({ file }) =>
    `${file} is missing. While a task is open, an empty template in its place would be another plan, so none is ` +
    'written. Restore the document, or write it again.',
  'pause-stays': ({ status }) => `The task stays paused (${status}): a repair leaves no pause.`,
  'state-refolded': ({ entries, status, backup }) =>
    `docs/cccc/state.json was computed from the ledger again (${entriesText(entries)}, ${status}). ` +
    `${backup === null ? 'There was none before.' : `The former one is ${backup}.`} No gate opened and no pause ended.`,
  'refold-planned': ({ entries, status }) =>
    `would compute docs/cccc/state.json from the ledger again (${entriesText(entries)}, ${status}), ` +
    'after a backup',
  'rehydrated-from': ({ text, sources, confidence, reason }) =>
    `There is no ledger. Found in ${sources}:\n  the task: ${text}\n` +
    `  confidence about where it stood: ${CONFIDENCE[confidence]}, because ${REASON[reason]}`,
  'rehydrate-candidate': ({ id, title, others }) =>
    `Milestone to go on with: ${id} ${title}.` +
    (others === '' ? '' : ` You can choose another one of the backlog: ${others}.`),
  'rehydrate-candidate-none': () => 'No milestone to go on with was found; the plan decides.',
  'rehydrate-no-task': () =>
    'There is no ledger, and neither documents nor reviews say what the task was, so there is nothing to start from.',
  rehydrated: ({ task, base }) =>
    `Task ${task} starts from there, at commit ${base}, with every gate closed: nothing counts as approved or ` +
    'accepted. Planning documents, reviews and logs are as they were; Codex reviews the plan first.',
  'rehydrated-base': ({ base, file }) =>
    `The change begins at commit ${base}, as ${file} says: what was committed since is reviewed too, including what ` +
    'was accepted before.',
  'reset-sets-aside': ({ task }) =>
    `The ledger of task ${task} is missing or damaged. What is left of it is moved aside, nothing is deleted, and a ` +
    'new task starts with every gate closed.',
  'codex-ready': ({ program, login, model, route }) =>
    `Codex is ready: ${program}. Login: ${login}; model: ${model ?? 'its default'}; ` +
    `reviews go to ${route}. No token was used.`,
  'codex-live-passed': ({ model, seconds, tokens }) =>
    `Codex answered in the form of a review: login, model (${model}) and schema work. ` +
    `It took ${seconds} s and ${tokens} tokens.`,
  'codex-in-use': ({ gate }) => `A ${gate} review is running; Codex is not called beside it.`,
  'live-inside-a-run': () => 'A check or a review must not call Codex. Nothing was called.',
  'smoke-passed': ({ files, schemas, hooks }) =>
    `The skill is whole: ${counted(files, 'file')} as in the manifest, ${counted(schemas, 'schema')} readable, ` +
    `${counted(hooks, 'hook')} started.`,
  'skill-files-extra': ({ files }) => `Files in the skill folder that its manifest does not name: ${files}.`,
  'skill-file-broken': ({ file, detail }) => `The skill's file ${file} cannot be used: ${detail}.`,
} satisfies Partial<Notices>;
