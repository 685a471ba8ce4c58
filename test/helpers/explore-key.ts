/** How the exploration tells two states apart. */
import {
  type Gate,
  isPaused,
  isTerminal,
  type OpenFinding,
  type State,
  traitsOf,
  workingStatus,
} from '../../scripts/core/task/model.js';

const GATES: readonly Gate[] = ['plan', 'milestone', 'final'];

/**
 * The key of a state. It leaves out what no rule reads any more: identifiers, times, what an ended task or a pause
 * without a choice keeps, and the reason of a pause that is over. READY_TO_CONTINUE counts as the status that it
 * continues. Plans and trees are named in order of occurrence, because all events treat them alike.
 */
export function keyOf(state: State): string {
  if (isTerminal(state.status) || traitsOf(state.status).resume === 'later') return state.status;
  const paused = isPaused(state.status);
  const over = [...state.milestones.completed.map(({ id }) => id), ...state.milestones.blocked];
  const subjects = GATES.map(
    (gate) => state.approvals[gate] && [state.approvals[gate].kind, Object.values(state.approvals[gate].subject)],
  );
  const key = JSON.stringify([
    paused ? [state.status, state.resume.target, state.pause] : workingStatus(state),
    state.mode,
    state.plan.digest,
    state.plan.revisions,
    subjects,
    state.milestones.current,
    state.milestones.proposed,
    state.base.tree,
    state.milestones.base.tree,
    over.join(),
    state.milestones.completed.length,
    state.reviews.running && [state.reviews.running.gate, Object.values(state.reviews.running.subject)],
    Object.entries(state.effort).filter(([name]) => !over.includes(name)),
    state.findings.gate,
    state.findings.open.map(findingKey),
    Object.entries(state.kept_findings).map(([name, open]) => [name, open.map(findingKey)]),
    stopsKey(state),
    state.milestones.run,
    state.pause_after_review !== null,
  ]);
  const names = new Map<string, string>();
  return key.replace(
    /(?:plan|tree)\/v1:(?!base)[a-z-]+/g,
    (name) => names.get(name) ?? names.set(name, `${name.slice(0, 4)}${names.size}`).get(name) ?? '',
  );
}

/** How a finding was answered, and how often it was upheld, as far as the rules ask: twice, or against the user. */
const findingKey = ({ id, disposition, answered_by: by, disputes = [] }: OpenFinding): unknown => [
  id,
  disposition,
  by,
  Math.min(disputes.length, 2),
  disputes.some((one) => one.by === 'user'),
];

/** The verdict that is not settled yet, and where the free review was used. */
function stopsKey({ stopped, milestones }: State): unknown {
  const over = [...milestones.completed.map(({ id }) => id), ...milestones.blocked];
  const open = stopped.filter(({ settled }) => !settled);
  const last = open.at(-1);
  return [
    last && [last.gate, last.milestone, last.verdict === 'fail_unclear', last.content],
    GATES.map((gate) => open.some((one) => one.gate === gate && one.verdict !== 'fail_unclear')),
    [
      ...new Set(
        stopped
          .filter((one) => one.again && !over.includes(one.milestone ?? ''))
          .map(({ gate, milestone }) => `${gate} ${milestone}`),
      ),
    ].sort(),
  ];
}
