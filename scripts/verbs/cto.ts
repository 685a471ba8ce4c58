/** `cccc cto`: Codex plans and reviews, Claude executes, and the program runs the verification. */
import { type Call, call, given } from '../core/call.js';
import { MAX_REVIEWS } from '../core/cto/machine.js';
import { runnableTasks } from '../core/cto/order.js';
import { isOutcome, OUTCOMES } from '../core/cto/outcomes.js';
import { lineOf } from '../core/install/wizard/command-lines.js';
import { notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { isSubverb, type SubverbName, usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { ask, askForPlan, previewAsk, type Ready, readyPlan, readyReview, type Wanted } from '../flows/cto/ask.js';
import { findCto, type OpenCto, openCtoProject, recordOrRefuse, verifyNoTask } from '../flows/cto/place.js';
import { settleCto } from '../flows/cto/settle.js';
import { answerCto, answerSettled } from '../flows/cto/show.js';
import { askedCommands, unallowedCommands } from '../flows/cto/verify.js';
import { askUser, isInsideRun } from '../flows/human.js';
import type { ConfiguredProject } from '../flows/task/place.js';
import { withCtoClaimed } from '../io/cto/store.js';
import { delegatedFolder } from '../io/delegate/record.js';
import { requestCancel } from '../io/run/run.js';
import { catalogOf } from '../text/catalog.js';

/** How long a command waits for Codex, so that the client's own limit for a command is not reached. */
const WAIT_SECONDS = 100;

type Run = (context: Context, project: ConfiguredProject, args: Arguments) => Promise<Result>;

const SUBVERBS: Record<SubverbName<'cto'>, Run> = { plan, status, report, review, wait, cancel, allow, continue: goOn };

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [first = ''] = args.positionals;
  const isNamed = isSubverb('cto', first);
  const subverb = isNamed ? first : first === '' ? 'status' : 'plan';
  const rest = { ...args, positionals: isNamed ? args.positionals.slice(1) : args.positionals };
  if (subverb !== 'status' && isInsideRun(context)) return refused([notice('inside-a-run', { call: CALLS[subverb] })]);
  const project = await openCtoProject(context);
  if (!['status', 'cancel'].includes(subverb)) verifyNoTask(project);
  return SUBVERBS[subverb](context, project, rest);
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

const opened = (context: Context, project: ConfiguredProject, args: Arguments): OpenCto => ({
  project,
  reading: findCto(context, project, textOption(args, 'run')),
});

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

async function review(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const results = wordsOf(args);
  const max = numberOption(args, 'max') ?? WAIT_SECONDS;
  const isDry = flag(args, 'dry-run');
  const cto = opened(context, project, args);
  const { state, place } = cto.reading;
  const open = runnableTasks(state.tasks).map(({ id }) => id);
  if (state.status === 'executing' && open.length > 0)
    return answerCto(context, cto, [notice('cto-tasks-open', { tasks: open.join(', ') })], { code: 1 });
  const unallowed = unallowedCommands(cto);
  if (unallowed.length > 0)
    return answerCto(context, cto, [notice('cto-asked-commands', { commands: unallowed.join(' · ') })], { code: 1 });
  const model = textOption(args, 'model');
  if (isDry) return preview(context, project, await readyReview(context, cto, { results, model, isDry }), state.model);
  const asked = await withCtoClaimed(place, async () =>
    ask(context, cto, await readyReview(context, cto, { results, model, isDry })),
  );
  if (asked === null) return refused([notice('cto-busy', {})]);
  return settled(context, asked, max);
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

async function wait(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  return settled(context, opened(context, project, args), numberOption(args, 'max') ?? WAIT_SECONDS);
}

async function cancel(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const cto = opened(context, project, args);
  const { pending } = cto.reading.state;
  if (pending !== null) requestCancel(delegatedFolder(project.stateDir, pending.job));
  return settled(context, cto, WAIT_SECONDS);
}

/** Also records what Codex has answered meanwhile. */
async function status(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const cto = opened(context, project, args);
  const isDue = cto.reading.state.pending !== null && !isInsideRun(context);
  const now = isDue ? await withCtoClaimed(cto.reading.place, () => settleCto(context, cto, 0)) : cto;
  return answerCto(context, now ?? cto, [], { code: 0, isWhole: true });
}

async function report(context: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const [task = ''] = args.positionals;
  const outcome = textOption(args, 'outcome') ?? '';
  if (task === '' || !isOutcome(outcome)) throw wrongUsage(`--outcome ${OUTCOMES.join('|')}`);
  const { reading } = opened(context, project, args);
  const note = redact(textOption(args, 'note') ?? '');
  const now = recordOrRefuse(reading.place, { type: 'reported', at: context.now(), task, outcome, note });
  return answerCto(context, { project, reading: now }, [notice('cto-reported', { task, outcome })], { code: 0 });
}

async function allow(called: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const cto = opened(called, project, args);
  const { place, state } = cto.reading;
  const commands = askedCommands(project, state.plan?.verification ?? []).filter(
    (line) => !state.allowed.includes(line),
  );
  if (commands.length === 0) return refused([notice('cto-nothing-to-allow', {})]);
  const named = notice('cto-asked-commands', { commands: commands.join(' · ') });
  const { context, refusal } = askUser(called, call('cto', 'allow', '--run', given(place.run)), { about: [named] });
  if (refusal !== null) return refusal;
  const event = { type: 'allowed' as const, at: context.now(), commands, asked_by: context.asked };
  const reading = recordOrRefuse(place, event);
  return answerCto(context, { project, reading }, [notice('cto-allowed', { commands: commands.join(' · ') })], {
    code: 0,
  });
}

async function goOn(called: Context, project: ConfiguredProject, args: Arguments): Promise<Result> {
  const { place } = opened(called, project, args).reading;
  const { context, refusal } = askUser(called, call('cto', 'continue', '--run', given(place.run)));
  if (refusal !== null) return refusal;
  const reading = recordOrRefuse(place, { type: 'continued', at: context.now(), asked_by: context.asked });
  const reviews = reading.state.reviews_allowed - reading.state.reviews.length;
  return answerCto(context, { project, reading }, [notice('cto-continued', { reviews })], { code: 0 });
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
