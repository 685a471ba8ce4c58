/**
 * `cccc reset [state] [--milestone ID] [--confirm] [--dry-run]`: computes state.json from the ledger again. Without a
 * ledger it starts from what documents, reviews and git tell, with every gate closed.
 */
import { notice, Problem } from '../core/say/notices.js';
import { isBrokenLedger } from '../core/task/ledger/broken.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { type Lost, rehydrate } from '../flows/reset/rehydrate.js';
import { unreadableTask } from '../flows/task/broken.js';
import { type ConfiguredProject, locateTask, openConfigured, stateText } from '../flows/task/place.js';
import { storedPath } from '../io/ground/workspace.js';
import { activeTask, refoldStateFile, type TaskPlace, type TaskReading } from '../io/task/store.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [what, ...rest] = args.positionals;
  if ((what !== undefined && what !== 'state') || rest.length > 0)
    throw new Problem(notice('bad-usage', { verb: 'reset', detail: usageOf('reset').join() }), 2);
  const project = await openConfigured(context);
  const isDryRun = flag(args, 'dry-run');
  const found = findLedger(project);
  if ('reading' in found) return refold(context, project, found, isDryRun);
  if ('elsewhere' in found) return refused([found.elsewhere]);
  return rehydrate(context, project, found, { milestone: textOption(args, 'milestone'), isDryRun });
}

type Found = { place: TaskPlace; reading: TaskReading } | { elsewhere: Parameters<typeof refused>[0][number] } | Lost;

/** The ledger of this work tree's task, or what stands in its place. */
function findLedger(project: ConfiguredProject): Found {
  const unreadable = unreadableTask(project);
  if (unreadable?.problem && isBrokenLedger(unreadable.problem))
    return { problem: unreadable.problem, task: unreadable.task };
  try {
    const { place, reading, none } = locateTask(project);
    if (none) return none.code === 'no-task' ? { problem: null, task: null } : { elsewhere: none };
    return reading.otherKey ? { elsewhere: reading.otherKey } : { place, reading };
  } catch (error) {
    if (!(error instanceof Problem) || !isBrokenLedger(error.notice)) throw error;
    const { gitDir, commonDir, top } = project.repository;
    return { problem: error.notice, task: activeTask(gitDir, commonDir, top) };
  }
}

function refold(
  context: Context,
  { paths }: ConfiguredProject,
  { place, reading }: { place: TaskPlace; reading: TaskReading },
  isDryRun: boolean,
): Result {
  const facts = { entries: reading.entries.length, status: reading.state.status };
  const data = { source: 'ledger', task: place.task, ...facts };
  if (isDryRun) return done([notice('refold-planned', facts)], { data });
  const kept = refoldStateFile(place, stateText(context.version, place.project), context.now());
  const backup = kept === null ? null : storedPath(paths.project, kept);
  return done([notice('state-refolded', { ...facts, backup }), ...reading.notices], { data: { ...data, backup } });
}
