/** `cccc status`: where the task stands. Never writes, and says what it can when the work tree cannot be named. */

import { type Notice, notice, Problem } from '../core/say/notices.js';
import { isPaused, type State } from '../core/task/model.js';
import { nextStep } from '../core/task/next-step.js';
import { offeredStrategies, pauseFields } from '../core/task/pauses.js';
import { type Context, done, type Options, type Result } from '../flows/context.js';
import { gateNotices, gatesData } from '../flows/task/gates-data.js';
import { findSource, type GatesReading, readGates, type Source } from '../flows/task/gates-reading.js';
import { cliCommand } from '../flows/task/place.js';
import { ledgerPaths } from '../io/ground/workspace.js';
import { livenessOf, readHeartbeat } from '../io/run/jobs.js';
import { progressBlock } from '../render/progress.js';
import { runningText } from '../render/review.js';
import { statusText } from '../render/status.js';

export const options: Options = {};

export async function run(context: Context): Promise<Result> {
  const source = await findSource(context);
  if (source.kind === 'none')
    return done([notice('no-task', {})], { next: 'cccc start "<task>"', data: { task: null, status: null } });
  const { state } = source;
  const reading = await gatesOrProblem(context, source);
  const gates = 'problem' in reading ? null : reading;
  const running = runningReview(context, source);
  context.print(
    statusText({ state, gates, running: running?.text ?? null }, context.language, cliCommand(context.cwd)),
  );
  const notices: Notice[] = [
    ...('problem' in reading ? [reading.problem] : gateNotices(reading)),
    ...(running?.notices ?? []),
    ...(source.kind === 'ledger' ? source.task.reading.notices : []),
  ];
  for (const given of notices) context.say(given);
  const progress = progressBlock(state, context.language);
  // The block is the end, so what there is to say has been said above it.
  context.print(`${notices.length > 0 ? '\n' : ''}${progress}`);
  return done(context.json ? notices : [], {
    data: {
      ...statusData(state),
      gates: gates && gatesData(gates),
      review: running?.data ?? null,
      progress: progress.split('\n'),
    },
  });
}

/** A work tree that cannot be named is said, and the rest is shown all the same. */
async function gatesOrProblem(
  context: Context,
  source: Exclude<Source, { kind: 'none' }>,
): Promise<GatesReading | { problem: Notice }> {
  try {
    return await readGates(context, source);
  } catch (error) {
    if (error instanceof Problem) return { problem: error.notice };
    throw error;
  }
}

function runningReview(context: Context, source: Exclude<Source, { kind: 'none' }>) {
  const review = source.state.reviews.running;
  if (!review || source.kind === 'export') return null;
  const { place } = source.task;
  const dir = ledgerPaths(place.commonDir).record(place.task, review.job);
  const beat = readHeartbeat(dir);
  const liveness = livenessOf(dir);
  const view = {
    gate: review.gate,
    job: review.job,
    round: review.round,
    startedAt: review.started_at,
    now: context.now(),
    phase: beat?.phase ?? 'snapshot',
    tokens: beat?.tokens ?? 0,
  };
  const isGone = liveness === 'dead' || liveness === 'other-boot';
  return {
    text: runningText(view, context.language),
    notices: isGone ? [notice('review-dead', { job: review.job })] : [],
    data: {
      gate: review.gate,
      job: review.job,
      round: review.round,
      started_at: review.started_at,
      liveness,
      phase: view.phase,
      tokens: view.tokens,
    },
  };
}

function statusData(state: State) {
  const step = nextStep(state);
  const { task_id, task, status, mode } = state;
  const { pause_reason, question, codex_resets_at } = pauseFields(state);
  return {
    task: task_id,
    text: task,
    status,
    mode,
    pause_reason,
    question,
    current_milestone_id: state.milestones.current,
    codex_resets_at,
    findings: state.findings.open,
    completed_milestones: state.milestones.completed.map(({ id }) => id),
    blocked_milestones: state.milestones.blocked,
    offered_strategies: isPaused(status) ? offeredStrategies(state) : [],
    next: { action: step.action, run: step.run, waits: step.waits },
  };
}
