/** `cccc ask`: Codex looks into the project, or goes on with what it was asked before. */
import { call, given } from '../core/call.js';
import { isReasonCode } from '../core/codex/reasons.js';
import { questionIn } from '../core/delegate/ask.js';
import { EXIT, endingOf } from '../core/delegate/exit-codes.js';
import { notice, Problem } from '../core/say/notices.js';
import { isSubverb } from '../core/verbs.js';
import { type Arguments, type Context, listOption, type Result, textOption } from '../flows/context.js';
import { startReader } from '../flows/delegate/ask.js';
import { followDelegated } from '../flows/delegate/follow.js';
import { secondsOption } from '../flows/delegate/options.js';
import type { DelegatedRun } from '../flows/delegate/settle.js';
import { delegatedFile, delegatedFolder, delegatedRuns, readAnswer } from '../io/delegate/record.js';
import { stateDirectory } from '../io/ground/workspace.js';
import { requestCancel } from '../io/run/run.js';

/** Without --max, a command follows its run to the end. */
const FOREVER = Number.POSITIVE_INFINITY;

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [first = '', id] = args.positionals;
  const max = secondsOption('ask', args, 'max') ?? FOREVER;
  if (!isSubverb('ask', first)) return ask(context, args, max);
  const dir = runFolder(context, id);
  if (first === 'cancel') requestCancel(dir);
  return ended(context, await followDelegated(context, dir, first === 'cancel' ? 60 : max));
}

async function ask(context: Context, args: Arguments, max: number): Promise<Result> {
  const started = await startReader(context, {
    goal: args.positionals.join(' '),
    files: listOption(args, 'file'),
    model: textOption(args, 'model'),
    effort: textOption(args, 'reasoning'),
    session: textOption(args, 'session'),
    limits: {
      wall_seconds: secondsOption('ask', args, 'timeout') ?? 600,
      idle_seconds: secondsOption('ask', args, 'idle-timeout') ?? 180,
    },
  });
  if (started.kind === 'infrastructure')
    return {
      code: EXIT[endingOf(started.reason)],
      notices: [notice('delegated-fault', { reason: started.reason, resets_at: started.resetsAt ?? '' })],
    };
  context.say(notice('delegated-started', { id: started.id }));
  return ended(context, await followDelegated(context, started.dir, max));
}

function ended(context: Context, { job, dir, result }: DelegatedRun): Result {
  if (result === null)
    return {
      code: EXIT['still-running'],
      notices: [notice('delegated-running', { id: job.id })],
      next: call('ask', 'wait', given(job.id)),
      data: { id: job.id },
    };
  const file = delegatedFile(dir, 'answer');
  if (result.thread !== null) context.print(`session_id=${result.thread}`);
  if (result.has_answer) context.print(`output_path=${file}`);
  const question = result.kind === 'answer' ? questionIn(readAnswer(dir) ?? '') : null;
  const data = {
    id: job.id,
    session_id: result.thread,
    output_path: result.has_answer ? file : null,
    question,
    result,
  };
  if (question !== null) return { code: EXIT.question, notices: [notice('delegated-question', { question })], data };
  if (result.kind === 'answer')
    return {
      code: 0,
      notices: [notice('delegated-answered', { seconds: result.seconds, tokens: result.tokens })],
      data,
    };
  const named = result.reason ?? '';
  const reason = isReasonCode(named) ? named : 'codex-failed';
  return {
    code: EXIT[endingOf(reason)],
    notices: [notice('delegated-fault', { reason, resets_at: result.resets_at ?? '' })],
    data,
  };
}

/** @throws Problem `delegated-unknown` */
function runFolder({ env }: Context, id: string | undefined): string {
  const stateDir = stateDirectory(env);
  const known = delegatedRuns(stateDir).filter((name) => name.includes('-ask-'));
  const found = id === undefined ? known.at(-1) : known.find((name) => name === id);
  if (found === undefined) throw new Problem(notice('delegated-unknown', { id: id ?? '' }), 64);
  return delegatedFolder(stateDir, found);
}
