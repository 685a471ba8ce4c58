/** `cccc rebuild-context`: writes docs/cccc/context-bundle.md again and lists what it covers. Nothing is recorded. */
import { notice } from '../core/say/notices.js';
import { isTerminal } from '../core/task/model.js';
import { type Context, done, type Result, refused } from '../flows/context.js';
import { rebuildBundle } from '../flows/task/bundle.js';
import { openTaskToRead } from '../flows/task/place.js';
import { storedPath } from '../io/ground/workspace.js';
import { coverageText } from '../render/artifact.js';

export async function run(context: Context): Promise<Result> {
  const task = await openTaskToRead(context);
  const { status } = task.state;
  if (isTerminal(status)) return refused([notice('task-over', { task: task.place.task, status })]);
  const built = await rebuildBundle(context, task);
  if ('refused' in built) return refused([built.refused]);
  const { gate, manifest } = built;
  context.print(coverageText(manifest, context.language));
  const { project } = task.paths;
  const data = { gate, file: storedPath(project, task.paths.document('context-bundle.md')), manifest };
  return done([notice('bundle-rebuilt', { gate })], { data });
}
