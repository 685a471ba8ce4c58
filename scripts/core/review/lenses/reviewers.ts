/**
 * The reviewers of a gate: its own, which every review has, and one for each lens that `review.lenses` asks for. The
 * gate's own does all duties of the gate, so that another lens only adds to what is looked at, and a lens that is
 * dropped takes something away.
 */
import type { Config } from '../../../generated/types.js';
import type { Lens } from '../../delegate/lenses.js';
import type { ReviewerCall, UnansweredReview } from '../../task/ledger/events.js';

/** The name of the gate's own reviewer. */
export const OWN = 'all' satisfies Lens;

export type GateLens = NonNullable<Config['review']['lenses']>[number];

/** The lenses that the settings ask for, each once. */
export const lensesOf = ({ lenses = [] }: Pick<Config['review'], 'lenses'>): GateLens[] => [...new Set(lenses)];

/** Whether a review has exactly the reviewers that the settings ask for; one without lenses names none. */
export function areAsAsked(
  reviewers: readonly ReviewerCall[] | undefined,
  settings: Pick<Config['review'], 'lenses'>,
): boolean {
  const asked = lensesOf(settings);
  if (reviewers === undefined) return asked.length === 0;
  return asked.length > 0 && JSON.stringify(reviewers.map(({ lens }) => lens)) === JSON.stringify([OWN, ...asked]);
}

/** The names of the reviewers that are asked now, and of those that have answered before. */
export const askedNow = (
  reviewers: readonly Pick<ReviewerCall, 'lens' | 'from'>[],
): { asked: string; kept: string } => ({
  asked: reviewers.flatMap(({ lens, from }) => (from === null ? [lens] : [])).join(', '),
  kept: reviewers.flatMap(({ lens, from }) => (from === null ? [] : [lens])).join(', '),
});

/** The names of the reviewers of a review without a verdict: those without an answer, and those with one. */
export const namesOf = ({ missed, answered }: UnansweredReview): { missed: string[]; answered: string[] } => ({
  missed: missed.map(({ lens }) => lens),
  answered: answered.map(({ lens }) => lens),
});
