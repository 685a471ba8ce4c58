/** Starting a review: preflight, checks, packet, then the detached run (issue order: nothing is spent before the cheap things are known). */
import path from 'node:path';
import { presentSubject } from '../core/gates.js';
import type { Infrastructure } from '../core/codex-reasons.js';
import { effortOf } from '../core/machine-milestones.js';
import { refusedReview } from '../core/machine-reviews.js';
import { checksForMilestone } from '../core/milestones.js';
import type { CheckSummary, Gate, State } from '../core/model.js';
import { notice, Problem, type Notice } from '../core/notices.js';
import type { Check, CheckResult } from '../io/checks.js';
import { preflight, type ReadyCodex } from '../io/codex-preflight.js';
import { errorCode, makeFolder, writeAtomically } from '../io/files.js';
import { diffTrees } from '../io/git-diff.js';
import { announceJob, cameUp, jobName, launchSupervisor, monotonic, writeJob } from '../io/jobs.js';
import { bootId } from '../io/lock.js';
import { preparePacket, type ComparedTrees } from '../io/packet.js';
import { keep, writeRequest } from '../io/receipts.js';
import { sha256 } from '../io/signing.js';
import { ledgerPaths, statePaths, storedPath } from '../io/workspace.js';
import { refused, type Context, type Result } from './context.js';
import { followBase } from './base.js';
import { codexPath, comparedWith, observe, type Seen } from './observe.js';
import { record, type OpenTask } from './place.js';
import { followReview } from './review-follow.js';
import { stopAtSecrets } from './review-secrets.js';

export interface ReviewOptions {
  foreground: boolean;
  maxSeconds: number;
}

/** One review of one gate. Out: refused with why, an outage, findings, a pass, or "still running". */
export async function startReview(context: Context, opened: OpenTask, gate: Gate, options: ReviewOptions): Promise<Result> {
  const followed = await followBase(context, opened);
  if (!followed.ok) return refused([followed.refused]);
  for (const given of followed.notices) context.say(given);
  const task = followed.task;
  const before = await observe(context, task);
  const size = gate === 'milestone' ? await sizeOf(task, before) : null;
  const stop = refusedReview(task.state, { type: 'review-started', gate, size, observation: before.observation });
  if (stop && !stop.ok) return limitReached(context, task, { gate, size, why: stop.refused }) ?? refused([stop.refused]);
  const { changed_pins: changed } = before.observation;
  // Also at the plan gate: a shadowed Codex must not approve what would count once it is gone again.
  if (changed.length > 0) return refused([notice('gate-closed', { gate, reason: 'pins-changed', detail: changed.join(', ') })]);
  const secret = await stopAtSecrets(context, task, gate, before);
  if (secret) return secret;
  const codex = await preflight(task.config.codex, { env: context.env, repository: task.repository, stateDir: task.stateDir, folder: madeFolder(task) });
  if (codex.kind === 'infrastructure') return outage(context, task, gate, codex);
  if (codex.reads.because !== null) context.say(notice('codex-reads-open', { because: codex.reads.because }));
  const checked = await checks(context, task, gate, before);
  if ('stopped' in checked) return checked.stopped;
  return run(context, task, { gate, codex, size, ...checked }, options);
}

/** One folder a work tree, outside the repository: Codex's working directory, with the kept snapshot below it. */
const jobFolder = (task: OpenTask): string => statePaths(task.stateDir).snapshot(sha256(task.repository.top).slice(0, 16));

function madeFolder(task: OpenTask): string {
  const folder = jobFolder(task);
  try {
    makeFolder(folder);
  } catch (error) {
    throw new Problem(notice('state-directory-unusable', { dir: task.stateDir, detail: errorCode(error) }));
  }
  return folder;
}

async function sizeOf(task: OpenTask, seen: Seen): Promise<{ files: number; lines: number }> {
  const { from, to } = await comparedWith(task, task.state.milestone_base.tree_id, seen);
  const diff = await diffTrees(task.repository, from, to);
  return { files: diff.files.length, lines: diff.lines };
}

/** A limit that is reached is a pause with a name, not only a refusal. */
function limitReached(context: Context, task: OpenTask, given: { gate: Gate; size: { files: number; lines: number } | null; why: Notice }): Result | null {
  const { gate, size, why } = given;
  const body = why.code === 'rounds-used' ? ({ type: 'rounds-spent', gate } as const) : why.code === 'milestone-too-large' && size ? ({ type: 'milestone-implemented', size } as const) : null;
  const step = body && record(context, task.place, body);
  return step?.ok ? refused([why], { next: 'cccc next', data: { status: step.state.status } }) : null;
}

function outage(context: Context, task: OpenTask, gate: Gate, fault: Infrastructure): Result {
  const step = record(context, task.place, { type: 'codex-unavailable', gate, job: task.state.review?.job ?? null, reason: fault.reason, detail: fault.detail, resets_at: fault.resetsAt });
  const said = notice('codex-unavailable', { gate, reason: fault.reason, resets_at: fault.resetsAt ?? '' });
  return { code: 3, notices: step.ok ? [said] : [said, step.refused], next: 'cccc resume', data: { reason: fault.reason, detail: fault.detail } };
}

interface Checked {
  seen: Seen;
  checks: CheckSummary | null;
  results: CheckResult[];
}

/** The configured checks; one that the milestone names among its required tests is required whatever the configuration says. */
function requiredChecks(task: OpenTask, gate: Gate, seen: Seen): Check[] {
  const { commands } = task.config.testing;
  const milestone = seen.plan.milestones.find(({ id }) => gate === 'milestone' && id === task.state.current_milestone_id);
  return milestone ? checksForMilestone(commands, milestone.required_tests).checks : commands;
}

/** Runs the project's checks on the tree under review; a failing required one stops the review before Codex is called. */
async function checks(context: Context, task: OpenTask, gate: Gate, before: Seen): Promise<Checked | { stopped: Result }> {
  const commands = requiredChecks(task, gate, before);
  if (gate === 'plan') return { seen: before, checks: null, results: [] };
  if (commands.length === 0) {
    context.say(notice('no-checks', {}));
    return { seen: before, checks: { tree: before.tree.digest, results: [] }, results: [] };
  }
  const outputDir = path.join(ledgerPaths(task.place.commonDir).task(task.place.task), 'checks', jobName(gate, task.state.next_fence));
  // Loaded only where there is something to run: it brings execa along.
  const { runChecks } = await import('../io/checks.js');
  const { results } = await runChecks({ commands, cwd: task.paths.project, env: context.env, outputDir, onStart: (check, number, of) => context.say(notice('check-running', { name: check.name, number, of })) });
  const seen = await observe(context, task);
  if (seen.tree.digest !== before.tree.digest) return { stopped: refused([notice('checks-changed-tree', { paths: await changedPaths(task, before, seen) })]) };
  const summary: CheckSummary = { tree: seen.tree.digest, results: results.map(({ name, required, passed, exit_code, output_digest }) => ({ name, required, passed, exit_code, output_digest })) };
  const failed = results.filter((result) => result.required && !result.passed);
  return failed.length > 0 ? { stopped: checksFailed(context, task, gate, summary, failed) } : { seen, checks: summary, results };
}

async function changedPaths(task: OpenTask, before: Seen, after: Seen): Promise<string> {
  const { from, to } = await comparedWith(task, before.tree.tree, after);
  const diff = await diffTrees(task.repository, from, to);
  return diff.files.map((file) => file.path).slice(0, 20).join(', ');
}

function checksFailed(context: Context, task: OpenTask, gate: Gate, summary: CheckSummary, failed: CheckResult[]): Result {
  const step = record(context, task.place, { type: 'checks-failed', gate, checks: summary });
  const said = failed.map((check) => notice('check-failed', { name: check.name, how: check.problem ?? `exit ${check.exit_code ?? check.signal ?? '-'}`, tail: check.tail }));
  return refused(step.ok ? said : [...said, step.refused], { next: 'cccc next', data: { checks: summary, status: step.ok ? step.state.status : task.state.status } });
}

interface Prepared extends Checked {
  gate: Gate;
  codex: ReadyCodex;
  size: { files: number; lines: number } | null;
}

async function run(context: Context, task: OpenTask, given: Prepared, options: ReviewOptions): Promise<Result> {
  const { gate, codex, seen } = given;
  const subject = presentSubject(gate, task.state, seen.observation);
  if (!subject) return refused([notice('subject-moved', { gate })]);
  const job = jobName(gate, task.state.next_fence);
  const dir = ledgerPaths(task.place.commonDir).record(task.place.task, job);
  const announced = keep(() => announceJob(dir));
  if (announced.kind === 'infrastructure') return outage(context, task, gate, announced);
  const compared = await comparedTrees(task, gate, seen);
  const packet = await preparePacket({ task, gate, round: effortOf(task.state, gate).rounds + 1, compared, snapshot: compared?.to ?? seen.tree.tree, plan: seen.plan, checks: given.results });
  const step = record(context, task.place, {
    type: 'review-started', gate, job, subject, tree_id: seen.tree.tree, size: given.size, checks: given.checks,
    codex_path: codexPath(codex.codex), codex_profile: codex.settings.digest, observation: seen.observation,
  });
  if (!step.ok) return refused([...step.notices, step.refused]);
  const started = { ...task, state: step.state };
  const written = keep(() => {
    writeAtomically(task.paths.document('context-bundle.md'), packet.bundle, 0o644);
    writeRecord(dir, packet, task, { ...given, state: step.state, job, snapshot: compared?.to ?? seen.tree.tree });
  });
  return written.kind === 'infrastructure' ? outage(context, started, gate, written) : launch(context, started, dir, gate, options);
}

/** What a review compares; null for a plan, which is reviewed against the project as it stands. */
async function comparedTrees(task: OpenTask, gate: Gate, seen: Seen): Promise<ComparedTrees | null> {
  if (gate === 'plan') return null;
  const { base, milestone_base: milestoneBase, last_round_tree: last } = task.state;
  const isFurtherRound = effortOf(task.state, gate).rounds > 0 && last !== null;
  const [whole, since] = await Promise.all([comparedWith(task, (gate === 'final' ? base : milestoneBase).tree_id, seen), isFurtherRound ? comparedWith(task, last, seen) : null]);
  return { ...whole, since };
}

function writeRecord(dir: string, packet: { prompt: string; context: unknown }, task: OpenTask, given: Prepared & { state: State; job: string; snapshot: string }): void {
  const review = given.state.review;
  if (!review) throw new Error('the review that was just recorded is not running');
  writeRequest(dir, packet);
  const { env: _env, ...codex } = given.codex;
  const folder = { plan: 'plan', milestone: 'milestones', final: 'final' }[given.gate];
  const name = `${task.place.task}-${review.subject.milestone ? `${review.subject.milestone}-` : ''}round${review.round}-${given.job}.md`;
  writeJob(dir, {
    v: 1, place: task.place, top: task.repository.top, review, config: task.config, codex, profile: given.codex.settings.digest, checks: given.checks, snapshot: given.snapshot,
    folder: jobFolder(task), artifact: storedPath(task.paths.project, path.join(task.paths.reviews, folder, name)), language: task.state.language, boot: bootId(), launched: monotonic(),
  });
}

async function launch(context: Context, task: OpenTask, dir: string, gate: Gate, options: ReviewOptions): Promise<Result> {
  if (options.foreground) {
    const { supervise } = await import('./supervise.js');
    await supervise(dir);
    return followReview(context, task, options.maxSeconds);
  }
  launchSupervisor(dir, context.env);
  if (await cameUp(dir)) return followReview(context, task, options.maxSeconds);
  const step = record(context, task.place, { type: 'codex-unavailable', gate, job: task.state.review?.job ?? null, reason: 'supervisor-killed', detail: 'no heartbeat', resets_at: null });
  return { code: 3, notices: [notice('supervisor-not-started', { gate }), ...(step.ok ? [] : [step.refused])], next: 'cccc resume' };
}
