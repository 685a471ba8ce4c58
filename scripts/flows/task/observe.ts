/** The present state of the work tree, as the value that gates are evaluated against. */
import type { Notice } from '../../core/say/notices.js';
import { returnedReviews } from '../../core/task/ledger/reviews.js';
import type { Observation, Pins, State } from '../../core/task/model.js';
import { isTightening, loosenedPins, pinnedConfig } from '../../core/task/pins.js';
import { codexHome } from '../../io/codex/arguments.js';
import { type LocatedCodex, locateCodex } from '../../io/codex/locate.js';
import { readSettings } from '../../io/codex/settings.js';
import { hidingRules } from '../../io/git/hiding.js';
import { withNested } from '../../io/git/nested.js';
import { nameTree } from '../../io/git/tree.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { withTemporaryFolder } from '../../io/ground/inspect.js';
import { readerSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { verifyReceipt } from '../../io/review/receipts.js';
import { type Plan, readPlan } from '../../io/task/documents.js';
import type { Context } from '../context.js';
import { ownedPaths } from './owned.js';
import { type ConfiguredProject, type OpenTask, record } from './place.js';
import { observeTaskBase } from './upstream.js';

export interface Seen {
  observation: Observation;
  plan: Plan;
  tree: TreeName;
  notices: Notice[];
}

/**
 * The present pins: the configuration, where Codex is found and what it takes from the user's own settings, the rules
 * that hide files.
 */
export async function presentPins(context: Context, project: ConfiguredProject): Promise<Pins> {
  const [codex, settings, hiding] = await Promise.all([
    locateCodex(project.config.codex.cli_command, context.env, project.repository.top),
    readSettings(project.config.codex, codexHome(context.env)),
    hidingRules(project.repository),
  ]);
  return {
    config: pinnedConfig(project.config),
    codex_path: codex.kind === 'codex' ? codexPath(codex) : null,
    codex_profile: settings.kind === 'settings' ? settings.digest : null,
    hiding_rules: hiding,
  };
}

/** What is pinned of Codex's place: where PATH or the configuration leads; a newer version there is only recorded. */
export const codexPath = (codex: LocatedCodex): string => codex.command;

/**
 * Looks at everything a gate depends on, without writing.
 *
 * In: the open task; `thorough` reads every tracked file again, whatever its times say, as a review, an acceptance and
 * the end of a task do. Out: the observation and what it was made of.
 */
export async function observe(context: Context, task: OpenTask, options: { thorough?: boolean } = {}): Promise<Seen> {
  const [tree, plan, pins, base] = await Promise.all([
    nameTree(task.repository, ownedPaths(task.repository, task.paths), options),
    readPlan(task.paths),
    presentPins(context, task),
    observeTaskBase(task),
  ]);
  const observation: Observation = {
    plan: plan.digest,
    tree: tree.digest,
    tree_id: tree.tree,
    head_commit: task.repository.head,
    receipts: receiptsOf(task),
    base_moved: base.kind === 'moved',
    changed_pins: loosenedPins(task.state.pins, pins),
  };
  return { observation, plan, tree, notices: tree.notices };
}

/**
 * Lends a task to who only looks, or may be refused: the git objects that this makes are forgotten afterwards. What a
 * fact names for later must be looked at without.
 */
export const whileLooking = <T, Of extends Pick<OpenTask, 'repository'>>(
  of: Of,
  work: (of: Of) => Promise<T>,
): Promise<T> => withTemporaryFolder((folder) => work({ ...of, repository: { ...of.repository, scratch: folder } }));

/**
 * Two trees for a diff: from `base` to what was seen, with what changed inside submodules and nested repositories in
 * place.
 */
export const comparedWith = (task: OpenTask, base: string, seen: Seen): Promise<{ from: string; to: string }> =>
  withNested(task.repository, ownedPaths(task.repository, task.paths), base, seen.tree);

/** Verifies the receipts that an open or consumed approval rests on. */
function receiptsOf(task: OpenTask): Observation['receipts'] {
  const { state, reading, place } = task;
  const jobs = new Set(neededJobs(state));
  const signing = readerSigning(place.stateDir);
  return Object.fromEntries(
    returnedReviews(state, reading.entries)
      .filter(({ job }) => jobs.has(job))
      .map((review) => [
        review.job,
        verifyReceipt(ledgerPaths(place.commonDir).record(place.task, review.job), review, signing),
      ]),
  );
}

const neededJobs = (state: State): string[] =>
  [
    state.approvals.plan?.job,
    state.approvals.milestone?.job,
    state.approvals.final?.job,
    state.milestones.completed.at(-1)?.job,
  ].filter((job): job is string => typeof job === 'string');

/** A tightening needs no human: it is recorded and holds from now on. Returns the task as it then stands. */
export async function recordTightening(context: Context, task: OpenTask): Promise<OpenTask> {
  const pins: Pins = { ...task.state.pins, config: pinnedConfig(task.config) };
  if (!isTightening(task.state.pins, pins)) return task;
  const step = record(context, task.place, { type: 'pins-tightened', pins });
  return step.ok ? { ...task, state: step.state } : task;
}
