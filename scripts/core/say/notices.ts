import type { Call } from '../call.js';
import type { UpdateNotices } from '../install/update/notices.js';
import type { AnswerFault } from '../install/wizard/faults.js';
import type { Impact } from '../plan/sync/impact.js';
import type { VerbName } from '../verbs.js';
import type { AskNotices } from './delegate/ask-notices.js';
import type { DelegateNotices } from './delegate/notices.js';
import type { InstallNotices } from './install/notices.js';
import type { GateName, LensNotices } from './review/notices.js';
import type { TeamNotices } from './team/notices.js';
import type { UpkeepNotices } from './upkeep/notices.js';

/**
 * Every sentence that the program can say, as a code with its arguments.
 *
 * Adding one takes four entries, and it does not compile while one is missing: its arguments here, its remedy in
 * core/say/remedies.ts, and its sentence in text/en/notices/ and in text/zh-CN/notices/.
 */
export interface NoticeArgs
  extends UpkeepNotices,
    UpdateNotices,
    InstallNotices,
    DelegateNotices,
    AskNotices,
    LensNotices,
    TeamNotices {
  // -- repository and environment (io/git/, io/ground/)
  'not-a-repository': { dir: string };
  'git-missing': { detail: string };
  'git-too-old': { found: string; needed: string };
  'git-dubious-ownership': { dir: string };
  'git-failed': { command: string; detail: string };
  'git-link-broken': { dir: string; gitDir: string };
  'git-directory-broken': { dir: string };
  'git-filter-failed': { filter: string; path: string; detail: string };
  'git-objects-away': { detail: string };
  'git-objects-broken': { detail: string };
  'git-alternates-away': { dir: string };
  'git-lock-left': { file: string };
  'git-index-broken': { detail: string };
  'git-config-broken': { file: string; line: number };
  'git-format-unknown': { detail: string };
  'git-silent': { command: string; seconds: number };
  'bare-repository': { dir: string };
  'untracked-too-large': { files: { path: string; bytes: number }[]; limit: number };
  'nested-unreadable': { path: string; detail: string };
  'nested-repository': { path: string };
  'submodule-dirty': { path: string };
  'own-worktree-skipped': { path: string };
  'special-file-skipped': { path: string };

  // -- the system (io/ground/faults.ts, cli/main.ts)
  /** `file` may be missing; `dir` is the nearest folder that exists. `detail`: the error's code. */
  'system-refused': { file: string; dir: string; detail: string };
  /** `dir`: an absolute path of an existing folder. */
  'folder-refused': { dir: string; detail: string };
  'temporary-missing': { dir: string };
  'recorded-only': { facts: string };

  // -- task and state machine (core/machine*.ts)
  /** `event`: the type of the event that was not recorded. */
  'not-now': { event: string; status: string };
  'task-open': { task: string; status: string };
  'task-over': { task: string; status: string };
  'no-task': Record<string, never>;
  'no-tasks-yet': Record<string, never>;
  'task-unknown': { task: string };
  'task-ambiguous': { given: string; tasks: string };
  'not-a-tightening': Record<string, never>;
  'findings-unanswered': { ids: string };
  'unknown-finding': { id: string };
  'finding-needs-reason': { id: string };
  'finding-not-deferrable': { id: string; severity: string };
  'finding-not-skippable': { ids: string };
  'plan-moved': Record<string, never>;
  'subject-moved': { gate: GateName };
  'unknown-milestone': { id: string; known: string };
  'milestone-done': { id: string };
  'milestone-skipped': { id: string };
  'milestone-dependencies': { id: string; missing: string };
  'milestone-too-large': { files: number; lines: number; max_files: number; max_lines: number };
  /** `opens`: the command that opens the gate now; if absent, the gate's usual command. */
  'gate-closed': { gate: GateName; reason: string; detail: string; opens?: Call | null };
  'gate-open': { gate: GateName };
  'review-running': { gate: string; job: string };
  'rounds-used': { gate: string; limit: number };
  'stale-job': { job: string };
  'unknown-option': { choice: string; options: string };
  'not-paused': { status: string };
  'resume-later': { status: string };
  'question-open': { question: string };
  'answer-needed': { question: string };
  'confirm-needed': { status: string; strategy: string };
  'strategy-not-offered': { strategy: string; offered: string };
  'content-unchanged': { status: string; verdict: string };
  'wrong-needs-reason': { ids: string };
  'choice-needs-words': { strategy: string };
  'already-paused': { status: string };
  'risk-moved': { gate: GateName };
  'sensitive-not-answerable': { question: string };

  // -- planning documents changed by hand (core/task/documents/, verbs/sync-docs.ts, diff-docs.ts, replan.ts)
  'documents-changed': { documents: string; impact: Impact };
  'documents-undecided': { letters: string };
  'documents-in-sync': Record<string, never>;
  'documents-restored': Record<string, never>;
  'documents-unknown': Record<string, never>;
  'documents-drafted': Record<string, never>;
  'documents-kept': { choice: 'refresh' | 'ignore' };
  'documents-paused': { status: string };
  'plan-reopened': { status: string };
  'plan-not-kept': Record<string, never>;
  'already-planning': Record<string, never>;
  'sync-paused': { status: string };
  'sync-choice-unknown': { value: string };
  'free-needs-text': Record<string, never>;
  'unknown-document': { file: string; known: string };

  // -- documents, checks and the packet (core/plan/milestones.ts, core/review/packet/build.ts,
  // io/task/documents.ts, io/review/prompts.ts)
  'no-milestone': { document: string };
  'milestone-id-missing': { heading: string; line: number };
  'milestone-duplicate': { milestone: string };
  'milestone-field-missing': { milestone: string; field: string };
  'milestone-risk-unknown': { milestone: string; risk: string };
  'milestone-depends-on-itself': { milestone: string };
  'milestone-dependency-unknown': { milestone: string; dependency: string };
  'milestone-cycle': { milestones: string };
  'plan-document-missing': { document: string };
  'plan-is-template': { document: string; line: number };
  'discovery-document-missing': { document: string };
  'discovery-is-template': { document: string };
  'document-not-text': { document: string };
  'packet-too-large': { characters: number; limit: number };
  'change-too-large': { gate: GateName; files: number; unshown: number; tokens: number; limit: number };
  'name-unprintable': { files: string };
  'prompt-broken': { prompt: string; slots: string };

  // -- ledger and store (core/task/ledger.ts, io/task/store.ts)
  'ledger-corrupt': { file: string; line: number };
  'ledger-version': { file: string; version: number };
  'ledger-altered': { file: string; line: number };
  'ledger-forged': { file: string; line: number };
  'ledger-unfoldable': { file: string; line: number; event: string };
  'ledger-rolled-back': { file: string; found: number; known: number };
  'ledger-replaced': { file: string; seq: number };
  'ledger-missing': { file: string; known: number };
  'anchor-missing': { file: string };
  'anchor-altered': { file: string };
  'key-elsewhere': { task: string; here: string; there: string };
  /** `there` is empty when it is not known which state directory held the key. */
  'key-unreachable': { task: string; here: string; there: string };
  'key-here': { task: string; dir: string };
  'key-replaced': { task: string; dir: string };
  'task-elsewhere': { task: string; here: string; there: string };
  'ledger-torn': { file: string; bytes: number };
  'ledger-torn-kept': { kept: string };
  'state-rebuilt': { backup: string };
  'state-restored': Record<string, never>;
  'state-missing': { file: string };
  'state-edited': { file: string };
  'state-directory-unusable': { dir: string; detail: string };
  'key-corrupt': { file: string };
  'lock-held': { file: string; holder: string };
  'lock-unusable': { file: string; detail: string };
  'disk-full': { file: string };
  'state-unwritten': { file: string; detail: string };

  // -- steps of a task (verbs/)
  'fact-recorded': { fact: string; status: string };
  'self-review-contradicts': { answers: string };
  'nothing-changed': { id: string };
  'milestone-size': { files: number; lines: number };
  'question-options-wrong': { recommended: string; options: string };
  'file-unreadable': { file: string; detail: string };
  'file-not-json': { file: string; detail: string };
  'file-wrong-shape': { file: string; schema: string; detail: string };
  'no-commit': { dir: string };
  'task-started': { task: string; base: string; language: string };
  'base-has-changes': { count: number };
  /** `way`: how HEAD can contain the base again; null when that is not known. */
  'base-lost': { base: string; branch: string; way: { kind: 'switch'; branch: string } | { kind: 'reset' } | null };
  'commits-unconfirmed': { count: number; commits: string };
  'commits-left-out': { count: number; commits: string };
  'upstream-confirmed': { count: number; commits: string };
  'upstream-unchanged': Record<string, never>;
  'work-left-behind': { tasks: string; paths: string };
  'task-unreadable': { task: string; problem: string };
  'base-followed': { base: string; left_out: number };
  'milestone-started': { id: string };
  'milestone-accepted': { id: string; how: string };
  'commit-now': { message: string };
  'commit-ask': { message: string };
  'task-finished': { task: string; milestones: number; how: 'reviewed' | 'overridden' };
  'milestones-not-done': { milestones: { id: string; title: string; skipped: boolean; needs: string[] }[] };
  'risks-accepted': { count: number; names: string };
  'risks-recorded': { count: number; names: string };
  'risks-overridden': { gates: string };
  'verdicts-stopped': { names: string };
  'dependents-left': { id: string; names: string };
  'record-corrupt': { file: string };
  'receipt-missing': Record<string, never>;
  'receipt-replaced': Record<string, never>;
  'receipt-unsigned': Record<string, never>;
  'receipt-key-missing': Record<string, never>;
  'receipt-record-missing': Record<string, never>;
  'receipt-record-altered': Record<string, never>;
  'receipt-round-missing': Record<string, never>;
  'receipt-outcome-differs': Record<string, never>;
  'receipt-other-review': Record<string, never>;
  'receipt-request-unnamed': Record<string, never>;
  'review-settled': { job: string; reason: string };
  'preparation-settled': { gate: string; reason: string };
  'review-preparing': { gate: string };
  'no-review-running': { last: string };
  'no-review-yet': Record<string, never>;
  'review-unknown': { asked: string };
  'review-shown': { gate: string; outcome: string; file: string };
  'review-still-running': { gate: string; seconds: number };
  'reply-unusable': { gate: string; detail: string };
  'review-passed': { gate: string; advisories: number; file: string };
  'review-found': { gate: string; verdict: string; count: number; file: string };
  'codex-asks': { question: string };
  'scope-widened': { named: string };
  /** missed, answered: the reviewers of a gate with lenses. */
  'codex-unavailable': { gate: string; reason: string; resets_at: string; missed?: string; answered?: string };
  'checks-changed-tree': { paths: string };
  /** `left_out`: the names of variables that are set here and not passed to any check. */
  'check-failed': { name: string; how: string; in_copy: boolean; tail: string; left_out: string };
  'check-copy-busy': Record<string, never>;
  'check-in-place': { name: string; reason: string };
  'check-only-in-place': { name: string; how: string };
  'check-redirected': { paths: string; more: number };
  'check-unfiltered': { paths: string; more: number };
  'check-trying': { name: string };
  'check-running': { name: string; number: number; of: number };
  'check-passed': { name: string; seconds: number };
  'check-not-passed': { name: string; how: string; seconds: number };
  'no-checks': Record<string, never>;
  'codex-reads-open': { because: string };
  'codex-changed': { before: string; after: string };
  'codex-found': { program: string };
  'settings-looser': { preset: string; named: boolean; settings: string };
  'supervisor-not-started': { gate: GateName };

  // -- setup and loop (flows/install/setup, flows/loop)
  'project-is-top': { project: string };
  'no-commit-yet': Record<string, never>;
  'checks-configured': { checks: string };
  'checks-none': Record<string, never>;
  'check-program-missing': { check: string; program: string };
  'check-failed-once': { name: string; how: string };
  'answer-wrong': { id: string; fault: AnswerFault; value: string; known: string };
  'answers-unreadable': { file: string; detail: string };
  'setup-loosens': { settings: string; call: Call };
  'setup-next': Record<string, never>;
  'settings-valid': { file: string };
  'ignored-lines-added': { lines: string; backup: string | null };
  'loop-later': Record<string, never>;
  'setup-codex-ready': { version: string; login: 'account' | 'api-key' | 'not-needed' };
  'command-written': { file: string };
  'command-not-written': { file: string; detail: string };
  'command-removed': { file: string };
  'settings-invalid': { file: string };
  'settings-not-plain': { file: string };
  'settings-shape': { file: string; path: string };
  'hooks-disabled': { file: string; key: string; by: 'managed' | 'session' | 'local' | 'project' | 'user' };
  'hook-node-unfit': { node: string; why: 'place' | 'rights' | 'owner' };
  'hook-node-missing': { needed: string };
  'hook-node-old': { node: string; found: string; needed: string };
  'hook-node-unrecorded': { node: string };
  'no-session': Record<string, never>;
  'loop-unclaimed': Record<string, never>;
  'loop-claimed': Record<string, never>;
  'loop-is-on': Record<string, never>;
  'loop-is-off': Record<string, never>;
  'loop-off': Record<string, never>;
  'loop-incomplete': { missing: string };
  'loop-continue_now': { status: string };
  'loop-needs_resume': { status: string };
  'loop-needs_task': { status: string };
  'loop-needs_replan': { status: string };
  'loop-done': { status: string };

  // -- gates, status, resume, doctor (verbs/)
  'reads-export': { file: string };
  'guard-log-broken': { file: string; lines: string };
  'commit-differs': { approved: string; commit: string; paths: string };
  'commit-incomparable': { approved: string; commit: string };
  'base-will-move': { base: string; count: number };
  'review-dead': { job: string };
  'human-only': { command: string; call: Call };
  'inside-a-run': { call: Call };
  'not-agreed': Record<string, never>;
  agree: { command: string };
  'codex-still-away': { reason: string; detail: string; resets_at: string };
  'codex-limit-holds': { resets_at: string };
  'codex-is-back': { version: string; gate: string };
  'review-missed-here': { gate: string };
  resumed: { strategy: string; status: string };
  'decision-needed': { offered: string };
  'failures-seen': { tail: string; count: number };
  'left-paused': { status: string };
  paused: { reason: string; running: boolean };
  'pause-waits': { reason: string };
  'pause-withdrawn': Record<string, never>;
  'unknown-strategy': { value: string; known: string };
  'pins-unchanged': Record<string, never>;
  'pin-changed': { name: string; before: string; after: string; looser: boolean };
  /** The gates that are open, and those that are not, once this is confirmed. */
  'confirm-follows': { open: string; closed: string };
  'confirm-unseen': { seen: string };
  'pins-confirmed': { names: string };
  'abandon-while-running': { gate: string; job: string };
  /** `files`: how many still hold its work. */
  'task-abandoned': { task: string; files: number };
  /** `files`: paths that hold its work; `commits`: those on this branch; `head`: where the next task begins. */
  'abandoned-work': { files: string; more: number; commits: number; branch: string; head: string };
  'task-set-aside': { task: string; kept: string };
  /** failed, warned: the names of the checks. */
  'doctor-result': { pass: number; warn: number; fail: number; failed: string; warned: string };
  'command-shadowed': { name: string; dir: string };
  'key-exposed': { file: string; dir: string };
  'disk-low': { dir: string; free: string };
  'clock-behind': { now: string; seen: string; platform: string };
  'processes-left': { job: string; pids: string };
  'skill-files-differ': { files: string };
  'skill-without-manifest': { dir: string };
  'node-too-old': { found: string; needed: string };
  'workspace-incomplete': { missing: string };
  'way-out-of-a-broken-ledger': Record<string, never>;
  'ledger-attested': Record<string, never>;
  'receipts-doubtful': { jobs: string };
  'hook-not-runnable': { file: string; detail: string };
  /** `by`: what brings them to this version, without overwriting what somebody edited. */
  'commands-outdated': { files: string; by: 'update' | 'repair' | 'force-update' };
  'codex-not-ready': { reason: string; detail: string };
  'filter-unconfigured': { filter: string; path: string };
  'filter-not-required': { filter: string; path: string; detail: string };
  'filter-not-undone': { filter: string; path: string; detail: string };
  'leftover-files': { files: string };
  'failure-unfolded': { count: number };
  'loop-other-session': Record<string, never>;

  // -- secrets (verbs/redact.ts, flows/review/secrets.ts)
  'secret-added': { gate: string; places: string };
  'secret-still-there': { places: string };
  'secrets-redacted': { count: number };
  'file-withheld': { file: string };

  // -- the guard's answers (verbs/guard.ts)
  'guard-line-differs': { line: number; expected: string; found: string; command: string; reason: string | null };
  'guard-list-differs': { count: number; differing: number };
  'guard-list-agrees': { count: number };
  'guard-list-empty': { file: string };
  'guard-list-missing': { file: string; detail: string };
  'guard-list-unclear': { file: string; line: number; text: string };

  // -- command line
  'unknown-verb': { verb: string; nearest: string | null };
  /** `detail`: what the verb accepts. `unknown`: the unknown word, and the nearest known one. */
  'bad-usage': { verb: VerbName; detail: string; unknown?: { word: string; nearest: string | null } };
}

export type NoticeCode = keyof NoticeArgs;

/** A code with its arguments: one sentence for the user. */
export type Notice = { [C in NoticeCode]: { code: C; args: NoticeArgs[C] } }[NoticeCode];

/** Makes a notice; the code determines the type of the arguments. */
export function notice<C extends NoticeCode>(code: C, args: NoticeArgs[C]): Notice {
  return { code, args } as Extract<Notice, { code: C }>;
}

/**
 * A broken environment (exit code 3) or wrong usage (exit code 2), as an error. A refusal, such as a closed gate, is a
 * value and not an error. Any other error is a bug and keeps its stack.
 */
export class Problem extends Error {
  readonly notice: Notice;
  readonly exitCode: 1 | 2 | 3 | 64;

  constructor(given: Notice, exitCode: 1 | 2 | 3 | 64 = 3) {
    super(`${given.code} ${JSON.stringify(given.args)}`);
    this.name = 'Problem';
    this.notice = given;
    this.exitCode = exitCode;
  }
}
