/**
 * Whether approvals lead from the content at the merge base to the content at the head. Only contents count: an
 * approval of another task, another base or an earlier tree is no step of the way, whatever it is called.
 */
import { notice } from '../say/notices.js';
import { oneLine } from '../say/plain.js';
import type { OpenFinding } from '../task/model.js';
import type { ReadLedger } from './ledger.js';
import { type BaseRules, type Remark, type Result, remark } from './model.js';

/** The contents at both ends, as `tree/v1` names. */
export interface Ends {
  merge_base: { commit: string; tree: string };
  head: { commit: string; tree: string };
}

export interface Judged {
  result: Result;
  by: string[];
  used: ReadLedger[];
  remarks: Remark[];
  /** The content that was approved before the head moved on; the caller names what changed since. */
  stale: { file: string; tree: string } | null;
}

/** Judges the ledgers that a pull request adds. */
export function judgeChain(ledgers: readonly ReadLedger[], ends: Ends, rules: BaseRules): Judged {
  const { used, reached } = way(ledgers, ends);
  const isUnchanged = ends.head.tree === ends.merge_base.tree;
  const isComplete = reached === ends.merge_base.tree;
  const gap = isComplete ? { remarks: [], stale: null } : gapOf(ledgers, used, ends);
  const remarks = [...gap.remarks, ...ledgers.flatMap((ledger) => (ledger.approved ? doubtsOf(ledger, rules) : []))];
  const assurance = used.every(({ approved }) => approved?.assurance === 'signed') ? 'signed' : 'attested';
  const isFailed = !isComplete || remarks.some(({ level }) => level === 'error');
  return {
    result: isFailed ? 'failed' : isUnchanged && used.length === 0 ? 'unchanged' : assurance,
    by: ownersOf(used, rules),
    used,
    remarks,
    stale: gap.stale,
  };
}

/** Follows the approvals back from the head, each ledger once. */
function way(ledgers: readonly ReadLedger[], ends: Ends): { used: ReadLedger[]; reached: string } {
  const used: ReadLedger[] = [];
  let reached = ends.head.tree;
  while (reached !== ends.merge_base.tree) {
    const next = ledgers.find((ledger) => ledger.approved?.tree === reached && !used.includes(ledger));
    if (next?.approved === null || next === undefined) break;
    used.push(next);
    reached = next.approved.base;
  }
  return { used, reached };
}

/** Why the way does not reach the merge base. */
function gapOf(
  ledgers: readonly ReadLedger[],
  used: readonly ReadLedger[],
  ends: Ends,
): Pick<Judged, 'remarks' | 'stale'> {
  const commit = ends.merge_base.commit.slice(0, 12);
  const last = used.at(-1);
  if (last?.approved) {
    const { file, approved } = last;
    const given = { file, base: approved.base_commit.slice(0, 12), merge_base: commit };
    return { remarks: [remark(notice('ci-base-other', given))], stale: null };
  }
  const open = ledgers.filter(({ approved }) => approved === null);
  const done = ledgers.find(({ approved }) => approved !== null);
  if (done?.approved) {
    return { remarks: [], stale: { file: done.file, tree: done.approved.tree } };
  }
  const missing = open.map(({ file, state }) => remark(notice('ci-final-missing', { file, status: state.status })));
  return {
    remarks: missing.length > 0 ? missing : [remark(notice('ci-approval-missing', { base: commit }))],
    stale: null,
  };
}

/** What is wrong with an approval, besides the content that it is about. */
function doubtsOf({ file, approved, keys, state }: ReadLedger, rules: BaseRules): Remark[] {
  if (approved === null) return [];
  const { gate, unchecked, assurance } = approved;
  const told = (list: readonly string[]): string => oneLine(list.join(', '), 300);
  const isOpen = gate.state === 'open' || gate.state === 'accepted' || gate.reason === 'pins-changed';
  return [
    ...(gate.reason === 'pins-changed'
      ? [notice('ci-task-looser', { file, names: oneLine(gate.detail ?? '', 300) })]
      : []),
    ...(gate.state === 'overridden' && !rules.accept.overridden ? [notice('ci-overridden', { file })] : []),
    ...(!isOpen && gate.state !== 'overridden' ? [notice('ci-final-missing', { file, status: state.status })] : []),
    ...(unchecked.length > 0 ? [notice('ci-checks-missing', { file, names: told(unchecked) })] : []),
    ...keys.flatMap(({ id, standing }) => keyDoubt(file, id.slice(0, 40), standing, rules)),
    ...(assurance !== 'signed' && !rules.accept.attested && keys.every(({ standing }) => standing === 'signed')
      ? [notice('ci-unsigned', { file })]
      : []),
  ].map(remark);
}

function keyDoubt(file: string, id: string, standing: string, { trusted, brought, accept }: BaseRules) {
  const key = oneLine(id, 40);
  if (standing === 'signed') return [];
  if (standing === 'revoked') return [notice('ci-key-revoked', { file, key: nameOf(id, trusted ?? []) })];
  if (brought.some((one) => one.id === id)) return [notice('ci-key-brought', { file, key: nameOf(id, brought) })];
  if (trusted !== null) return [notice('ci-key-foreign', { file, key })];
  return accept.attested ? [notice('ci-key-unlisted', { file, key })] : [notice('ci-unsigned', { file })];
}

const nameOf = (id: string, keys: readonly { id: string; owner: string }[]): string =>
  `${keys.find((key) => key.id === id)?.owner ?? ''} (${id})`.trim();

const ownersOf = (used: readonly ReadLedger[], { trusted }: BaseRules): string[] => [
  ...new Set(
    used.flatMap(({ keys }) =>
      keys.flatMap(({ id, standing }) => (standing === 'signed' ? [nameOf(id, trusted ?? [])] : [])),
    ),
  ),
];

/** How many findings are shown at their lines. */
const MOST_FINDINGS = 50;

/** The findings that wait or advise, at their lines. */
export function findingRemarks(ledgers: readonly ReadLedger[]): Remark[] {
  const all = ledgers.flatMap(({ findings }) => findings);
  return all.slice(0, MOST_FINDINGS).map((finding) => findingRemark(finding));
}

function findingRemark({ id, severity, title, file, line, blocking }: OpenFinding): Remark {
  const words = {
    id: oneLine(String(id), 40),
    severity: oneLine(String(severity), 8),
    title: oneLine(String(title), 300),
  };
  return {
    level: blocking ? 'error' : 'warning',
    notice: notice('ci-finding', words),
    file: typeof file === 'string' ? file : null,
    line: typeof line === 'number' ? line : null,
  };
}
