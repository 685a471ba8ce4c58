/** `cccc broker`: a live conversation with Codex over its app-server. */
import { call, given } from '../core/call.js';
import { nameFailure } from '../core/codex/failure.js';
import { readLog } from '../core/codex/log.js';
import { isReasonCode } from '../core/codex/reasons.js';
import { EXIT, endingOf } from '../core/delegate/exit-codes.js';
import { jsonOf } from '../core/json.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { formOf, usageLine } from '../core/verbs.js';
import {
  type Arguments,
  type Context,
  done,
  flag,
  listOption,
  type Result,
  subverbOf,
  textOption,
} from '../flows/context.js';
import {
  isAtRest,
  type LiveSession,
  sendTo,
  sessionNamed,
  sessionsHere,
  waitForBegin,
  waitForEnd,
  waitForRest,
} from '../flows/delegate/broker/sessions.js';
import { startSession } from '../flows/delegate/broker/start.js';
import { secondsOption } from '../flows/delegate/options.js';
import { waitingMessages } from '../io/delegate/broker/inbox.js';
import { sessionLog } from '../io/delegate/broker/state.js';
import { type DelegatedResult, delegatedFile } from '../io/delegate/record.js';
import { Tail } from '../io/ground/tail.js';
import { pause } from '../io/run/clock.js';
import { requestCancel } from '../io/run/run.js';
import { logText, type SessionView, sessionText, sessionView, turnsText } from '../render/delegate/sessions.js';

/** How long a session waits for the next message before it ends by itself. */
const REST_SECONDS = 8 * 60 * 60;
const FOLLOW_MS = 200;

export async function run(context: Context, args: Arguments): Promise<Result> {
  const subverb = subverbOf('broker', args);
  const [, id, ...words] = args.positionals;
  const max = secondsOption('broker', args, 'max');
  switch (subverb) {
    case 'start':
      return start(context, args, args.positionals.slice(1).join(' '));
    case 'list':
      return list(context);
    case 'send':
      if (id === undefined) throw wrongUsage(subverb);
      return send(context, await sessionNamed(context, id), words.join(' '), flag(args, 'interrupt'));
    case 'status':
      return status(context, await sessionNamed(context, id));
    case 'summary':
      return summary(context, await sessionNamed(context, id));
    case 'wait':
      return wait(context, await sessionNamed(context, id), max);
    case 'logs':
      return logs(context, await sessionNamed(context, id), flag(args, 'follow'));
    case 'stop':
      return stop(await sessionNamed(context, id));
    default:
      return subverb satisfies never;
  }
}

const wrongUsage = (subverb: 'start' | 'send'): Problem =>
  new Problem(
    notice('bad-usage', { verb: 'broker', detail: usageLine(`broker ${subverb}`, formOf('broker', subverb)) }),
    64,
  );

async function start(context: Context, args: Arguments, goal: string): Promise<Result> {
  if (goal.trim() === '') throw wrongUsage('start');
  const started = await startSession(context, {
    goal,
    files: listOption(args, 'file'),
    model: textOption(args, 'model'),
    effort: textOption(args, 'reasoning'),
    session: textOption(args, 'session'),
    limits: { wall_seconds: REST_SECONDS, idle_seconds: secondsOption('broker', args, 'idle-timeout') ?? 180 },
  });
  if (started.kind === 'infrastructure')
    return {
      code: EXIT[endingOf(started.reason)],
      notices: [notice('delegated-fault', { reason: started.reason, resets_at: started.resetsAt ?? '' })],
    };
  const { id } = started;
  const session = await waitForBegin(await sessionNamed(context, id));
  if (session.result?.kind === 'fault') return faultOf(session.result, { broker_id: id });
  context.print(`broker_id=${id}`);
  return done([notice('broker-started', { id })], { data: { broker_id: id } });
}

async function list(context: Context): Promise<Result> {
  const views = (await sessionsHere(context)).map(viewOf);
  for (const view of views) context.print(sessionText(view, context.language));
  return done(views.length === 0 ? [notice('broker-none', { id: '' })] : [], { data: { sessions: views } });
}

const viewOf = ({ dir, job, result, state }: LiveSession): SessionView =>
  sessionView(job.id, state, { queued: waitingMessages(dir), hasEnded: result !== null });

async function send(context: Context, session: LiveSession, text: string, interrupts: boolean): Promise<Result> {
  const { id } = session.job;
  if (text === '' && !interrupts) return { code: EXIT.usage, notices: [notice('broker-nothing-to-send', {})] };
  if (session.result !== null) return { code: EXIT.failed, notices: [overOf(session)] };
  const taken = await sendTo(session, { kind: interrupts ? 'interrupt' : 'send', text });
  const data = { broker_id: id, taken };
  if (taken === 'over') return { code: EXIT.failed, notices: [overOf(session)], data };
  if (taken === 'silent') return { code: EXIT['still-running'], notices: [notice('broker-silent', { id })], data };
  if ('refused' in taken)
    return { code: EXIT.failed, notices: [notice('broker-refused', { id, detail: taken.refused })], data };
  context.print(`broker_id=${id}`);
  return done([notice('broker-sent', { id, how: taken.how })], { data });
}

const overOf = ({ job, state }: LiveSession): Notice =>
  notice('broker-over', { id: job.id, session: state?.thread ?? null });

function status(context: Context, session: LiveSession): Result {
  const view = viewOf(session);
  context.print(sessionText(view, context.language));
  return done([], { data: view });
}

function summary(context: Context, session: LiveSession): Result {
  const view = viewOf(session);
  context.print(sessionText(view, context.language));
  if (session.state) context.print(`\n${turnsText(session.state, context.language)}`);
  return done([], { data: { ...view, turn_list: session.state?.turns ?? [] } });
}

async function wait(context: Context, session: LiveSession, maxSeconds: number | null): Promise<Result> {
  const seen = await waitForRest(session, maxSeconds ?? Number.POSITIVE_INFINITY);
  const { dir, job, state, result } = seen;
  const { id } = job;
  if (!isAtRest(seen))
    return {
      code: EXIT['still-running'],
      notices: [notice('delegated-running', { id })],
      next: call('broker', 'wait', given(id)),
      data: viewOf(seen),
    };
  const turn = state?.turns.at(-1) ?? null;
  const file = turn === null || turn.answer === '' ? null : delegatedFile(dir, 'answer');
  if (state?.thread) context.print(`session_id=${state.thread}`);
  if (file !== null) context.print(`output_path=${file}`);
  const data = { ...viewOf(seen), output_path: file, turn };
  if (result?.kind === 'fault') return faultOf(result, data);
  if (turn?.error !== null && turn?.error !== undefined) {
    const failure = { message: turn.error, log: readLog(''), network: null, endedAt: Date.now() };
    const { reason, detail } = nameFailure(failure);
    return { code: EXIT[endingOf(reason)], notices: [notice('broker-turn-failed', { reason, detail })], data };
  }
  const how = turn?.status === 'interrupted' ? 'interrupted' : 'completed';
  return done([notice('broker-turn-ended', { status: how, tokens: state?.tokens ?? 0 })], { data });
}

/** What a session that ended with a fault says. */
function faultOf({ reason: named, resets_at }: DelegatedResult, data: unknown): Result {
  const given = named ?? '';
  const reason = isReasonCode(given) ? given : 'codex-failed';
  return {
    code: EXIT[endingOf(reason)],
    notices: [notice('delegated-fault', { reason, resets_at: resets_at ?? '' })],
    data,
  };
}

async function logs(context: Context, session: LiveSession, follows: boolean): Promise<Result> {
  const log = new Tail(sessionLog(session.dir));
  const entries: unknown[] = [];
  for (;;) {
    const hasEnded = !follows || (await sessionNamed(context, session.job.id)).result !== null;
    for (const entry of log.lines().map(jsonOf)) {
      entries.push(entry);
      const text = logText(entry, context.language);
      if (text !== null) context.print(text);
    }
    if (hasEnded) return done([], { data: { broker_id: session.job.id, entries } });
    await pause(FOLLOW_MS);
  }
}

async function stop(session: LiveSession): Promise<Result> {
  const { id } = session.job;
  if (session.result !== null) return done([overOf(session)]);
  requestCancel(session.dir);
  const { result, state } = await waitForEnd(session);
  if (result === null) return { code: EXIT['still-running'], notices: [notice('broker-silent', { id })] };
  const { turns, tokens } = { turns: state?.turns.length ?? 0, tokens: state?.tokens ?? 0 };
  return done([notice('broker-stopped', { id, turns, tokens })], { data: { broker_id: id, turns, tokens } });
}
