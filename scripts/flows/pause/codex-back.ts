/** Leaves PAUSED_FOR_CODEX: Codex is looked at first, and what this machine refused is tried again. */
import { call } from '../../core/call.js';
import { isRefusedHere } from '../../core/codex/reasons.js';
import { notice } from '../../core/say/notices.js';
import type { PauseOf } from '../../core/task/pauses.js';
import { tryCodex } from '../../io/codex/preflight.js';
import { fetchBlobs } from '../../io/git/snapshot.js';
import { nameTree } from '../../io/git/tree.js';
import { withTemporaryFolder } from '../../io/ground/inspect.js';
import { withTemporaries } from '../../io/run/run-trace.js';
import { type Context, done, type Result, refused } from '../context.js';
import { whileLooking } from '../task/observe.js';
import { ownedPaths } from '../task/owned.js';
import { type OpenTask, record } from '../task/place.js';
import { verifyPlaces } from '../task/written.js';

/**
 * Codex first: still away means still paused; back means the very gate that was missed.
 *
 * @throws the Problem of what this machine still refuses
 */
export async function afterCodex(context: Context, task: OpenTask, pause: PauseOf<'codex'>): Promise<Result> {
  const { state, config } = task;
  if (isRefusedHere(pause.reason)) await verifyHere(task);
  const codex = await withTemporaryFolder((folder) =>
    tryCodex(config.codex, {
      env: withTemporaries(context.env, folder),
      repository: task.repository,
      stateDir: task.stateDir,
      folder,
    }),
  );
  if (codex.kind === 'infrastructure') {
    const away = notice('codex-still-away', {
      reason: codex.reason,
      detail: codex.detail,
      resets_at: codex.resetsAt ?? pause.resets_at ?? '',
    });
    return refused([away], {
      data: { status: state.status, reason: codex.reason, detail: codex.detail, resets_at: pause.resets_at },
    });
  }
  return missedReview(context, task, pause, codex.version);
}

function missedReview(context: Context, task: OpenTask, pause: PauseOf<'codex'>, version: string): Result {
  const { gate } = pause;
  const step = record(context, task.place, {
    type: 'resumed',
    strategy: 'recommended',
    confirmed: context.asked !== null,
    reason: 'codex-is-back',
    observation: null,
  });
  if (!step.ok) return refused([...step.notices, step.refused]);
  const limit =
    pause.resets_at !== null && pause.resets_at > context.now()
      ? [notice('codex-limit-holds', { resets_at: pause.resets_at })]
      : [];
  const back = isRefusedHere(pause.reason)
    ? notice('review-missed-here', { gate })
    : notice('codex-is-back', { version, gate });
  return done([...step.notices, back, ...limit], {
    next: call('review', gate),
    data: { status: step.state.status, gate },
  });
}

/** What this machine refused is tried again, without Codex. */
async function verifyHere(task: OpenTask): Promise<void> {
  verifyPlaces(task);
  const { repository, paths } = task;
  await whileLooking(task, async (looked) => {
    const { tree } = await nameTree(looked.repository, ownedPaths(repository, paths));
    await fetchBlobs(looked.repository, tree);
  });
}
