/** `cccc tasks`: every task of this repository, newest first. Never writes. */
import { notice } from '../core/say/notices.js';
import { type Context, done, type Result } from '../flows/context.js';
import { openProject } from '../flows/task/place.js';
import { listHistory } from '../flows/task/reading/history.js';
import { taskLine, unreadableLine } from '../render/history.js';

export async function run(context: Context): Promise<Result> {
  const tasks = listHistory(await openProject(context));
  const data = tasks.map(({ task, active, summary, problem }) => ({
    ...(summary ?? { task }),
    active,
    problem: problem?.code ?? null,
  }));
  if (tasks.length === 0) return done([notice('no-tasks-yet', {})], { data: { tasks: data } });
  for (const { task, active, summary } of tasks)
    context.print(
      summary ? taskLine(summary, active, context.language) : unreadableLine(task, active, context.language),
    );
  return done(
    tasks.flatMap(({ problem }) => problem ?? []),
    { data: { tasks: data } },
  );
}
