/**
 * One exported ledger of a pull request. Its author may have written anything into it, so its chain, its fold and its
 * signatures are checked before any word of it counts, and a shape that no runner writes is a forgery.
 */
import { fieldAt, jsonOf } from '../json.js';
import { type Notice, notice } from '../say/notices.js';
import { oneLine } from '../say/plain.js';
import { evaluateGate, type GateReport } from '../task/gates.js';
import type { Event } from '../task/ledger/events.js';
import { startedReview } from '../task/ledger/reviews.js';
import { type Entry, fold, verifyChain } from '../task/ledger.js';
import type { Observation, OpenFinding, State } from '../task/model.js';
import { loosenedPins, pinnedConfig } from '../task/pins.js';
import { type Standing, standingsOf } from '../team/trust.js';
import { type BaseRules, type Remark, remark, type Tools } from './model.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/** The approval of a whole change: from the content of one tree to that of another. */
export interface Approved {
  base: string;
  tree: string;
  base_commit: string;
  /** What the gate says if the tree is the approved one. */
  gate: GateReport;
  /** Names of the base's required checks that did not pass on that tree. */
  unchecked: string[];
  assurance: 'signed' | 'attested';
}

/** A ledger that can be believed as far as it is signed. */
export interface ReadLedger {
  file: string;
  state: State;
  entries: Entry[];
  /** The version of the program that began the task. */
  version: string;
  reviews: Returned[];
  approved: Approved | null;
  /** The ids of the keys that signed it, and how each stands. */
  keys: { id: string; standing: Standing }[];
  findings: OpenFinding[];
  remarks: Remark[];
}

/** What a ledger turned out to be; without a reading, the remarks say why. */
export type LedgerFound = { reading: ReadLedger; remarks: Remark[] } | { reading: null; remarks: Remark[] };

/** Reads and judges one ledger. */
export function judgeLedger(file: string, text: string, rules: BaseRules, tools: Tools): LedgerFound {
  try {
    return judged(file, text, rules, tools);
  } catch (error) {
    // The fold trusts what the runner wrote. Values of another shape make it fail in one of these two ways.
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    return refuse(notice('ci-ledger-broken', { file, line: 1, what: 'unfoldable' }));
  }
}

/** More than any task has; each costs time to check. */
const MOST_ENTRIES = 20_000;

const refuse = (given: Notice): LedgerFound => ({ reading: null, remarks: [remark(given)] });

function judged(file: string, text: string, rules: BaseRules, tools: Tools): LedgerFound {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > MOST_ENTRIES)
    return refuse(notice('ci-too-many', { what: file, count: lines.length, limit: MOST_ENTRIES }));
  const chain = verifyChain(file, lines.map(jsonOf), { hash: tools.hash, mac: null, keyId: null });
  const { entries } = chain;
  if (chain.problem) return refuse(brokenAt(file, chain.problem, entries.length + 1));
  const { state, problem } = fold(file, entries);
  if (problem) return refuse(brokenAt(file, problem, 1));
  const first = entries[0]?.event;
  if (state === null || first?.type !== 'task-started')
    return refuse(notice('ci-ledger-broken', { file, line: 1, what: 'corrupt' }));
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.jsonl$/, '');
  if (state.task_id !== name) return refuse(notice('ci-ledger-misnamed', { file, task: oneLine(state.task_id, 60) }));
  const standings = standingsOf(entries, [...(rules.trusted ?? []), ...rules.brought], tools.verifies);
  const forged = standings.indexOf('forged');
  if (forged >= 0) return refuse(notice('ci-signature-forged', { file, line: forged + 1 }));
  const reading: ReadLedger = {
    file,
    state,
    entries,
    version: oneLine(String(first.version), 40),
    reviews: entries.flatMap(({ event }) => (event.type === 'review-returned' ? [event] : [])),
    approved: approvedIn(state, entries, ownStandings(entries, standings, rules), rules),
    keys: keysIn(entries, standings, rules),
    findings: [...state.findings.open, ...Object.values(state.noted_findings).flat()],
    remarks: [],
  };
  return { reading, remarks: [] };
}

function brokenAt(file: string, { code, args }: Notice, otherwise: number): Notice {
  const line = fieldAt(args, 'line');
  const what = (
    { 'ledger-altered': 'altered', 'ledger-version': 'version', 'ledger-unfoldable': 'unfoldable' } as const
  )[code as 'ledger-altered'];
  return notice('ci-ledger-broken', {
    file,
    line: typeof line === 'number' ? line : otherwise,
    what: what ?? 'corrupt',
  });
}

/** A key that the base has revoked counts for no new change, whatever date its entries name. */
const isRevoked = (id: string, { trusted }: BaseRules): boolean =>
  (trusted ?? []).some((key) => key.id === id && key.revoked !== null);

const isBrought = (id: string, { brought }: BaseRules): boolean => brought.some((key) => key.id === id);

/** The standings by the base's own list. */
const ownStandings = (entries: readonly Entry[], standings: readonly Standing[], rules: BaseRules): Standing[] =>
  standings.map((standing, index) => {
    const id = entries[index]?.sig?.key ?? '';
    if (standing !== 'signed') return standing;
    return isBrought(id, rules) ? 'foreign' : isRevoked(id, rules) ? 'revoked' : 'signed';
  });

function keysIn(entries: readonly Entry[], standings: readonly Standing[], rules: BaseRules): ReadLedger['keys'] {
  const own = ownStandings(entries, standings, rules);
  const ids = [...new Set(entries.flatMap(({ sig }) => sig?.key ?? []))];
  return ids.map((id) => ({
    id,
    standing: own.find((_, index) => entries[index]?.sig?.key === id) ?? 'unsigned',
  }));
}

function approvedIn(
  state: State,
  entries: readonly Entry[],
  standings: readonly Standing[],
  rules: BaseRules,
): Approved | null {
  const approval = state.approvals.final;
  if (approval === null || state.abandoned !== null) return null;
  const { base, tree, plan } = approval.subject;
  if (base === null || tree === null) return null;
  // An override has no review, so what counts is the first entry of the approval's own time.
  const from = standings.findLastIndex((standing) => standing !== 'signed') + 1;
  const at = entries.findIndex(({ event }) => event.at === approval.at);
  const assurance = at >= from && at >= 0 ? 'signed' : 'attested';
  const seen: Observation = {
    plan,
    tree,
    tree_id: approval.tree_id,
    head_commit: null,
    receipts: approval.job === null ? {} : { [approval.job]: { assurance, problem: null } },
    base_moved: false,
    changed_pins: looserThanBase(state, rules),
  };
  return {
    base,
    tree,
    base_commit: oneLine(String(state.base.commit), 40),
    gate: evaluateGate('final', state, seen),
    unchecked: uncheckedIn(entries, approval.job, tree, rules),
    assurance,
  };
}

function looserThanBase(state: State, { config }: BaseRules): string[] {
  const none = { codex_path: null, codex_profile: null, hiding_rules: null };
  return loosenedPins({ ...none, config: pinnedConfig(config) }, { ...none, config: state.pins.config });
}

function uncheckedIn(entries: readonly Entry[], job: string | null, tree: string, { config }: BaseRules): string[] {
  const checks = job === null ? null : (startedReview(entries, job)?.checks ?? null);
  const passed = checks?.tree === tree ? checks.results.filter((check) => check.passed) : [];
  return config.testing.commands
    .filter(({ required, name }) => required && !passed.some((check) => check.name === name))
    .map(({ name }) => name);
}
