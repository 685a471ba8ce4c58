/** `cccc review diff` with the real Codex: what its reviewers are sent, read and find, and one that crashes. */
import { describe, expect, it } from 'vitest';
import { type ServedRequest, startResponsesServer, type Turn } from '../../scripts/dev/servers/responses-server.js';
import type { Review } from '../../scripts/generated/types.js';
import { labConfig } from '../helpers/codex-lab.js';
import { resultOf } from '../helpers/diff-review.js';
import { finding } from '../helpers/fake-codex.js';
import { httpError, modelRuns } from '../helpers/model-turns.js';
import { processesNaming } from '../helpers/processes.js';
import { reviewReply } from '../helpers/real-codex.js';
import { TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const LARGE = Array.from({ length: 16_000 }, (_, at) => `export const value${at} = compute(${at});`).join('\n');

const said = (ran: Awaited<ReturnType<TaskProject['call']>>): string[] => ran.json.findings.map(({ code }) => code);

/** A model that finds the planted fault only where it was sent or has read the line. */
const found = (request: ServedRequest, given: Partial<Review> = {}): string =>
  request.raw.includes('total / list.length')
    ? reviewReply({
        findings: [finding({ title: 'Division by zero for an empty list', file: 'src/mean.ts', line: 2 })],
        verdict: 'fail_fixable',
        ...given,
      })
    : reviewReply();

async function inLab(
  answer: (request: ServedRequest) => Turn | string,
  work: (task: TaskProject, requests: readonly ServedRequest[]) => Promise<void>,
): Promise<void> {
  const server = await startResponsesServer({ answer });
  const task = new TaskProject({ config: { codex: { ...(await labConfig(server.url)), token_budget: 90_000 } } });
  task.env['LAB_KEY'] = 'dummy';
  try {
    await work(task, server.requests);
    await until(() => processesNaming(task.repo.dir, task.stateDir).length === 0);
  } finally {
    await server.close();
    task.end();
  }
}

describe.runIf(process.platform === 'linux')('a review of a change by the real Codex', () => {
  const plant = ({ repo }: TaskProject): void => {
    repo
      .write('src/mean.ts', 'export const mean = (list: number[], total: number) =>\n  total / list.length;\n')
      .write('src/large.ts', LARGE);
  };
  const readsLarge = modelRuns('sed -n 1,400p tree/src/large.ts');
  const hasRead = ({ raw }: ServedRequest): boolean => raw.includes('function_call_output');

  it('finds the planted fault, and passes only once the file that the packet names was read', async () => {
    let isRead = false;
    const answer = (request: ServedRequest): Turn | string => {
      if (request.raw.includes('total / list.length')) return found(request);
      return isRead && !hasRead(request) ? readsLarge : reviewReply();
    };
    await inLab(answer, async (task, requests) => {
      plant(task);
      const ran = await task.call('review', 'diff');
      expect([ran.code, said(ran)]).toEqual([1, ['diff-found']]);
      expect(resultOf(ran).findings).toMatchObject([{ file: 'src/mean.ts', line: 2, blocking: true }]);
      expect(requests.at(-1)?.raw).toContain('cat tree/src/large.ts');
      task.repo.write('src/mean.ts', 'export const mean = () => 0;\n');
      expect(resultOf(await task.call('review', 'diff')).lenses).toMatchObject([
        { state: 'failed', reason: 'files-not-read', detail: 'src/large.ts' },
      ]);
      isRead = true;
      const again = await task.call('review', 'diff', '--retry');
      expect([again.code, said(again)]).toEqual([0, ['diff-passed']]);
    });
  });

  it('has two reviewers agree, goes on without one that crashes, and runs only that one again', async () => {
    let isDown = true;
    const answer = (request: ServedRequest): Turn | string => {
      if (!request.raw.includes('Your lens is security')) return found(request);
      if (isDown) return httpError(400, { message: 'no', type: 'invalid_request_error' });
      return found(request, {
        findings: [finding({ title: 'An empty list divides by zero', file: 'src/mean.ts', line: 1, severity: 'P2' })],
      });
    };
    await inLab(answer, async (task, requests) => {
      task.repo.write(
        'src/mean.ts',
        'export const mean = (list: number[], total: number) =>\n  total / list.length;\n',
      );
      const ran = await task.call('review', 'diff', '--lens', 'security,correctness');
      expect([ran.code, said(ran)]).toEqual([1, ['diff-lens-failed', 'diff-found']]);
      expect(resultOf(ran).lenses).toMatchObject([
        { lens: 'security', state: 'failed', reason: 'bad-request' },
        { lens: 'correctness', state: 'answered', verdict: 'fail_fixable' },
      ]);
      isDown = false;
      const before = requests.length;
      const again = resultOf(await task.call('review', 'diff', '--retry'));
      expect(again.state).toBe('complete');
      expect(again.findings.map(({ title, found_by: by }) => [title, by])).toEqual([
        ['Division by zero for an empty list', ['security', 'correctness']],
      ]);
      expect(requests.slice(before).every(({ raw }) => raw.includes('Your lens is security'))).toBe(true);
    });
  });
});
