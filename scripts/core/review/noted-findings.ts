/**
 * Findings that are kept without an answer of Claude: the advisories of a review that passed, and what a reply reported
 * that did not count. The next review of the same subject and the final review are shown them; what is settled there is
 * dropped, the rest is open again as it was: an advisory advises, what blocked blocks.
 */

import { effortKey } from '../task/machine-milestones.js';
import type { Gate, OpenFinding, ReviewOutcome, State } from '../task/model.js';
import { numbered } from './findings.js';

type Noted = State['noted_findings'];

/** Whose findings a review at this gate is shown: those of its own subject, and in the final review all. */
const isShown = (state: State, gate: Gate, key: string): boolean => gate === 'final' || key === effortKey(state, gate);

/** What a review at this gate is shown beside the findings that it has to answer. */
export function notedFor(state: State, gate: Gate): OpenFinding[] {
  const answered = new Set(state.findings.gate === gate ? state.findings.open.map(({ id }) => id) : []);
  return Object.entries(state.noted_findings)
    .filter(([key]) => isShown(state, gate, key))
    .flatMap(([, findings]) => findings)
    .filter(({ id }, at, all) => !answered.has(id) && all.findIndex((other) => other.id === id) === at);
}

/** What is noted after a review whose reply did not count, with what that reported. */
export function notedAlso(state: State, gate: Gate, reported: readonly OpenFinding[]): Noted {
  if (reported.length === 0) return state.noted_findings;
  const key = effortKey(state, gate);
  const before = state.noted_findings[key] ?? [];
  const rest = before.filter(({ id }) => !reported.some((finding) => finding.id === id));
  return { ...state.noted_findings, [key]: numbered([...rest, ...reported]) };
}

/**
 * What stays noted after a review: of a pass the findings that it left open. Those of one that did not pass are the
 * open findings, which Claude answers.
 */
export function notedAfter(state: State, gate: Gate, { kind, findings }: ReviewOutcome): Noted {
  const others = Object.entries(state.noted_findings).filter(([key]) => !isShown(state, gate, key));
  const own = kind === 'pass' && findings.length > 0 ? [[effortKey(state, gate), findings] as const] : [];
  return Object.fromEntries([...others, ...own]);
}
