/**
 * Setup and start try each check once in the clean copy. A check that passes only in the work tree is set to run there,
 * and the gate says why.
 */
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import { withCopyClaimed } from '../../io/copy/claim.js';
import { copyFolder } from '../../io/copy/copy.js';
import { nameTree } from '../../io/git/tree.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { readIfThere, removeBelow, writeAtomically } from '../../io/ground/files.js';
import { sha256 } from '../../io/ground/signing.js';
import type { Check, CheckPlace, CheckResult } from '../../io/review/checks.js';
import { makeScratch, type RunTrace } from '../../io/run/run-trace.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import type { CheckPlaces } from '../review/checks/places.js';
import { ownedPaths } from '../task/owned.js';
import type { ConfiguredProject } from '../task/place.js';

/**
 * Seconds for all trials together. A check that takes longer stays in the copy, and its review will show the result.
 */
const LIMIT = 90;

/**
 * @returns the configured checks; those that need the work tree are set to in-place. A check that was tried before is
 *   not tried again.
 */
export async function tryChecks(context: Context, project: ConfiguredProject): Promise<Check[]> {
  const { commands } = project.config.testing;
  const file = path.join(copyFolder(project.stateDir, project.repository), 'tried');
  const tried = new Set((readIfThere(file) ?? '').split('\n'));
  const due = commands.filter((check) => check.where !== 'in-place' && !tried.has(keyOf(check)));
  if (due.length === 0 || project.repository.head === null) return commands;
  return withCopyClaimed(project.stateDir, project.repository, async (trace) => {
    makeScratch(trace);
    const trial: Trial = { context, project, trace, end: Date.now() + LIMIT * 1000 };
    const settled = new Map<Check, Check>();
    for (const check of due) {
      context.say(notice('check-trying', { name: redact(check.name) }));
      const found = await tryOne(trial, check);
      if (found === 'copy') tried.add(keyOf(check));
      else if (found !== 'unknown') settled.set(check, found);
    }
    writeAtomically(file, [...tried].filter(Boolean).join('\n'));
    return commands.map((check) => settled.get(check) ?? check);
  });
}

const keyOf = ({ run }: Check): string => sha256(JSON.stringify(run));

interface Trial {
  context: Context;
  project: ConfiguredProject;
  trace: RunTrace;
  /** The end of the time for trying, in wall-clock milliseconds. */
  end: number;
}

/**
 * Finds where one check passes: in the copy; only in place, in which case it is returned with that setting; or unknown,
 * which changes nothing. A check that changes the files under review is not tried in the work tree, because it would
 * change them there.
 */
async function tryOne(trial: Trial, check: Check): Promise<'copy' | 'unknown' | Check> {
  const { context, project } = trial;
  const name = await nameTree(project.repository, ownedPaths(project.repository, project.paths));
  const places = await placesIn(trial, check, name);
  const place = places?.place(check);
  if (!places || !place) return 'unknown';
  const copied = await runOne(trial, check, place);
  if (copied?.passed) return place.in_place === null ? 'copy' : 'unknown';
  if (copied === null || place.in_place !== null || isCutShort(copied, check)) return 'unknown';
  if ((await places.changes()).length > 0) return 'unknown';
  const { inPlace } = await import('../../io/review/checks.js');
  const there = await runOne(trial, check, inPlace(project.paths.project, ''));
  const how = copied.problem ?? `exit ${copied.exit_code ?? copied.signal ?? '-'}`;
  if (!there?.passed) {
    if (there !== null) context.say(notice('check-failed-once', { name: redact(check.name), how }));
    return 'unknown';
  }
  context.say(notice('check-only-in-place', { name: redact(check.name), how }));
  return { ...check, where: 'in-place', reason: catalogOf(context.language).gates.inPlace.onlyThere({ how }) };
}

/** null when no copy can be made; the review will report that. */
async function placesIn({ context, project }: Trial, check: Check, name: TreeName): Promise<CheckPlaces | null> {
  // Loaded late because it imports execa, like runChecks.
  const { placesOfChecks } = await import('../review/checks/places.js');
  try {
    return await placesOfChecks(context, project, name, [check]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    context.say(error.notice);
    return null;
  }
}

/** null when the time for trying is used up. */
async function runOne(trial: Trial, check: Check, place: CheckPlace): Promise<CheckResult | null> {
  const left = Math.floor((trial.end - Date.now()) / 1000);
  if (left < 1) return null;
  const { runChecks } = await import('../../io/review/checks.js');
  const folder = copyFolder(trial.project.stateDir, trial.project.repository);
  try {
    const { results } = await runChecks({
      commands: [{ ...check, timeout_seconds: Math.min(check.timeout_seconds, left) }],
      cwd: trial.project.paths.project,
      place: () => place,
      env: trial.context.env,
      outputDir: path.join(folder, 'trial'),
      trace: trial.trace,
    });
    return results[0] ?? null;
  } finally {
    removeBelow(folder, 'trial');
  }
}

/** Whether the time for trying ended the check, and not its own time limit. */
const isCutShort = (result: CheckResult, check: Check): boolean =>
  result.timed_out && result.duration_ms < check.timeout_seconds * 1000;
