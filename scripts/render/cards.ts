/** Decision cards: the question to the user, and every choice with its consequence and its command. */

import { type Call, call, forUser, given, prose, proseSlot, slot } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { inSentence, oneLine } from '../core/say/plain.js';
import { type Place, spell } from '../core/say/spelling.js';
import { hasFreeReview } from '../core/task/decisions/disputes.js';
import type { Pause, State, Strategy } from '../core/task/model.js';
import {
  cardOf,
  needsWords,
  offeredStrategies,
  PAUSES,
  type PauseOf,
  placesText,
  unskippable,
  withheld,
} from '../core/task/pauses.js';
import { dependentsOf, milestoneNames } from '../core/task/views/ending.js';
import { catalogOf } from '../text/catalog.js';
import { documentWords } from '../text/documents.js';
import { pauseText } from '../text/pauses.js';
import { documentsCard } from './documents/changes.js';
import { findingsText } from './review.js';
import { labelsOf } from './say.js';

/** The open question with its options, in the words in which they were written. */
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

/** The card for a pause; null when a plain resume is the only choice. */
export function pauseCard(pause: Pause, state: State, language: Language, place: Place): string | null {
  const card = cardOf(state);
  if (card === 'question' && pause.kind === 'question')
    return [questionCard(pause.question, language, place), ...choiceLines(state, language, place)].join('\n');
  return card === null ? null : strategyCard(state, language, place);
}

/** A card of choices: what is decided, the findings about it, the choices, and why other choices are missing. */
export function strategyCard(state: State, language: Language, place: Place): string {
  const own = catalogOf(language).cards;
  const { pause } = state;
  if (pause?.kind === 'documents') return documentsCard(pause.changes, language, place);
  const card = cardOf(state);
  const { open } = state.findings;
  const isAboutFindings = card === 'threshold' || card === 'stop';
  return [
    ...(pause === null ? [] : headline(pause, state, language)),
    ...(isAboutFindings && open.length > 0 ? [own.findings, findingsText(open, language)] : []),
    ...(isAboutFindings ? pastLines(state, language) : []),
    ...choiceLines(state, language, place),
    ...(isAboutFindings || card === 'unusable' ? [`  abandon — ${own.abandon}`, `    ${spell(ABANDON, place)}`] : []),
    ...withheldLines(state, language),
  ].join('\n');
}

/** Each choice with its consequence and its command. */
const choiceLines = (state: State, language: Language, place: Place): string[] =>
  offeredStrategies(state).flatMap((strategy) => [
    `  ${strategy} — ${consequence(strategy, state, language)}`,
    `    ${spell(offeredCall(strategy, state), place)}`,
  ]);

const ABANDON = forUser(call('abandon', proseSlot('reason')));

function consequence(strategy: Strategy, state: State, language: Language): string {
  const own = catalogOf(language).cards;
  const { pause } = state;
  if (strategy === 'recommended' && pause?.kind === 'secrets') return own.secretGone;
  if (strategy === 'recommended' && pause?.kind === 'question') {
    const option = pause.question.options.find(({ id }) => id === pause.question.recommended);
    return own.optionTaken(`${pause.question.recommended}. ${oneLine(option?.label ?? '')}`);
  }
  if (strategy === 'recommended' && cardOf(state) === 'unusable') return own.reviewAgain.unusable;
  if (strategy === 'recommended' && cardOf(state) === 'stop')
    return hasFreeReview(state) ? own.reviewAgain.free : own.reviewAgain.changed;
  const { current } = state.milestones;
  const dependents = strategy === 'skip' && current !== null ? dependentsOf(state, current) : [];
  return `${own.consequences[strategy]}${dependents.length > 0 ? own.dependents(milestoneNames(dependents)) : ''}`;
}

/**
 * The command of a choice as the card shows it. It can be run as printed, except for the parts that the user fills in.
 */
function offeredCall(strategy: Strategy, state: State): Call {
  const isStop = cardOf(state) === 'stop';
  // A plain resume is no answer to a question, so the choice is named there.
  if (strategy === 'recommended' && state.pause?.kind === 'question')
    return forUser(call('resume', '--strategy', given(strategy)));
  const isExplicit = state.pause !== null && PAUSES[state.pause.kind].needsConfirmation;
  return strategyCall(strategy, {
    confirm: isExplicit || (strategy === 'recommended' && isStop && !hasFreeReview(state)),
  });
}

/** One line for each closed finding, so that reviews which ask for the opposite are noticed. */
function pastLines({ past_findings: past }: State, language: Language): string[] {
  const own = catalogOf(language).cards;
  const { colon } = labelsOf(language);
  if (past.length === 0) return [];
  return [
    own.past,
    ...past.map(({ id, severity, title, file, round, how, required_fix, milestone, gate }) => {
      const where = `${milestone ?? gate}, ${own.round(round)}`;
      const place = file === null ? '' : ` — ${oneLine(file)}`;
      return (
        `  [${severity}, ${own.how[how]}, ${where}] ${id}  ${oneLine(title)}${place} · ` +
        `${own.required}${colon}“${oneLine(required_fix)}”`
      );
    }),
  ];
}

/** Why choices of this kind of pause are missing. */
function withheldLines(state: State, language: Language): string[] {
  const own = catalogOf(language).cards;
  if (state.pause === null || cardOf(state) === null || !isAboutRisks(state)) return [];
  const reasons = (['accept-risk', 'skip'] as const).map((strategy) => withheld(state, strategy));
  return [
    ...(reasons.includes('grave-findings') ? [own.withheld(unskippable(state).join(', '))] : []),
    ...(reasons.includes('called-dangerous') && cardOf(state) === 'threshold' ? [own.dangerous] : []),
  ];
}

const isAboutRisks = (state: State): boolean => cardOf(state) === 'threshold' || cardOf(state) === 'stop';

/** What the user decides at a pause. */
function headline(pause: Pause, state: State, language: Language): string[] {
  const own = catalogOf(language).cards;
  if (cardOf(state) === 'stop') return [own.stopped(state.status, inSentence(pauseText(pause, language))), own.never];
  switch (pause.kind) {
    case 'threshold':
      return [own.decision(labelsOf(language).gate[pause.gate], pauseText(pause, language))];
    case 'secrets':
      return [own.secret(inSentence(placesText(pause.places)))];
    case 'size':
      return [own.tooLarge];
    case 'reply-unusable':
      return [
        own.unusable(
          labelsOf(language).gate[pause.gate],
          pauseText(pause, language),
          inSentence(oneLine(pause.detail, 500)),
        ),
      ];
    default:
      return [own.paused(pauseText(pause, language))];
  }
}

/** What a choice needs besides its name. */
interface Told {
  confirm?: boolean;
  finding?: string | null;
  words?: string | null;
}

/** The command that makes a choice. All choices but a plain resume are the user's. */
export function strategyCall(strategy: Strategy, { confirm = false, finding = null, words = null }: Told = {}): Call {
  const chosen = strategy === 'recommended' ? [] : (['--strategy', given(strategy)] as const);
  const isBare = needsWords(strategy) && finding === null && words === null;
  const command = call(
    'resume',
    ...chosen,
    ...(isBare && strategy === 'wrong' ? (['--finding', slot('id')] as const) : []),
    ...(isBare ? (['--reason', proseSlot('…')] as const) : []),
    ...(finding === null ? [] : (['--finding', given(finding)] as const)),
    ...(words === null ? [] : (['--reason', prose(words)] as const)),
    ...(confirm ? (['--confirm'] as const) : []),
  );
  return chosen.length === 0 && !confirm ? command : forUser(command);
}
