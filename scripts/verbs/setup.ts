/**
 * `cccc setup`: writes docs/cccc and the slash commands. It starts no task and leaves settings.json alone; the loop is
 * started only where the user asks for it at a terminal.
 */
import { type Call, call, slot, given as word } from '../core/call.js';
import { isPreset, PRESETS } from '../core/install/config.js';
import { isLanguageTag } from '../core/install/setup.js';
import { type Question, questionsFor } from '../core/install/wizard/questions.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { Mode } from '../core/task/model.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import {
  answersGiven,
  choicesOf,
  choicesOfAnswers,
  choicesOfFlags,
  type Given,
  readObject,
  type SetupChoices,
} from '../flows/install/setup/choices.js';
import { finishSetup } from '../flows/install/setup/finish.js';
import { lookAround, type SetupPlace } from '../flows/install/setup/place.js';
import { askAll, languageOf } from '../flows/install/setup/wizard.js';
import { inLanguage } from '../flows/task/place.js';
import { type Asker, Cancelled, terminalAsker } from '../io/install/ask.js';
import { questionsText, questionViews } from '../render/install/wizard.js';
import { catalogOf } from '../text/catalog.js';

/** @param ask answers the wizard's questions; tests pass their own */
export async function run(context: Context, args: Arguments, ask: Asker = terminalAsker): Promise<Result> {
  const given = givenBy(args);
  const way = wayOf(context, args, given);
  const place = await lookAround(context, textOption(args, 'project'));
  const questions = questionsFor(place.facts);
  if (way.kind === 'list') return listQuestions(context, place, questions);
  // Read before anything is asked, so that a file that cannot be read costs no answers.
  const imported = given.file === null ? undefined : readObject(context, given.file);
  const setup: SetupCall = {
    place,
    imported,
    dryRun: flag(args, 'dry-run'),
    given,
    questions,
    loosening: looseningCall(given, textOption(args, 'answers')),
  };
  if (way.kind === 'ask') return wizard(context, ask, setup);
  const { choices, wrong } = choicesFor(context, way, setup);
  if (wrong.length > 0) return { code: 2, notices: wrong };
  if (choices === null) return refused([notice('setup-cancelled', {})]);
  const language = languageOf(choices.answers, context.language);
  return { ...(await finishSetup(inLanguage(context, language), { ...setup, choices, agree: null })), language };
}

/** What a call works with, however it is answered. */
interface SetupCall {
  place: SetupPlace;
  imported: unknown;
  dryRun: boolean;
  given: Given;
  questions: readonly Question[];
  loosening: Call;
}

/** The same call as the user may run it, to loosen settings. */
function looseningCall({ preset }: Given, answers: string | null): Call {
  const named = preset === null ? [] : [word(preset)];
  const file = answers === null ? [] : (['--answers', answers === '-' ? slot('file') : word(answers)] as const);
  return call('setup', ...named, ...file, '--loosen');
}

/** The choices of a call that asks nothing; null where an answer ends it. */
function choicesFor(
  context: Context,
  way: Exclude<Way, { kind: 'list' | 'ask' }>,
  { place, given, questions }: SetupCall,
): { choices: SetupChoices | null; wrong: Notice[] } {
  if (way.kind === 'flags') return { choices: choicesOfFlags(given, place.facts, questions), wrong: [] };
  return choicesOfAnswers(readObject(context, way.file), given, { ...place, questions });
}

type Way = { kind: 'list' } | { kind: 'flags' } | { kind: 'ask' } | { kind: 'answers'; file: string };

/**
 * Where the answers come from.
 *
 * @throws Problem `setup-needs-answers` where nobody can be asked and nothing is answered
 */
function wayOf(context: Context, args: Arguments, { preset, yes }: Given): Way {
  const file = textOption(args, 'answers');
  if (flag(args, 'questions')) return { kind: 'list' };
  if (file !== null) return { kind: 'answers', file };
  if (context.tty && !context.json && !yes) return { kind: 'ask' };
  if (preset === 'custom') return { kind: 'answers', file: '-' };
  if (!yes && preset === null) throw new Problem(notice('setup-needs-answers', {}), 2);
  return { kind: 'flags' };
}

function givenBy(args: Arguments): Given {
  const usage = (code: 'unknown-preset' | 'unknown-mode', value: string, known: string): never => {
    throw new Problem(notice(code, { value, known }), 2);
  };
  const [named, file = null, ...rest] = args.positionals;
  const preset = named ?? textOption(args, 'preset');
  const language = textOption(args, 'language');
  const mode = textOption(args, 'mode');
  if (language !== null && language !== 'auto' && !isLanguageTag(language))
    throw new Problem(notice('bad-language', { tag: language }), 2);
  const given: Given = {
    preset: preset === null || isPreset(preset) ? preset : usage('unknown-preset', preset, PRESETS.join(', ')),
    file,
    language,
    mode: mode === null || isMode(mode) ? mode : usage('unknown-mode', mode, MODES.join(', ')),
    yes: flag(args, 'yes'),
    gitignore: flag(args, 'gitignore'),
    noChecks: flag(args, 'no-checks'),
  };
  const tooMuch = file !== null && given.preset !== 'import' ? [file, ...rest] : rest;
  if (tooMuch.length === 0) return given;
  throw new Problem(notice('bad-usage', { verb: 'setup', detail: `unexpected "${tooMuch.join(' ')}"` }), 2);
}

const MODES: readonly Mode[] = ['manual', 'supervised-auto', 'full-auto-safe'];
const isMode = (name: string): name is Mode => MODES.some((mode) => mode === name);

/** Prints the questions with their present answers; reads only. */
function listQuestions(context: Context, { facts, aside }: SetupPlace, questions: readonly Question[]): Result {
  const { how, codexAway } = catalogOf(context.language).wizard;
  const views = questionViews(questions, facts.found, context.language);
  context.print(questionsText(views, context.language));
  const next = call('setup', '--answers', slot('file'), '--dry-run');
  return done(aside, { next, data: { language: context.language, how, notes: [codexAway], questions: views } });
}

/** Asks, shows what will change, and asks once more before anything is written. */
async function wizard(context: Context, ask: Asker, setup: SetupCall): Promise<Result> {
  const { place, given, questions } = setup;
  const fixed = { ...answersGiven(given, place.facts), ...(given.noChecks ? { checks: [] } : {}) };
  let language = context.language;
  try {
    const answers = await askAll({ ...place, ask, language }, questions, fixed);
    language = languageOf(answers, language);
    const choices = choicesOf(answers, given, questions);
    if (choices === null) throw new Cancelled();
    const words = catalogOf(language).wizard;
    const agree = (summary: string): Promise<boolean> => {
      ask.show(`${words.summary.title}\n${summary}`);
      return ask.confirm(words.confirm, true, words);
    };
    return { ...(await finishSetup(inLanguage(context, language), { ...setup, choices, agree })), language };
  } catch (error) {
    if (error instanceof Cancelled) return { ...refused([notice('setup-cancelled', {})]), language };
    throw error;
  }
}
