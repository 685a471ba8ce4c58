/** The real Codex with a scripted model: a reply that contradicts itself is asked for once more. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEvents } from '../../scripts/core/codex/events.js';
import { objectOf } from '../../scripts/core/json.js';
import type { ServedRequest } from '../../scripts/dev/servers/responses-server.js';
import { processesNaming } from '../helpers/processes.js';
import { heartbeatOf, RealTask, reviewReply } from '../helpers/real-codex.js';
import { until } from '../helpers/until.js';

const CONTRADICTION = reviewReply({ verdict: 'fail_fixable' });
const usage = { input_tokens: 1000, output_tokens: 50, total_tokens: 1050 };

describe('a reply that contradicts itself', () => {
  let lane: RealTask;
  beforeAll(async () => {
    lane = await RealTask.planned();
    lane.task.save();
  });
  beforeEach(() => {
    lane.task.restore();
    lane.server.requests.length = 0;
  });
  afterAll(async () => {
    lane.task.end();
    await lane.close();
  });
  const eventsOf = (name: string): ReturnType<typeof parseEvents>['events'] =>
    parseEvents(readFileSync(path.join(lane.record.replace(/\d+$/, '1'), name), 'utf8')).events;
  const asks = ({ path: at }: ServedRequest): boolean => at.endsWith('/responses');

  it('is asked for once more, in a new conversation with the same packet, schema and sandbox', async () => {
    lane.serve({ text: CONTRADICTION, usage }, { text: reviewReply(), usage });
    expect(await lane.task.call('review', 'plan')).toMatchObject({
      code: 0,
      json: { findings: [{ code: 'review-passed' }] },
    });
    const [first, again] = lane.server.requests.filter(asks);
    expect(lane.server.requests.filter(asks)).toHaveLength(2);
    expect(again?.raw).toContain('reply to it does not count');
    expect(again?.raw).toContain('Current thresholds');
    expect(objectOf(again?.body)['text']).toEqual(objectOf(first?.body)['text']);
    const threads = ['events.jsonl', 'events-2.jsonl'].map((name) =>
      eventsOf(name).flatMap((event) => (event.type === 'thread-started' ? [event.threadId] : [])),
    );
    expect(new Set(threads.flat()).size).toBe(2);
    const record = lane.task.record('plan-1');
    for (const stderr of ['stderr.txt', 'stderr-2.txt'])
      expect(readFileSync(path.join(record, stderr), 'utf8')).toContain('sandbox_policy=read-only');
    expect(JSON.parse(readFileSync(path.join(record, 'receipt.json'), 'utf8'))).toMatchObject({
      codex: { thread_id: threads[1]?.[0] },
      usage: { input_tokens: 2000, output_tokens: 100 },
    });
    expect((await lane.task.call('gates')).json.data).toMatchObject({
      gates: { plan: { state: 'open', assurance: 'verified' } },
    });
    expect(existsSync(path.join(String(lane.task.env['CODEX_HOME']), 'sessions')), 'nothing to resume is kept').toBe(
      false,
    );
    rmSync(path.join(record, 'prompt-2.md'));
    expect((await lane.task.call('gates')).json.data).toMatchObject({ gates: { plan: { assurance: 'attested' } } });
  });

  it('can be cancelled while it is asked for once more, and leaves no process', async () => {
    lane.serve(CONTRADICTION, { text: reviewReply(), hang: 'created' });
    const record = lane.record;
    const running = lane.task.call('review', 'plan');
    await until(() => lane.server.requests.filter(asks).length === 2, 60_000);
    expect(heartbeatOf(record).phase).toBe('asking-again');
    await lane.task.call('review', 'cancel');
    expect(await running).toMatchObject({ code: 3, json: { data: { reason: 'cancelled' } } });
    await until(() => processesNaming(record).length === 0 && processesNaming(lane.task.stateDir).length === 0);
    expect(lane.task.state).toMatchObject({ status: 'PAUSED_FOR_CODEX', review_running: false });
  });

  it('is not asked for once more beyond the tokens of the review', async () => {
    await lane.reconfigure({ token_budget: 1500 });
    lane.serve({ text: CONTRADICTION, usage });
    expect(await lane.task.call('review', 'plan')).toMatchObject({
      code: 3,
      json: { data: { reason: 'token-budget' } },
    });
    expect(lane.server.requests.filter(asks)).toHaveLength(2);
  });
});
