/**
 * One outcome from the replies of several reviewers. It is never better than the worst of them: what one of them calls
 * blocking blocks, and an earlier finding is closed only where all of them close it.
 */
import { isSameFault, type Merged, mergeReports } from '../../delegate/merge.js';
import type { ReviewAnswer } from '../../task/ledger/events.js';
import type { OpenFinding, Verdict } from '../../task/model.js';
import type { ReviewContext } from '../context.js';
import type { ClosedFinding, ReviewResult } from '../outcome.js';
import { known } from '../reply/rounds.js';
import { worse } from '../reply/verdicts.js';
import { OWN } from './reviewers.js';

/** What one reviewer said. */
export interface LensResult {
  lens: string;
  result: ReviewResult;
}

/** Merges the results of all reviewers of a review; the gate's own names the next milestone. */
export function mergedResult(reviews: readonly LensResult[], context: ReviewContext): ReviewResult {
  const findings = mergedFindings(reviews, context);
  const derived: Verdict = findings.some(({ blocking }) => blocking) ? 'fail_fixable' : 'pass';
  const verdict = reviews.map(({ result }) => result.outcome.verdict).reduce(worse, derived);
  const kind = verdict === 'pass' ? 'pass' : 'findings';
  const own = reviews.find(({ lens }) => lens === OWN)?.result.outcome;
  return {
    kind,
    outcome: {
      kind,
      verdict,
      next_milestone: (kind === 'pass' && own?.next_milestone) || null,
      widened_scope: (kind === 'pass' && own?.widened_scope) || null,
      question: joined(reviews, ({ outcome }) => outcome.question),
      findings,
    },
    summary: joined(reviews, ({ summary }) => summary) ?? '',
    coverageNotes: joined(reviews, ({ coverageNotes }) => coverageNotes),
    closed: closedByAll(reviews, findings),
    answers: context.earlier.flatMap(({ id }) => worstAnswer(reviews, id)),
  };
}

/** The texts of all reviewers, each after the name of its lens. */
function joined(reviews: readonly LensResult[], textOf: (result: ReviewResult) => string | null): string | null {
  const texts = reviews.flatMap(({ lens, result }) => {
    const text = textOf(result)?.trim() ?? '';
    return text === '' ? [] : [`${lens}: ${text}`];
  });
  return texts.length === 0 ? null : texts.join('\n');
}

/**
 * The findings of all, each fault once. Earlier findings are known by their ids, and two of them are never one: each
 * has an answer of its own. A likeness of words decides only where at least one of the two is new.
 */
function mergedFindings(reviews: readonly LensResult[], context: ReviewContext): OpenFinding[] {
  const earlier = new Set(known(context).map(({ id }) => id));
  const isSame = (a: OpenFinding, b: OpenFinding): boolean =>
    a.id === b.id || (!(earlier.has(a.id) && earlier.has(b.id)) && isSameFault(a, b));
  const reports = reviews.map(({ lens, result }) => ({ by: lens, findings: result.outcome.findings }));
  const merged = mergeReports(reports, isSame).map((one) => asOne(one, earlier));
  return unmistakable(merged).map((finding, index) => ({ ...finding, number: index + 1 }));
}

/** The finding as its most severe reviewer puts it, under the id by which it is known, if it is. */
function asOne({ finding, by, others }: Merged<OpenFinding>, earlier: ReadonlySet<string>): OpenFinding {
  const id = [finding, ...others.map((other) => other.finding)].map((one) => one.id).find((one) => earlier.has(one));
  const words = others.filter(({ finding: other }) => !isSaidAlike(other, finding));
  const { also: _also, ...rest } = finding;
  return {
    ...rest,
    id: id ?? finding.id,
    found_by: by,
    ...(words.length > 0 && {
      also: words.map(({ by: found_by, finding: { severity, title, line, explanation, required_fix } }) => ({
        ...{ found_by, severity, title, line, explanation, required_fix },
      })),
    }),
  };
}

const isSaidAlike = (a: OpenFinding, b: OpenFinding): boolean =>
  a.severity === b.severity && a.explanation === b.explanation && a.required_fix === b.required_fix;

/** The findings, where two have one id with another id for the second: the name of its reviewer stands behind it. */
function unmistakable(findings: OpenFinding[]): OpenFinding[] {
  const seen = new Set<string>();
  return findings.map((finding) => {
    let { id } = finding;
    for (let count = 2; seen.has(id); count += 1) id = `${finding.id}-${count}`;
    seen.add(id);
    return { ...finding, id };
  });
}

function closedByAll(reviews: readonly LensResult[], open: readonly OpenFinding[]): ClosedFinding[] {
  const all = reviews.flatMap(({ result }) => result.closed);
  return all.filter(
    ({ id }, at) => !open.some((finding) => finding.id === id) && all.findIndex((one) => one.id === id) === at,
  );
}

/** The answer to an earlier finding: that of a reviewer that upholds it, else the first. */
function worstAnswer(reviews: readonly LensResult[], id: string): ReviewAnswer[] {
  const given = reviews.flatMap(({ result }) => result.answers.filter((answer) => answer.id === id));
  const worst = given.find(({ status }) => status === 'still_open') ?? given[0];
  return worst === undefined ? [] : [worst];
}
