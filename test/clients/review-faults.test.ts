/**
 * Every way in which a review can fail to take place, through `cccc review` with the real Codex and a scripted loopback
 * model. Where the real fault cannot be caused here, the title says "simulated".
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { httpError, modelRuns } from '../helpers/model-turns.js';
import { type Fault, HERE, LINUX, NETWORK, REPLIES, SERVICE } from '../helpers/outages.js';
import { processesNaming, processesOfGroup, processOf } from '../helpers/processes.js';
import { type Beat, heartbeatOf, RealTask, reviewReply } from '../helpers/real-codex.js';

import type { Ran } from '../helpers/task.js';
import { until } from '../helpers/until.js';

/** Short limits, so that silence is noticed soon, but long enough for a slow machine. */
const LIMITS: Partial<CodexConfig> = { idle_timeout_seconds: 6, timeout_seconds: 25 };
/**
 * Tasks that wait at their plan review. They are made in advance, because making one blocks this process, and with it
 * the models of the other tasks.
 */
const lanes: RealTask[] = [];
const waiting: ((lane: RealTask) => void)[] = [];
const idle: RealTask[] = [];

beforeAll(async () => {
  for (let lane = 0; lane < 3; lane += 1) lanes.push(await RealTask.planned(LIMITS));
  idle.push(...lanes);
});

afterAll(async () => {
  for (const lane of lanes) lane.task.end();
  for (const lane of lanes) await lane.close();
});

/** A task that survived its fault is used again by the next test; otherwise a new one is made. */
async function withTask(work: (lane: RealTask) => Promise<void>): Promise<void> {
  let lane = idle.pop() ?? (await new Promise<RealTask>((take) => waiting.push(take)));
  try {
    await work(lane);
  } catch (error) {
    lane = await RealTask.planned(LIMITS);
    lanes.push(lane);
    throw error;
  } finally {
    const next = waiting.shift();
    if (next) next(lane);
    else idle.push(lane);
  }
}

/** Runs the review with the fault. */
async function provoke(lane: RealTask, fault: Fault): Promise<{ ran: Ran; beat: Beat | null }> {
  const { record } = lane;
  const running = lane.serve(...(fault.turns ?? [reviewReply()])).task.call('review', 'plan');
  let beat: Beat | null = null;
  if (fault.during) {
    await until(() => heartbeatOf(record).codex !== null && lane.server.requests.length > 0, 60_000);
    beat = heartbeatOf(record);
    await fault.during(beat, record);
  }
  return { ran: await running, beat };
}

/** Removes the fault and resumes. */
async function fix(lane: RealTask, fault: Fault, undo: (() => void) | undefined): Promise<Ran> {
  undo?.();
  if (fault.config) await lane.reconfigure({});
  return lane.task.call('resume');
}

async function survive(lane: RealTask, fault: Fault): Promise<void> {
  const { task } = lane;
  const { record } = lane;
  const settled = task.events.filter(({ type }) => type === 'review-returned').length;
  if (fault.config) await lane.reconfigure(await fault.config(lane));
  const undo = fault.arrange?.(lane);
  lane.server.requests.length = 0;
  const { ran, beat } = await provoke(lane, fault);

  expect(ran).toMatchObject({ code: 3, json: { ok: false, next: expect.stringMatching(/ resume$/) } });
  expect(ran.json.findings[0]).toMatchObject({
    code: 'codex-unavailable',
    args: { gate: 'plan', reason: fault.reason, resets_at: fault.resetsAt ?? '' },
    command: expect.stringMatching(/ resume$/),
  });
  if (fault.detail) expect(ran.json.data['detail']).toMatch(fault.detail);
  expect(task.state).toMatchObject({
    status: 'PAUSED_FOR_CODEX',
    pause_reason: fault.reason,
    review_running: false,
    codex_resets_at: fault.resetsAt ?? null,
    roadmap_status: 'not_reviewed',
  });
  expect(task.events.filter(({ type }) => type === 'review-returned')).toHaveLength(settled);
  const gates = await task.call('gates', '--assert', 'plan');
  expect(gates).toMatchObject({ code: 1, json: { data: { gates: { plan: { state: 'closed' } } } } });
  await until(() => processesNaming(record).length === 0 && processesNaming(task.stateDir).length === 0);
  if (beat?.codex) expect([processesOfGroup(beat.codex.pid), processOf(beat.pid)]).toEqual([[], null]);

  const resumed = await fix(lane, fault, undo);
  expect(resumed, resumed.stdout).toMatchObject({ code: 0, json: { next: expect.stringMatching(/ review plan$/) } });
  if (fault.resetsAt)
    expect(resumed.json.findings).toContainEqual(
      expect.objectContaining({ code: 'codex-limit-holds', args: { resets_at: fault.resetsAt } }),
    );
  expect(task.state).toMatchObject({
    status: 'READY_TO_CONTINUE',
    review_round_current: 0,
    next_step: { action: 'review-plan' },
  });
}

describe.each([
  ['the service', SERVICE],
  ['the network', NETWORK],
  ['the reply', REPLIES],
  ['this machine', HERE],
  ['this machine (Linux)', process.platform === 'linux' ? LINUX : []],
])('an outage by %s', (_, faults) => {
  test.concurrent.for(faults)(
    '$title pauses as $reason: no round, no approval, no process, and a way on',
    { timeout: 240_000 },
    (fault) => withTask((lane) => survive(lane, fault)),
  );
});

describe('after all of these outages', () => {
  test('each task still passes its plan review in round 1, with a verified receipt', async () => {
    expect(idle.length).toBeGreaterThan(0);
    for (const { task } of idle.map((lane) => lane.serve(reviewReply()))) {
      expect((await task.call('next')).json.data).toMatchObject({ action: 'review-plan', args: { round: 1 } });
      expect(await task.call('review', 'plan')).toMatchObject({
        code: 0,
        json: { findings: [{ code: 'review-passed' }] },
      });
      expect((await task.call('gates')).json.data).toMatchObject({
        gates: { plan: { state: 'open', assurance: 'verified' } },
      });
      expect(task.events.filter(({ type }) => type === 'review-returned')).toHaveLength(1);
    }
  });

  test('a milestone survives one too, and passes', async () => {
    const [lane] = idle;
    if (!lane) throw new Error('no task survived');
    const { task } = lane;
    task.ok('milestone', 'start', 'M001');
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    lane.serve(httpError(500, { message: 'boom' }));
    expect(await task.call('review', 'milestone')).toMatchObject({
      code: 3,
      json: { findings: [{ code: 'codex-unavailable', args: { gate: 'milestone', reason: 'server-error' } }] },
    });
    lane.serve(modelRuns('cat tree/src/main.ts'), reviewReply({ next_milestone_id: 'M002' }));
    expect(await task.call('resume')).toMatchObject({
      code: 0,
      json: { next: expect.stringMatching(/ review milestone$/) },
    });
    expect(await task.call('review', 'milestone')).toMatchObject({
      code: 0,
      json: { findings: [{ code: 'review-passed' }] },
    });
    expect(await task.call('milestone', 'accept')).toMatchObject({ code: 0 });
    expect(task.state).toMatchObject({ completed_milestones: ['M001'] });
  });
});
