/** The parts of a review packet, in their order. */
import { fenced } from '../../say/packet-text.js';
import { changeSummary, gitText } from './change.js';
import { planChanges } from './documents.js';
import type { PacketInput } from './input.js';
import type { PartKey } from './keys.js';
import { backlogStatus, completedMilestones, criteriaOf, milestoneText } from './milestones.js';
import { documentLabel, recordedText } from './recorded.js';
import { acceptedText, checksText, lastReview, thresholdsText } from './results.js';
import { syncedText } from './synced.js';

/** What a part is built from: the input, and the material for which the budget has room. */
export interface PartMaterial {
  input: PacketInput;
  /** The list of changed files with how each is shown. */
  manifest: string;
  /** The changes themselves; empty until the program has decided which of them fit. */
  diff: string;
}

export interface Part {
  key: PartKey;
  title: string;
  /** Builds the text of the part without the documents that are added to it; empty when there is nothing to say. */
  build: (material: PartMaterial) => string;
}

/** Material of the repository, fenced by lines that it cannot contain; nothing for an empty text. */
const data = ({ boundary }: PacketInput, name: string, text: string): string =>
  text.trim() === '' ? '' : fenced(boundary, name, text);

/**
 * A planning document at the plan gate, where it is never shortened; at other gates it is one of the optional
 * documents.
 */
const planDocument = (input: PacketInput, name: string): string =>
  input.gate === 'plan' ? data(input, documentLabel(name), input.documents[name] ?? '') : '';

const none = (): string => '';

export const PARTS: readonly Part[] = [
  { key: 'language', title: 'User language', build: ({ input }) => input.task.language },
  {
    key: 'task',
    title: 'Original task',
    build: ({ input }) => [data(input, 'task', input.task.task), planDocument(input, 'project-brief.md')].join('\n'),
  },
  {
    key: 'state',
    title: 'Current state',
    build: ({ input: { gate, round, round_limit: limit, task } }) =>
      `gate: ${gate}\nround: ${round} of ${limit}\nstatus: ${task.status}\nmode: ${task.mode}`,
  },
  { key: 'map', title: 'Project map', build: none },
  { key: 'architecture', title: 'Architecture summary', build: none },
  { key: 'tests', title: 'Test strategy', build: none },
  {
    key: 'roadmap',
    title: 'Roadmap',
    build: ({ input }) => [planDocument(input, 'roadmap.md'), planChanges(input)].join('\n'),
  },
  {
    key: 'backlog',
    title: 'Backlog status',
    build: ({ input }) =>
      [data(input, 'milestones', backlogStatus(input)), planDocument(input, 'milestone-backlog.md')].join('\n'),
  },
  {
    key: 'completed',
    title: 'Completed milestones',
    build: ({ input }) => data(input, 'completed milestones', completedMilestones(input)),
  },
  { key: 'milestone', title: 'Current milestone', build: ({ input }) => currentMilestone(input) },
  {
    key: 'criteria',
    title: 'Acceptance criteria',
    build: ({ input }) => data(input, 'acceptance criteria', criteriaOf(input)),
  },
  { key: 'decisions', title: 'Decision log summary', build: none },
  { key: 'questions', title: 'Open questions', build: none },
  { key: 'risks', title: 'Risk register', build: none },
  { key: 'git', title: 'Git status', build: ({ input }) => gitText(input) },
  {
    key: 'coverage',
    title: 'Diff summary and coverage',
    build: ({ input, manifest }) => `${changeSummary(input)}\n${manifest}`,
  },
  { key: 'diff', title: 'Relevant diff', build: ({ diff }) => diff },
  { key: 'checks', title: 'Test output', build: ({ input }) => checksText(input) },
  { key: 'findings', title: 'Last review result and earlier findings', build: ({ input }) => lastReview(input) },
  { key: 'thresholds', title: 'Current thresholds', build: ({ input }) => thresholdsText(input.thresholds) },
  {
    key: 'recorded',
    title: 'Decisions of the user that the ledger records',
    build: ({ input }) => recordedText(input),
  },
  { key: 'accepted', title: 'Accepted risks', build: ({ input }) => acceptedText(input) },
  { key: 'synced', title: 'Document changes since the last sync', build: ({ input }) => syncedText(input) },
];

function currentMilestone(input: PacketInput): string {
  const { milestone, gate } = input;
  if (milestone !== null) return data(input, `milestone ${milestone.id}`, milestoneText(milestone));
  return gate === 'final' ? 'the whole task' : '';
}
