/** A gate that the next step goes through and that no longer holds: what `next` says in place of that step. */

import { evaluateGates, type GateReport, refusalReason } from '../../core/task/gates.js';
import { isOutOfRounds } from '../../core/task/machine-milestones.js';
import type { State } from '../../core/task/model.js';
import { confirmStep, type NextStep, nextStep, reopenStep } from '../../core/task/next-step.js';
import { closedBefore } from '../../core/task/views/closed-gate.js';
import { openerOf } from '../../core/task/views/gates-report.js';
import { committedTree, diffTrees } from '../../io/git/diff.js';
import { userHook } from '../../io/git/programs/hooks.js';
import type { Context } from '../context.js';
import { comparedWith, observe, type Seen, whileLooking } from './observe.js';
import { ownedPaths } from './owned.js';
import { type OpenTask, record } from './place.js';

/** The step as it stands against what is there now. Writes only that a gate has no round left for another review. */
export const standingStep = (context: Context, task: OpenTask, step: NextStep): Promise<NextStep> =>
  whileLooking(task, async (looked) => {
    const seen = await observe(context, looked);
    const { changed_pins: loosened } = seen.observation;
    if (loosened.length > 0) return confirmStep(loosened);
    const closed = closedBefore(step.action, evaluateGates(task.state, seen.observation));
    if (closed === null) return step;
    const spent = withoutRounds(context, task, closed);
    if (spent !== null) return nextStep(spent);
    const facts = closed.reason === 'content-changed' ? await differences(looked, closed, seen) : NOTHING;
    const { gate } = closed;
    return reopenStep({ gate, reason: refusalReason(closed), ...facts }, openerOf(closed, task.state));
  });

/** The state in which the user decides; null where the gate can still be reviewed, or is not opened by a review. */
function withoutRounds(context: Context, { place, state }: OpenTask, { gate }: GateReport): State | null {
  if (gate === 'plan' || !isOutOfRounds(state, gate)) return null;
  const step = record(context, place, { type: 'rounds-spent', gate });
  return step.ok ? step.state : null;
}

const SHOWN = 5;
const NOTHING = { paths: '', commit: '', hook: '' };

/** In what the content differs from the approved one; and where the last commit holds it, what may have done it. */
async function differences(task: OpenTask, { approval }: GateReport, seen: Seen): Promise<typeof NOTHING> {
  const { repository, paths } = task;
  if (approval === null || approval.tree_id === null) return NOTHING;
  const { from, to } = await comparedWith(task, approval.tree_id, seen);
  const changed = (await diffTrees(repository, from, to)).files.map((file) => file.path);
  const more = changed.length > SHOWN ? ` … (+${changed.length - SHOWN})` : '';
  const isCommitted =
    repository.head !== null &&
    (await committedTree(repository, repository.head, ownedPaths(repository, paths))) === seen.tree.tree;
  return {
    paths: changed.slice(0, SHOWN).join(', ') + more,
    commit: isCommitted ? (repository.head ?? '').slice(0, 12) : '',
    hook: isCommitted ? ((await userHook(repository, 'pre-commit')) ?? '') : '',
  };
}
