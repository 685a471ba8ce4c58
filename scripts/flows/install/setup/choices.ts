/** From flags, a file of answers, or neither, to what setup will do. Nothing is asked or written here. */
import path from 'node:path';
import type { Preset } from '../../../core/install/config.js';
import { readAnswers } from '../../../core/install/wizard/answers.js';
import {
  type Answers,
  isAsked,
  isExit,
  type Question,
  type SetupFacts,
} from '../../../core/install/wizard/questions.js';
import { changedAnswers } from '../../../core/install/wizard/settings.js';
import { parseEditedJson } from '../../../core/json.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import type { Mode } from '../../../core/task/model.js';
import { readIfThere, readStdin } from '../../../io/ground/files.js';
import { storedPath } from '../../../io/ground/workspace.js';
import type { Context } from '../../context.js';

/** The values of the command line; null and false mean that something was not given. */
export interface Given {
  preset: Preset | null;
  /** The file to import. */
  file: string | null;
  language: string | null;
  mode: Mode | null;
  yes: boolean;
  gitignore: boolean;
  noChecks: boolean;
}

/** What setup does with the settings, and the answers that set something. */
export interface SetupChoices {
  base: 'keep' | 'update' | 'import' | 'recommended' | 'strict' | 'custom';
  answers: Answers;
}

/** The answers that the command line gives already; they are not asked for. */
export function answersGiven(given: Given, facts: SetupFacts): Answers {
  return {
    ...beginningGiven(given, facts),
    ...(given.language === null ? {} : { language: given.language }),
    ...(given.mode === null ? {} : { mode: given.mode }),
    ...(given.gitignore && facts.ignoresLess ? { gitignore: true } : {}),
  };
}

/** What a preset answers. Without a config.json, `keep` and `import` begin with the recommended settings. */
function beginningGiven({ preset, file }: Given, { found }: SetupFacts): Answers {
  if (preset === null) return {};
  const settings = preset === 'strict' || preset === 'custom' ? preset : 'recommended';
  if (found === 'none') return { settings };
  if (file !== null) return { existing: 'import' };
  if (preset === 'keep') return { existing: 'keep' };
  if (preset === 'import') return { existing: found === 'older' ? 'import' : 'keep' };
  return preset === 'custom' && found === 'current' ? { existing: 'update' } : { existing: 'rebuild', settings };
}

/** What the answers lead to; null where one of them ends setup. */
export function choicesOf(answers: Answers, given: Given, questions: readonly Question[]): SetupChoices | null {
  if (isExit(answers)) return null;
  const base = baseOf(answers, given);
  return { base, answers: base === 'keep' || base === 'update' ? changedAnswers(answers, questions) : answers };
}

function baseOf({ existing, settings }: Answers, { preset, file }: Given): SetupChoices['base'] {
  if (preset === 'import' && file !== null) return 'import';
  if (existing === 'keep' || existing === 'update' || existing === 'import') return existing;
  return settings === 'strict' || settings === 'custom' ? settings : 'recommended';
}

/** The choices of a call that answers by flags: every other question has its default, and what nobody named is left. */
export function choicesOfFlags(given: Given, facts: SetupFacts, questions: readonly Question[]): SetupChoices | null {
  const isFresh = facts.found === 'none' || given.preset === 'recommended' || given.preset === 'strict';
  const none: Answers = given.noChecks && isFresh ? { checks: [] } : {};
  const unasked: Answers = { gitignore: false, command: false, loop: 'no' };
  const start: Answers = { ...(facts.found === 'none' ? {} : { existing: 'keep' }), ...unasked };
  const fixed: Answers = { ...start, ...none, ...answersGiven(given, facts) };
  const filled = questions.reduce<Answers>((answers, question) => {
    const isOpen = answers[question.id] === undefined && isAsked(question, answers);
    return isOpen ? { ...answers, [question.id]: question.default } : answers;
  }, fixed);
  return choicesOf(filled, given, questions);
}

/** The choices of answers that were read from a file or from stdin, or what is wrong with them. */
export function choicesOfAnswers(
  value: unknown,
  given: Given,
  look: { facts: SetupFacts; questions: readonly Question[]; machine: Parameters<typeof readAnswers>[2] },
): { choices: SetupChoices | null; wrong: Notice[] } {
  const fixed = answersGiven(given, look.facts);
  const { answers, wrong } = readAnswers({ ...fixed, ...Object(value) }, look.questions, look.machine);
  const choices = wrong.length > 0 ? null : choicesOf(answers, given, look.questions);
  return { choices, wrong: wrong.map((each) => notice('answer-wrong', each)) };
}

/**
 * The JSON object in a file, or on stdin for `-`.
 *
 * @throws Problem `answers-unreadable` (exit code 2)
 */
export function readObject(context: Context, name: string): object {
  const text = name === '-' ? readStdin() : readIfThere(path.resolve(context.cwd, name));
  const file = name === '-' ? 'stdin' : storedPath(context.cwd, path.resolve(context.cwd, name));
  if (text === null) throw new Problem(notice('answers-unreadable', { file, detail: 'ENOENT' }), 2);
  const parsed = parseEditedJson(text);
  if (!parsed.ok) throw new Problem(notice('answers-unreadable', { file, detail: parsed.fault }), 2);
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value))
    throw new Problem(notice('answers-unreadable', { file, detail: 'no JSON object' }), 2);
  return parsed.value;
}
