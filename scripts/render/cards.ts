/** Decision cards: what the user is asked, with every choice, its consequence and its command. */

import { type Call, call, forUser, given, proseSlot, slot } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { inSentence, oneLine } from '../core/say/plain.js';
import { type Place, spell } from '../core/say/spelling.js';
import type { Pause, State, Strategy } from '../core/task/model.js';
import { offeredStrategies, PAUSES, type PauseOf, placesText, unskippable } from '../core/task/pauses.js';
import { catalogOf } from '../text/catalog.js';
import { documentWords } from '../text/documents.js';
import { pauseText } from '../text/pauses.js';
import { findingsText } from './review.js';
import { labelsOf } from './say.js';

/** The open question, with its options as they were written. */
export function questionCard(question: PauseOf<'question'>['question'], language: Language, place: Place): string {
  const own = catalogOf(language).cards;
  const { why, recommended, answer, colon } = documentWords(language);
  const ids = question.options.map(({ id }) => id);
  const mark = (id: string): string => (id === question.recommended ? ` (${recommended})` : '');
  const options = question.options.map(
    ({ id, label, consequences }) => `  ${id}. ${oneLine(label)}${mark(id)} — ${oneLine(consequences)}`,
  );
  const command = spell(call('report', 'answer', '--choice', slot(ids.join('|'))), place);
  return [
    `${own.question}${colon}${oneLine(question.question, 500)}`,
    `${why}${colon}${oneLine(question.why, 500)}`,
    ...options,
    `${answer}${colon}${command}`,
    `  ${own.ownWords}${colon}${spell(call('report', 'answer', '--text', proseSlot('…')), place)}`,
  ].join('\n');
}

/** The card of a pause; null where a plain resume is the only choice. */
export function pauseCard(pause: Pause, state: State, language: Language, place: Place): string | null {
  if (pause.kind === 'question') return questionCard(pause.question, language, place);
  return PAUSES[pause.kind].card === null ? null : strategyCard(state, language, place);
}

/** A card of choices: what is decided, the open findings at a threshold, what is offered, and why the rest is not. */
export function strategyCard(state: State, language: Language, place: Place): string {
  const own = catalogOf(language).cards;
  const { pause } = state;
  const isThreshold = pause?.kind === 'threshold';
  const withheld = isThreshold ? unskippable(state) : [];
  const open = state.findings.open;
  const isUnusable = pause?.kind === 'reply-unusable';
  const consequence = (strategy: Strategy): string => {
    if (strategy !== 'recommended') return own.consequences[strategy];
    return pause?.kind === 'secrets' ? own.secretGone : isUnusable ? own.reviewAgain : own.consequences[strategy];
  };
  return [
    ...(pause === null ? [] : [headline(pause, language)]),
    ...(isThreshold && open.length > 0 ? [own.findings, findingsText(open, language)] : []),
    ...offeredStrategies(state).flatMap((strategy) => [
      `  ${strategy} — ${consequence(strategy)}`,
      `    ${spell(strategyCall(strategy), place)}`,
    ]),
    ...(isUnusable ? [`  abandon — ${own.abandon}`, `    ${spell(ABANDON, place)}`] : []),
    ...(withheld.length > 0 ? [own.withheld(withheld.join(', '))] : []),
  ].join('\n');
}

const ABANDON = forUser(call('abandon', proseSlot('reason')));

/** What the user decides at a pause. */
function headline(pause: Pause, language: Language): string {
  const own = catalogOf(language).cards;
  switch (pause.kind) {
    case 'threshold':
      return own.decision(labelsOf(language).gate[pause.gate], pauseText(pause, language));
    case 'secrets':
      return own.secret(inSentence(placesText(pause.places)));
    case 'size':
      return own.tooLarge;
    case 'reply-unusable':
      return own.unusable(
        labelsOf(language).gate[pause.gate],
        pauseText(pause, language),
        inSentence(oneLine(pause.detail, 500)),
      );
    default:
      return pauseText(pause, language);
  }
}

/** The command that makes a choice. All but a plain resume is the user's. */
export function strategyCall(strategy: Strategy, confirm = false): Call {
  const chosen = strategy === 'recommended' ? [] : (['--strategy', given(strategy)] as const);
  const command = call('resume', ...chosen, ...(confirm ? (['--confirm'] as const) : []));
  return chosen.length === 0 && !confirm ? command : forUser(command);
}
