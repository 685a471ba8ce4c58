/** How a reply relates to earlier rounds: which findings it repeats or settles, and which new ones may block. */
import type { Review } from '../../../generated/types.js';
import type { OpenFinding } from '../../task/model.js';
import type { ReviewContext } from '../context.js';
import { findingId, isAccepted, isOnChange, type ReportedFinding, repositoryPath } from '../findings.js';
import { given } from './placeholder.js';

/** The earlier findings that the review was told: those to be answered, and those that were only noted. */
export const known = ({ earlier, noted }: ReviewContext): OpenFinding[] => [...earlier, ...(noted ?? [])];

/**
 * The earlier finding that a reported one repeats: the one that the reviewer names, else one with the same title and
 * file.
 */
export function earlierOf(finding: ReportedFinding, context: ReviewContext): OpenFinding | undefined {
  const id = idOf(finding, context);
  return (
    known(context).find((before) => before.id === finding.same_as) ?? known(context).find((before) => before.id === id)
  );
}

/** The id of a reported finding, which stays the same between rounds (see findingId). */
export function idOf(finding: ReportedFinding, { gate, milestone, snapshotFolder }: ReviewContext): string {
  return findingId(gate, milestone, finding.title, repositoryPath(finding.file, snapshotFolder));
}

/**
 * Whether a finding may block. From round 2 on, a new finding blocks only as P0, on a changed line, or with a failure
 * that can be reached.
 */
export function mayBlock(finding: ReportedFinding, before: OpenFinding | undefined, context: ReviewContext): boolean {
  if (isAccepted(finding, repositoryPath(finding.file, context.snapshotFolder), context.accepted ?? [])) return false;
  // Without a comparison with the last round, nothing can be called out of scope.
  if (context.changed === null) return true;
  if (context.round < 2 || finding.severity === 'P0' || before?.blocking) return true;
  // A finding that did not block and has become more severe is treated like a new one.
  const file = repositoryPath(finding.file, context.snapshotFolder);
  return reachableFailure(finding) !== null || isOnChange(finding, file, context.changed);
}

/** The failure that a finding says can happen; null when it names none. */
export const reachableFailure = ({ reachable_failure: failure }: ReportedFinding): string | null => given(failure);

/**
 * The status of an earlier finding. An advisory that the reviewer does not mention stays open, so that it is never
 * lost. Of two answers the worse counts.
 */
export function statusOf(finding: OpenFinding, reply: Review): 'resolved' | 'still_open' | 'withdrawn' {
  const answers = reply.earlier_findings.filter(({ id }) => id === finding.id).map(({ status }) => status);
  const [first = 'still_open'] = answers;
  return answers.includes('still_open') ? 'still_open' : first;
}
