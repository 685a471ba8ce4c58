/** The runs of a review of a change: each reviewer has one, and diff.json in its folder says to which review it is. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { DiffReview } from '../../generated/types.js';
import { validateDiffReview } from '../../generated/validators.js';
import { makeFolder, readIfThere, writeAtomically } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';
import { livenessOf, readDescription } from '../run/run.js';
import { delegatedFolder, delegatedRuns, readResult } from './record.js';

const fileIn = (dir: string): string => path.join(dir, 'diff.json');
/** Where the copy of the tree lies while Codex reads it. */
const workIn = (dir: string): string => path.join(dir, 'work');

/** The part of a review's name that tells the work tree, so that its runs are found without reading any other. */
const markOf = (top: string): string => `-diff-review-${sha256(top).slice(0, 8)}`;

/** The name of a review. In: a name of start.ts, and the root of the work tree. */
export const reviewName = (run: string, top: string): string => run.replace('-diff-review-', `${markOf(top)}-`);

/** The name of a reviewer's next run: they are numbered, so that the newest is the last. */
export function runOf(stateDir: string, { review, lens }: Pick<DiffReview, 'review' | 'lens'>): string {
  const earlier = delegatedRuns(stateDir).filter((name) => name.startsWith(`${review}-${lens}-`));
  return `${review}-${lens}-${String(earlier.length + 1).padStart(3, '0')}`;
}

/** A reviewer's run. */
export interface ReviewerRun {
  dir: string;
  run: string;
  about: DiffReview;
}

/** Describes a reviewer's run, before it starts. Errors: those of the file system. */
export function writeReviewer(stateDir: string, run: string, about: DiffReview): void {
  const dir = delegatedFolder(stateDir, run);
  makeFolder(dir);
  writeAtomically(fileIn(dir), `${JSON.stringify(about, null, 1)}\n`);
}

/**
 * The runs of the newest review of a work tree, oldest first; empty when there was none. A run that was never described
 * to its supervisor does not count: its command was killed before.
 *
 * @throws Problem `diff-damaged` for a description that is missing or damaged
 */
export function newestReview(stateDir: string, top: string): ReviewerRun[] {
  const runs = runsOf(stateDir, top).filter((run) => readDescription(delegatedFolder(stateDir, run)) !== null);
  const newest = runs.at(-1);
  if (newest === undefined) return [];
  const read = (run: string): ReviewerRun => {
    const dir = delegatedFolder(stateDir, run);
    const about = jsonOf(readIfThere(fileIn(dir)) ?? '');
    if (!validateDiffReview(about)) throw new Problem(notice('diff-damaged', { file: fileIn(dir) }));
    return { dir, run, about };
  };
  const { review } = read(newest).about;
  return runs.filter((run) => run.startsWith(`${review}-`)).map(read);
}

/** Removes the runs of earlier reviews of a work tree that are over. In: the review that replaces them. */
export function removeEarlier(stateDir: string, top: string, review: string): void {
  const earlier = runsOf(stateDir, top).filter((run) => run < review && !run.startsWith(review));
  for (const run of earlier) if (isOver(delegatedFolder(stateDir, run))) removeReviewer(stateDir, run);
}

/** Another command may have started a review at the same time. */
const isOver = (dir: string): boolean => readResult(dir) !== null || !['alive', 'starting'].includes(livenessOf(dir));

/** Removes all reviews of a work tree. */
export function removeReviews(stateDir: string, top: string): void {
  for (const run of runsOf(stateDir, top)) removeReviewer(stateDir, run);
}

/** Removes a run with all that it kept. */
export const removeReviewer = (stateDir: string, run: string): void =>
  rmSync(delegatedFolder(stateDir, run), { recursive: true, force: true, maxRetries: 3 });

/** Removes the copy that a reviewer's run no longer needs. */
export const removeCopy = (dir: string): void => rmSync(workIn(dir), { recursive: true, force: true, maxRetries: 3 });

const runsOf = (stateDir: string, top: string): string[] =>
  delegatedRuns(stateDir).filter((name) => name.includes(`${markOf(top)}-`));
