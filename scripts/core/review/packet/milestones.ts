/** The milestones of the plan as text: all of them, the accepted ones, and the one under review. */
import type { Milestone } from '../../plan/milestones.js';
import { milestonesNotDone } from '../../task/views/ending.js';
import type { PacketInput } from './input.js';

/** One line for each milestone, in the order of the backlog. */
export function backlogStatus({ milestones, milestone, task }: PacketInput): string {
  const lost = new Map(milestonesNotDone(milestones, task.milestones).map((one) => [one.id, one.needs]));
  const accepted = new Map(task.milestones.completed.map(({ id, kind }) => [id, kind]));
  return milestones
    .map(({ id, title, risk, dependencies }) => {
      const kind = accepted.get(id);
      const state = kind
        ? `accepted (${kind})`
        : task.milestones.blocked.includes(id)
          ? 'skipped'
          : id === milestone?.id
            ? 'under review'
            : lost.has(id)
              ? `not done: needs ${lost.get(id)?.join(', ')}`
              : 'open';
      return `${id}: ${title} | ${state} | risk ${risk} | depends on ${dependencies.join(', ') || 'nothing'}`;
    })
    .join('\n');
}

/** One line for each accepted milestone, with the tree that was approved. */
export const completedMilestones = ({ task, milestones }: PacketInput): string =>
  task.milestones.completed
    .map(
      ({ id, kind, subject }) =>
        `${id}: ${milestones.find((one) => one.id === id)?.title ?? ''} | ${kind} | ${subject.tree ?? ''}`,
    )
    .join('\n');

/** Every field of a milestone except its acceptance criteria, which have a part of their own. */
export function milestoneText(milestone: Milestone): string {
  const list = (items: string[]): string => items.map((item) => `\n- ${item}`).join('') || ' none';
  return [
    `id: ${milestone.id}`,
    `title: ${milestone.title}`,
    `goal: ${milestone.goal}`,
    `scope: ${milestone.scope}`,
    `out of scope: ${milestone.out_of_scope}`,
    `expected files:${list(milestone.expected_files)}`,
    `required tests:${list(milestone.required_tests)}`,
    `risk: ${milestone.risk}`,
    `dependencies: ${milestone.dependencies.join(', ') || 'none'}`,
    `stop conditions:${list(milestone.stop_conditions)}`,
  ].join('\n');
}

/** The criteria of the milestone under review; at the final gate, those of all milestones. */
export const criteriaOf = ({ milestone, milestones, gate }: PacketInput): string =>
  (milestone ? [milestone] : gate === 'final' ? milestones : [])
    .flatMap(({ id, acceptance_criteria: criteria }) => criteria.map((one) => `${id}: ${one}`))
    .join('\n');
