/** Reviews a change, follows the review, and says what was found. */
import path from 'node:path';
import { call, given } from '../../../core/call.js';
import { type DiffResult, exitCodeOf, type LensResult } from '../../../core/delegate/diff/result.js';
import { isLens } from '../../../core/delegate/lenses.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { oneLine } from '../../../core/say/plain.js';
import { storedPath } from '../../../io/ground/workspace.js';
import { requestCancel } from '../../../io/run/run.js';
import { diffReviewPage } from '../../../render/views/diff-review.js';
import { type Context, type Result, refused } from '../../context.js';
import { whileLooking } from '../../task/observe.js';
import { openProject, type Project } from '../../task/place.js';
import { followAll } from '../follow-all.js';
import { presentTree } from './change.js';
import { type ReviewRuns, readReview } from './runs.js';
import { type AskedReview, startDiffReview } from './start.js';

/** Reviews the present change, and waits for the end as long as is asked. */
export async function reviewDiff(
  context: Context,
  asked: Omit<AskedReview, 'again'>,
  maxSeconds: number,
): Promise<Result> {
  const project = await openProject(context);
  return (await startDiffReview(context, project, { ...asked, again: null })) ?? waited(context, project, maxSeconds);
}

/** Runs the reviewers of the last review again that gave no verdict. */
export async function retryDiff(context: Context, model: string | null, maxSeconds: number): Promise<Result> {
  const project = await openProject(context);
  const runs = await readReview(project);
  if (runs === null) return refused([notice('diff-none', {})]);
  const { result: again } = runs;
  const lenses = again.lenses.filter(isMissing).map(({ lens }) => lens);
  if (again.state !== 'running' && lenses.length === 0) return refused([notice('diff-whole', {})]);
  const asked: AskedReview = { base: null, lenses: lenses.filter(isLens), model, again };
  return (await startDiffReview(context, project, asked)) ?? waited(context, project, maxSeconds);
}

/** Waits for the review that runs, or says again how the last one ended. */
export async function waitForDiff(context: Context, maxSeconds: number): Promise<Result> {
  return waited(context, await openProject(context), maxSeconds);
}

/** Shows the last review again; what it found is no failure of this command. */
export async function showDiff(context: Context): Promise<Result> {
  const project = await openProject(context);
  const runs = await readReview(project);
  if (runs === null) return refused([notice('diff-none', {})]);
  const result = await said(context, project, runs);
  return result.code === 4 ? result : { ...result, code: 0 };
}

/** How long a cancelled review may take to end. */
const CANCEL_SECONDS = 60;

/** Ends the reviewers that run. */
export async function cancelDiff(context: Context): Promise<Result> {
  const project = await openProject(context);
  const runs = await readReview(project);
  if (runs === null) return refused([notice('diff-none', {})]);
  if (runs.result.state !== 'running') return said(context, project, runs);
  for (const { dir } of runningOf(runs)) requestCancel(dir);
  const result = await waited(context, project, CANCEL_SECONDS);
  return result.code === 4
    ? result
    : { ...result, code: 0, notices: [notice('diff-cancelled', {}), ...result.notices] };
}

async function waited(context: Context, project: Project, maxSeconds: number): Promise<Result> {
  const before = await readReview(project);
  if (before === null) return refused([notice('diff-none', {})]);
  const running = runningOf(before);
  const named = running.map(({ dir, about }) => ({ dir, name: before.reviewers.length > 1 ? about.lens : '' }));
  if (named.length > 0) await followAll(context, named, maxSeconds);
  return said(context, project, (await readReview(project)) ?? before);
}

const runningOf = ({ reviewers, result }: ReviewRuns): ReviewRuns['reviewers'] =>
  reviewers.filter(({ about }) => result.lenses.some(({ lens, state }) => lens === about.lens && state === 'running'));

const isMissing = ({ state }: LensResult): boolean => state === 'failed' || state === 'not-started';

/** Shows a review; one that still runs is only named. */
async function said(context: Context, project: Project, { result }: ReviewRuns): Promise<Result> {
  const code = exitCodeOf(result);
  if (code === 4) {
    const names = result.lenses.filter(({ state }) => state === 'running').map(({ lens }) => lens);
    return {
      code,
      notices: [notice('diff-running', { names: names.join(', ') })],
      next: call('review', 'wait', given('diff')),
      data: result,
    };
  }
  const { top } = project.repository;
  const isSame = (await whileLooking(project, presentTree)).digest === result.tree;
  const linkOf = (file: string): string => storedPath(project.paths.project, path.join(top, file));
  context.show(diffReviewPage({ result, isSame, linkOf }, context.language));
  return { code, notices: noticesOf(result, isSame), data: { ...result, same_content: isSame } };
}

function noticesOf(result: DiffResult, isSame: boolean): Notice[] {
  const { lenses, verdict, findings, files } = result;
  const missing = lenses.filter(isMissing);
  const blocking = findings.filter((finding) => finding.blocking).length;
  return [
    ...missing.map(({ lens, reason, detail, resets_at }) =>
      notice('diff-lens-failed', { lens, reason, detail, resets_at: resets_at ?? '' }),
    ),
    ...(verdict === null || (verdict === 'pass' && missing.length > 0) ? [] : [outcomeNotice(verdict)]),
    ...lenses.flatMap(({ question }) =>
      question === null ? [] : [notice('codex-asks', { question: oneLine(question, 1000) })],
    ),
    ...(isSame ? [] : [notice('diff-moved', {})]),
  ];

  function outcomeNotice(said: NonNullable<DiffResult['verdict']>): Notice {
    return said === 'pass'
      ? notice('diff-passed', { files, advisories: findings.length })
      : notice('diff-found', { verdict: said, blocking, count: findings.length });
  }
}
