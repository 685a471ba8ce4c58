/** Starts a fan-out: one supervisor for all of its workers. */
import path from 'node:path';
import type { Infrastructure } from '../../../core/codex/reasons.js';
import { normalPath } from '../../../core/delegate/fanout/faults.js';
import type { NamedPlan } from '../../../core/delegate/fanout/patterns.js';
import { promptAdvice } from '../../../core/delegate/prompt-advice.js';
import { MOST_WRITERS, overlapOf } from '../../../core/delegate/sessions.js';
import { CARRIED } from '../../../core/install/carry.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { redact } from '../../../core/say/redact.js';
import type { Fanout } from '../../../generated/types.js';
import { fanoutPlaces, fanoutText, makeFanoutFolders } from '../../../io/delegate/fanout.js';
import { delegatedFolder, removeDelegated, runName, writeDelegatedRequest } from '../../../io/delegate/record.js';
import { withSessions } from '../../../io/delegate/sessions.js';
import { withNested } from '../../../io/git/nested.js';
import { nameTree } from '../../../io/git/tree.js';
import { projectPaths } from '../../../io/ground/workspace.js';
import { announceRun } from '../../../io/run/run.js';
import type { Context } from '../../context.js';
import { ownedPaths } from '../../task/owned.js';
import { verifiable } from '../ask/ask.js';
import { type AskPlace, askPlace, folderItself } from '../ask/material.js';
import { writersAtWork } from '../ask/session.js';
import { withChoices } from '../settings.js';
import { type Delegation, lookAtCodex, type StartedRun, startDelegated } from '../start.js';
import { pruneFanouts } from './find.js';
import { storeOf } from './material.js';

export interface FanoutStarted {
  started: StartedRun;
  fanout: Fanout;
  advice: Notice[];
}

const JOBS = 8;
const WORKER_SECONDS = 600;
const IDLE_SECONDS = 180;
const TOTAL_SECONDS = 3600;

/**
 * Starts the workers of a plan.
 *
 * @returns why Codex does not run where that is not the caller's doing
 * @throws the Problems of a call that is refused: they name the rule
 */
export async function startFanout(context: Context, plan: NamedPlan): Promise<FanoutStarted | Infrastructure> {
  const workers = plan.stages.flatMap((stage) => stage.workers);
  const verify = new Map(
    workers.flatMap(({ name, verify: line }): [string, string[]][] =>
      line === undefined ? [] : [[name, verifiable(context, line)]],
    ),
  );
  const place = await askPlace(context);
  const writes = workers.some(({ template }) => template === 'implementer');
  if (writes && place.repository === null) throw new Problem(notice('ask-writer-outside', { dir: place.top }), 1);
  pruneFanouts(place.stateDir, Date.parse(context.now()));
  const id = runName('fanout', context.now());
  const dir = delegatedFolder(place.stateDir, id);
  makeFanoutFolders(dir);
  try {
    const looking = lookingAt(context, place, dir);
    const fanout = { ...described(context, place, plan, verify), ...(await contentOf(place, dir)) };
    register(place.stateDir, dir, fanout);
    const started = await start(context, { id, fanout, looking });
    if (started.kind === 'infrastructure') removeDelegated(dir);
    return started.kind === 'infrastructure' ? started : { started, fanout, advice: adviceOn(fanout) };
  } catch (error) {
    removeDelegated(dir);
    throw error;
  }
}

const safe = (text: string | undefined): string | null => (text === undefined ? null : redact(text));
const allSafe = (texts: readonly string[] = []): string[] => texts.map((text) => redact(text));

/** The plan with everything filled in, and without secrets, because it is kept. */
function described(
  context: Context,
  { top, project, repository, config }: AskPlace,
  plan: NamedPlan,
  verify: ReadonlyMap<string, string[]>,
): Omit<Fanout, 'base' | 'tree'> {
  const { limits = {}, context: pack = {} } = plan;
  return {
    v: 1,
    ...{ top: repository?.top ?? null, place: top, project: path.relative(top, project) },
    ...{ language: context.language, started_at: context.now() },
    ...{ jobs: plan.jobs ?? JOBS, web_search: plan.web_search ?? false },
    context: {
      ...{ goal: safe(pack.goal), success_check: safe(pack.success_check) },
      ...{ non_goals: allSafe(pack.non_goals), constraints: allSafe(pack.constraints) },
      ...{ pointers: allSafe(pack.pointers), decisions: allSafe(pack.decisions) },
    },
    limits: {
      idle_seconds: limits.idle_seconds ?? IDLE_SECONDS,
      total_seconds: limits.total_seconds ?? TOTAL_SECONDS,
      total_tokens: limits.total_tokens ?? null,
    },
    carried: [...(config.testing.carry ?? CARRIED)],
    stages: plan.stages.map(({ name, workers }) => ({
      name,
      workers: workers.map((worker) => ({
        ...{ name: worker.name, template: worker.template, task: redact(worker.task), lens: allSafe(worker.lens) },
        ...{ paths: (worker.paths ?? []).map(normalPath), verify: verify.get(worker.name) ?? null },
        ...{ model: worker.model ?? plan.model ?? null, effort: worker.reasoning ?? plan.reasoning ?? null },
        seconds: worker.seconds ?? limits.worker_seconds ?? WORKER_SECONDS,
        tokens: worker.tokens ?? limits.worker_tokens ?? null,
      })),
    })),
  };
}

/** Names the present content; its objects belong to the fan-out. */
async function contentOf({ project, repository }: AskPlace, dir: string): Promise<Pick<Fanout, 'base' | 'tree'>> {
  if (repository === null) return { base: null, tree: null };
  const store = storeOf(dir, repository);
  const owned = ownedPaths(repository, projectPaths(project));
  const named = await nameTree(store, owned);
  const { to } = await withNested(store, owned, named.tree, named);
  return { base: { tree: named.tree, nested: named.nested }, tree: to };
}

/** Writes a fan-out that is about to start, so that its writers count from now on. */
function register(stateDir: string, dir: string, fanout: Fanout): void {
  withSessions(stateDir, () => {
    verifyRoom(stateDir, fanout);
    announceRun(dir);
    writeDelegatedRequest(dir, { prompt: fanoutText(fanout), schema: null });
  });
}

/** Refuses writers for which there is no room beside those that work now. */
function verifyRoom(stateDir: string, { top, stages }: Fanout): void {
  const writersOf = (stage: Fanout['stages'][number]) =>
    stage.workers.filter(({ template }) => template === 'implementer');
  const most = Math.max(...stages.map((stage) => writersOf(stage).length));
  const busy = most === 0 ? [] : writersAtWork(stateDir, top);
  if (busy.length + most > MOST_WRITERS && busy.length > 0)
    throw new Problem(notice('ask-writers-busy', { most: MOST_WRITERS, ids: busy.map(({ id }) => id).join(', ') }), 1);
  for (const { paths } of stages.flatMap(writersOf))
    for (const other of busy) {
      const shared = overlapOf(paths, other.files);
      if (shared.length > 0)
        throw new Problem(notice('ask-files-overlap', { files: shared.join(', '), id: other.id }), 1);
    }
}

/** The look at Codex, which goes on while the content is named, and what it is about. */
interface Looking extends Pick<Delegation, 'config' | 'folder' | 'repository' | 'stateDir' | 'secrets' | 'reading'> {
  ready: NonNullable<Delegation['ready']>;
}

function lookingAt(context: Context, { top, repository, stateDir, config }: AskPlace, dir: string): Looking {
  const { work: folder } = fanoutPlaces(dir);
  const about = {
    ...{ config: withChoices(config, { model: null }), folder, repository, stateDir },
    secrets: repository === null ? folderItself(top, []).denied : [],
    reading: repository === null ? top : null,
  };
  const ready = lookAtCodex(context, about, folder);
  ready.catch(() => undefined);
  return { ...about, ready };
}

const start = (
  context: Context,
  { id, fanout, looking }: { id: string; fanout: Fanout; looking: Looking },
): Promise<StartedRun | Infrastructure> =>
  startDelegated(context, id, {
    kind: 'fanout',
    request: { prompt: fanoutText(fanout), schema: null },
    ...{ access: 'read-only', thread: null, keeps_thread: false, tree: null },
    limits: {
      ...{ wall_seconds: fanout.limits.total_seconds, idle_seconds: fanout.limits.idle_seconds },
      ...{ grace_seconds: 0, tokens: fanout.limits.total_tokens },
    },
    ...looking,
  });

/** What the caller should know about the tasks, each remark once. */
function adviceOn({ stages }: Fanout): Notice[] {
  const advice = stages.flatMap((stage) =>
    stage.workers.flatMap(({ task, template, verify }) =>
      promptAdvice(task, template === 'implementer' && verify === null),
    ),
  );
  return advice.filter(({ code }, index) => advice.findIndex((other) => other.code === code) === index);
}
