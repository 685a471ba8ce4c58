/** Starts the reviewers of a change, once everything that needs no token is known. */
import { call, given } from '../../../core/call.js';
import type { Infrastructure } from '../../../core/codex/reasons.js';
import type { DiffResult } from '../../../core/delegate/diff/result.js';
import type { Lens } from '../../../core/delegate/lenses.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { redact } from '../../../core/say/redact.js';
import { placesText } from '../../../core/task/pauses.js';
import type { Config, DiffReview } from '../../../generated/types.js';
import { removeEarlier, removeReviewer, reviewName, runOf, writeReviewer } from '../../../io/delegate/diff.js';
import { runName } from '../../../io/delegate/record.js';
import { keep, replySchema } from '../../../io/review/receipts.js';
import { type Context, type Result, refused } from '../../context.js';
import { isInsideRun } from '../../human.js';
import { tellStep } from '../../review/reporter.js';
import { secretsBetween, undismissed } from '../../review/secrets.js';
import { locateTask, type Project } from '../../task/place.js';
import { configOf, withChoices } from '../settings.js';
import { startDelegated } from '../start.js';
import { type Change, presentChange } from './change.js';
import { type DiffPrompts, diffPrompts } from './packet.js';
import { isReviewing } from './runs.js';

export interface AskedReview {
  /** What to compare with; null to choose. */
  base: string | null;
  lenses: readonly Lens[];
  model: string | null;
  /** The review whose missing lenses are run again; null for a new one. */
  again: DiffResult | null;
}

/**
 * Starts the reviewers.
 *
 * @returns null once they run, or why nothing runs
 */
export async function startDiffReview(context: Context, project: Project, asked: AskedReview): Promise<Result | null> {
  if (isInsideRun(context)) return refused([notice('diff-inside-a-run', {})]);
  if (await isReviewing(project))
    return refused([notice('diff-busy', {})], { next: call('review', 'wait', given('diff')) });
  const change = await presentChange(project, asked.again?.base ?? asked.base);
  if ('refused' in change) return refused([change.refused]);
  if (asked.again !== null && change.digest !== asked.again.tree) return refused([notice('diff-retry-moved', {})]);
  const config = withChoices(configOf(project), asked);
  const secret = await addedSecret(project, change, config);
  if (secret !== null) return refused([secret]);
  const language = languageIn(context, config);
  const built = await diffPrompts(project.repository, change, {
    config,
    language,
    lenses: asked.lenses,
    stateDir: project.stateDir,
  });
  if ('refused' in built) return refused([built.refused]);
  const reviewers = asked.lenses.length;
  tellStep(
    context,
    notice('diff-started', { base: change.base.name, files: built.files, reviewers, ...built.estimate }),
  );
  const fault = await startAll(context, project, { asked, change, config, built });
  return fault === null ? null : withoutStart(fault);
}

const languageIn = (context: Context, { language: { user_language: language } }: Config): string =>
  language === 'auto' ? context.language : language;

/** The secrets that the change adds; Codex is not called then. Null when there is none. */
async function addedSecret(project: Project, change: Change, { safety }: Config): Promise<Notice | null> {
  const found = await secretsBetween(project.repository, change, safety);
  const dismissed = found.length === 0 ? [] : dismissedIn(project);
  const places =
    dismissed.length === 0
      ? found.map(({ file, line, kind }) => ({ file: redact(file), line, kind, id: '' }))
      : undismissed(project.stateDir, found, dismissed);
  return places.length === 0 ? null : notice('diff-secret', { places: placesText(places) });
}

/** What the user declared to be no secret in the open task. A task that cannot be read declares nothing. */
function dismissedIn(project: Project): readonly string[] {
  try {
    return locateTask(project).reading?.state.not_secrets ?? [];
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

interface Starting {
  asked: AskedReview;
  change: Change;
  config: Config;
  built: DiffPrompts;
}

/**
 * Starts one run for each lens.
 *
 * @returns why none runs; null when at least one does. One that did not start is named with the result
 */
async function startAll(context: Context, project: Project, starting: Starting): Promise<Infrastructure | null> {
  const { stateDir, repository } = project;
  const { again } = starting.asked;
  const review = again?.review ?? reviewName(runName('diff-review', context.now()), repository.top);
  for (const [index, { lens, prompt }] of starting.built.prompts.entries()) {
    const about = aboutOf(context, project, starting, { review, lens });
    const run = runOf(stateDir, about);
    const started = await startReviewer(context, project, starting, { run, about, prompt });
    if (started === null) continue;
    removeReviewer(stateDir, run);
    if (index === 0) return started;
    break;
  }
  removeEarlier(stateDir, repository.top, review);
  return null;
}

function aboutOf(
  context: Context,
  { repository }: Project,
  { asked: { again, lenses }, change, config, built }: Starting,
  named: { review: string; lens: Lens },
): DiffReview {
  const { block_on_p0, block_on_p1, allow_continue_with_p2 } = config.review;
  const { files, lines, estimate, coverage } = built;
  return {
    ...{ v: 1, ...named, top: repository.top, base: change.base, tree: change.digest },
    lenses: again?.lenses.map(({ lens }) => lens) ?? [...lenses],
    started_at: again?.started_at ?? context.now(),
    ...{ files, lines, estimate, coverage },
    thresholds: { block_on_p0, block_on_p1, allow_continue_with_p2 },
  };
}

/** @returns why it does not run; null when it does */
async function startReviewer(
  context: Context,
  { repository, stateDir }: Project,
  { change, config }: Starting,
  { run, about, prompt }: { run: string; about: DiffReview; prompt: string },
): Promise<Infrastructure | null> {
  const described = keep(() => writeReviewer(stateDir, run, about));
  if (described.kind === 'infrastructure') return described;
  const { timeout_seconds, idle_timeout_seconds, token_budget } = config.codex;
  const started = await startDelegated(context, run, {
    kind: 'diff-review',
    request: { prompt: Buffer.from(prompt), schema: replySchema() },
    ...{ access: 'read-only', thread: null, keeps_thread: false },
    limits: {
      ...{ wall_seconds: timeout_seconds, idle_seconds: idle_timeout_seconds },
      ...{ grace_seconds: 0, tokens: token_budget },
    },
    ...{ folder: null, tree: change.to, repository, stateDir, config },
  });
  return started.kind === 'infrastructure' ? started : null;
}

/** A review that did not begin, with the command that looks at Codex again. */
const withoutStart = ({ reason, detail, resetsAt, cause }: Infrastructure): Result => ({
  code: 3,
  notices: [notice('diff-not-begun', { reason, resets_at: resetsAt ?? '' }), ...(cause ? [cause] : [])],
  data: { reason, detail, resets_at: resetsAt },
});
