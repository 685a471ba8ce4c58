/** The documents of docs/cccc in the packet: the part that each belongs to, and which ones get room first. */
import { type Budget, fenced, shortened } from '../../say/packet-text.js';
import { redact } from '../../say/redact.js';
import type { Gate } from '../../task/model.js';
import { lineDiff } from '../line-diff.js';
import type { PacketInput } from './input.js';
import type { PartKey } from './keys.js';
import { documentLabel } from './recorded.js';

const PLAN_DOCUMENTS = ['project-brief.md', 'roadmap.md', 'milestone-backlog.md'];
/**
 * The documents that may be shortened, in the order in which they get room. A plan is judged by the results of
 * discovery, a milestone more by its change.
 */
const OPTIONAL: Record<Gate, string[]> = {
  plan: [
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'open-questions.md',
    'project-map.md',
    'current-state.md',
    'decision-log.md',
  ],
  milestone: [
    'project-brief.md',
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'decision-log.md',
    'open-questions.md',
    'roadmap.md',
    'project-map.md',
    'current-state.md',
  ],
  final: [
    'project-brief.md',
    'roadmap.md',
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'decision-log.md',
    'open-questions.md',
    'project-map.md',
    'current-state.md',
  ],
};
const LOGS = ['decision-log.md', 'open-questions.md'];

/** The part that a document belongs to. */
const PART_OF: Record<string, PartKey> = {
  'project-brief.md': 'task',
  'current-state.md': 'state',
  'project-map.md': 'map',
  'architecture.md': 'architecture',
  'test-strategy.md': 'tests',
  'roadmap.md': 'roadmap',
  'milestone-backlog.md': 'backlog',
  'decision-log.md': 'decisions',
  'open-questions.md': 'questions',
  'risk-register.md': 'risks',
};

/** A document as it appears in its part, whole or shortened. */
export interface DocumentBlock {
  part: PartKey;
  block: string;
}

/**
 * Where earlier rounds cover most of the change, their reviewers have seen the documents too: the room for them, in
 * tokens.
 */
const FURTHER_TOKENS = 1_500;

/** The documents that fit the budget. At the milestone and final gates, the change gets most of the room. */
export function documentBlocks(input: PacketInput, budget: Budget): DocumentBlock[] {
  const room = roomOf(input, budget);
  return OPTIONAL[input.gate].flatMap((name): DocumentBlock[] => {
    const text = input.documents[name] ?? '';
    const part = PART_OF[name];
    if (text.trim() === '' || part === undefined) return [];
    const whole = fenced(input.boundary, documentLabel(name), text);
    const block = room.share(0.5).fits(whole)
      ? whole
      : fenced(
          input.boundary,
          documentLabel(name),
          shortened(text, room.share(0.25), LOGS.includes(name) ? 'new-first' : 'short-first'),
        );
    room.spend(block);
    if (room !== budget) budget.spend(block);
    return [{ part, block }];
  });
}

function roomOf({ gate, kept }: PacketInput, budget: Budget): Budget {
  if (gate === 'plan') return budget;
  const room = budget.share(0.35);
  if (kept) room.tokens = Math.min(room.tokens, FURTHER_TOKENS);
  return room;
}

/** From round 2 on: how the plan differs from the one that the last round judged. */
export function planChanges({ gate, previous_plan: previous, documents, boundary }: PacketInput): string {
  if (gate !== 'plan' || previous === null) return '';
  const changes = PLAN_DOCUMENTS.map((name) => ({
    name,
    diff: lineDiff(previous[name] ?? '', redact(documents[name] ?? '')),
  }));
  const blocks = changes
    .filter(({ diff }) => diff !== '')
    .map(({ name, diff }) => fenced(boundary, `changes of ${name} since the last round`, diff));
  return blocks.length > 0 ? blocks.join('\n') : 'no change since the last round';
}
