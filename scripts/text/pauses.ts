/** Why a task is paused, in words: the codes that the state machine gives. What is free text stays as it is. */

import type { Language } from '../core/say/language.js';
import { codexFault as codexFaultEn } from './en/codex-faults.js';
import { codexFault as codexFaultZh } from './zh-CN/codex-faults.js';

const en: Record<string, string> = {
  'milestone-too-large': 'the milestone is larger than the limits of docs/cccc/config.json',
  'planning-question': "Claude's own review of the plan asks for a human",
  'plan-revisions': 'Claude has sent its own plan back as often as is allowed',
  'milestones-per-run': 'as many milestones as one run may have are accepted',
  'manual-mode': 'the mode is manual: a human starts each phase',
  'review-rounds': 'the review rounds are used up',
  'fix-attempts': 'the fix attempts are used up',
  'codex-needs-human': 'Codex says that a human must decide',
  'codex-fail-unclear': 'Codex rejects the work and cannot name a safe next step',
  'codex-sensitive-operation': 'Codex sees a sensitive operation',
  'codex-unsafe': 'Codex holds the work to be unsafe',
};

const zhCN: Record<string, string> = {
  'milestone-too-large': '里程碑超出 docs/cccc/config.json 的上限',
  'planning-question': 'Claude 自查计划后认为须由人决定',
  'plan-revisions': 'Claude 退回自己计划的次数已达上限',
  'milestones-per-run': '本次运行验收的里程碑数已达上限',
  'manual-mode': '当前为 manual 模式:每个阶段由人启动',
  'review-rounds': 'Review 轮次已用完',
  'fix-attempts': '修复次数已用完',
  'codex-needs-human': 'Codex 认为须由人决定',
  'codex-fail-unclear': 'Codex 拒绝了成果,且给不出安全的下一步',
  'codex-sensitive-operation': 'Codex 发现敏感操作',
  'codex-unsafe': 'Codex 认为成果不安全',
};

const words: Record<Language, Record<string, string>> = { en, 'zh-CN': zhCN };

/** In: `pause_reason` of the state. Out: a phrase, or the reason itself where it is not a code of ours. */
export function pauseReason(reason: string, language: Language): string {
  const fault = (language === 'zh-CN' ? codexFaultZh : codexFaultEn)(reason);
  const [, places] = /^secret-found: ([\s\S]*)$/.exec(reason) ?? [];
  if (places !== undefined)
    return language === 'zh-CN'
      ? `改动中新增了疑似真实的密钥(${places})`
      : `the change adds what looks like a real secret (${places})`;
  // A fault is a sentence of its own; here it stands inside another one.
  return words[language][reason] ?? (fault === reason ? reason : fault.replace(/[.。]$/, ''));
}
