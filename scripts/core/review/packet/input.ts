/** What a review packet is made of, as values that were already read, and how long it may be. */
import type { Milestone } from '../../plan/milestones.js';
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

/** The most that Codex accepts as one input, in characters. */
export const INPUT_LIMIT = 1_048_576;
/** Room for the packet where no token budget is set: it leaves most of a context to what the reviewer reads itself. */
const PACKET_TOKENS = 120_000;

/** The most that a reviewer can be asked to read beside a packet: with it, what a model's context holds. */
export const READING_TOKENS = 160_000;

/** Tokens that a packet may take of a review's budget; the rest is for reading files and answering. */
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
  /** Why it ran in the work tree itself; null in the clean copy. */
  in_place?: string | null;
}

export interface PacketInput {
  gate: Gate;
  round: number;
  round_limit: number;
  task: Pick<State, 'task' | 'language' | 'status' | 'mode' | 'milestones' | 'reviews'>;
  /** The backlog in full, in its order. */
  milestones: Milestone[];
  /** The one under review; null at the plan and final gates. */
  milestone: Milestone | null;
  /** The documents of docs/cccc by file name; null or missing where there is none. */
  documents: Record<string, string | null>;
  /**
   * The plan documents of the last round, by file name, without secrets; null in round 1 or when they are not known.
   */
  previous_plan: Record<string, string> | null;
  /** What is under review; null at the plan gate. */
  diff: { base: string; tree: string; files: ChangedFile[]; lines: number } | null;
  /** Files of the tree that Codex's copy goes without, since their names say secrets: changed ones or not. */
  withheld: string[];
  /** What changed since the last round, file by file; null in round 1. */
  since: { path: string; patch: string | null; version?: FileVersion }[] | null;
  /** What earlier rounds of this gate covered; missing where every file has to be shown or read again. */
  kept?: ReadonlyMap<string, Kept>;
  /** The runner's own results; empty when no check is configured; null where none is run (plan). */
  checks: PacketCheck[] | null;
  /** Required tests of the milestone that no configured check stands for. */
  unmatched_tests: string[];
  git_status: string;
  git_log: string;
  /** Third-party commits that are not part of the change, after the base moved. */
  left_out: { commit: string; subject: string; author: string; paths?: string[] }[];
  /** Paths whose content was in the work tree before the task began, and that no commit holds. */
  present_before: string[];
  /** Paths that still hold what an abandoned task left. */
  left_behind: { task: string; path: string }[];
  /** What the user decided, as the ledger records it. */
  recorded: RecordedDecision[];
  /** What the last round at this gate left open, with Claude's answers. */
  findings: OpenFinding[];
  /** Findings of this task that are over, oldest first. */
  past_findings: PastFinding[];
  /** What the user accepted as a risk. */
  accepted_risks: AcceptedRisk[];
  /** Verdicts that stopped the work earlier. */
  stopped: StoppedVerdict[];
  /** What earlier reviews noted: shown, and not to be answered. */
  noted: OpenFinding[];
  thresholds: Pick<PinnedConfig, 'planning' | 'milestones' | 'review' | 'safety'>;
  /** Random, made for this packet only. */
  boundary: string;
  /** For the packet alone: what the instructions around it take is off already. */
  limits: { characters: number; tokens: number };
}

export interface Packet {
  text: string;
  coverage: CoverageEntry[];
  /** Files of which the packet shows what changed since the last round. */
  deltas: ReadonlySet<string>;
}
