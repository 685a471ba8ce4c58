/** `cccc resume [--strategy s] [--confirm]`: leaves a pause. Passes no gate and no milestone. */

import { call } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { isStrategy, STRATEGIES, type Strategy } from '../core/task/decisions/strategies.js';
import { refusedStrategy } from '../core/task/machine-pauses.js';
import { isActive, isPaused, type State } from '../core/task/model.js';
import { offeredStrategies, type PauseOf, pausedBy, placesText, sensitiveQuestion } from '../core/task/pauses.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { recordAnswer } from '../flows/pause/answer.js';
import { type Choice, chooseAtTerminal, type Told } from '../flows/pause/choose.js';
import { afterCodex } from '../flows/pause/codex-back.js';
import { leavePause } from '../flows/pause/leave.js';
import { presentSecrets } from '../flows/review/secrets.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { foldFailures } from '../flows/task/failures.js';
import { observe } from '../flows/task/observe.js';
import { type OpenTask, openTask, placeOf, record } from '../flows/task/place.js';
import { readTask } from '../io/task/store.js';
import { questionCard, strategyCall, strategyCard } from '../render/cards.js';

export async function run(called: Context, args: Arguments): Promise<Result> {
  const given = givenStrategy(args);
  const told = {
    confirm: flag(args, 'confirm'),
    finding: textOption(args, 'finding'),
    words: textOption(args, 'reason'),
  };
  const task = await presentTask(called);
  const { state } = task;
  if (pausedBy(state, 'codex-needs-human')) return answerFirst(task);
  if (isActive(state.status) && state.pause_after_review !== null && given === null) return withdrawn(called, task);
  for (const seen of failuresSeen(task)) called.say(seen);
  const choice = given === null && !told.confirm ? chooseAtTerminal(called, state) : null;
  if (choice !== null) return chosen({ ...called, asked: 'terminal' }, task, choice);
  return given === null ? withoutChoice(called, task, told) : withChoice(called, task, given, told);
}

/**
 * The strategy that was given. Words alone say in which way to go on.
 *
 * @throws Problem `unknown-strategy` (exit code 2)
 */
function givenStrategy(args: Arguments): Strategy | null {
  const given = textOption(args, 'strategy');
  if (given === null) return textOption(args, 'reason') === null ? null : 'free-input';
  if (isStrategy(given)) return given;
  throw new Problem(notice('unknown-strategy', { value: given, known: STRATEGIES.join(', ') }), 2);
}

/** The task after waiting events are recorded: failures of the client, a review whose supervisor is gone. */
async function presentTask(context: Context): Promise<OpenTask> {
  const folded = await foldFailures(context, await openTask(context));
  const settled = await settleDeadReview(context, folded);
  for (const given of settled.notices) context.say(given);
  // What was just recorded is not yet in what was read of the ledger.
  return { ...folded, state: settled.state, reading: readTask(folded.place) ?? folded.reading };
}

/** What the user chose at the terminal, where the question was also the question about this command. */
async function chosen(context: Context, task: OpenTask, choice: Choice): Promise<Result> {
  switch (choice.kind) {
    case 'left':
      return refused([notice('left-paused', { status: task.state.status })], { data: { status: task.state.status } });
    case 'answer':
      return recordAnswer(context, task, choice.answer);
    case 'strategy':
      return left(context, task, choice.strategy, choice.told);
    default:
      return choice satisfies never;
  }
}

/** A plain resume: it continues where that decides nothing, and otherwise shows the card. */
async function withoutChoice(called: Context, task: OpenTask, told: Told): Promise<Result> {
  const { state } = task;
  const asked = pausedBy(state, 'question');
  if (asked && !sensitiveQuestion(state)) return questionFirst(called, asked);
  if (isPaused(state.status) && !offeredStrategies(state).includes('recommended')) return decisionFirst(called, state);
  return withChoice(called, task, 'recommended', told);
}

/** A choice that was given on the command line, for which the user is asked where it is the user's. */
async function withChoice(called: Context, task: OpenTask, given: Strategy, told: Told): Promise<Result> {
  const { state } = task;
  // Where a secret was found, this is what a plain resume verifies.
  const strategy = given === 'set-locally' && pausedBy(state, 'secrets') ? 'recommended' : given;
  const isPlain = strategy === 'recommended' && !told.confirm && !pausedBy(state, 'question');
  // A call that will be refused must not ask the user first.
  const none = isPlain
    ? null
    : refusedStrategy(state, { strategy, ...(told.words === null ? {} : { words: told.words }) });
  if (none !== null) return refused([none]);
  const { context, refusal } = isPlain
    ? { context: called, refusal: null }
    : askUser(called, strategyCall(strategy, told));
  return refusal ?? left(context, task, strategy, told);
}

async function left(context: Context, task: OpenTask, strategy: Strategy, told: Told): Promise<Result> {
  const secrets = strategy === 'recommended' ? await secretsLeft(context, task) : null;
  if (secrets) return secrets;
  const away = pausedBy(task.state, 'codex');
  return away ? afterCodex(context, task, away) : leavePause(context, task, strategy, told);
}

/** Nothing is paused yet; the user takes back the wish to stop after the review. */
function withdrawn(context: Context, task: OpenTask): Result {
  const step = record(context, task.place, {
    type: 'resumed',
    strategy: 'recommended',
    confirmed: context.asked !== null,
    reason: 'pause-withdrawn',
    observation: null,
  });
  return step.ok
    ? done([...step.notices, notice('pause-withdrawn', {})], {
        next: call('next'),
        data: { status: step.state.status },
      })
    : refused([...step.notices, step.refused]);
}

function questionFirst(context: Context, { question }: PauseOf<'question'>): Result {
  context.print(questionCard(question, context.language, placeOf(context)));
  return refused([notice('question-open', { question: question.question })], { data: { question } });
}

/** Codex asked for the user: its question has to be answered before work continues. */
function answerFirst({ reading }: OpenTask): Result {
  const returned = reading.entries.map(({ event }) => event).findLast((event) => event.type === 'review-returned');
  return refused([notice('answer-needed', { question: returned?.outcome.question ?? '-' })], { next: call('next') });
}

function decisionFirst(context: Context, state: State): Result {
  const offered = offeredStrategies(state);
  context.print(strategyCard(state, context.language, placeOf(context)));
  return refused([notice('decision-needed', { offered: offered.join(', ') })], {
    data: { offered, findings: state.findings.open, gate: pausedBy(state, 'threshold')?.gate ?? null },
  });
}

const SHOWN_FAILURES = 5;

/** The last failures of the client, which the user looks at before the task goes on. */
function failuresSeen({ state, reading }: OpenTask): Notice[] {
  if (!pausedBy(state, 'system')) return [];
  const failures = reading.entries.flatMap(({ event }) => (event.type === 'system-failed' ? [event] : []));
  const lines = failures.slice(-SHOWN_FAILURES).map(({ at, detail }) => `${at}  ${detail.replace(/\s+/g, ' ')}`);
  return lines.length === 0 ? [] : [notice('failures-seen', { tail: lines.join('\n'), count: failures.length })];
}

/** A pause over secrets in the change ends with a plain resume once they are removed. Null when the pause may end. */
async function secretsLeft(context: Context, task: OpenTask): Promise<Result | null> {
  const { state } = task;
  const pause = pausedBy(state, 'secrets');
  if (!pause) return null;
  const places = await presentSecrets(task, pause.gate, await observe(context, task));
  if (places.length === 0) return null;
  context.print(strategyCard(state, context.language, placeOf(context)));
  return refused([notice('secret-still-there', { places: placesText(places) })], {
    data: { status: state.status, places, offered: offeredStrategies(state) },
  });
}
