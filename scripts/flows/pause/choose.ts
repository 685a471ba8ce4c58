/** Asks the user at the terminal how to leave a pause, when `resume` is run without a choice. */
import { isStrategy, type Strategy } from '../../core/task/decisions/strategies.js';
import type { State } from '../../core/task/model.js';
import {
  cardOf,
  disputable,
  needsWords,
  offeredStrategies,
  PAUSES,
  sensitiveQuestion,
} from '../../core/task/pauses.js';
import { pauseCard } from '../../render/cards.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { askLine } from '../human.js';
import { placeOf } from '../task/place.js';
import type { Answered } from './answer.js';

/** What is given besides the strategy. */
export interface Told {
  confirm: boolean;
  finding: string | null;
  words: string | null;
}

export type Choice =
  | { kind: 'strategy'; strategy: Strategy; told: Told }
  | { kind: 'answer'; answer: Answered }
  /** The user chose nothing: the task stays paused. */
  | { kind: 'left' };

/**
 * Shows the card, and asks.
 *
 * @returns null where there is nothing to choose, or no terminal at which the user could be asked
 */
export function chooseAtTerminal(context: Context, state: State): Choice | null {
  const card = state.pause === null ? null : pauseCard(state.pause, state, context.language, placeOf(context));
  if (card === null) return null;
  const own = catalogOf(context.language).cards;
  const isQuestion = state.pause?.kind === 'question' && !sensitiveQuestion(state);
  if (isQuestion) return answered(state, askLine(context, `${card}\n${own.askAnswer} `));
  const offered = offeredStrategies(state);
  const fallback = fallbackOf(state, offered);
  const names = offered.map((name, at) => `${at + 1} ${name}`).join(' · ');
  const said = askLine(context, `${card}\n\n${own.ask(names, fallback)} `);
  if (said === null) return null;
  const strategy = said.trim() === '' ? fallback : named(said.trim(), offered);
  return strategy === null ? { kind: 'left' } : withWords(context, state, strategy);
}

/** What Enter means: to continue, unless a verdict stopped the work or the pause asks for an explicit yes. */
function fallbackOf(state: State, offered: readonly Strategy[]): Strategy | null {
  const isExplicit = state.pause !== null && PAUSES[state.pause.kind].needsConfirmation;
  return offered.includes('recommended') && cardOf(state) !== 'stop' && !isExplicit ? 'recommended' : null;
}

const named = (said: string, offered: readonly Strategy[]): Strategy | null =>
  offered[Number(said) - 1] ?? (isStrategy(said) && offered.includes(said) ? said : null);

/** The strategy with the words that it needs; what is chosen by name here is confirmed. */
function withWords(context: Context, state: State, strategy: Strategy): Choice {
  const told: Told = { confirm: cardOf(state) !== 'stop', finding: null, words: null };
  if (!needsWords(strategy)) return { kind: 'strategy', strategy, told };
  const own = catalogOf(context.language).cards;
  const ids = disputable(state).map(({ id }) => id);
  const finding =
    strategy === 'wrong' ? (ids.length > 1 ? askLine(context, `${own.askFinding(ids.join(' · '))} `) : ids[0]) : null;
  const words = askLine(context, `${own.askWords(strategy)} `)?.trim() ?? '';
  return words === ''
    ? { kind: 'left' }
    : { kind: 'strategy', strategy, told: { ...told, finding: finding?.trim() ?? null, words } };
}

/** A letter is an option; anything else is the user's own words. */
function answered({ pause }: State, said: string | null): Choice | null {
  if (said === null || pause?.kind !== 'question') return null;
  const text = said.trim();
  if (text === '') return { kind: 'left' };
  const option = pause.question.options.find(({ id }) => id.toLowerCase() === text.toLowerCase());
  return { kind: 'answer', answer: option ? { choice: option.id, text: '' } : { choice: null, text } };
}
