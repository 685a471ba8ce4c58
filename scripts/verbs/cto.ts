/** `cccc cto`: Codex plans and reviews, Claude executes, and the program runs the verification. */
import { type Call, call, given } from '../core/call.js';
import { MAX_REVIEWS, reviewRefusal } from '../core/cto/machine.js';
import type { CtoEvent, CtoState } from '../core/cto/model.js';
import { runnableTasks } from '../core/cto/order.js';
import { isOutcome, OUTCOMES } from '../core/cto/outcomes.js';
import { lineOf } from '../core/install/wizard/command-lines.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { isSubverb, type SubverbName, usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { ask, askForPlan, previewAsk, type Ready, readyPlan, readyReview, type Wanted } from '../flows/cto/ask.js';
import { findCto, type OpenCto, openCtoProject, openTaskRefusal } from '../flows/cto/place.js';
import { settleCto } from '../flows/cto/settle.js';
import { answerCto, answerSettled } from '../flows/cto/show.js';
import { unallowedCommands } from '../flows/cto/verify.js';
import { askUser, isInsideRun } from '../flows/human.js';
import type { ConfiguredProject } from '../flows/task/place.js';
import { recordCto, withCtoClaimed } from '../io/cto/store.js';
import { delegatedFolder } from '../io/delegate/record.js';
import { requestCancel } from '../io/run/run.js';
import { catalogOf } from '../text/catalog.js';

/** How long a command waits for Codex, so that the client's own limit for a command is not reached. */
const WAIT_SECONDS = 100;

type Run = (context: Context, cto: OpenCto, args: Arguments) => Promise<Result>;

const SUBVERBS: Record<Exclude<SubverbName<'cto'>, 'plan'>, Run> = {
  status,
  report,
  review,
  wait,
  cancel,
  allow,
  continue: goOn,
};

/** What stays possible while a gated task is open: it changes nothing in the work tree, and asks for nothing. */
const WHILE_A_TASK_IS_OPEN: readonly SubverbName<'cto'>[] = ['status', 'cancel'];

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [first = ''] = args.positionals;
  const isNamed = isSubverb('cto', first);
  const subverb = isNamed ? first : first === '' ? 'status' : 'plan';
  const rest = { ...args, positionals: isNamed ? args.positionals.slice(1) : args.positionals };
  if (subverb !== 'status' && isInsideRun(context)) return refused([notice('inside-a-run', { call: CALLS[subverb] })]);
  const project = await openCtoProject(context);
  const open = WHILE_A_TASK_IS_OPEN.includes(subverb) ? null : openTaskRefusal(project);
  if (open !== null) return refused([open]);
  if (subverb === 'plan') return plan(context, project, rest);
  const reading = findCto(context, project, textOption(args, 'run'));
  return reading === null ? refused([notice('cto-none', {})]) : SUBVERBS[subverb](context, { project, reading }, rest);
}

const CALLS: Record<SubverbName<'cto'>, Call> = {
  plan: call('cto', 'plan'),
  status: call('cto', 'status'),
  report: call('cto', 'report'),
  review: call('cto', 'review'),
  wait: call('cto', 'wait'),
  cancel: call('cto', 'cancel'),
  allow: call('cto', 'allow'),
  continue: call('cto', 'continue'),
};

async function plan(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const wanted: Wanted = {
    objective: redact(wordsOf(args)),
    model: textOption(args, 'model'),
    max_reviews: numberOption(args, 'max-iterations') ?? MAX_REVIEWS,
  };
  if (flag(args, 'dry-run')) return preview(context, project, await readyPlan(project, wanted), wanted.model);
  const max = numberOption(args, 'max') ?? WAIT_SECONDS;
  const cto = await askForPlan(context, project, wanted);
  const { job } = cto.reading.state.pending ?? {};
  if (job !== undefined) context.say(notice('delegated-started', { id: job }));
  return settled(context, cto, max);
}

async function review(context: Context, cto: OpenCto, args: Arguments): Promise<Result> {
  const [results, max] = [redact(wordsOf(args)), numberOption(args, 'max') ?? WAIT_SECONDS];
  const { state, place } = cto.reading;
  const refusal = reviewRefusal(state) ?? tooEarly(cto);
  if (refusal !== null) return answerCto(context, cto, [refusal], { code: 1 });
  const given = { results, model: textOption(args, 'model'), isDry: flag(args, 'dry-run') };
  if (given.isDry) {
    const ready = await readyReview(context, cto, given);
    return 'refused' in ready ? refused([ready.refused]) : preview(context, cto.project, ready, state.model);
  }
  const asked = await withCtoClaimed(place, async () => {
    const ready = await readyReview(context, cto, given);
    return 'refused' in ready ? ready : ask(context, cto, ready);
  });
  if (asked === null) return refused([notice('cto-busy', {})]);
  return 'refused' in asked ? answerCto(context, cto, [asked.refused], { code: 1 }) : settled(context, asked, max);
}

/** Why a review comes too early: tasks that can be done, or commands that need the user's yes. */
function tooEarly(cto: OpenCto): Notice | null {
  const open = runnableTasks(cto.reading.state.tasks).map(({ id }) => id);
  if (open.length > 0) return notice('cto-tasks-open', { tasks: open.join(', ') });
  const unallowed = unallowedCommands(cto);
  return unallowed.length > 0 ? notice('cto-asked-commands', { commands: unallowed.join(' · ') }) : null;
}

/** Prints the exact command line and the prompt; nothing is asked, and nothing is kept. */
async function preview(
  context: Context,
  project: ConfiguredProject,
  ready: Ready,
  model: string | null,
): Promise<Result> {
  const found = await previewAsk(context, project, { model }, ready);
  if (found.kind === 'infrastructure')
    return { code: 3, notices: [notice('delegated-fault', { reason: found.reason, resets_at: '' })] };
  const { dryRun } = catalogOf(context.language).cto;
  const [prompt, schema] = [ready.request.prompt.toString('utf8'), ready.request.schema.toString('utf8')];
  for (const [title, text] of [
    [dryRun.command, lineOf(found.words)],
    [dryRun.schema, schema],
    [dryRun.prompt, prompt],
  ])
    context.print(`== ${title}\n${text}`);
  return done([], { data: { command: found.words, prompt, schema } });
}

async function settled(context: Context, cto: OpenCto, max: number): Promise<Result> {
  const now = await withCtoClaimed(cto.reading.place, () => settleCto(context, cto, max));
  return now === null ? { code: 4, notices: [notice('cto-busy', {})] } : answerSettled(context, now);
}

async function wait(context: Context, cto: OpenCto, args: Arguments): Promise<Result> {
  return settled(context, cto, numberOption(args, 'max') ?? WAIT_SECONDS);
}

async function cancel(context: Context, cto: OpenCto): Promise<Result> {
  const { pending } = cto.reading.state;
  if (pending !== null) requestCancel(delegatedFolder(cto.project.stateDir, pending.job));
  return settled(context, cto, WAIT_SECONDS);
}

/** Also records what Codex has answered meanwhile. */
async function status(context: Context, cto: OpenCto): Promise<Result> {
  const isDue = cto.reading.state.pending !== null && !isInsideRun(context);
  const now = isDue ? await withCtoClaimed(cto.reading.place, () => settleCto(context, cto, 0)) : cto;
  return answerCto(context, now ?? cto, [], { code: 0, isWhole: true });
}

async function report(context: Context, cto: OpenCto, args: Arguments): Promise<Result> {
  const [task = ''] = args.positionals;
  const outcome = textOption(args, 'outcome') ?? '';
  if (task === '' || !isOutcome(outcome)) throw wrongUsage(`--outcome ${OUTCOMES.join('|')}`);
  const note = redact(textOption(args, 'note') ?? '');
  const event = { type: 'reported' as const, at: context.now(), task, outcome, note };
  return recorded(context, cto, event, () => notice('cto-reported', { task, outcome }));
}

async function allow(called: Context, cto: OpenCto): Promise<Result> {
  const unallowed = unallowedCommands(cto);
  if (unallowed.length === 0) return refused([notice('cto-nothing-to-allow', {})]);
  const commands = unallowed.join(' · ');
  const asking = call('cto', 'allow', '--run', given(cto.reading.place.run));
  const { context, refusal } = askUser(called, asking, { about: [notice('cto-asked-commands', { commands })] });
  if (refusal !== null) return refusal;
  const event = { type: 'allowed' as const, at: context.now(), commands: unallowed, asked_by: context.asked };
  return recorded(context, cto, event, () => notice('cto-allowed', { commands }));
}

async function goOn(called: Context, cto: OpenCto): Promise<Result> {
  const { context, refusal } = askUser(called, call('cto', 'continue', '--run', given(cto.reading.place.run)));
  if (refusal !== null) return refusal;
  const event = { type: 'continued' as const, at: context.now(), asked_by: context.asked };
  return recorded(context, cto, event, ({ reviews, reviews_allowed: limit }) =>
    notice('cto-continued', { reviews: limit - reviews.length }),
  );
}

/** Records a fact, or says why it cannot be one now. */
function recorded(
  context: Context,
  { project, reading }: OpenCto,
  event: CtoEvent,
  said: (state: CtoState) => Notice,
): Promise<Result> {
  const step = recordCto(reading.place, event);
  const now = step.ok ? step.reading : reading;
  return answerCto(context, { project, reading: now }, [step.ok ? said(now.state) : step.refused], {
    code: step.ok ? 0 : 1,
  });
}

/** @throws Problem `bad-usage` when there are none */
function wordsOf({ positionals }: Arguments): string {
  const words = positionals.join(' ').trim();
  if (words === '') throw wrongUsage(usageOf('cto').join(' | '));
  return words;
}

/** @throws Problem `bad-usage` */
function numberOption(args: Arguments, name: 'max' | 'max-iterations'): number | null {
  const text = textOption(args, name);
  if (text === null) return null;
  const number = Number(text);
  const isMeant = name === 'max' ? number >= 0 : Number.isInteger(number) && number >= 1 && number <= 20;
  if (text.trim() === '' || !isMeant) throw wrongUsage(`--${name} ${name === 'max' ? '<seconds>' : '1…20'}`);
  return number;
}

const wrongUsage = (detail: string): Problem => new Problem(notice('bad-usage', { verb: 'cto', detail }), 2);
