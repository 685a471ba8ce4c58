/** How the newest review of the present work tree stands. */
import {
  type DiffResult,
  judgeLens,
  type LensResult,
  wholeResult,
  withoutResult,
} from '../../../core/delegate/diff/result.js';
import { Problem } from '../../../core/say/notices.js';
import { validateReview } from '../../../generated/validators.js';
import { newestReview, type ReviewerRun, removeCopy } from '../../../io/delegate/diff.js';
import { readRunEnd } from '../../../io/delegate/record.js';
import type { Project } from '../../task/place.js';
import { readDelegated } from '../settle.js';

/** A review with its runs: of each lens, the newest. */
export interface ReviewRuns {
  reviewers: ReviewerRun[];
  result: DiffResult;
}

/**
 * Reads the newest review of a work tree; a reviewer whose supervisor is gone is settled.
 *
 * @returns null when there was none
 * @throws Problem `diff-damaged`, `record-corrupt`
 */
export async function readReview({ stateDir, repository }: Project): Promise<ReviewRuns | null> {
  const all = newestReview(stateDir, repository.top);
  const about = all[0]?.about;
  if (about === undefined) return null;
  const newest = about.lenses.map((lens) => ({ lens, run: all.findLast((one) => one.about.lens === lens) }));
  const results = await Promise.all(newest.map(({ lens, run }) => resultOf(lens, run)));
  return { reviewers: newest.flatMap(({ run }) => run ?? []), result: wholeResult(about, results) };
}

/** Whether a review of this work tree runs; one that cannot be read does not. */
export async function isReviewing(project: Project): Promise<boolean> {
  try {
    return (await readReview(project))?.result.state === 'running';
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** How one reviewer stands. */
async function resultOf(lens: string, run: ReviewerRun | undefined): Promise<LensResult> {
  if (run === undefined) return withoutResult(lens, 'not-started');
  const { result } = await readDelegated(run.dir);
  if (result === null) return withoutResult(lens, 'running');
  removeCopy(run.dir);
  return judgeLens(run.about, result, readRunEnd(run.dir), validateReview);
}
