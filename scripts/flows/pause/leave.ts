/** Leaves a pause with a choice: the state machine says whether it exists, and the decision is written down. */
import { call } from '../../core/call.js';
import { isLooping, outcomeOf } from '../../core/loop/outcome.js';
import { languageFor } from '../../core/say/language.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { Strategy } from '../../core/task/decisions/strategies.js';
import { isPaused, type State, workingStatus } from '../../core/task/model.js';
import { nextStep } from '../../core/task/next-step.js';
import { cardOf, offeredStrategies, PAUSES, pauseCode, pausedBy } from '../../core/task/pauses.js';
import { decidedFindings } from '../../core/task/views/decided.js';
import { dependentsOf, milestoneNames } from '../../core/task/views/ending.js';
import { appendDecision } from '../../io/task/documents.js';
import { strategyCard } from '../../render/cards.js';
import { documentWords } from '../../text/documents.js';
import { pauseText } from '../../text/pauses.js';
import { type Context, done, type Result, refused } from '../context.js';
import { isUnderClaude, wordText } from '../human.js';
import { observe } from '../task/observe.js';
import { type OpenTask, placeOf, record } from '../task/place.js';
import { writeAnswer } from './answer.js';
import type { Told } from './choose.js';

/** Records the choice, and says what it leads to. */
export async function leavePause(context: Context, task: OpenTask, strategy: Strategy, told: Told): Promise<Result> {
  const { state } = task;
  const { confirm, finding, words: why } = told;
  const isObserved = strategy === 'accept-risk' || (strategy === 'recommended' && cardOf(state) === 'stop');
  const seen = isObserved ? await observe(context, task) : null;
  const step = record(context, task.place, {
    type: 'resumed',
    strategy,
    confirmed: isConfirmed(context, state, { strategy, confirm }),
    reason: reasonOf(context, state, confirm),
    observation: seen?.observation ?? null,
    ...(finding === null ? {} : { finding }),
    ...(why === null ? {} : { words: redact(why) }),
  });
  if (!step.ok) {
    if (cardOf(state) !== null) context.print(strategyCard(state, context.language, placeOf(context)));
    return refused([...step.notices, step.refused], {
      data: { status: state.status, offered: isPaused(state.status) ? offeredStrategies(state) : [] },
    });
  }
  await writeDown(context, task, step.state, { strategy, told });
  return left(task, strategy, step);
}

/** Writes the decision into decision-log.md: what was chosen, about which finding, why and by whom. */
async function writeDown(
  context: Context,
  task: OpenTask,
  after: State,
  { strategy, told }: { strategy: Strategy; told: Told },
): Promise<void> {
  const { state } = task;
  const words = documentWords(state.language);
  const question = pausedBy(state, 'question')?.question ?? null;
  const isAnswer = question?.kind === 'needs_human' && strategy !== 'skip';
  const answer = isAnswer
    ? await writeAnswer(context, task, question, {
        choice: strategy === 'free-input' ? null : question.recommended,
        text: strategy === 'free-input' ? redact(told.words ?? '') : '',
      })
    : null;
  await appendDecision(task.paths, words, {
    at: context.now(),
    title: `${state.status}${words.colon}${pauseText(state.pause, languageFor(state.language))}`,
    decision: [strategy, answer].filter(Boolean).join(' — '),
    findings: decidedFindings(state, after, told.finding),
    reason: told.words === null || answer === told.words ? null : redact(told.words),
    by: wordText(context, words),
  });
}

/** The result after the pause, with what the decision costs. */
function left(
  { state: before, config }: OpenTask,
  strategy: Strategy,
  step: { notices: Notice[]; state: State },
): Result {
  const { state } = step;
  const { current } = before.milestones;
  const dependents = strategy === 'skip' && current !== null ? dependentsOf(before, current) : [];
  const outcome = isLooping(config, state) ? outcomeOf(state) : null;
  const said: Notice[] = [
    ...step.notices,
    ...(dependents.length > 0
      ? [notice('dependents-left', { id: current ?? '', names: milestoneNames(dependents) })]
      : []),
    notice('resumed', { strategy, status: workingStatus(state) }),
    ...(outcome === 'continue_now' ? [notice('loop-continue_now', { status: workingStatus(state) })] : []),
  ];
  return done(said, {
    next: call('next'),
    data: {
      status: state.status,
      resume_target: state.resume.target,
      strategy,
      action: nextStep(state).action,
      outcome,
    },
  });
}

/**
 * Whether the user has confirmed explicitly. Some pauses need that, and so does a review of unchanged content after a
 * verdict that stopped the work. Elsewhere, a call from the user's own terminal is enough.
 */
const isConfirmed = (
  context: Context,
  state: State,
  { strategy, confirm }: { strategy: Strategy; confirm: boolean },
) => {
  const isExplicit = state.pause !== null && PAUSES[state.pause.kind].needsConfirmation;
  return isExplicit || (strategy === 'recommended' && cardOf(state) === 'stop') ? confirm : context.asked !== null;
};

const reasonOf = (context: Context, state: State, confirm: boolean): string =>
  [
    pauseCode(state.pause) ?? state.status,
    ...(confirm ? ['confirmed'] : []),
    ...(context.asked === null && isUnderClaude(context.env) ? ['relayed by Claude'] : []),
  ]
    .join('; ')
    .slice(0, 500);
