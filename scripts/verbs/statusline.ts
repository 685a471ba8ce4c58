/** `cccc statusline [install | uninstall]`: one line about the task below the prompt of Claude Code. */
import { notice, Problem } from '../core/say/notices.js';
import { isSubverb } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result } from '../flows/context.js';
import { apply, changeData } from '../flows/install/changes.js';
import { planStatusLine, planStatusLineRemoval } from '../flows/install/status-line.js';
import { openConfigured, openProject } from '../flows/task/place.js';
import { lineFor } from '../io/loop/status-line.js';
import { statusLineText } from '../text/status-line.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = args.positionals[0];
  if (what === undefined) return show(context);
  if (!isSubverb('statusline', what))
    throw new Problem(notice('bad-usage', { verb: 'statusline', detail: 'install | uninstall' }), 2);
  const dryRun = flag(args, 'dry-run');
  switch (what) {
    case 'install':
      return install(context, dryRun);
    case 'uninstall':
      return uninstall(context, dryRun);
    default:
      return what satisfies never;
  }
}

/** The line as Claude Code gets it, for the current folder. */
function show(context: Context): Result {
  const line = lineFor(context.cwd, statusLineText);
  const plain = line === null ? null : withoutColours(line);
  if (plain === null) return done([notice('no-task', {})], { data: { line: null } });
  context.print(plain);
  return done([], { data: { line: plain } });
}

const withoutColours = (line: string): string => line.split(/\u001b\[\d+m/u).join('');

async function install(context: Context, dryRun: boolean): Promise<Result> {
  const { paths } = await openConfigured(context);
  const { file, changes, diff, beside } = planStatusLine(paths, context.env);
  const data = { file, beside, changes: changeData(changes), diff };
  if (changes.length === 0) return done([notice('status-line-in-place', { file })], { data });
  context.print([`${file}:`, ...diff.map((row) => `  ${row}`)].join('\n'));
  const said = apply(paths.project, changes, context.now(), dryRun);
  return done(dryRun ? said : [...said, notice('status-line-installed', { file, beside })], { data });
}

async function uninstall(context: Context, dryRun: boolean): Promise<Result> {
  const { paths } = await openProject(context);
  const { file, changes, diff } = planStatusLineRemoval(paths);
  const data = { file, changes: changeData(changes), diff };
  if (changes.length === 0) return done([notice('status-line-none', { file })], { data });
  context.print([`${file}:`, ...diff.map((row) => `  ${row}`)].join('\n'));
  const said = apply(paths.project, changes, context.now(), dryRun);
  return done(dryRun ? said : [...said, notice('status-line-removed', { file })], { data });
}
