/** `cccc fanout`: several Codex workers at the same time, and what becomes of their work. */
import { call, given } from '../core/call.js';
import { EXIT, endingOf } from '../core/delegate/exit-codes.js';
import { notice, Problem } from '../core/say/notices.js';
import { oneLine } from '../core/say/plain.js';
import { isSubverb, type SubverbName, usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused } from '../flows/context.js';
import { applyFanout } from '../flows/delegate/fanout/apply.js';
import { dataOf, endOf } from '../flows/delegate/fanout/ending.js';
import { fanoutNamed, fanoutsHere } from '../flows/delegate/fanout/find.js';
import { followFanout } from '../flows/delegate/fanout/follow.js';
import { planOf } from '../flows/delegate/fanout/plan.js';
import { readStanding } from '../flows/delegate/fanout/read.js';
import { startFanout } from '../flows/delegate/fanout/start.js';
import { secondsOption } from '../flows/delegate/options.js';
import { isInsideRun } from '../flows/human.js';
import { writeApplied } from '../io/delegate/fanout.js';
import { delegatedFile, readAnswer, removeDelegated } from '../io/delegate/record.js';
import { readIfThere } from '../io/ground/files.js';
import { requestCancel } from '../io/run/run.js';

/** Without --max, a command follows the workers to the end. */
const FOREVER = Number.POSITIVE_INFINITY;
/** How long `cancel` waits until all have ended. */
const CANCEL_SECONDS = 60;

type Subverb = (context: Context, args: Arguments, id: string | undefined) => Promise<Result>;
const SUBVERBS = { wait, status, cancel, list, show, apply, discard } as const satisfies Record<
  SubverbName<'fanout'>,
  Subverb
>;

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [first = '', id, ...more] = args.positionals;
  if (!isSubverb('fanout', first)) return fanOut(context, args);
  if (more.length > 0) throw wrongUsage(first);
  return SUBVERBS[first](context, args, id);
}

async function fanOut(context: Context, args: Arguments): Promise<Result> {
  if (args.positionals.length > 1) throw wrongUsage();
  if (isInsideRun(context)) return refused([notice('inside-a-run', { call: call('fanout') })]);
  const read = planOf(context, args);
  if ('faults' in read) return { code: EXIT.usage, notices: read.faults };
  if (flag(args, 'dry-run')) {
    context.print(JSON.stringify(read.plan, null, 2));
    return done([], { data: { plan: read.plan } });
  }
  const started = await startFanout(context, read.plan);
  if ('kind' in started)
    return {
      code: EXIT[endingOf(started.reason)],
      notices: [notice('delegated-fault', { reason: started.reason, resets_at: started.resetsAt ?? '' })],
    };
  const { advice, fanout } = started;
  for (const said of advice) context.say(said);
  const { id, dir } = started.started;
  const workers = fanout.stages.reduce((sum, stage) => sum + stage.workers.length, 0);
  const jobs = Math.min(fanout.jobs, Math.max(...fanout.stages.map((stage) => stage.workers.length)));
  context.say(notice('fanout-started', { id, workers, stages: fanout.stages.length, jobs }));
  const ended = endOf(context, await followFanout(context, dir, secondsOption('fanout', args, 'max') ?? FOREVER));
  return { ...ended, notices: context.json ? [...advice, ...ended.notices] : ended.notices };
}

async function wait(context: Context, args: Arguments, id: string | undefined): Promise<Result> {
  const max = secondsOption('fanout', args, 'max') ?? FOREVER;
  return endOf(context, await followFanout(context, fanoutNamed(context, id), max));
}

async function status(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  const ended = endOf(context, await readStanding(fanoutNamed(context, id)));
  // How it ended is what was asked for, so it is no failure of this command.
  return ended.code === EXIT['still-running'] ? ended : { ...ended, code: EXIT.answered };
}

async function cancel(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  const dir = fanoutNamed(context, id);
  const before = await readStanding(dir);
  if (before.result !== null) return endOf(context, before);
  requestCancel(dir);
  const ended = endOf(context, await followFanout(context, dir, CANCEL_SECONDS));
  const { id: name } = before.standing;
  return ended.code === EXIT['still-running']
    ? ended
    : { ...ended, code: EXIT.failed, notices: [notice('fanout-cancelled', { id: name }), ...ended.notices] };
}

async function list(context: Context): Promise<Result> {
  const all = await Promise.all(fanoutsHere(context).map((dir) => readStanding(dir)));
  for (const { standing, fanout } of all) {
    const goal = fanout.context.goal ?? fanout.stages[0]?.workers[0]?.task ?? '';
    const { id, state, workers } = standing;
    context.say(notice('fanout-listed', { id, state, workers: workers.length, goal: oneLine(goal, 100) }));
  }
  const fanouts = all.map(({ dir, standing }) => dataOf(dir, standing));
  return done(all.length === 0 ? [notice('fanout-none', { id: '' })] : [], { data: { fanouts } });
}

async function show(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  const shown = await readStanding(fanoutNamed(context, id));
  const { dir, standing } = shown;
  if (standing.state === 'running') return endOf(context, shown);
  const { work } = standing;
  const report = readAnswer(dir);
  const patch = work === null ? null : readIfThere(delegatedFile(dir, 'patch'));
  for (const text of [report, patch]) if (text !== null && text !== '') context.print(text.trimEnd());
  if (work !== null) writeApplied(dir, { shown: work.tree });
  const canApply = work !== null && work.files.length > 0;
  return done([], {
    data: { ...dataOf(dir, standing), report, patch },
    ...(canApply ? { next: call('fanout', 'apply', given(standing.id)) } : {}),
  });
}

async function apply(context: Context, args: Arguments, id: string | undefined): Promise<Result> {
  if (id === undefined) throw wrongUsage('apply');
  if (isInsideRun(context)) return refused([notice('inside-a-run', { call: call('fanout', 'apply', given(id)) })]);
  const fanout = await readStanding(fanoutNamed(context, id));
  const { landings, before } = await applyFanout(context, fanout, flag(args, 'dry-run'));
  const data = { fanout: id, changes: landings.map(({ path, how }) => ({ path, how })), before };
  if (landings.length === 0) return done([notice('ask-applied-already', { id })], { data });
  const planned = landings.map(({ path, how }) => notice('ask-apply-planned', { path, how }));
  return before === null
    ? done(planned, { data })
    : done([notice('ask-applied', { files: landings.length, before })], { data });
}

async function discard(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  if (id === undefined) throw wrongUsage('discard');
  const { dir, result } = await readStanding(fanoutNamed(context, id));
  if (result === null) return refused([notice('fanout-busy', { id })]);
  removeDelegated(dir);
  return done([notice('fanout-discarded', { id })], { data: { fanout: id } });
}

/** In: the sub-verb whose usage is shown; without one, that of starting workers. */
const wrongUsage = (subverb?: SubverbName<'fanout'>): Problem => {
  const [starting = '', ...others] = usageOf('fanout');
  const detail = others.find((line) => line.split(' ')[1] === subverb) ?? starting;
  return new Problem(notice('bad-usage', { verb: 'fanout', detail }), 64);
};
