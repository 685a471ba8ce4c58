/**
 * What `export` knows about a task, as one plain value: the HTML page, the text of a pull request, SARIF and JSON only
 * render it. Times are ISO 8601 in UTC, durations whole seconds.
 */
import type { GuardLine } from '../guard/log.js';
import type { NoticeCode } from '../say/notices.js';
import type { Event } from '../task/ledger/events.js';
import type {
  AcceptedRisk,
  CheckSummary,
  Gate,
  Mode,
  OpenFinding,
  Pause,
  RecordedRisk,
  Status,
} from '../task/model.js';
import type { ClosingView } from '../task/views/closing.js';
import type { GatesView } from '../task/views/gates.js';
import type { PhaseState, Totals } from '../task/views/phases.js';

/** The name and version of the form of `export json`; a field that changes its meaning changes it. */
export const REPORT_FORMAT = 'cccc-report/v1';

/** `none`: no receipt, because nothing was reviewed or the user overrode the gate. */
export type Assurance = 'verified' | 'signed' | 'attested' | 'invalid' | 'none';

/** One line of the timeline: a fact of the ledger, or an answer of the guard. */
export type ReportRow =
  | { kind: 'entry'; at: string; seq: number; hash: string; event: Event }
  | { kind: 'guard'; at: string; line: GuardLine };

/** How far each receipt can be believed, by review job, as the gates judge it. */
export type Receipts = Readonly<Record<string, { assurance: Exclude<Assurance, 'none'>; problem: NoticeCode | null }>>;

/** A file that differs between the contents of two rounds. */
export interface ChangedPath {
  path: string;
  status: 'added' | 'deleted' | 'modified' | 'renamed' | 'type-changed' | 'document';
  /** Lines; null where they were not counted. */
  added: number | null;
  removed: number | null;
}

/** What changed between the content of the last round and this one, or since the base for the first. */
export interface RoundChange {
  since: 'base' | 'round';
  files: ChangedPath[];
  /** Files that the list leaves out. */
  more: number;
}

/** One review of a phase, or an attempt that ended without a verdict. */
export interface ReportRound {
  job: string | null;
  /** null without a verdict. */
  round: number | null;
  kind: 'pass' | 'findings' | 'outage' | 'running';
  /** `pass`, the verdict, the reason of the outage, or `running`. */
  outcome: string;
  started_at: string | null;
  ended_at: string | null;
  seconds: number | null;
  model: string | null;
  tokens: number | null;
  /** Codex's own words; null where the ledger does not hold them. */
  summary: string | null;
  /** How many findings of each severity the reply reports. */
  severities: Record<OpenFinding['severity'], number>;
  /** Ids of the findings that are reported for the first time. */
  fresh: string[];
  /** Earlier findings that it answers. */
  answers: { id: string; title: string; status: 'resolved' | 'still_open' | 'withdrawn'; comment: string }[];
  checks: CheckSummary['results'];
  receipt: { assurance: Assurance; problem: NoticeCode | null };
  /** null where the contents are not kept here. */
  change: RoundChange | null;
  /** The artifact for teammates, relative to the project. */
  file: string | null;
}

/** The plan, one milestone, or the whole change, with its reviews. */
export interface ReportPhase {
  gate: Gate;
  milestone: string | null;
  /** Empty for the plan and the whole change. */
  title: string;
  state: PhaseState;
  began_at: string | null;
  ended_at: string | null;
  seconds: number | null;
  /** How far the review can be believed on which the approval rests. */
  assurance: Assurance;
  rounds: ReportRound[];
}

/** One step of the exchange about a finding, in order. */
export type Said =
  | {
      by: 'codex';
      at: string;
      round: number | null;
      status: 'reported' | 'resolved' | 'still_open' | 'withdrawn';
      text: string;
    }
  | { by: 'claude' | 'user'; at: string; round: null; status: 'fixed' | 'rejected' | 'deferred'; text: string };

/**
 * `open` waits for Claude or for the next review, `advisory` for nobody. `unsettled`: no later review mentions it.
 */
export type FindingState = 'open' | 'advisory' | 'accepted' | 'resolved' | 'withdrawn' | 'skipped' | 'unsettled';

export interface ReportFinding
  extends Pick<
    OpenFinding,
    'id' | 'severity' | 'category' | 'title' | 'file' | 'line' | 'explanation' | 'required_fix' | 'blocking'
  > {
  gate: Gate;
  milestone: string | null;
  state: FindingState;
  /** The rounds in which it was reported. */
  rounds: number[];
  said: Said[];
}

/** One run of the project's checks by the runner. */
export interface ReportChecks {
  at: string;
  gate: Gate;
  milestone: string | null;
  results: CheckSummary['results'];
}

export interface ReportView {
  format: typeof REPORT_FORMAT;
  /** When and by which version this was read. */
  made_at: string;
  version: string;
  task: {
    id: string;
    /** The task in the user's words. */
    text: string;
    /** Its first line. */
    subject: string;
    status: Status;
    mode: Mode;
    /** Why the user gave it up; null unless that happened. */
    abandoned: string | null;
    base: string;
    started_at: string;
    ended_at: string | null;
    /** null where it is not paused. */
    pause: Pause | null;
  };
  source: {
    kind: 'ledger' | 'export';
    /** The exported file; null for the ledger itself. */
    file: string | null;
    entries: number;
    /** The hash of the last entry. */
    head: string;
    /** Whether each line is signed by the key at hand. */
    ledger: 'verified' | 'attested';
  };
  totals: Totals;
  assurance: Assurance;
  /** The gates, compared with the present content; null where that was not possible. */
  gates: GatesView | null;
  phases: ReportPhase[];
  findings: ReportFinding[];
  checks: ReportChecks[];
  guard: GuardLine[];
  timeline: ReportRow[];
  accepted_risks: AcceptedRisk[];
  recorded_risks: RecordedRisk[];
  closing: ClosingView;
}
