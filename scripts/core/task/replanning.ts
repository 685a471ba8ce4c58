/** What a new plan takes over from the previous one: open findings, rounds and fix attempts stay with the work. */
import { numbered } from '../review/findings.js';
import { type Effort, type OpenFinding, type PlannedMilestone, type State, workingStatus } from './model.js';

type Kept = State['kept_findings'];

/** Text without case, punctuation and spacing. Titles or criteria that differ only in these count as the same. */
const words = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');

/** Whether a list of expected files names this file, a folder above it, or a pattern that may match it. */
function isExpected(file: string, expected: readonly string[]): boolean {
  return expected.some((given) => {
    const name = given.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    const start = name.split(/[*?[{]/)[0] ?? '';
    if (start !== name) return file.startsWith(start);
    return file === name || file.startsWith(`${name.replace(/\/+$/, '')}/`);
  });
}

/** Whether a milestone continues the work of an earlier one; in doubt it does. */
function continues(next: PlannedMilestone, earlier: PlannedMilestone, findings: readonly OpenFinding[]): boolean {
  if (words(next.title) === words(earlier.title)) return true;
  const criteria = new Set((earlier.acceptance_criteria ?? []).map(words));
  if ((next.acceptance_criteria ?? []).some((one) => criteria.has(words(one)))) return true;
  return findings.some(({ file }) => file !== null && isExpected(file, next.expected_files ?? []));
}

const isSame = (a: PlannedMilestone, b: PlannedMilestone): boolean =>
  a.id === b.id && words(a.title) === words(b.title);

/** Kept findings by subject, including those of the review that the new plan interrupts. */
function findingsBefore({ kept_findings: kept, findings, milestones }: State): Kept {
  const key = findings.gate === 'milestone' ? milestones.current : findings.gate === 'final' ? 'final' : null;
  return key === null ? kept : { ...kept, [key]: withoutTwice([...(kept[key] ?? []), ...findings.open]) };
}

const withoutTwice = (findings: readonly OpenFinding[]): OpenFinding[] =>
  findings.filter(({ id }, at) => findings.findIndex((other) => other.id === id) === at);

/**
 * The effort with the fewest attempts left. A waived size limit applies only to the milestone that it was granted for.
 */
function strictest(own: Effort, others: readonly Effort[]): Effort {
  const all = [own, ...others];
  const extra = Math.max(...all.map((one) => one.extra));
  return {
    rounds: extra + Math.max(...all.map((one) => one.rounds - one.extra)),
    fixes: extra + Math.max(...all.map((one) => one.fixes - one.extra)),
    extra,
    size_waived: own.size_waived,
  };
}

/**
 * Distributes findings and effort when a new plan replaces an approved one. A milestone keeps what belongs to its id,
 * and takes over from each earlier milestone that it continues. Findings that no milestone takes over go to the final
 * review.
 *
 * @param state the state before the new plan
 * @param planned the milestones of the new plan
 * @returns findings, effort, and the milestones that were removed
 */
export function takenOver(
  state: State,
  planned: readonly PlannedMilestone[],
): Pick<State, 'kept_findings' | 'effort'> & { removed: PlannedMilestone[] } {
  const done = new Set(state.milestones.completed.map(({ id }) => id));
  const before = findingsBefore(state);
  const removed = [...state.plan.removed, ...state.plan.milestones].filter(
    (earlier) => !done.has(earlier.id) && !planned.some((next) => isSame(next, earlier)),
  );
  const kept: Record<string, OpenFinding[]> = { final: before['final'] ?? [] };
  const effort = { ...state.effort };
  const placed = new Set<string>();
  for (const next of planned.filter(({ id }) => !done.has(id))) {
    const isNew = !state.plan.milestones.some((earlier) => isSame(next, earlier));
    const ancestors = isNew ? removed.filter((earlier) => continues(next, earlier, before[earlier.id] ?? [])) : [];
    const keys = [...new Set([next.id, ...ancestors.map(({ id }) => id)])];
    for (const key of keys) placed.add(key);
    kept[next.id] = withoutTwice(keys.flatMap((key) => before[key] ?? []));
    const efforts = keys.flatMap((key) => state.effort[key] ?? []);
    const [first, ...others] = efforts;
    if (first) effort[next.id] = strictest(state.effort[next.id] ?? { ...first, size_waived: false }, others);
  }
  const homeless = Object.keys(before).filter((key) => key !== 'final' && !placed.has(key));
  kept['final'] = withoutTwice([...(kept['final'] ?? []), ...homeless.flatMap((key) => before[key] ?? [])]);
  return { kept_findings: withoutEmpty(kept), effort, removed };
}

const withoutEmpty = (kept: Kept): Kept =>
  Object.fromEntries(Object.entries(kept).filter(([, open]) => open.length > 0));

/**
 * Puts back the findings that were kept for the work that comes up now: those of the milestone in progress, or in the
 * final review all that remain, because no milestone will be reviewed for them any more.
 */
export function withKeptFindings(state: State): State {
  const { current } = state.milestones;
  const isFinal = current === null && workingStatus(state) === 'CODEX_FINAL_REVIEW';
  const gate = current !== null ? 'milestone' : isFinal ? 'final' : null;
  if (gate === null) return state;
  const keys = Object.keys(state.kept_findings).filter((key) => isFinal || key === current);
  if (keys.length === 0) return state;
  const own = state.findings.gate === gate ? state.findings.open : [];
  const open = numbered(withoutTwice([...own, ...keys.flatMap((key) => state.kept_findings[key] ?? [])]));
  const rest = Object.entries(state.kept_findings).filter(([key]) => !keys.includes(key));
  return { ...state, findings: { gate, open }, kept_findings: Object.fromEntries(rest) };
}
