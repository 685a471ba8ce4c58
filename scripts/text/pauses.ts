/** Why a task is paused, in words. */

import type { Language } from '../core/say/language.js';
import type { Pause } from '../core/task/model.js';
import { type PauseKind, type PauseOf, placesText } from '../core/task/pauses.js';
import { codexFault as codexFaultEn } from './en/codex-faults.js';
import { codexFault as codexFaultZh } from './zh-CN/codex-faults.js';

/** Pauses whose sentence needs more than the kind. */
type Detailed = 'threshold' | 'codex' | 'secrets' | 'question' | 'system';

interface Words {
  plain: Record<Exclude<PauseKind, Detailed>, string>;
  spent: Record<PauseOf<'threshold'>['spent'], string>;
  secrets: (places: string) => string;
  fault: (reason: string) => string;
}

const words: Record<Language, Words> = {
  en: {
    plain: {
      size: 'the milestone is larger than the limits of docs/cccc/config.json',
      'planning-question': "Claude's own review of the plan asks for a human",
      'plan-revisions': 'Claude has sent its own plan back as often as is allowed',
      'milestones-per-run': 'as many milestones as one run may have are accepted',
      'manual-mode': 'the mode is manual: a human starts each phase',
      'codex-needs-human': 'Codex says that a human must decide',
      'codex-fail-unclear': 'Codex rejects the work and cannot name a safe next step',
      'codex-sensitive-operation': 'Codex sees a sensitive operation',
      'codex-unsafe': 'Codex holds the work to be unsafe',
    },
    spent: {
      'review-rounds': 'the review rounds are used up',
      'fix-attempts': 'the fix attempts are used up',
    },
    secrets: (places) => `the change adds what looks like a real secret (${places})`,
    fault: codexFaultEn,
  },
  'zh-CN': {
    plain: {
      size: '里程碑超出 docs/cccc/config.json 的上限',
      'planning-question': 'Claude 自查计划后认为须由人决定',
      'plan-revisions': 'Claude 退回自己计划的次数已达上限',
      'milestones-per-run': '本次运行验收的里程碑数已达上限',
      'manual-mode': '当前为 manual 模式:每个阶段由人启动',
      'codex-needs-human': 'Codex 认为须由人决定',
      'codex-fail-unclear': 'Codex 拒绝了成果,且给不出安全的下一步',
      'codex-sensitive-operation': 'Codex 发现敏感操作',
      'codex-unsafe': 'Codex 认为成果不安全',
    },
    spent: {
      'review-rounds': 'Review 轮次已用完',
      'fix-attempts': '修复次数已用完',
    },
    secrets: (places) => `改动中新增了疑似真实的密钥(${places})`,
    fault: codexFaultZh,
  },
};

/** A pause as a phrase that fits inside a sentence; empty where there is none. */
export function pauseText(pause: Pause | null, language: Language): string {
  if (pause === null) return '';
  const own = words[language];
  switch (pause.kind) {
    case 'threshold':
      return own.spent[pause.spent];
    case 'codex':
      return faultPhrase(pause.reason, language);
    case 'secrets':
      return own.secrets(placesText(pause.places));
    case 'question':
      return pause.question.question;
    case 'system':
      return pause.detail;
    default:
      return own.plain[pause.kind];
  }
}

/** Why Codex gave no outcome, as a phrase that fits inside a sentence; a reason of another version stands for itself. */
export function faultPhrase(reason: string, language: Language): string {
  const fault = words[language].fault(reason);
  return fault === reason ? reason : fault.replace(/[.。]$/, '');
}
