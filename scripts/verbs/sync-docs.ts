/** `cccc sync-docs [--choice A-F]`: settles planning documents that were changed by hand. */
import { call, given, prose } from '../core/call.js';
import { notedChange } from '../core/plan/sync/changes.js';
import { CHOICES, type Letter, letterOf, offeredLetters, recommendedLetter } from '../core/plan/sync/choices.js';
import { LEADS_TO } from '../core/plan/sync/impact.js';
import { languageFor } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import { isWatched } from '../core/task/documents/machine.js';
import { isPaused } from '../core/task/model.js';
import { pausedBy } from '../core/task/pauses.js';
import { type Arguments, type Context, done, type Result, refused, textOption } from '../flows/context.js';
import { dataOf, type SeenDocuments, seeDocuments } from '../flows/documents/seen.js';
import { keepPlan, reopenPlanning, type Settled } from '../flows/documents/settle.js';
import { askLine, askUser } from '../flows/human.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { rebuildBundle } from '../flows/task/bundle.js';
import { type OpenTask, openTask, placeOf, record } from '../flows/task/place.js';
import { documentDiff, documentsCard } from '../render/documents/changes.js';
import { catalogOf } from '../text/catalog.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const asked = textOption(args, 'choice');
  const letter = asked === null ? null : letterOf(asked);
  if (asked !== null && letter === null) throw new Problem(notice('sync-choice-unknown', { value: asked }), 2);
  const opened = await openTask(context);
  const settled = await settleDeadReview(context, opened);
  for (const said of settled.notices) context.say(said);
  const task = { ...opened, state: settled.state };
  const hindrance = inTheWay(task);
  if (hindrance) return hindrance;
  const seen = await seeDocuments(task);
  if (seen.changes.length === 0) return nothingChanged(context, task, seen);
  const paused = letter === null ? pausedFor(context, task, seen) : task;
  const words = textOption(args, 'text');
  if (letter !== null) return settle(context, paused, seen, { letter, words });
  const answer = chosenAtTerminal(context, seen);
  return answer === null
    ? undecided(context, paused, seen)
    : settle({ ...context, asked: 'terminal' }, paused, seen, { letter: answer, words });
}

/** Why nothing can be settled now; null when it can. */
function inTheWay({ state }: OpenTask): Result | null {
  const { running } = state.reviews;
  if (running) return refused([notice('review-running', { gate: running.gate, job: running.job })]);
  if (state.documents === null) return refused([notice('documents-unknown', {})]);
  if (pausedBy(state, 'documents') || isWatched(state)) return null;
  return refused([
    isPaused(state.status) ? notice('sync-paused', { status: state.status }) : notice('documents-drafted', {}),
  ]);
}

/** The documents are what they were: a pause over them ends. */
async function nothingChanged(context: Context, task: OpenTask, seen: SeenDocuments): Promise<Result> {
  if (!pausedBy(task.state, 'documents')) return done([notice('documents-in-sync', {})], { data: dataOf([]) });
  const step = await keepPlan(context, task, seen, 'restored', '');
  return step.ok
    ? done([...step.notices, notice('documents-restored', {})], { next: call('next'), data: dataOf([]) })
    : refused(step.notices);
}

/** The task, paused if the change is one that the user has to settle. */
function pausedFor(context: Context, task: OpenTask, seen: SeenDocuments, always = false): OpenTask {
  if (pausedBy(task.state, 'documents') || (!always && LEADS_TO[seen.impact] === null)) return task;
  const step = record(context, task.place, { type: 'documents-changed', changes: seen.changes.map(notedChange) });
  return step.ok ? { ...task, state: step.state } : task;
}

/** Asks at the user's own terminal; looking at the difference asks again. Null where nobody can be asked. */
function chosenAtTerminal(context: Context, seen: SeenDocuments): Letter | null {
  const noted = seen.changes.map(notedChange);
  const letters = offeredLetters(noted);
  const { ask } = catalogOf(context.language).sync;
  const question = `${documentsCard(noted, context.language, placeOf(context))}\n${ask(letters.join(', '))}`;
  for (;;) {
    const answer = askLine(context, question);
    const letter = answer === null ? null : letterOf(answer);
    if (letter !== 'E') return letter;
    showDiff(context, seen);
  }
}

const showDiff = (context: Context, { changes }: SeenDocuments): void => {
  for (const change of changes) context.show(documentDiff(change, notedChange(change), context.language));
};

function undecided(context: Context, { state }: OpenTask, seen: SeenDocuments): Result {
  const noted = seen.changes.map(notedChange);
  context.print(documentsCard(noted, context.language, placeOf(context)));
  const offered = offeredLetters(noted);
  return refused([notice('documents-undecided', { letters: offered.join(', ') })], {
    data: { status: state.status, ...dataOf(seen.changes), offered, recommended: recommendedLetter(noted) },
  });
}

interface Chosen {
  letter: Letter;
  words: string | null;
}

async function settle(called: Context, task: OpenTask, seen: SeenDocuments, chosen: Chosen): Promise<Result> {
  const choice = CHOICES[chosen.letter];
  const { context, refusal } = choice === 'diff' ? { context: called, refusal: null } : askedFor(called, chosen, seen);
  if (refusal) return refusal;
  const { title, askWords } = catalogOf(languageFor(task.state.language)).sync;
  const about = title(seen.changes.map(({ document }) => document).join(', '));
  switch (choice) {
    case 'adopt':
      return reopened(
        await reopenPlanning(context, task, { because: 'documents', reason: about, title: about, choice }),
      );
    case 'free': {
      const said = redact((chosen.words ?? askLine(called, askWords) ?? '').trim());
      if (said === '') return refused([notice('free-needs-text', {})]);
      return reopened(
        await reopenPlanning(context, task, { because: 'documents', reason: said, title: about, choice }),
      );
    }
    case 'refresh':
    case 'ignore': {
      const step = await keepPlan(context, task, seen, choice, about);
      return step.ok ? kept(context, { ...task, state: step.state }, choice, step.notices) : refused(step.notices);
    }
    case 'pause': {
      const { status } = pausedFor(context, task, seen, true).state;
      return done([notice('documents-paused', { status })], { data: { status } });
    }
    case 'diff':
      showDiff(context, seen);
      return done([], { next: call('sync-docs'), data: dataOf(seen.changes) });
    default:
      return choice satisfies never;
  }
}

/** The user's word for a choice; one that would be refused is refused before anybody is asked. */
function askedFor(called: Context, { letter, words }: Chosen, seen: SeenDocuments) {
  const isKept = letter === 'B' || letter === 'D';
  if (isKept && seen.isPlan) return { context: called, refusal: refused([notice('plan-not-kept', {})]) };
  const command = call(
    'sync-docs',
    '--choice',
    given(letter),
    ...(words === null ? [] : (['--text', prose(words)] as const)),
  );
  const documents = seen.changes.map(({ document }) => document).join(', ');
  return askUser(called, command, { about: [notice('documents-changed', { documents, impact: seen.impact })] });
}

function reopened(step: Settled): Result {
  if (!step.ok) return refused(step.notices);
  const { status, resume } = step.state;
  return done([...step.notices, notice('plan-reopened', { status: resume.target ?? status })], {
    next: call('next'),
    data: { status, resume_target: resume.target },
  });
}

async function kept(
  context: Context,
  task: OpenTask,
  choice: 'refresh' | 'ignore',
  notices: Notice[],
): Promise<Result> {
  const built = choice === 'refresh' ? await rebuildBundle(context, task) : null;
  const said = built !== null && 'refused' in built ? built.refused : notice('documents-kept', { choice });
  return done([...notices, said], { next: call('next'), data: { status: task.state.status, choice } });
}
