/** Reads everything that `gates` and `status` show, without writing: from the ledger, or on a clone from its export. */

import type { Notice } from '../../../core/say/notices.js';
import type { Event } from '../../../core/task/ledger/events.js';
import { startedReview } from '../../../core/task/ledger/reviews.js';
import type { Entry } from '../../../core/task/ledger.js';
import type { Gate, Observation, Pins, State } from '../../../core/task/model.js';
import { loosenedPins, pinnedConfig } from '../../../core/task/pins.js';
import type { Evidence } from '../../../core/task/views/gates.js';
import { approvalShown, type GatesReport, reportGates } from '../../../core/task/views/gates-report.js';
import type { SignedBy } from '../../../core/team/trust.js';
import type { BaseObservation } from '../../../io/git/base.js';
import { type Committed, committedSince } from '../../../io/git/commits.js';
import { nameTree } from '../../../io/git/tree.js';
import { readPlan } from '../../../io/task/documents.js';
import { type ExportedTask, readExport } from '../../../io/task/ledger-exports.js';
import type { Context } from '../../context.js';
import { signaturesOf, withSignatures } from '../../team/signatures.js';
import { observe, whileLooking } from '../observe.js';
import { ownedPaths } from '../owned.js';
import { type ConfiguredProject, findTask, type OpenTask } from '../place.js';
import { observeTaskBase } from '../upstream.js';

/** Where a task's history was found: in its own ledger, in a teammate's export, or nowhere. */
export type Source =
  | { kind: 'ledger'; project: ConfiguredProject; task: OpenTask; state: State; entries: Entry[] }
  | { kind: 'export'; project: ConfiguredProject; exported: ExportedTask; state: State; entries: Entry[] }
  | { kind: 'none'; project: ConfiguredProject; why: Notice };

/**
 * Finds the history of the task. The export is not read while the original exists.
 *
 * @throws the Problems of findTask and readExport
 */
export async function findSource(context: Context): Promise<Source> {
  const { project, task, none } = await findTask(context);
  if (task) return { kind: 'ledger', project, task, state: task.state, entries: task.reading.entries };
  const exported = readExport(project.paths);
  return exported
    ? { kind: 'export', project, exported, state: exported.state, entries: exported.entries }
    : { kind: 'none', project, why: none };
}

export interface GatesReading extends GatesReport {
  source: 'ledger' | 'export';
  /** The exported file that was read; null when the ledger was read. */
  file: string | null;
  repository: ConfiguredProject['repository'];
  state: State;
  /** Whether this process can write to the task, because it has the key. */
  isWritable: boolean;
  evidence: Record<Gate, Evidence | null>;
  base: BaseObservation;
  entries: readonly Entry[];
  /** Compares the commits since the last acceptance with what was approved; null when there is nothing to compare. */
  committed: (Committed & { approved: string }) | null;
  /** Whose keys signed the ledger. */
  signed: SignedBy;
  notices: Notice[];
}

type Found = Exclude<Source, { kind: 'none' }>;

/**
 * Reads everything without writing.
 *
 * @param trust the commit whose trust list counts; null: the task's base
 * @throws Problem when the work tree cannot be hashed, such as untracked-too-large
 */
export const readGates = (context: Context, source: Found, trust: string | null = null): Promise<GatesReading> =>
  whileLooking(source.project, (project) => {
    const { repository } = project;
    return readAll(
      context,
      source.kind === 'ledger' ? { ...source, project, task: { ...source.task, repository } } : { ...source, project },
      trust,
    );
  });

async function readAll(context: Context, source: Found, trust: string | null): Promise<GatesReading> {
  const { project, state, entries } = source;
  const [seen, base, committed, signatures] = await Promise.all([
    source.kind === 'ledger' ? observe(context, source.task) : observeClone(project, source.exported),
    source.kind === 'ledger' ? observeTaskBase(source.task) : null,
    source.kind === 'ledger' ? committedAfter(source.task) : null,
    signaturesOf(project, source, trust),
  ]);
  const receipts = withSignatures(seen.observation.receipts, entries, signatures);
  const report = reportGates(state, { ...seen.observation, receipts });
  const evidence = {
    plan: evidenceOf('plan', report, state, entries),
    milestone: evidenceOf('milestone', report, state, entries),
    final: evidenceOf('final', report, state, entries),
  };
  return {
    ...report,
    source: source.kind,
    file: source.kind === 'export' ? source.exported.file : null,
    repository: project.repository,
    state,
    isWritable: keyNotices(source).length === 0,
    evidence,
    base: base ?? { kind: 'same' },
    entries,
    committed,
    signed: signatures.by,
    notices: [...keyNotices(source), ...signatures.notices, ...seen.notices],
  };
}

/** Where the task's key is if it is not here; without it, nothing can be more than attested. */
export const keyNotices = (source: Source): Notice[] =>
  source.kind === 'ledger' && source.task.reading.otherKey ? [source.task.reading.otherKey] : [];

/**
 * The observation on a clone. Nothing is proven there, and what belongs to the other machine (its Codex, its git
 * settings) is not compared.
 */
async function observeClone(
  project: ConfiguredProject,
  { state, entries }: ExportedTask,
): Promise<{ observation: Observation; notices: Notice[] }> {
  const [tree, plan] = await Promise.all([
    nameTree(project.repository, ownedPaths(project.repository, project.paths)),
    readPlan(project.paths),
  ]);
  const jobs = entries.flatMap(({ event }) => (event.type === 'review-returned' ? [event.job] : []));
  const pins: Pins = {
    config: pinnedConfig(project.config),
    codex_path: null,
    codex_program: null,
    codex_profile: null,
    hiding_rules: null,
  };
  const observation: Observation = {
    plan: plan.digest,
    tree: tree.digest,
    tree_id: tree.tree,
    head_commit: project.repository.head,
    receipts: Object.fromEntries(jobs.map((job) => [job, { assurance: 'attested', problem: null }])),
    base_moved: false,
    changed_pins: loosenedPins(state.pins, pins),
  };
  return { observation, notices: tree.notices };
}

function evidenceOf(gate: Gate, report: GatesReport, state: State, entries: readonly Entry[]): Evidence | null {
  const approval = approvalShown(report.gates[gate], state);
  if (!approval) return null;
  const returned = entries
    .map(({ event }) => event)
    .findLast(
      (event): event is Extract<Event, { type: 'review-returned' }> =>
        event.type === 'review-returned' && event.job === approval.job,
    );
  const reviewers = approval.job === null ? undefined : startedReview(entries, approval.job)?.reviewers;
  return {
    kind: approval.kind,
    job: approval.job,
    ...(reviewers && { reviewers: reviewers.map(({ lens }) => lens) }),
    receipt: returned?.receipt ?? null,
    file: returned?.file ?? null,
    subject: approval.subject.tree ?? approval.subject.plan,
    at: approval.at,
  };
}

/** Whether the commits since the last acceptance hold what was approved; commits may only follow acceptance. */
async function committedAfter(task: OpenTask): Promise<GatesReading['committed']> {
  const { state, repository, paths } = task;
  const approved = approvedTree(task);
  const since = headAtAcceptance(task.reading.entries);
  if (!approved || since === null) return null;
  const committed = await committedSince(repository, ownedPaths(repository, paths), approved.tree, since);
  return committed && { ...committed, approved: state.approvals.final ? 'final' : approved.name };
}

/**
 * The tree that should be committed: the finally approved one, otherwise that of the last accepted milestone, on its
 * current base.
 */
function approvedTree({ state }: OpenTask): { name: string; tree: string } | null {
  const last = state.milestones.completed.at(-1);
  const final = state.approvals.final?.tree_id ?? null;
  if (final !== null) return { name: 'final', tree: final };
  return last ? { name: last.id, tree: state.milestones.base.tree_id } : null;
}

/** HEAD at the last acceptance, or where a later merge, rebase or pull moved it. */
function headAtAcceptance(entries: readonly Entry[]): string | null {
  const events = entries.map(({ event }) => event);
  const accepted = events.findLastIndex((event) => event.type === 'milestone-accepted');
  const event = events.findLast(
    (candidate, index) =>
      index >= accepted && (candidate.type === 'milestone-accepted' || candidate.type === 'base-moved'),
  );
  if (accepted < 0 || event === undefined) return null;
  if (event.type === 'base-moved') return event.head_commit;
  return event.type === 'milestone-accepted' ? event.observation.head_commit : null;
}
