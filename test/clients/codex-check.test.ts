/** `cccc codex-check --live` with the real Codex and a scripted loopback model: what one tiny call proves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { httpError } from '../helpers/model-turns.js';
import { RealTask, reviewReply } from '../helpers/real-codex.js';

let lane: RealTask;

beforeAll(async () => {
  lane = await RealTask.planned();
});

afterAll(async () => {
  lane.task.end();
  await lane.close();
});

test('one request proves login, model and schema, and leaves nothing behind', async () => {
  const before = contentsOf(lane.task.repo.dir);
  const ran = await lane.serve(reviewReply({ summary: 'ready' })).task.call('codex-check', '--live');
  expect(ran).toMatchObject({
    code: 0,
    json: { data: { ready: true, live: { usage: { output_tokens: expect.any(Number) } } } },
  });
  expect(lane.server.requests).toHaveLength(1);
  expect(JSON.stringify(lane.server.requests)).toContain('excluded_files_acknowledged');
  expect(contentsOf(lane.task.repo.dir)).toEqual(before);
});

test.each([
  ['unauthorized', httpError(401, { message: 'bad key' }), 'codex login'],
  ['reply-wrong-shape', '{"verdict":"pass"}', 'codex-check --live'],
] as const)('an outage has its reason and one command: %s', async (reason, turn, command) => {
  const before = contentsOf(lane.task.repo.dir);
  const ran = await lane.serve(turn).task.call('codex-check', '--live');
  expect(ran).toMatchObject({ code: 3, json: { data: { ready: false, reason } } });
  expect(ran.json.findings[0]?.command).toContain(command);
  expect(contentsOf(lane.task.repo.dir)).toEqual(before);
});
