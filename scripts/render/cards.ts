/** Decision cards: what a human is asked, with every choice, what follows from it, and the command that makes it. */

import { type Call, call, forUser, given, proseSlot, slot } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { inSentence, oneLine } from '../core/say/plain.js';
import { type Place, spell } from '../core/say/spelling.js';
import type { Pause, State, Strategy } from '../core/task/model.js';
import { offeredStrategies, PAUSES, type PauseOf, placesText, unskippable } from '../core/task/pauses.js';
import { documentWords } from '../text/documents.js';
import { pauseText } from '../text/pauses.js';
import { findingsText } from './review.js';
import { labelsOf } from './say.js';

interface Words {
  question: string;
  ownWords: string;
  decision: (gate: string, reason: string) => string;
  tooLarge: string;
  secret: (places: string) => string;
  secretGone: string;
  findings: string;
  withheld: (ids: string) => string;
  consequences: Record<Strategy, string>;
}

const words: Record<Language, Words> = {
  en: {
    question: 'Question',
    ownWords: 'in your own words',
    decision: (gate, reason) => `You decide at the ${gate} gate: ${reason}.`,
    tooLarge: 'You decide: the milestone is larger than its limits.',
    secret: (places) =>
      `You decide: the change adds what looks like a real secret, ${places}. Nothing of it was sent; nobody needs its value.`,
    secretGone:
      'the secret is out of the change: set locally, in a variable or an ignored file; the review looks again',
    findings: 'Open findings:',
    withheld: (ids) => `Accepting the risk and skipping are not offered: ${ids} (a P0, or a P1 about security).`,
    consequences: {
      recommended: 'go on where it stopped; a milestone that is too large must be made smaller first',
      manual: 'you mend it by hand; one more fix attempt and one more round follow',
      'extend-review': 'Claude gets one more fix attempt and one more round',
      'accept-risk': 'go on with these findings on record; the gate shows "overridden" for good, never "open"',
      'accept-size': 'this milestone may exceed its size once; Codex still reviews it',
      mock: 'Claude puts a mock or a fixture in its place; the review looks again',
      'not-a-secret': 'it is none: these very values are not asked about again',
      skip: 'the milestone is left out and never accepted; what it left behind is reviewed with the next',
    },
  },
  'zh-CN': {
    question: '问题',
    ownWords: '用自己的话回答',
    decision: (gate, reason) => `由你在 ${gate} 关卡决定:${reason}。`,
    tooLarge: '由你决定:里程碑超出大小上限。',
    secret: (places) => `由你决定:改动中新增了疑似真实的密钥,${places}。没有发送任何内容;不需要任何人提供其值。`,
    secretGone: '密钥已移出改动:改在本地设置(变量或被忽略的文件);审查会再次检查',
    findings: '未决问题:',
    withheld: (ids) => `不提供接受风险和跳过:${ids}(P0,或涉及安全的 P1)。`,
    consequences: {
      recommended: '从停下之处继续;过大的里程碑须先缩小',
      manual: '由你手工修正;之后再有一次修复和一轮审查',
      'extend-review': 'Claude 再有一次修复和一轮审查',
      'accept-risk': '带着已记录的问题继续;关卡永远显示“人工放行”,不显示“打开”',
      'accept-size': '此里程碑可超出大小上限一次;Codex 仍会审查',
      mock: 'Claude 以模拟值或测试数据代替;审查会再次检查',
      'not-a-secret': '并非密钥:这些值不再询问',
      skip: '放弃此里程碑,永不验收;其遗留改动随下一个里程碑一起审查',
    },
  },
};

/** The open question, with its options as they were written. */
export function questionCard(question: PauseOf<'question'>['question'], language: Language, place: Place): string {
  const own = words[language];
  const { why, recommended, answer, colon } = documentWords(language);
  const ids = question.options.map(({ id }) => id);
  const options = question.options.map(
    ({ id, label, consequences }) =>
      `  ${id}. ${oneLine(label)}${id === question.recommended ? ` (${recommended})` : ''} — ${oneLine(consequences)}`,
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

/** A card of choices: what is decided, the open findings at a threshold, and what is offered; and why others are not. */
export function strategyCard(state: State, language: Language, place: Place): string {
  const own = words[language];
  const { pause } = state;
  const isThreshold = pause?.kind === 'threshold';
  const withheld = isThreshold ? unskippable(state) : [];
  const open = state.findings.open;
  return [
    ...(pause === null ? [] : [headline(pause, language)]),
    ...(isThreshold && open.length > 0 ? [own.findings, findingsText(open, language)] : []),
    ...offeredStrategies(state).flatMap((strategy) => [
      `  ${strategy} — ${strategy === 'recommended' && pause?.kind === 'secrets' ? own.secretGone : own.consequences[strategy]}`,
      `    ${spell(strategyCall(strategy), place)}`,
    ]),
    ...(withheld.length > 0 ? [own.withheld(withheld.join(', '))] : []),
  ].join('\n');
}

/** What the user decides at a pause. */
function headline(pause: Pause, language: Language): string {
  const own = words[language];
  switch (pause.kind) {
    case 'threshold':
      return own.decision(labelsOf(language).gate[pause.gate], pauseText(pause, language));
    case 'secrets':
      return own.secret(inSentence(placesText(pause.places)));
    case 'size':
      return own.tooLarge;
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
