/** Asks Codex for a plan or a review: records what it is asked, then starts the run. */
import type { Asked, CtoState } from '../../core/cto/model.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { pruneCto } from '../../io/cto/prune.js';
import { type CtoRequest, planRequest, reviewRequest } from '../../io/cto/request.js';
import { newRun, withCtoClaimed } from '../../io/cto/store.js';
import { digestsOfRequest, runName } from '../../io/delegate/record.js';
import { withNested } from '../../io/git/nested.js';
import { changedFiles } from '../../io/git/patches.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { secretsAdded } from '../../io/review/secrets.js';
import type { AddedSecret } from '../../secrets/index.js';
import type { Context } from '../context.js';
import { type Delegation, previewDelegated, startDelegated } from '../delegate/start.js';
import { ownedPaths } from '../task/owned.js';
import type { ConfiguredProject } from '../task/place.js';
import { type OpenCto, presentTree, recordOrRefuse } from './place.js';
import { runVerification } from './verify.js';

/** A request that is ready, with what the log says about it. */
export interface Ready {
  request: CtoRequest;
  about: Pick<Asked, 'kind' | 'attempt' | 'tree' | 'tree_id' | 'results' | 'verified'>;
  model: string | null;
}

/** What the user wants, as given to `cto plan`. */
export interface Wanted {
  objective: string;
  model: string | null;
  max_reviews: number;
}

/** The request for a plan of the present content. */
export async function readyPlan(
  project: ConfiguredProject,
  { objective, model }: Wanted,
): Promise<Ready & { tree: TreeName }> {
  const tree = await presentTree(project);
  const about = { kind: 'plan' as const, attempt: 1, tree: tree.digest, tree_id: tree.tree, results: '', verified: [] };
  return { request: await planRequest(objective), about, model, tree };
}

/** Begins a run, and asks for its plan. */
export async function askForPlan(context: Context, project: ConfiguredProject, wanted: Wanted): Promise<OpenCto> {
  const { repository, paths, stateDir } = project;
  pruneCto(stateDir, Date.parse(context.now()));
  const ready = await readyPlan(project, wanted);
  const place = { stateDir, top: repository.top, run: newRun(context.now()) };
  const { digest, tree } = ready.tree;
  const reading = recordOrRefuse(place, {
    type: 'begun',
    at: context.now(),
    run: place.run,
    session: context.env['CLAUDE_CODE_SESSION_ID'] || null,
    ...{ top: repository.top, project: paths.project, base: { tree, digest } },
    ...wanted,
  });
  // Claimed, so that no other command takes the request for one that was left behind.
  return (await withCtoClaimed(place, () => ask(context, { project, reading }, ready))) ?? { project, reading };
}

/**
 * The request for a review of the present content; verification runs first.
 *
 * @param isDry runs nothing
 * @returns refused when a command changed the content, or when the change adds a secret: nothing is sent then
 * @throws the Problems of runVerification
 */
export async function readyReview(
  context: Context,
  cto: OpenCto,
  { results, model, isDry }: { results: string; model: string | null; isDry: boolean },
): Promise<Ready | { refused: Notice }> {
  const { project, reading } = cto;
  const { state } = reading;
  const ran = isDry ? { verified: [], tree: await presentTree(project) } : await runVerification(context, cto);
  if ('refused' in ran) return ran;
  const { verified, tree } = ran;
  const { repository, paths } = project;
  const trees = await withNested(repository, ownedPaths(repository, paths), state.base.tree, tree);
  const added = stopping(project, await secretsAdded(repository, trees.from, trees.to));
  if (added.length > 0) return { refused: notice('cto-secrets-added', { places: placesOf(added) }) };
  const { files } = await changedFiles(repository, trees.from, trees.to);
  const request = await reviewRequest({ state, results, verified, changed: files });
  const about = { kind: 'review' as const, attempt: 1, tree: tree.digest, tree_id: trees.to, results, verified };
  return { request, about, model };
}

/** Kinds of secrets that are the key to a wallet. */
const WALLET = ['mnemonic', 'chain-key', 'keystore'];

/** Those that the project's settings do not let pass. */
function stopping({ config }: ConfiguredProject, added: readonly AddedSecret[]): AddedSecret[] {
  const { pause_on_real_secrets: secrets, pause_on_wallet_private_keys: wallets } = config.safety;
  return added.filter(({ kind }) => (WALLET.includes(kind) ? wallets : secrets));
}

const placesOf = (added: readonly AddedSecret[]): string =>
  added.map(({ file, line, kind }) => `${file}:${line} ${kind}`).join(', ');

/**
 * Records what Codex is asked, and starts the run. Recorded first: a command that is killed in between leaves a request
 * that is settled as an outage, never a run that nobody knows.
 *
 * @throws Problem when another command has changed the run meanwhile
 */
export async function ask(context: Context, { project, reading }: OpenCto, ready: Ready): Promise<OpenCto> {
  const { place } = reading;
  const delegation = delegationOf(project, reading.state, ready);
  const job = runName(delegation.kind, context.now());
  const { prompt, schema } = digestsOfRequest(ready.request);
  const request = { prompt, schema: schema ?? '' };
  const asked = recordOrRefuse(place, { type: 'asked', at: context.now(), job, request, ...ready.about });
  const started = await startDelegated(context, job, delegation);
  if (started.kind === 'started') return { project, reading: asked };
  const { reason, resetsAt } = started;
  const failed = { type: 'unavailable' as const, at: context.now(), job, reason, resets_at: resetsAt ?? '' };
  return { project, reading: recordOrRefuse(place, failed) };
}

/** The command line with which Codex would be asked. */
export const previewAsk = (
  context: Context,
  project: ConfiguredProject,
  state: Pick<CtoState, 'model'>,
  ready: Ready,
) => {
  const delegation = delegationOf(project, state, ready);
  return previewDelegated(context, runName(delegation.kind, context.now()), delegation);
};

function delegationOf(
  project: ConfiguredProject,
  state: Pick<CtoState, 'model'>,
  { request, about, model }: Ready,
): Delegation {
  const { repository, stateDir, config } = project;
  const { timeout_seconds, idle_timeout_seconds, token_budget } = config.codex;
  return {
    kind: `cto-${about.kind}`,
    ...{ request, repository, stateDir },
    tree: about.tree_id,
    access: 'read-only',
    // Each request says all that Codex needs, so no conversation is kept.
    thread: null,
    keeps_thread: false,
    limits: {
      wall_seconds: timeout_seconds,
      idle_seconds: idle_timeout_seconds,
      grace_seconds: 0,
      tokens: token_budget,
    },
    folder: null,
    config: withModel(config, model ?? state.model),
  };
}

const withModel = (config: Config, model: string | null): Config =>
  model === null ? config : { ...config, codex: { ...config.codex, model } };
