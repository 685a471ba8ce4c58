/**
 * The real Codex runs a command that leaves its process group, and the review ends meanwhile: no process keeps running,
 * and no temporary file stays.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelRuns } from '../helpers/model-turns.js';
import { allProcesses, processesNaming } from '../helpers/processes.js';
import { heartbeatOf, RealTask, reviewReply } from '../helpers/real-codex.js';
import { freshFolder, makeProject } from '../helpers/repo.js';
import { until } from '../helpers/until.js';

/** A sleep duration that no other test uses. */
const SECONDS = `1${process.pid}`;
const sleepers = (): string[] =>
  allProcesses()
    .map(({ command }) => command)
    .filter((command) => command.startsWith('sleep\0') && command.includes(SECONDS));

let lane: RealTask;
beforeAll(async () => {
  const repo = makeProject();
  // The git directory is outside the work tree, as for a linked work tree.
  repo.git('init', '--quiet', '--separate-git-dir', path.join(freshFolder(), 'git'));
  lane = await RealTask.planned({ idle_timeout_seconds: 600 }, repo);
  lane.task.env['TMPDIR'] = freshFolder();
});
afterAll(async () => {
  lane.task.end();
  await lane.close();
});

/**
 * A review in which Codex has just started sleeping processes: one that it waits for, one in the background, and one in
 * a new session that ignores SIGTERM.
 */
async function sleeping(): Promise<{ record: string; ended: Promise<unknown> }> {
  const { record } = lane;
  lane.serve(modelRuns(`sleep ${SECONDS} & (trap '' TERM HUP INT; setsid sleep ${SECONDS}) & sleep ${SECONDS}`), {
    hang: 'headers',
  });
  const ended = lane.task.call('review', 'plan');
  await until(() => sleepers().length === 3, 60_000);
  return { record, ended };
}

async function nothingIsLeft(reason: string): Promise<void> {
  await until(
    () =>
      sleepers().length === 0 &&
      [lane.task.stateDir, lane.task.repo.dir, lane.record].every((dir) => processesNaming(dir).length === 0),
    30_000,
  );
  expect(lane.task.state).toMatchObject({ status: 'PAUSED_FOR_CODEX', pause_reason: reason });
  expect(readdirSync(lane.task.env['TMPDIR'] ?? '')).toEqual([]);
  expect(await lane.task.call('resume')).toMatchObject({ code: 0 });
}

describe.runIf(process.platform === 'linux')('while the real Codex runs a command', () => {
  test('a cancelled review leaves none of its processes', async () => {
    const { ended } = await sleeping();
    expect(await lane.task.call('review', 'cancel')).toMatchObject({ code: 0 });
    await ended;
    await nothingIsLeft('cancelled');
  });

  test('nor does one whose supervisor was killed', async () => {
    const { record, ended } = await sleeping();
    process.kill(heartbeatOf(record).pid, 'SIGKILL');
    lane.task.age(path.basename(record));
    await lane.task.call('next');
    await ended;
    await nothingIsLeft('supervisor-killed');
  });

  test('and the review passes afterwards, with nothing left', async () => {
    lane.serve(reviewReply());
    expect(await lane.task.call('review', 'plan')).toMatchObject({ code: 0 });
    expect(readdirSync(lane.task.env['TMPDIR'] ?? '')).toEqual([]);
  });
});
