/** `cccc ask`: Codex looks into the project or works in a copy of it, and what becomes of that. */
import { call, given, prose } from '../core/call.js';
import { EXIT, endingOf } from '../core/delegate/exit-codes.js';
import { isAccess, isRole, type Part } from '../core/delegate/roles.js';
import { notice, Problem } from '../core/say/notices.js';
import { isSubverb, type SubverbName, usageOf } from '../core/verbs.js';
import {
  type Arguments,
  type Context,
  done,
  flag,
  listOption,
  type Result,
  refused,
  textOption,
} from '../flows/context.js';
import { applyWork } from '../flows/delegate/ask/apply.js';
import { startAsk } from '../flows/delegate/ask/ask.js';
import { endOf } from '../flows/delegate/ask/ending.js';
import { listed, runOf, sessionOf } from '../flows/delegate/ask/find.js';
import { showSession } from '../flows/delegate/ask/show.js';
import { followDelegated } from '../flows/delegate/follow.js';
import { secondsOption } from '../flows/delegate/options.js';
import { askUser, isInsideRun } from '../flows/human.js';
import type { Config } from '../generated/types.js';
import { delegatedFolder } from '../io/delegate/record.js';
import { damagedSessions, isRunning, removeSession, withSessions } from '../io/delegate/sessions.js';
import { stateDirectory } from '../io/ground/workspace.js';
import { requestCancel } from '../io/run/run.js';

/** Without --max, a command follows its run to the end. */
const FOREVER = Number.POSITIVE_INFINITY;
/** How long `cancel` waits until the run has ended. */
const CANCEL_SECONDS = 60;

type Subverb = (context: Context, args: Arguments, id: string | undefined) => Promise<Result>;
const SUBVERBS = { wait, cancel, list, show, apply, discard } as const satisfies Record<SubverbName<'ask'>, Subverb>;

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [first = '', id, ...more] = args.positionals;
  if (!isSubverb('ask', first)) return ask(context, args);
  if (more.length > 0) throw wrongUsage();
  return SUBVERBS[first](context, args, id);
}

async function ask(context: Context, args: Arguments): Promise<Result> {
  const goal = args.positionals.join(' ').trim();
  if (goal === '') throw wrongUsage();
  if (isInsideRun(context)) return refused([notice('inside-a-run', { call: call('ask', prose(goal)) })]);
  const part = partOf(args);
  if (part.access === 'danger-full-access') {
    const { refusal } = askUser(context, call('ask', prose(goal), '--sandbox', given(part.access)));
    if (refusal !== null) return refusal;
  }
  const started = await startAsk(context, {
    ...{ goal, part, files: listOption(args, 'file') },
    ...{ model: textOption(args, 'model'), effort: effortOf(args) },
    ...{ session: textOption(args, 'session'), verify: textOption(args, 'verify') },
    limits: {
      wall_seconds: secondsOption('ask', args, 'timeout') ?? 600,
      idle_seconds: secondsOption('ask', args, 'idle-timeout') ?? 180,
    },
  });
  if ('kind' in started)
    return {
      code: EXIT[endingOf(started.reason)],
      notices: [notice('delegated-fault', { reason: started.reason, resets_at: started.resetsAt ?? '' })],
    };
  for (const said of started.advice) context.say(said);
  context.say(notice('delegated-started', { id: started.started.id }));
  const max = secondsOption('ask', args, 'max') ?? FOREVER;
  const ended = endOf(context, await followDelegated(context, started.started.dir, max));
  return { ...ended, notices: context.json ? [...started.advice, ...ended.notices] : ended.notices };
}

function partOf(args: Arguments): Part {
  const role = textOption(args, 'role');
  const sandbox = textOption(args, 'sandbox');
  if (role !== null && !isRole(role)) throw wrongValue('--role <scout|writer|reviewer|debugger>');
  if (sandbox !== null && !isAccess(sandbox))
    throw wrongValue('--sandbox <read-only|workspace-write|danger-full-access>');
  if (!flag(args, 'read-only')) return { role, access: sandbox };
  if (sandbox !== null && sandbox !== 'read-only') throw new Problem(notice('ask-part-contradicts', {}), 64);
  return { role, access: 'read-only' };
}

function effortOf(args: Arguments): Config['codex']['reasoning_effort'] {
  const effort = textOption(args, 'reasoning');
  if (effort !== null && !['low', 'medium', 'high'].includes(effort)) throw wrongValue('--reasoning <low|medium|high>');
  return effort;
}

async function wait(context: Context, args: Arguments, id: string | undefined): Promise<Result> {
  const max = secondsOption('ask', args, 'max') ?? FOREVER;
  return endOf(context, await followDelegated(context, runOf(context, id), max));
}

async function cancel(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  const dir = runOf(context, id);
  requestCancel(dir);
  return endOf(context, await followDelegated(context, dir, CANCEL_SECONDS));
}

async function list(context: Context): Promise<Result> {
  const sessions = listed(context);
  const damaged = damagedSessions(stateDirectory(context.env)).map((id) => notice('ask-session-damaged', { id }));
  if (sessions.length === 0) return done([notice('ask-none', {}), ...damaged], { data: { sessions } });
  for (const { id, role, state, runs, changed, applied, goal } of sessions)
    context.say(notice('ask-session', { id, role, state, runs, changed, applied, goal }));
  return done(damaged, { data: { sessions } });
}

async function show(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  return showSession(context, sessionOf(context, id));
}

async function apply(context: Context, args: Arguments, id: string | undefined): Promise<Result> {
  if (id === undefined) throw wrongUsage();
  if (isInsideRun(context)) return refused([notice('inside-a-run', { call: call('ask', 'apply', given(id)) })]);
  const session = sessionOf(context, id);
  const { landings, before } = await applyWork(context, session, flag(args, 'dry-run'));
  const data = { session: session.id, changes: landings.map(({ path, how }) => ({ path, how })), before };
  if (landings.length === 0) return done([notice('ask-applied-already', { id: session.id })], { data });
  const planned = landings.map(({ path, how }) => notice('ask-apply-planned', { path, how }));
  return before === null
    ? done(planned, { data })
    : done([notice('ask-applied', { files: landings.length, before })], { data });
}

async function discard(context: Context, _args: Arguments, id: string | undefined): Promise<Result> {
  if (id === undefined) throw wrongUsage();
  const stateDir = stateDirectory(context.env);
  const session = damagedSessions(stateDir).includes(id) ? { id, runs: [{ id }] } : sessionOf(context, id);
  withSessions(stateDir, () => {
    if (isRunning(stateDir, session)) throw new Problem(notice('ask-session-busy', { session: session.id }), 1);
    removeSession(stateDir, session);
  });
  return done([notice('ask-discarded', { id: session.id })], {
    data: { session: session.id, runs: session.runs.map((run) => delegatedFolder(stateDir, run.id)) },
  });
}

const wrongUsage = (): Problem => wrongValue(usageOf('ask').join(' | '));
const wrongValue = (detail: string): Problem => new Problem(notice('bad-usage', { verb: 'ask', detail }), 64);
