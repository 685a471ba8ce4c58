/** The input of a review packet, as values that were already read, and the limits of its length. */
import type { Milestone } from '../../plan/milestones.js';
import type { DocumentChange } from '../../plan/sync/changes.js';
import type { RecordedDecision } from '../../task/ledger/decisions.js';
import type {
  AcceptedRisk,
  Gate,
  OpenFinding,
  PastFinding,
  PinnedConfig,
  State,
  StoppedVerdict,
} from '../../task/model.js';
import type { ChangedFile, CoverageEntry } from '../coverage.js';
import type { FileVersion, Kept } from '../rounds.js';
import type { ByCodex } from './by-codex.js';

/** The most that Codex accepts as one input, in characters. */
export const INPUT_LIMIT = 1_048_576;
/**
 * Room for the packet when no token budget is set. It leaves most of the model's context for what the reviewer reads.
 */
const PACKET_TOKENS = 120_000;

/** How many tokens a reviewer can be asked to read besides the packet. Together they fit a model's context. */
export const READING_TOKENS = 160_000;

/** How many tokens of a review's budget the packet may take; the rest is for reading files and answering. */
export const packetTokens = (reviewBudget: number | null): number =>
  Math.min(PACKET_TOKENS, Math.floor((reviewBudget ?? Infinity) / 3));

export interface PacketCheck {
  name: string;
  required: boolean;
  passed: boolean;
  exit_code: number | null;
  signal: string | null;
  problem: string | null;
  output_digest: string;
  tail: string;
  /** Why it ran in the work tree itself; null when it ran in the clean copy. */
  in_place?: string | null;
}

export interface PacketInput {
  gate: Gate;
  round: number;
  round_limit: number;
  task: Pick<State, 'task' | 'language' | 'status' | 'mode' | 'milestones' | 'reviews'>;
  /** All milestones of the backlog, in its order. */
  milestones: Milestone[];
  /** The milestone under review; null at the plan and final gates. */
  milestone: Milestone | null;
  /** The documents of docs/cccc by file name; null or missing when there is no such file. */
  documents: Record<string, string | null>;
  /** The plan documents of the last round by file name, without secrets; null in round 1 or when they are not known. */
  previous_plan: Record<string, string> | null;
  /** Planning documents that changed since the last sync; missing when none did. */
  document_changes?: DocumentChange[];
  /** What is under review; null at the plan gate. */
  diff: { base: string; tree: string; files: ChangedFile[]; lines: number } | null;
  /**
   * Files of the tree that Codex's copy does not contain because their names say that they hold secrets, changed or
   * not.
   */
  withheld: string[];
  /** What changed since the last round, file by file; null in round 1. */
  since: { path: string; patch: string | null; version?: FileVersion }[] | null;
  /** What earlier rounds of this gate covered; missing when every file has to be shown or read again. */
  kept?: ReadonlyMap<string, Kept>;
  /** The runner's own results. Empty when no check is configured; null when none was run, as for a plan. */
  checks: PacketCheck[] | null;
  /** Required tests of the milestone that no configured check covers. */
  unmatched_tests: string[];
  git_status: string;
  git_log: string;
  /** Third-party commits that are not part of the change after the base moved. */
  left_out: { commit: string; subject: string; author: string; paths?: string[] }[];
  /** Paths whose uncommitted content was in the work tree before the task began. */
  present_before: string[];
  /** Paths that still hold content of an abandoned task. */
  left_behind: { task: string; path: string }[];
  /** What the user decided, as the ledger records it. */
  recorded: RecordedDecision[];
  /** The findings that the last round at this gate left open, with Claude's answers. */
  findings: OpenFinding[];
  /** Closed findings of this task, oldest first. */
  past_findings: PastFinding[];
  /** Risks that the user accepted. */
  accepted_risks: AcceptedRisk[];
  /** Verdicts that stopped the work earlier. */
  stopped: StoppedVerdict[];
  /** What Codex wrote itself; missing when nothing is marked so. */
  by_codex?: readonly ByCodex[];
  /** Findings that earlier reviews noted; the reviewer sees them and need not answer. */
  noted: OpenFinding[];
  thresholds: Pick<PinnedConfig, 'planning' | 'milestones' | 'review' | 'safety'>;
  /** A random text, made for this packet only. */
  boundary: string;
  /** Limits of the packet alone: the length of the surrounding instructions is already subtracted. */
  limits: { characters: number; tokens: number };
}

export interface Packet {
  text: string;
  coverage: CoverageEntry[];
  /** Files for which the packet shows what changed since the last round. */
  deltas: ReadonlySet<string>;
}
