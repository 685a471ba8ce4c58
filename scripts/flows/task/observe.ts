/** Observes the work tree, as the value against which gates are evaluated. */
import type { Infrastructure } from '../../core/codex/reasons.js';
import type { Notice } from '../../core/say/notices.js';
import { type NamedReview, returnedReviews } from '../../core/task/ledger/reviews.js';
import type { Observation, Pins, State } from '../../core/task/model.js';
import type { CodexProgram } from '../../core/task/pins/program.js';
import { isTightening, loosenedPins, pinnedConfig } from '../../core/task/pins.js';
import { scrubbedEnvironment } from '../../io/codex/arguments.js';
import { type LocatedCodex, locateCodex } from '../../io/codex/locate.js';
import { isAsNamed, type NamedCodex, nameCodex } from '../../io/codex/program.js';
import { type CodexSettings, readSettings } from '../../io/codex/settings.js';
import { hidingRules } from '../../io/git/hiding.js';
import { withNested } from '../../io/git/nested.js';
import { nameTree } from '../../io/git/tree.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { withTemporaryFolder } from '../../io/ground/inspect.js';
import { readerSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { verifyReceipt } from '../../io/review/rounds.js';
import { type Plan, readPlan } from '../../io/task/documents.js';
import type { TaskPlace } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { observeDocuments } from '../documents/seen.js';
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
 * The present pins: the configuration, where Codex is found, what it takes from the user's own settings, and the rules
 * that hide files.
 *
 * @param program the pinned program behind Codex; null when none is pinned yet
 * @param options thorough: also ask a launcher which program it chooses, which starts the launcher
 */
export async function presentPins(
  context: Context,
  project: ConfiguredProject,
  program: CodexProgram | null,
  options: { thorough?: boolean } = {},
): Promise<Pins> {
  const [codex, settings, hiding] = await Promise.all([
    locateCodex(project.config.codex.cli_command, context.env, project.repository.top),
    readSettings(project.config.codex, { env: context.env, stateDir: project.stateDir }),
    hidingRules(project.repository),
  ]);
  const path = codex.kind === 'codex' ? codexPath(codex) : null;
  return {
    config: pinnedConfig(project.config),
    preset: project.config.preset ?? null,
    codex_path: path,
    codex_program: await presentProgram(context, project, { program, path, thorough: options.thorough === true }),
    codex_profile: settings.kind === 'settings' ? settings.digest : null,
    codex_settings: settings.kind === 'settings' ? settingsText(settings) : null,
    hiding_rules: hiding,
  };
}

/** Where a review goes, for people; it holds no secret: an address is shown without what may be one. */
const settingsText = ({ provider, baseUrl, proxy, model, effort }: CodexSettings): string =>
  [
    provider,
    ...(baseUrl === null ? [] : [baseUrl]),
    ...(proxy === null ? [] : [`proxy ${proxy}`]),
    ...(model === null ? [] : [model]),
    ...(effort === null ? [] : [effort]),
  ].join(' · ');

/** The program that is found now in place of one that has reviewed. One that has not reviewed yet is not compared. */
async function presentProgram(
  context: Context,
  project: ConfiguredProject,
  { program, path, thorough }: { program: CodexProgram | null; path: string | null; thorough: boolean },
): Promise<CodexProgram | null> {
  if (!program?.ran || (!thorough && (await isAsNamed(program, path, project.stateDir)))) return program;
  const found = await findProgram(context, project);
  return found.kind === 'named' ? found.program : null;
}

/** Finds the program that a review would run now in this project, and starts it to ask for its version. */
export function findProgram(context: Context, project: ConfiguredProject): Promise<NamedCodex | Infrastructure> {
  const { config, repository, stateDir } = project;
  return nameCodex(
    config.codex.cli_command,
    { env: context.env, top: repository.top, folder: null, stateDir },
    scrubbedEnvironment(config.codex.pass_env, context.env, null),
  );
}

/**
 * The pinned place of Codex: the file to which PATH or the configuration leads. A newer version there is only recorded.
 */
export const codexPath = (codex: LocatedCodex): string => codex.command;

/**
 * Observes everything that a gate depends on, without writing.
 *
 * @param options thorough: read every tracked file again and do not trust its times, as a review, an acceptance and the
 * end of a task do
 *
 * @returns the observation, and what it was made from
 */
export async function observe(context: Context, task: OpenTask, options: { thorough?: boolean } = {}): Promise<Seen> {
  const [tree, plan, pins, base, documents] = await Promise.all([
    nameTree(task.repository, ownedPaths(task.repository, task.paths), options),
    readPlan(task.paths),
    presentPins(context, task, task.state.pins.codex_program ?? null),
    observeTaskBase(task),
    observeDocuments(task),
  ]);
  const observation: Observation = {
    plan: plan.digest,
    tree: tree.digest,
    tree_id: tree.tree,
    head_commit: task.repository.head,
    receipts: receiptsOf(task),
    base_moved: base.kind === 'moved',
    changed_pins: loosenedPins(task.state.pins, pins),
    ...documents,
  };
  return { observation, plan, tree, notices: tree.notices };
}

/**
 * Lends a task to code that only looks, or may be refused: the git objects that this creates are deleted afterwards. If
 * a recorded event names objects that are needed later, observe without this.
 */
export const whileLooking = <T, Of extends Pick<OpenTask, 'repository'>>(
  of: Of,
  work: (of: Of) => Promise<T>,
): Promise<T> => withTemporaryFolder((folder) => work({ ...of, repository: { ...of.repository, scratch: folder } }));

/**
 * The two trees for a diff from `base` to what was observed, including changes inside submodules and nested
 * repositories.
 */
export const comparedWith = (task: OpenTask, base: string, seen: Seen): Promise<{ from: string; to: string }> =>
  withNested(task.repository, ownedPaths(task.repository, task.paths), base, seen.tree);

/** Verifies the receipts behind every open or used approval. */
function receiptsOf({ state, reading, place }: OpenTask): Observation['receipts'] {
  const jobs = new Set(neededJobs(state));
  return verifyReceipts(
    place,
    returnedReviews(state, reading.entries).filter(({ job }) => jobs.has(job)),
  );
}

/** How far the receipt of each review can be believed now, by its job. */
export function verifyReceipts(
  { commonDir, stateDir, task }: Pick<TaskPlace, 'commonDir' | 'stateDir' | 'task'>,
  reviews: readonly NamedReview[],
): Observation['receipts'] {
  const signing = readerSigning(stateDir);
  const { record: folderOf } = ledgerPaths(commonDir);
  return Object.fromEntries(
    reviews.map((review) => [review.job, verifyReceipt(folderOf(task, review.job), review, signing)]),
  );
}

const neededJobs = (state: State): string[] =>
  [
    state.approvals.plan?.job,
    state.approvals.milestone?.job,
    state.approvals.final?.job,
    state.milestones.completed.at(-1)?.job,
  ].filter((job): job is string => typeof job === 'string');

/**
 * Records tightened settings, which take effect at once and need no confirmation.
 *
 * @returns the task as it is afterwards
 */
export async function recordTightening(context: Context, task: OpenTask): Promise<OpenTask> {
  const pins: Pins = { ...task.state.pins, config: pinnedConfig(task.config) };
  if (!isTightening(task.state.pins, pins)) return task;
  const step = record(context, task.place, { type: 'pins-tightened', pins });
  return step.ok ? { ...task, state: step.state } : task;
}
