/** `cccc resume [--strategy s] [--confirm]`: leaves a pause. Passes no gate and no milestone. */

import { call } from '../core/call.js';
import { isRefusedHere } from '../core/codex/reasons.js';
import { languageFor } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { refusedStrategy } from '../core/task/machine-pauses.js';
import { isPaused, type State, type Strategy, workingStatus } from '../core/task/model.js';
import { nextStep } from '../core/task/next-step.js';
import {
  cardOf,
  offeredStrategies,
  PAUSES,
  type PauseOf,
  pauseCode,
  pausedBy,
  placesText,
  sensitiveQuestion,
} from '../core/task/pauses.js';
import { dependentsOf, milestoneNames, riskName } from '../core/task/views/ending.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { askUser, isUnderClaude, wordText } from '../flows/human.js';
import { presentSecrets } from '../flows/review/secrets.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { foldFailures } from '../flows/task/failures.js';
import { observe, whileLooking } from '../flows/task/observe.js';
import { ownedPaths } from '../flows/task/owned.js';
import { type OpenTask, openTask, placeOf, record } from '../flows/task/place.js';
import { preflight } from '../io/codex/preflight.js';
import { fetchBlobs } from '../io/git/snapshot.js';
import { nameTree } from '../io/git/tree.js';
import { withTemporaryFolder } from '../io/ground/inspect.js';
import { withTemporaries } from '../io/run/run-trace.js';
import { appendDecision } from '../io/task/documents.js';
import { verifyPlaces } from '../io/task/places.js';
import { questionCard, strategyCall, strategyCard } from '../render/cards.js';
import { documentWords } from '../text/documents.js';
import { pauseText } from '../text/pauses.js';

const STRATEGIES: Record<Strategy, true> = {
  recommended: true,
  manual: true,
  'extend-review': true,
  'accept-risk': true,
  'accept-size': true,
  skip: true,
  mock: true,
  'not-a-secret': true,
  wrong: true,
  replan: true,
  'safe-alternative': true,
};
const isStrategy = (name: string): name is Strategy => Object.hasOwn(STRATEGIES, name);

export async function run(called: Context, args: Arguments): Promise<Result> {
  const given = textOption(args, 'strategy');
  if (given !== null && !isStrategy(given))
    throw new Problem(notice('unknown-strategy', { value: given, known: Object.keys(STRATEGIES).join(', ') }), 2);
  const task = await presentTask(called);
  const { state } = task;
  const asked = pausedBy(state, 'question');
  if (asked && !sensitiveQuestion(state)) return questionFirst(called, asked);
  if (pausedBy(state, 'codex-needs-human')) return answerFirst(task);
  if (
    isPaused(state.status) &&
    offeredStrategies(state).length > 1 &&
    given === null &&
    !offeredStrategies(state).includes('recommended')
  )
    return decisionFirst(called, state);
  const strategy = given ?? 'recommended';
  const told = {
    confirm: flag(args, 'confirm'),
    finding: textOption(args, 'finding'),
    words: textOption(args, 'reason'),
  };
  // What would be refused anyway is not asked about first.
  const none = given === null ? null : refusedStrategy(state, given);
  if (none !== null) return refused([none]);
  const command = strategyCall(strategy, told);
  const isPlain = strategy === 'recommended' && !told.confirm;
  const { context, refusal } = isPlain ? { context: called, refusal: null } : askUser(called, command);
  if (refusal) return refusal;
  const secrets = strategy === 'recommended' ? await secretsLeft(context, task) : null;
  if (secrets) return secrets;
  const away = pausedBy(state, 'codex');
  if (away && isRefusedHere(away.reason)) await verifyHere(task);
  return away ? afterCodex(context, task, away) : leave(context, task, strategy, told);
}

/** The task after what waits to be recorded: failures of the client, a review whose supervisor is gone. */
async function presentTask(context: Context): Promise<OpenTask> {
  const folded = await foldFailures(context, await openTask(context));
  const settled = await settleDeadReview(context, folded);
  for (const given of settled.notices) context.say(given);
  return { ...folded, state: settled.state };
}

function questionFirst(context: Context, { question }: PauseOf<'question'>): Result {
  context.print(questionCard(question, context.language, placeOf(context)));
  return refused([notice('question-open', { question: question.question })], { data: { question } });
}

/** Codex asked for the user: its question is put to the user and answered before anything goes on. */
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

/** What this machine refused is tried again, without Codex. Problems: what is still refused. */
async function verifyHere(task: OpenTask): Promise<void> {
  verifyPlaces({ ...task, task: task.place.task });
  const { repository, paths } = task;
  await whileLooking(task, async (looked) => {
    const { tree } = await nameTree(looked.repository, ownedPaths(repository, paths));
    await fetchBlobs(looked.repository, tree);
  });
}

/** Codex first: still away means still paused; back means the very gate that was missed. */
async function afterCodex(context: Context, task: OpenTask, pause: PauseOf<'codex'>): Promise<Result> {
  const { state, config } = task;
  const codex = await withTemporaryFolder((folder) =>
    preflight(config.codex, {
      env: withTemporaries(context.env, folder),
      repository: task.repository,
      stateDir: task.stateDir,
      folder,
    }),
  );
  if (codex.kind === 'infrastructure') {
    const away = notice('codex-still-away', {
      reason: codex.reason,
      detail: codex.detail,
      resets_at: codex.resetsAt ?? pause.resets_at ?? '',
    });
    return refused([away], {
      data: { status: state.status, reason: codex.reason, detail: codex.detail, resets_at: pause.resets_at },
    });
  }
  const { gate } = pause;
  const step = record(context, task.place, {
    type: 'resumed',
    strategy: 'recommended',
    confirmed: context.asked !== null,
    reason: 'codex-is-back',
    observation: null,
  });
  if (!step.ok) return refused([...step.notices, step.refused]);
  const limit =
    pause.resets_at !== null && pause.resets_at > context.now()
      ? [notice('codex-limit-holds', { resets_at: pause.resets_at })]
      : [];
  const back = isRefusedHere(pause.reason)
    ? notice('review-missed-here', { gate })
    : notice('codex-is-back', { version: codex.version, gate });
  return done([...step.notices, back, ...limit], {
    next: call('review', gate),
    data: { status: step.state.status, gate },
  });
}

/** A pause over secrets in the change is left by a plain resume once they are out of it; null when it may be. */
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

/** What the user says beside the strategy. */
interface Told {
  confirm: boolean;
  finding: string | null;
  words: string | null;
}

/** Every other pause: the machine says whether this way out exists, and the decision is written down. */
async function leave(context: Context, task: OpenTask, strategy: Strategy, told: Told): Promise<Result> {
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
  const words = documentWords(state.language);
  await appendDecision(task.paths, words, {
    at: context.now(),
    title: `${state.status}${words.colon}${pauseText(state.pause, languageFor(state.language))}`,
    decision: [strategy, finding, ...risksNamed(state, step.state)].filter(Boolean).join(' — '),
    reason: why === null ? null : redact(why),
    by: wordText(context, words),
  });
  return left(strategy, state, { ...step, state: step.state });
}

/** The task after the pause, and what the decision costs. */
function left(strategy: Strategy, before: State, step: { notices: Notice[]; state: State }): Result {
  const after = nextStep(step.state);
  const { current } = before.milestones;
  const dependents = strategy === 'skip' && current !== null ? dependentsOf(before, current) : [];
  const said: Notice[] = [
    ...step.notices,
    ...(dependents.length > 0
      ? [notice('dependents-left', { id: current ?? '', names: milestoneNames(dependents) })]
      : []),
    notice('resumed', { strategy, status: workingStatus(step.state) }),
  ];
  return done(said, {
    next: call('next'),
    data: { status: step.state.status, resume_target: step.state.resume.target, strategy, action: after.action },
  });
}

/** The risks that this decision accepted, for the decision log. */
const risksNamed = (before: State, after: State): string[] =>
  after.accepted_risks.slice(before.accepted_risks.length).map(riskName);

/**
 * Some pauses need the explicit yes, and so does an unchanged review after a verdict that stopped the work; elsewhere a
 * call from the user's own terminal is one.
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
