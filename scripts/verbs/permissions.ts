/** `cccc permissions add | remove | show`: what Claude may do without asking, as rules in Claude Code's settings. */
import { call } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result, subverbOf } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { apply, changeData } from '../flows/install/changes.js';
import { type PermissionsPlan, planPermissions, planPermissionsRemoval } from '../flows/install/permissions.js';
import { openConfigured } from '../flows/task/place.js';
import { type ProjectPaths, storedPath } from '../io/ground/workspace.js';
import { readSettingsFile } from '../io/install/claude.js';
import { rulesFor, SCOPES, type Scope, settingsOf, standingRules } from '../io/install/permissions.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = subverbOf('permissions', args);
  const { paths } = await openConfigured(context);
  const named = SCOPES.filter((scope) => flag(args, scope));
  const dryRun = flag(args, 'dry-run');
  switch (what) {
    case 'add':
      return add(context, paths, onlyOne(named), dryRun);
    case 'remove':
      return remove(context, paths, named.length === 0 ? SCOPES : named, dryRun);
    case 'show':
      return show(context, paths);
    default:
      return what satisfies never;
  }
}

/** The file is the user's choice: a rule in the team's file holds for everyone who trusts the project. */
function onlyOne(named: readonly Scope[]): Scope {
  const [scope, other] = named;
  if (scope === undefined || other !== undefined)
    throw new Problem(notice('bad-usage', { verb: 'permissions', detail: 'add --local | add --project' }), 2);
  return scope;
}

function add(called: Context, paths: ProjectPaths, scope: Scope, dryRun: boolean): Result {
  const plan = planPermissions(paths, scope);
  const { file, changes } = plan;
  const data = { file, rules: rulesFor(paths, scope), changes: changeData(changes), diff: plan.diff };
  if (changes.length === 0) return done([notice('permissions-in-place', { file })], { data });
  showDiff(called, plan);
  if (dryRun) return done(apply(paths.project, changes, called.now(), true), { data });
  const about = notice('permissions-asked', { file, rules: data.rules.length });
  const { context, refusal } = askUser(called, call('permissions', 'add', `--${scope}`), { about: [about] });
  if (refusal) return { ...refusal, data };
  const said = apply(paths.project, changes, context.now(), false);
  return done([...said, notice('permissions-added', { file })], { data });
}

function remove(context: Context, paths: ProjectPaths, scopes: readonly Scope[], dryRun: boolean): Result {
  const plans = scopes.map((scope) => planPermissionsRemoval(paths, scope)).filter(({ changes }) => changes.length > 0);
  const changes = plans.flatMap((plan) => plan.changes);
  const data = { changes: changeData(changes), diff: plans.flatMap(({ diff }) => diff) };
  if (plans.length === 0) return done([notice('permissions-none', {})], { data });
  for (const plan of plans) showDiff(context, plan);
  const said = apply(paths.project, changes, context.now(), dryRun);
  const removed = dryRun ? [] : plans.map(({ file }) => notice('permissions-removed', { file }));
  return done([...said, ...removed], { data });
}

function showDiff(context: Context, { file, diff }: PermissionsPlan): void {
  context.print([`${file}:`, ...diff.map((line) => `  ${line}`)].join('\n'));
}

function show(context: Context, paths: ProjectPaths): Result {
  const files = SCOPES.map((scope) => {
    const rules = standingRules(readSettingsFile(settingsOf(paths, scope)));
    const isCurrent = JSON.stringify(rules) === JSON.stringify(rulesFor(paths, scope));
    return { scope, file: storedPath(paths.project, settingsOf(paths, scope)), rules, is_current: isCurrent };
  });
  const standing = files.filter(({ rules }) => rules.length > 0);
  const notices = standing.flatMap(({ file, rules, is_current: isCurrent }): Notice[] => {
    context.print([`${file}:`, ...rules.map((rule) => `  ${rule}`)].join('\n'));
    return [notice('permissions-stand', { file, rules: rules.length, isCurrent })];
  });
  return done(notices.length > 0 ? notices : [notice('permissions-none', {})], { data: { files } });
}
