/** Collects the material of a review packet, and builds the prompt of a review from it. */
import { jsonOf } from '../../core/json.js';
import { checksForMilestone, type Milestone } from '../../core/plan/milestones.js';
import type { DocumentChange } from '../../core/plan/sync/changes.js';
import { changedLines } from '../../core/review/changed-lines.js';
import type { ChangedFile, CoverageEntry } from '../../core/review/coverage.js';
import { notedFor } from '../../core/review/noted-findings.js';
import type { ReviewContext } from '../../core/review/outcome.js';
import { buildPacket, contextBundle } from '../../core/review/packet/build.js';
import { type WrittenMarks, writtenByCodex } from '../../core/review/packet/by-codex.js';
import {
  INPUT_LIMIT,
  type Packet,
  type PacketCheck,
  type PacketInput,
  packetTokens,
} from '../../core/review/packet/input.js';
import { foundations, keptFiles, type Rounds, type SeenFile, seenFile } from '../../core/review/rounds.js';
import { Problem } from '../../core/say/notices.js';
import { withoutMentions } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { leftOutCommits } from '../../core/task/ledger/commits.js';
import { recordedDecisions } from '../../core/task/ledger/decisions.js';
import type { Entry } from '../../core/task/ledger.js';
import { roundLimit } from '../../core/task/machine-milestones.js';
import type { Gate, OpenFinding, State } from '../../core/task/model.js';
import type { Config } from '../../generated/types.js';
import { validatePacketContext } from '../../generated/validators.js';
import { isSecretFile } from '../../secrets/index.js';
import { diffTrees, shortLog, statusSummary, treeFiles } from '../git/diff.js';
import type { Repository } from '../git/git.js';
import { changedFiles } from '../git/patches.js';
import { readIfThere } from '../ground/files.js';
import { ledgerPaths, type ProjectPaths } from '../ground/workspace.js';
import { type Documents, PLAN_DOCUMENTS, type Plan, readDocuments } from '../task/documents.js';
import { newBoundary, type PromptName, renderPrompt } from './prompts.js';
import { recordFile } from './receipts.js';

/** Name of the snapshot's folder in Codex's working directory; the prompts name it too. */
export const SNAPSHOT_FOLDER = 'tree';
const LOG_COMMITS = 10;

/** The parts of an open task that are needed here. */
export interface PacketTask {
  repository: Repository;
  paths: ProjectPaths;
  config: Config;
  state: State;
  place: { commonDir: string; task: string };
  reading: { entries: Entry[] };
}

/** The trees of a review, readable through the private objects; they include the content of submodules. */
export interface ComparedTrees {
  from: string;
  to: string;
  /** What changed since the last round at this gate; null in round 1. */
  since: { from: string; to: string } | null;
}

export interface PacketRequest {
  task: PacketTask;
  gate: Gate;
  round: number;
  /** What is compared; null at the plan gate, where nothing has changed yet. */
  compared: ComparedTrees | null;
  /** The tree of which Codex gets a copy; null when it gets none. */
  snapshot: string | null;
  plan: Plan;
  /** The documents of docs/cccc, when they were read already. */
  documents?: Documents;
  /** Planning documents that changed since the last sync. */
  changed?: DocumentChange[];
  /** The verified earlier rounds of this gate; missing when every file has to be seen again. */
  rounds?: Rounds;
  /** The runner's own results; an empty list means that no check is configured, null that none was run. */
  checks: readonly PacketCheck[] | null;
  /** What Codex wrote in this repository. */
  written?: WrittenMarks;
  /** The boundary that marks where material begins and ends; random, and new for each packet. */
  nonce?: string;
  /** How many characters of Codex's limit are left free for what follows the packet. */
  room?: number;
}

/**
 * Stored next to a review's prompt: what its reply is judged by, the coverage, and the plan, with which the next round
 * compares.
 */
export type PacketContext = ReviewContext & { manifest: CoverageEntry[]; plan_documents: Record<string, string> };

export interface PreparedPacket {
  /** Everything that Codex is given: at most INPUT_LIMIT characters. */
  prompt: string;
  context: PacketContext;
  /** The text of docs/cccc/context-bundle.md. */
  bundle: string;
}

const NO_MARKS: WrittenMarks = { marks: [], digest: () => '' };

const PROMPTS: Record<Gate, PromptName> = { plan: 'plan-review', milestone: 'milestone-review', final: 'final-review' };

/**
 * Builds the prompt of one review.
 *
 * @throws Problem packet-too-large, document-not-text, prompt-broken, and the Problems of git
 */
export async function preparePacket(request: PacketRequest): Promise<PreparedPacket> {
  const { task, gate, round } = request;
  const boundary = request.nonce ?? newBoundary();
  const milestone =
    gate === 'milestone'
      ? (request.plan.milestones.find(({ id }) => id === task.state.milestones.current) ?? null)
      : null;
  const slots = {
    BOUNDARY: boundary,
    LANGUAGE: task.state.language,
    ROUND: String(round),
    ROUND_LIMIT: String(roundLimit(task.state, gate)),
    ...(gate === 'milestone' ? { MILESTONE: milestone?.id ?? '' } : {}),
  };
  const around = (await renderPrompt(PROMPTS[gate], { ...slots, PACKET: '' })).length;
  const input = await gather(request, milestone, boundary, INPUT_LIMIT - around - (request.room ?? 0));
  const built = buildPacket(input);
  if (!built.ok) throw new Problem(built.refused);
  const prompt = withoutMentions(await renderPrompt(PROMPTS[gate], { ...slots, PACKET: built.packet.text }));
  return {
    prompt,
    context: contextOf(input, built.packet, request.rounds ?? new Map()),
    bundle: contextBundle(built.packet, boundary),
  };
}

async function gather(
  request: PacketRequest,
  milestone: Milestone | null,
  boundary: string,
  characters: number,
): Promise<PacketInput> {
  const { task, gate, round, plan, compared: under } = request;
  const { state } = task;
  const { documents, changes, since, ...git } = await readMaterial(request);
  const unmatched = milestone
    ? checksForMilestone(task.config.testing.commands, milestone.required_tests).unmatched
    : [];
  return {
    gate,
    round,
    milestones: plan.milestones,
    milestone,
    // The plan's documents are the texts whose digest is approved, even if the files have changed since.
    documents: { ...documents, ...plan.documents },
    document_changes: request.changed ?? [],
    previous_plan: gate === 'plan' && round > 1 ? previousPlan(task) : null,
    diff:
      under && changes
        ? { base: (gate === 'final' ? state.base : state.milestones.base).tree, tree: under.to, ...changes }
        : null,
    ...git,
    since: since?.files ?? null,
    by_codex: writtenByCodex(changes?.files ?? [], request.written ?? NO_MARKS),
    ...keptOf(request, changes?.files ?? [], since?.files ?? null),
    checks: gate === 'plan' ? null : (request.checks?.map((check) => ({ ...check })) ?? null),
    unmatched_tests: unmatched,
    present_before: under ? await presentBefore(task, under.to) : [],
    ...fromLedger(task, gate),
    boundary,
    limits: { characters, tokens: packetTokens(task.config.codex.token_budget) },
  };
}

/** The part of the input that documents and git hold. */
async function readMaterial({ task, compared: under, snapshot, documents: given }: PacketRequest) {
  const { repository } = task;
  const last = under?.since ?? null;
  const [documents, git_status, git_log, changes, since, withheld] = await Promise.all([
    given ?? readDocuments(task.paths),
    statusSummary(repository),
    shortLog(repository, LOG_COMMITS),
    under ? changedFiles(repository, under.from, under.to) : null,
    last ? changedFiles(repository, last.from, last.to) : null,
    snapshot === null ? [] : secretFiles(repository, snapshot),
  ]);
  const { 'context-bundle.md': _generated, ...read } = documents;
  return { documents: read, git_status, git_log, changes, since, withheld };
}

/** The part of the input that the ledger and the state hold. */
const fromLedger = ({ state, reading }: PacketTask, gate: Gate) => ({
  round_limit: roundLimit(state, gate),
  task: state,
  left_out: leftOutCommits(reading.entries),
  left_behind: state.origin.taken_back,
  recorded: recordedDecisions(reading.entries),
  findings: state.findings.gate === gate ? state.findings.open : [],
  past_findings: state.past_findings,
  accepted_risks: state.accepted_risks,
  stopped: state.stopped,
  noted: notedFor(state, gate),
  thresholds: state.pins.config,
});

/** What earlier rounds cover; nothing when no round is verified, and the packet is then like that of a first round. */
function keptOf(
  { rounds }: PacketRequest,
  files: ChangedFile[],
  since: ChangedFile[] | null,
): Pick<PacketInput, 'kept'> {
  if (rounds === undefined || rounds.size === 0 || since === null) return {};
  const kept = keptFiles(rounds, files, since);
  return kept.size === 0 ? {} : { kept };
}

const secretFiles = async (repository: Repository, tree: string): Promise<string[]> =>
  (await treeFiles(repository, tree)).map((file) => file.path).filter((file) => isSecretFile(file));

/** The plan that the last plan review judged, from its record; null when the record no longer exists. */
function previousPlan({ state, place }: PacketTask): Record<string, string> | null {
  if (state.reviews.last?.gate !== 'plan') return null;
  const dir = ledgerPaths(place.commonDir).record(place.task, state.reviews.last.job);
  // The record may be deleted or damaged. Without it, the whole plan is reviewed again, which only costs time.
  const kept = jsonOf(readIfThere(recordFile(dir, 'context')) ?? '');
  return validatePacketContext(kept) ? kept.plan_documents : null;
}

/** Content that was in the work tree when the task began, is unchanged, and differs from the base. */
async function presentBefore({ state, repository }: PacketTask, tree: string): Promise<string[]> {
  const { present } = state.origin;
  if (present === null) return [];
  const [before, since] = await Promise.all([
    diffTrees(repository, state.base.tree_id, present.tree_id),
    diffTrees(repository, present.tree_id, tree),
  ]);
  const touched = new Set(since.files.flatMap(({ path, from }) => [path, from]));
  return before.files.map(({ path }) => path).filter((path) => !touched.has(path));
}

const withoutArguments = ({ answered_by: _by, disputes: _disputes, ...finding }: OpenFinding): OpenFinding => finding;

/** What the reply of this review is judged by. */
function contextOf(input: PacketInput, packet: Packet, rounds: Rounds): PacketContext {
  const { coverage } = packet;
  const done = new Set([
    ...input.task.milestones.completed.map(({ id }) => id),
    ...input.task.milestones.blocked,
    input.milestone?.id,
  ]);
  const paths = (state: CoverageEntry['state']): CoverageEntry[] => coverage.filter((entry) => entry.state === state);
  return {
    gate: input.gate,
    milestone: input.milestone?.id ?? null,
    round: input.round,
    thresholds: input.thresholds.review,
    // Without the history of disputes, because the outcome depends only on the findings and the reply.
    earlier: input.findings.map(withoutArguments),
    noted: input.noted.map(withoutArguments),
    accepted: input.accepted_risks,
    changed: input.since ? changedLines(input.since) : null,
    coverage: {
      excluded: paths('excluded')
        .filter(({ code }) => code)
        .map((entry) => entry.path),
      onDemand: paths('on-demand').map((entry) => entry.path),
      needs: Object.fromEntries(paths('on-demand').map((entry) => [entry.path, entry.needs ?? 1])),
    },
    ...seenIn(input, packet, rounds),
    snapshotFolder: SNAPSHOT_FOLDER,
    openMilestones: input.milestones.map(({ id }) => id).filter((id) => !done.has(id)),
    manifest: coverage,
    plan_documents:
      input.gate === 'plan'
        ? Object.fromEntries(PLAN_DOCUMENTS.map((name) => [name, redact(input.documents[name] ?? '')]))
        : {},
  };
}

/** How the packet covers each changed file, and the rounds on which it relies. */
function seenIn(input: PacketInput, { coverage, deltas }: Packet, rounds: Rounds) {
  const states = new Map(coverage.map(({ path, state }) => [path, state]));
  const seen: Record<string, SeenFile> = Object.fromEntries(
    (input.diff?.files ?? []).flatMap((file) => {
      const kept = input.kept?.get(file.path);
      const isDelta = kept?.how === 'delta' && deltas.has(file.path);
      return seenFile(file, states.get(file.path) ?? '', kept, isDelta);
    }),
  );
  const jobs = new Set(
    Object.entries(seen).flatMap(([path, file]) => ('job' in file ? foundations(rounds, file.job, path) : [])),
  );
  const stands_on = [...jobs].map((job) => ({ job, receipt: rounds.get(job)?.receipt ?? '' }));
  return { seen, stands_on };
}
