/**
 * Findings that are kept although Claude need not answer them: the advisories of a passed review, and what an unusable
 * reply reported. They are shown to the next review of the same subject and to the final review. What such a review
 * settles is dropped. The rest is open again as before: an advisory advises, a blocking finding blocks.
 */

import { effortKey } from '../task/machine-milestones.js';
import type { Gate, OpenFinding, ReviewOutcome, State } from '../task/model.js';
import { numbered } from './findings.js';

type Noted = State['noted_findings'];

/** Whether a review at this gate is shown the findings of a subject: its own, and in the final review all. */
const isShown = (state: State, gate: Gate, key: string): boolean => gate === 'final' || key === effortKey(state, gate);

/** The noted findings that a review at this gate is shown, besides those that it has to answer. */
export function notedFor(state: State, gate: Gate): OpenFinding[] {
  const answered = new Set(state.findings.gate === gate ? state.findings.open.map(({ id }) => id) : []);
  return Object.entries(state.noted_findings)
    .filter(([key]) => isShown(state, gate, key))
    .flatMap(([, findings]) => findings)
    .filter(({ id }, at, all) => !answered.has(id) && all.findIndex((other) => other.id === id) === at);
}

/** What is noted after a review whose reply did not count, including what that reply reported. */
export function notedAlso(state: State, gate: Gate, reported: readonly OpenFinding[]): Noted {
  if (reported.length === 0) return state.noted_findings;
  const key = effortKey(state, gate);
  const before = state.noted_findings[key] ?? [];
  const rest = before.filter(({ id }) => !reported.some((finding) => finding.id === id));
  return { ...state.noted_findings, [key]: numbered([...rest, ...reported]) };
}

/**
 * What stays noted after a review. After a pass, the findings that it left open are noted; after any other result, they
 * are open findings that Claude answers.
 */
export function notedAfter(state: State, gate: Gate, { kind, findings }: ReviewOutcome): Noted {
  const others = Object.entries(state.noted_findings).filter(([key]) => !isShown(state, gate, key));
  const own = kind === 'pass' && findings.length > 0 ? [[effortKey(state, gate), findings] as const] : [];
  return Object.fromEntries([...others, ...own]);
}
