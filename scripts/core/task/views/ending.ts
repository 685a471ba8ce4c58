/**
 * What a task leaves undone, or accepted without a pass, as plain values. The end of the task, reviews and cards name
 * it.
 */
import { oneLine } from '../../say/plain.js';
import type { AcceptedRisk, Gate, PlannedMilestone, State, StoppedVerdict } from '../model.js';

/** A milestone that will not be done under the present plan. */
export interface NotDone {
  id: string;
  title: string;
  /** Whether the user skipped it. If not, it depends on milestones that will not be done. */
  skipped: boolean;
  needs: string[];
}

type Milestones = Pick<State['milestones'], 'blocked' | 'completed'>;

/** The skipped milestones, and those that therefore cannot start, in the order of the backlog. */
export function milestonesNotDone(
  planned: readonly Pick<PlannedMilestone, 'id' | 'title' | 'dependencies'>[],
  { blocked, completed }: Milestones,
): NotDone[] {
  const done = new Set(completed.map(({ id }) => id));
  const open = planned.filter(({ id }) => !done.has(id));
  const lost = new Set(blocked);
  // Each pass finds at least one more milestone, or is the last.
  for (let size = -1; size !== lost.size; ) {
    size = lost.size;
    for (const { id, dependencies } of open) if (dependencies.some((other) => lost.has(other))) lost.add(id);
  }
  return open
    .filter(({ id }) => lost.has(id))
    .map(({ id, title, dependencies }) => {
      const skipped = blocked.includes(id);
      return { id, title, skipped, needs: skipped ? [] : dependencies.filter((other) => lost.has(other)) };
    });
}

/** The milestones that depend on the current one and could not be done if it were skipped. */
export function dependentsOf({ plan, milestones }: State, id: string): NotDone[] {
  const after = { ...milestones, blocked: [...milestones.blocked, id] };
  const before = new Set(milestonesNotDone(plan.milestones, milestones).map((one) => one.id));
  return milestonesNotDone(plan.milestones, after).filter((one) => one.id !== id && !before.has(one.id));
}

/** What `finish` has to name besides what was approved. */
export interface Ending {
  not_done: NotDone[];
  risks: State['accepted_risks'];
  /** Risks in the user's own words, which belong to no finding. */
  recorded_risks: State['recorded_risks'];
  /** Milestone ids, `plan` or `final`: where the user accepted a risk instead of a pass. */
  overridden: string[];
  stopped: StoppedVerdict[];
}

/** Collects what `finish` has to name. */
export function endingOf(state: State): Ending {
  const gates: Gate[] = ['plan', 'final'];
  return {
    not_done: milestonesNotDone(state.plan.milestones, state.milestones),
    risks: state.accepted_risks,
    recorded_risks: state.recorded_risks,
    overridden: [
      ...state.milestones.completed.filter(({ kind }) => kind === 'overridden').map(({ id }) => id),
      ...gates.filter((gate) => state.approvals[gate]?.kind === 'overridden'),
    ],
    stopped: state.stopped,
  };
}

/** Milestones as text: `M001 The answer, M002 The question`. */
export const milestoneNames = (milestones: readonly NotDone[]): string =>
  milestones.map(({ id, title }) => `${id} ${oneLine(title)}`).join(', ');

/** An accepted risk as text: `F-3f9c2a71d0 P1 Off by one (src/a.ts)`. */
export const riskName = ({ id, severity, title, file }: AcceptedRisk): string =>
  `${id} ${severity} ${oneLine(title)}${file === null ? '' : ` (${oneLine(file)})`}`;

/** A verdict that stopped the work, as text: `unsafe (M001)`. */
export const stopName = ({ verdict, gate, milestone }: StoppedVerdict): string => `${verdict} (${milestone ?? gate})`;
