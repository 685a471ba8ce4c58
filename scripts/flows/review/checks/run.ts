/** Runs the project's checks on the tree under review before Codex is called; the required ones have to pass. */

import path from 'node:path';
import { call } from '../../../core/call.js';
import { checksForMilestone } from '../../../core/plan/milestones.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import type { CheckSummary, Gate } from '../../../core/task/model.js';
import { withCopyClaimed } from '../../../io/copy/claim.js';
import { diffTrees } from '../../../io/git/diff.js';
import { ledgerPaths } from '../../../io/ground/workspace.js';
import { leftOutVariables } from '../../../io/review/check-environment.js';
import type { Check, CheckResult } from '../../../io/review/checks.js';
import { jobName } from '../../../io/review/job.js';
import { type Context, type Result, refused } from '../../context.js';
import { comparedWith, observe, type Seen } from '../../task/observe.js';
import { type OpenTask, record } from '../../task/place.js';
import { packetOrRefusal } from '../packet.js';
import type { Stopped, Under } from '../preparing.js';
import { tellStep } from '../reporter.js';

/** What was observed after the checks, and their results; `checks` is null at the plan gate. */
export interface Checked {
  seen: Seen;
  checks: CheckSummary | null;
  results: CheckResult[];
}

/**
 * The configured checks. A check that the milestone names among its required tests is required, whatever the
 * configuration says.
 */
function requiredChecks(task: OpenTask, gate: Gate, seen: Seen): Check[] {
  const { commands } = task.config.testing;
  const milestone = seen.plan.milestones.find(({ id }) => gate === 'milestone' && id === task.state.milestones.current);
  return milestone ? checksForMilestone(commands, milestone.required_tests).checks : commands;
}

/**
 * Runs the project's checks on the tree under review, where a reviewer could see it; a failing required one stops the
 * review before Codex is called.
 */
export async function runRequiredChecks(
  context: Context,
  { task, own, interrupt, report }: Under,
  gate: Gate,
  before: Seen,
): Promise<Checked | Stopped> {
  const commands = requiredChecks(task, gate, before);
  if (gate === 'plan') return { seen: before, checks: null, results: [] };
  if (commands.length === 0) {
    context.say(notice('no-checks', {}));
    return { seen: before, checks: { tree: before.tree.digest, results: [] }, results: [] };
  }
  // Nothing that checks do can make the change smaller: one that changes the tree is refused. Their results take room
  // in the packet, so the question is asked once more with them.
  const packet = await packetOrRefusal(task, gate, before, []);
  if ('refused' in packet) return { stopped: refused([packet.refused]) };
  interrupt.signal.throwIfAborted();
  const { results, seen, changed } = await runThem(context, { task, own, interrupt, report }, gate, {
    before,
    commands,
  });
  if (changed !== null) return { stopped: refused([notice('checks-changed-tree', { paths: namesOf(changed) })]) };
  const summary: CheckSummary = {
    tree: seen.tree.digest,
    results: results.map(({ name, required, passed, exit_code, output_digest, in_place }) => ({
      name,
      required,
      passed,
      exit_code,
      output_digest,
      in_place,
    })),
  };
  const failed = results.filter((result) => result.required && !result.passed);
  return failed.length > 0
    ? { stopped: checksFailed(context, task, gate, summary, failed) }
    : { seen, checks: summary, results };
}

const howOf = ({ problem, exit_code, signal }: CheckResult): string => problem ?? `exit ${exit_code ?? signal ?? '-'}`;

function endedNotice(result: CheckResult): Notice {
  const { name, passed } = result;
  const seconds = Math.round(result.duration_ms / 100) / 10;
  return passed
    ? notice('check-passed', { name, seconds })
    : notice('check-not-passed', { name, how: howOf(result), seconds });
}

interface Ran {
  results: CheckResult[];
  /** Observed after the checks. */
  seen: Seen;
  /** What the checks changed in the work tree and in the copy; null when nothing. */
  changed: string[] | null;
}

async function runThem(
  context: Context,
  { task, own, interrupt, report }: Under,
  gate: Gate,
  { before, commands }: { before: Seen; commands: Check[] },
): Promise<Ran> {
  const outputDir = path.join(
    ledgerPaths(task.place.commonDir).task(task.place.task),
    'checks',
    jobName(gate, task.state.reviews.next_fence),
  );
  // Loaded only when a check has to run, because it imports execa.
  const { runChecks } = await import('../../../io/review/checks.js');
  const { placesOfChecks } = await import('./places.js');
  return withCopyClaimed(task.stateDir, task.repository, async () => {
    const places = await placesOfChecks(context, task, before.tree, commands, interrupt.signal);
    const { results } = await runChecks({
      commands,
      cwd: task.paths.project,
      place: places.place,
      env: context.env,
      outputDir,
      trace: own,
      signal: interrupt.signal,
      onStart: (check, number, of) => {
        report.enter('checks', { doing: check.name, limit_seconds: check.timeout_seconds });
        tellStep(context, notice('check-running', { name: check.name, number, of }));
      },
      onEnd: (result) => tellStep(context, endedNotice(result)),
    });
    interrupt.signal.throwIfAborted();
    const [seen, inCopy] = await Promise.all([observe(context, task), places.changes()]);
    const isSame = seen.tree.digest === before.tree.digest;
    if (isSame && inCopy.length === 0) return { results, seen, changed: null };
    return { results, seen, changed: [...(isSame ? [] : await changedPaths(task, before, seen)), ...inCopy] };
  });
}

async function changedPaths(task: OpenTask, before: Seen, after: Seen): Promise<string[]> {
  const { from, to } = await comparedWith(task, before.tree.tree, after);
  return (await diffTrees(task.repository, from, to)).files.map((file) => file.path);
}

const namesOf = (paths: readonly string[]): string => [...new Set(paths)].slice(0, 20).join(', ');

/**
 * Names of variables that checks do not get, since one of them may be what a failed check lacks: those first of which
 * its output speaks.
 */
function leftOutOf(env: NodeJS.ProcessEnv, output: string): string[] {
  const names = leftOutVariables(env);
  const isNamed = (name: string): boolean => output.includes(name);
  return [...names.filter(isNamed), ...names.filter((name) => !isNamed(name))];
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
      how: howOf(check),
      in_copy: check.in_place === null,
      tail: check.tail,
      left_out: leftOutOf(context.env, check.tail).join(', '),
    }),
  );
  return refused(step.ok ? said : [...said, step.refused], {
    next: call('next'),
    data: { checks: summary, status: step.ok ? step.state.status : task.state.status },
  });
}
