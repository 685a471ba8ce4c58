/** A gate with lenses and the real Codex: three at the same time, one of them without an answer, and one receipt. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type ServedRequest, startResponsesServer, type Turn } from '../../scripts/dev/servers/responses-server.js';
import type { Receipt } from '../../scripts/generated/types.js';
import { labConfig } from '../helpers/codex-lab.js';
import { finding } from '../helpers/fake-codex.js';
import { httpError, modelRuns } from '../helpers/model-turns.js';
import { processesNaming } from '../helpers/processes.js';
import { reviewReply } from '../helpers/real-codex.js';
import { TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const lensOf = ({ raw }: ServedRequest): string => /Your lens is (\w+)/.exec(raw)?.[1] ?? 'all';

it.runIf(process.platform === 'linux')(
  'three reviewers at the gate of a plan: one outage asks only that one again, and each answer is in the receipt',
  async () => {
    let isDown = true;
    const answer = (request: ServedRequest): Turn | string => {
      const lens = lensOf(request);
      if (lens === 'security' && isDown) return httpError(400, { message: 'no', type: 'invalid_request_error' });
      if (!request.raw.includes('function_call_output')) return modelRuns('cat tree/src/main.ts');
      const advice = [finding({ title: 'M002 has no test', file: null, line: null, severity: 'P2' })];
      return reviewReply({ findings: lens === 'tests' ? advice : [] });
    };
    const server = await startResponsesServer({ answer });
    const codex = await labConfig(server.url);
    const task = new TaskProject({ config: { codex, review: { lenses: ['security', 'tests'] } } });
    task.env['LAB_KEY'] = 'dummy';
    try {
      task.planned();
      const first = await task.call('review', 'plan');
      expect([first.code, first.json.findings[0]?.args]).toMatchObject([
        3,
        { reason: 'bad-request', missed: 'security', answered: 'all, tests' },
      ]);
      expect(server.requests.map(lensOf).sort()).toEqual(['all', 'all', 'security', 'tests', 'tests']);
      isDown = false;
      expect((await task.call('resume')).code).toBe(0);
      const before = server.requests.length;
      const again = await task.call('review', 'plan');
      expect([again.code, again.json.findings[0]?.code]).toEqual([0, 'review-passed']);
      expect(server.requests.slice(before).map(lensOf)).toEqual(['security', 'security']);
      const receipt: Receipt = JSON.parse(readFileSync(path.join(task.record('plan-2'), 'receipt.json'), 'utf8'));
      expect(receipt.reviewers?.map(({ lens, from }) => [lens, from])).toEqual([
        ['all', 'plan-1'],
        ['security', null],
        ['tests', 'plan-1'],
      ]);
      expect(new Set(receipt.reviewers?.map(({ thread_id }) => thread_id)).size).toBe(3);
      expect(receipt.outcome.findings).toMatchObject([{ severity: 'P2', found_by: ['tests'] }]);
      expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
      await until(() => processesNaming(task.repo.dir, task.stateDir).length === 0);
    } finally {
      await server.close();
      task.end();
    }
  },
);
