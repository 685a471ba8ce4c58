/**
 * Starting a review: preflight, checks, packet, then the detached run (issue order: nothing is spent before the cheap
 * things are known).
 */
import path from 'node:path';
import { infrastructure } from '../../core/codex/reasons.js';
import { checksForMilestone } from '../../core/plan/milestones.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { presentSubject } from '../../core/task/gates.js';
import { effortOf } from '../../core/task/machine-milestones.js';
import { refusedReview } from '../../core/task/machine-reviews.js';
import type { CheckSummary, Gate, State } from '../../core/task/model.js';
import { preflight, type ReadyCodex } from '../../io/codex/preflight.js';
import { diffTrees } from '../../io/git/diff.js';
import { errorCode, makeFolder, removeBelow, writeDocument } from '../../io/ground/files.js';
import { Interrupt } from '../../io/ground/interrupt.js';
import { bootId } from '../../io/ground/lock.js';
import { sha256 } from '../../io/ground/signing.js';
import { ledgerPaths, statePaths, storedPath } from '../../io/ground/workspace.js';
import type { Check, CheckResult } from '../../io/review/checks.js';
import { type ComparedTrees, preparePacket } from '../../io/review/packet.js';
import { keep, writeRequest } from '../../io/review/receipts.js';
import { announceJob, cameUp, jobName, launchSupervisor, monotonic, writeJob } from '../../io/run/jobs.js';
import { newTrace, withTemporaries } from '../../io/run/run-trace.js';
import { type Context, type Result, refused } from '../context.js';
import { followBase } from '../task/base.js';
import { codexPath, comparedWith, observe, type Seen } from '../task/observe.js';
import { type OpenTask, record } from '../task/place.js';
import { followReview } from './follow.js';
import { outage } from './outage.js';
import { type Under, whilePreparing } from './preparing.js';
import { stopAtSecrets } from './secrets.js';

export interface ReviewOptions {
  foreground: boolean;
  maxSeconds: number;
}

/** One review of one gate. Out: refused with why, an outage, findings, a pass, or "still running". */
export async function startReview(
  context: Context,
  opened: OpenTask,
  gate: Gate,
  options: ReviewOptions,
): Promise<Result> {
  const interrupt = new Interrupt();
  const started = await startUnder(interrupt, context, opened, gate, options).finally(() => interrupt.release());
  if ('stopped' in started) return started.stopped;
  // Ctrl-C while the supervisor came up ends the waiting only, as it does a moment later.
  return followReview(context, started.task, interrupt.reason === null ? options.maxSeconds : 0);
}

async function startUnder(
  interrupt: Interrupt,
  context: Context,
  opened: OpenTask,
  gate: Gate,
  { foreground }: ReviewOptions,
): Promise<Begun | { stopped: Result }> {
  const begun = await whilePreparing(context, opened, gate, interrupt, async (under) => {
    const ready = await prepare(context, under, gate);
    return 'stopped' in ready ? ready : begin(context, under, ready);
  });
  if ('stopped' in begun) return begun;
  if (foreground) {
    // This process is the supervisor then, and goes on hearing Ctrl-C.
    await (await import('./supervise.js')).supervise(begun.dir, interrupt);
    return begun;
  }
  if (interrupt.reason !== null)
    return { stopped: outage(context, begun.task, gate, infrastructure('cancelled', interrupt.reason)) };
  return launch(context, begun, gate);
}

/** All that is known before a token is spent. Out: what the review needs, or why it does not begin. */
async function prepare(context: Context, under: Under, gate: Gate): Promise<Prepared | { stopped: Result }> {
  const stopped = (result: Result): { stopped: Result } => ({ stopped: result });
  const followed = await followBase(context, under.task);
  if (!followed.ok) return stopped(refused([followed.refused]));
  for (const given of followed.notices) context.say(given);
  const task = followed.task;
  const before = await observe(context, task, { thorough: true });
  const size = gate === 'milestone' ? await sizeOf(task, before) : null;
  const stop = refusedReview(task.state, { type: 'review-started', gate, size, observation: before.observation });
  if (stop && !stop.ok)
    return stopped(limitReached(context, task, { gate, size, why: stop.refused }) ?? refused([stop.refused]));
  const { changed_pins: changed } = before.observation;
  // Also at the plan gate: a shadowed Codex must not approve what would count once it is gone again.
  if (changed.length > 0)
    return stopped(refused([notice('gate-closed', { gate, reason: 'pins-changed', detail: changed.join(', ') })]));
  const secret = await stopAtSecrets(context, task, gate, before);
  if (secret) return stopped(secret);
  const codex = await preflight(task.config.codex, {
    env: withTemporaries(context.env, under.own.scratch),
    repository: task.repository,
    stateDir: task.stateDir,
    folder: madeFolder(task),
  });
  under.interrupt.signal.throwIfAborted();
  if (codex.kind === 'infrastructure') return stopped(outage(context, task, gate, codex));
  if (codex.reads.because !== null) context.say(notice('codex-reads-open', { because: codex.reads.because }));
  const checked = await checks(context, { ...under, task }, gate, before);
  return 'stopped' in checked ? checked : { task, gate, codex, size, ...checked };
}

/** One folder a work tree, outside the repository: Codex's working directory, with the kept snapshot below it. */
const jobFolder = (task: OpenTask): string =>
  statePaths(task.stateDir).snapshot(sha256(task.repository.top).slice(0, 16));

function madeFolder(task: OpenTask): string {
  const folder = jobFolder(task);
  try {
    makeFolder(folder);
    // The home of a sandbox that was tried by a command that was killed.
    removeBelow(folder, 'sandbox-');
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
function limitReached(
  context: Context,
  task: OpenTask,
  given: { gate: Gate; size: { files: number; lines: number } | null; why: Notice },
): Result | null {
  const { gate, size, why } = given;
  const body =
    why.code === 'rounds-used'
      ? ({ type: 'rounds-spent', gate } as const)
      : why.code === 'milestone-too-large' && size
        ? ({ type: 'milestone-implemented', size } as const)
        : null;
  const step = body && record(context, task.place, body);
  return step?.ok ? refused([why], { next: 'cccc next', data: { status: step.state.status } }) : null;
}

interface Checked {
  seen: Seen;
  checks: CheckSummary | null;
  results: CheckResult[];
}

/**
 * The configured checks; one that the milestone names among its required tests is required whatever the configuration
 * says.
 */
function requiredChecks(task: OpenTask, gate: Gate, seen: Seen): Check[] {
  const { commands } = task.config.testing;
  const milestone = seen.plan.milestones.find(
    ({ id }) => gate === 'milestone' && id === task.state.current_milestone_id,
  );
  return milestone ? checksForMilestone(commands, milestone.required_tests).checks : commands;
}

/**
 * Runs the project's checks on the tree under review; a failing required one stops the review before Codex is called.
 */
async function checks(
  context: Context,
  { task, own, interrupt }: Under,
  gate: Gate,
  before: Seen,
): Promise<Checked | { stopped: Result }> {
  const commands = requiredChecks(task, gate, before);
  if (gate === 'plan') return { seen: before, checks: null, results: [] };
  if (commands.length === 0) {
    context.say(notice('no-checks', {}));
    return { seen: before, checks: { tree: before.tree.digest, results: [] }, results: [] };
  }
  const outputDir = path.join(
    ledgerPaths(task.place.commonDir).task(task.place.task),
    'checks',
    jobName(gate, task.state.next_fence),
  );
  // Loaded only where there is something to run: it brings execa along.
  const { runChecks } = await import('../../io/review/checks.js');
  const { results } = await runChecks({
    commands,
    cwd: task.paths.project,
    env: context.env,
    outputDir,
    trace: own,
    signal: interrupt.signal,
    onStart: (check, number, of) => context.say(notice('check-running', { name: check.name, number, of })),
  });
  interrupt.signal.throwIfAborted();
  const seen = await observe(context, task);
  if (seen.tree.digest !== before.tree.digest)
    return { stopped: refused([notice('checks-changed-tree', { paths: await changedPaths(task, before, seen) })]) };
  const summary: CheckSummary = {
    tree: seen.tree.digest,
    results: results.map(({ name, required, passed, exit_code, output_digest }) => ({
      name,
      required,
      passed,
      exit_code,
      output_digest,
    })),
  };
  const failed = results.filter((result) => result.required && !result.passed);
  return failed.length > 0
    ? { stopped: checksFailed(context, task, gate, summary, failed) }
    : { seen, checks: summary, results };
}

async function changedPaths(task: OpenTask, before: Seen, after: Seen): Promise<string> {
  const { from, to } = await comparedWith(task, before.tree.tree, after);
  const diff = await diffTrees(task.repository, from, to);
  return diff.files
    .map((file) => file.path)
    .slice(0, 20)
    .join(', ');
}

function checksFailed(
  context: Context,
  task: OpenTask,
  gate: Gate,
  summary: CheckSummary,
  failed: CheckResult[],
): Result {
  const step = record(context, task.place, { type: 'checks-failed', gate, checks: summary });
  const said = failed.map((check) =>
    notice('check-failed', {
      name: check.name,
      how: check.problem ?? `exit ${check.exit_code ?? check.signal ?? '-'}`,
      tail: check.tail,
    }),
  );
  return refused(step.ok ? said : [...said, step.refused], {
    next: 'cccc next',
    data: { checks: summary, status: step.ok ? step.state.status : task.state.status },
  });
}

interface Prepared extends Checked {
  task: OpenTask;
  gate: Gate;
  codex: ReadyCodex;
  size: { files: number; lines: number } | null;
}

/** A review that is recorded and described: the task as it then stands, and the record's folder. */
interface Begun {
  task: OpenTask;
  dir: string;
}

async function begin(context: Context, { interrupt }: Under, given: Prepared): Promise<Begun | { stopped: Result }> {
  const { task, gate, codex, seen } = given;
  const subject = presentSubject(gate, task.state, seen.observation);
  if (!subject) return { stopped: refused([notice('subject-moved', { gate })]) };
  const job = jobName(gate, task.state.next_fence);
  const dir = ledgerPaths(task.place.commonDir).record(task.place.task, job);
  const announced = keep(() => announceJob(dir));
  if (announced.kind === 'infrastructure') return { stopped: outage(context, task, gate, announced) };
  const compared = await comparedTrees(task, gate, seen);
  const packet = await preparePacket({
    task,
    gate,
    round: effortOf(task.state, gate).rounds + 1,
    compared,
    snapshot: compared?.to ?? seen.tree.tree,
    plan: seen.plan,
    checks: given.results,
  });
  interrupt.signal.throwIfAborted();
  const step = record(context, task.place, {
    type: 'review-started',
    gate,
    job,
    subject,
    tree_id: seen.tree.tree,
    size: given.size,
    checks: given.checks,
    codex_path: codexPath(codex.codex),
    codex_profile: codex.settings.digest,
    observation: seen.observation,
  });
  if (!step.ok) return { stopped: refused([...step.notices, step.refused]) };
  const started = { ...task, state: step.state };
  const written = keep(() => {
    writeDocument(task.paths.document('context-bundle.md'), packet.bundle);
    writeRecord(dir, packet, { ...given, state: step.state, job, snapshot: compared?.to ?? seen.tree.tree });
  });
  return written.kind === 'infrastructure'
    ? { stopped: outage(context, started, gate, written) }
    : { task: started, dir };
}

/** What a review compares; null for a plan, which is reviewed against the project as it stands. */
async function comparedTrees(task: OpenTask, gate: Gate, seen: Seen): Promise<ComparedTrees | null> {
  if (gate === 'plan') return null;
  const { base, milestone_base: milestoneBase, last_round_tree: last } = task.state;
  const isFurtherRound = effortOf(task.state, gate).rounds > 0 && last !== null;
  const [whole, since] = await Promise.all([
    comparedWith(task, (gate === 'final' ? base : milestoneBase).tree_id, seen),
    isFurtherRound ? comparedWith(task, last, seen) : null,
  ]);
  return { ...whole, since };
}

function writeRecord(
  dir: string,
  packet: { prompt: string; context: unknown },
  given: Prepared & { state: State; job: string; snapshot: string },
): void {
  const { task } = given;
  const review = given.state.review;
  if (!review) throw new Error('the review that was just recorded is not running');
  writeRequest(dir, packet);
  const { env: _env, ...codex } = given.codex;
  const folder = { plan: 'plan', milestone: 'milestones', final: 'final' }[given.gate];
  const name = `${task.place.task}-${review.subject.milestone ? `${review.subject.milestone}-` : ''}round${review.round}-${given.job}.md`;
  writeJob(dir, {
    v: 1,
    place: task.place,
    top: task.repository.top,
    review,
    config: task.config,
    codex,
    profile: given.codex.settings.digest,
    checks: given.checks,
    snapshot: given.snapshot,
    folder: jobFolder(task),
    artifact: storedPath(task.paths.project, path.join(task.paths.reviews, folder, name)),
    language: task.state.language,
    boot: bootId(),
    trace: newTrace(),
    launched: monotonic(),
  });
}

async function launch(context: Context, begun: Begun, gate: Gate): Promise<Begun | { stopped: Result }> {
  const { task, dir } = begun;
  launchSupervisor(dir, context.env);
  if (await cameUp(dir)) return begun;
  const step = record(context, task.place, {
    type: 'codex-unavailable',
    gate,
    job: task.state.review?.job ?? null,
    reason: 'supervisor-killed',
    detail: 'no heartbeat',
    resets_at: null,
  });
  return {
    stopped: {
      code: 3,
      notices: [notice('supervisor-not-started', { gate }), ...(step.ok ? [] : [step.refused])],
      next: 'cccc resume',
    },
  };
}
