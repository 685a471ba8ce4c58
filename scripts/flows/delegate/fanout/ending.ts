/** How a fan-out stands or ended, as the command that followed it says. */
import { call, given } from '../../../core/call.js';
import { exitOf, type FanoutResult, type WorkerResult } from '../../../core/delegate/fanout/result.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { readApplied, workerFolder } from '../../../io/delegate/fanout.js';
import { delegatedFile } from '../../../io/delegate/record.js';
import { findingText, workerText } from '../../../render/delegate/fanout.js';
import type { Context, Result } from '../../context.js';
import type { FanoutStanding } from './read.js';

/** Prints how each worker stands and where things lie, and gives the result of the command. */
export function endOf(context: Context, { dir, standing }: FanoutStanding): Result {
  const isApplied = standing.work !== null && readApplied(dir).applied === standing.work.tree;
  const { id, state, workers, findings, work } = standing;
  const code = exitOf(standing);
  context.print(`fanout_id=${id}`);
  const isRunning = state === 'running';
  const report = isRunning ? null : delegatedFile(dir, 'answer');
  const patch = !isRunning && work !== null && work.files.length > 0 ? delegatedFile(dir, 'patch') : null;
  if (report !== null) context.print(`output_path=${report}`);
  if (patch !== null) context.print(`patch_path=${patch}`);
  for (const worker of workers) context.print(workerText(worker, context.language));
  for (const finding of findings) context.print(findingText(finding, context.language));
  const data = { ...dataOf(dir, standing), output_path: report, patch_path: patch, applied: isApplied };
  if (isRunning) return { code, notices: [runningNotice(standing)], next: call('fanout', 'wait', given(id)), data };
  return {
    code,
    notices: noticesOf(standing, isApplied),
    ...(patch === null || isApplied ? {} : { next: call('fanout', 'show', given(id)) }),
    data,
  };
}

/** What a machine reads of a fan-out. */
export const dataOf = (dir: string, { workers, ...standing }: FanoutResult) => ({
  ...standing,
  workers: workers.map((worker) => ({
    ...worker,
    answer_path: worker.state === 'answered' ? delegatedFile(workerFolder(dir, worker.name), 'answer') : null,
  })),
});

const namesOf = (workers: readonly WorkerResult[], state: WorkerResult['state']): string =>
  workers
    .filter((worker) => worker.state === state)
    .map(({ name }) => name)
    .join(', ');

const runningNotice = ({ id, workers }: FanoutResult): Notice =>
  notice('fanout-running', { id, names: namesOf(workers, 'running') });

function noticesOf(standing: FanoutResult, isApplied: boolean): Notice[] {
  const { state, workers, findings, work } = standing;
  const notStarted = namesOf(workers, 'not-started');
  const hasReview = workers.some(({ template, state: how }) => template === 'reviewer' && how === 'answered');
  const agreed = findings.filter(({ found_by: by }) => by.length > 1).length;
  return [
    ...(state === 'running' ? [] : [outcomeNotice(standing, state)]),
    ...(standing.reason === null ? [] : [notice('delegated-fault', { reason: standing.reason, resets_at: '' })]),
    ...workers.flatMap(({ name, reason, resets_at }) =>
      reason === null ? [] : [notice('fanout-worker-failed', { worker: name, reason, resets_at: resets_at ?? '' })],
    ),
    ...(notStarted === '' ? [] : [notice('fanout-not-started', { names: notStarted })]),
    ...(hasReview ? [notice('fanout-found', { count: findings.length, agreed })] : []),
    ...(work === null || work.files.length === 0
      ? []
      : [notice('fanout-changed', { files: work.files.length, applied: isApplied })]),
    ...workers.flatMap(changeNotices),
  ];
}

function outcomeNotice(
  { workers, seconds, tokens }: FanoutResult,
  state: Exclude<FanoutResult['state'], 'running'>,
): Notice {
  switch (state) {
    case 'complete':
      return notice('fanout-complete', { workers: workers.length, seconds, tokens });
    case 'partial': {
      const answered = workers.filter((worker) => worker.state === 'answered').length;
      return notice('fanout-partial', { answered, workers: workers.length });
    }
    case 'failed':
      return notice('fanout-failed', {});
    default:
      return state satisfies never;
  }
}

function changeNotices({ name, work }: WorkerResult): Notice[] {
  if (work === null) return [];
  const { refused, verification } = work;
  const { passed = true, command = '', how = '', tail = '' } = verification ?? {};
  return [
    ...refused.map((one) => notice('fanout-not-merged', { worker: name, ...one })),
    ...(passed ? [] : [notice('fanout-not-verified', { worker: name, command, how, tail })]),
  ];
}
