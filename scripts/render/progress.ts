/** The progress block: five lines that say where the task stands, in the user's language. */

import type { Language } from '../core/say/language.js';
import { colon, counted, inSentence } from '../core/say/plain.js';
import type { State } from '../core/task/model.js';
import { type Action, type ActionArgs, type NextStep, nextStep } from '../core/task/next-step.js';
import { type Phase, phaseOf, roundOf } from '../core/task/progress-view.js';
import { pauseText } from '../text/pauses.js';
import { checkResults } from './gates.js';
import { labelsOf } from './say.js';

type Word = 'planning' | 'implementing' | 'reviewing' | 'fixing' | 'passed' | 'paused' | 'done';

/** The status word of each action; complete, or it does not compile. */
const STATUS_WORD: Record<Action, Word> = {
  'start-task': 'planning',
  'write-discovery': 'planning',
  'write-plan': 'planning',
  'review-own-plan': 'planning',
  'revise-plan': 'planning',
  'answer-plan-findings': 'planning',
  'review-plan': 'planning',
  'start-milestone': 'passed',
  implement: 'implementing',
  'review-own-work': 'implementing',
  'review-milestone': 'reviewing',
  'fix-findings': 'fixing',
  'fix-checks': 'fixing',
  'accept-milestone': 'passed',
  'review-final': 'reviewing',
  finish: 'passed',
  'wait-for-review': 'reviewing',
  'ask-question': 'paused',
  'write-question': 'paused',
  'ask-human-to-resume': 'paused',
  decide: 'paused',
  'wait-for-codex': 'paused',
  'unsupported-pause': 'paused',
  'confirm-settings': 'paused',
  'remove-secret': 'paused',
  ended: 'done',
};

/** The next action in a few words, for a person; `why` says why the task is paused. */
type Decisions = { [A in Action]: (args: ActionArgs[A], why: string) => string };

const decisionsEn: Decisions = {
  'start-task': () => 'give Claude a task',
  'write-discovery': () => 'Claude reads the project and writes discovery',
  'write-plan': () => 'Claude writes the plan',
  'review-own-plan': () => 'Claude challenges its own plan',
  'revise-plan': () => 'Claude revises the plan',
  'answer-plan-findings': ({ findings }) => `Claude mends the plan and answers ${counted(findings, 'finding')}`,
  'review-plan': ({ round, limit }) => `Codex reviews the plan (round ${round}/${limit})`,
  'start-milestone': ({ id, title }) => `start ${id} ${title}`,
  implement: ({ id }) => `Claude implements ${id}`,
  'review-own-work': ({ id }) => `Claude checks its own work, then Codex reviews ${id}`,
  'review-milestone': ({ id, round, limit }) => `Codex reviews ${id} (round ${round}/${limit})`,
  'fix-findings': ({ findings, attempt }) =>
    `Claude fixes and answers ${counted(findings, 'finding')} (attempt ${attempt})`,
  'fix-checks': ({ checks }) =>
    checks ? `Claude makes the required checks pass: ${checks}` : 'Claude mends what was sent back',
  'accept-milestone': ({ id }) => `record the acceptance of ${id}`,
  'review-final': ({ round, limit }) => `Codex reviews the whole change (round ${round}/${limit})`,
  finish: () => 'finish the task',
  'wait-for-review': ({ gate }) => `wait for the ${gate} review`,
  'ask-question': ({ question }) => `you decide: ${question}`,
  'write-question': (_, why) => `Claude writes a question for you (${why})`,
  'ask-human-to-resume': (_, why) => `you decide whether to go on: ${why}`,
  decide: ({ gate, offered }, why) => `you choose at the ${gate} gate (${why}): ${offered}`,
  'wait-for-codex': ({ reason, resets_at }) =>
    `resume when Codex is back (${reason}${resets_at ? `, resets ${resets_at}` : ''})`,
  'remove-secret': ({ places }) => `a secret has to leave the change: ${places}`,
  'confirm-settings': ({ names }) => `you confirm the loosened settings, or put them back: ${names}`,
  'unsupported-pause': ({ status }, why) => `you decide: ${why} (${status})`,
  ended: ({ status }) => `none; the task has ended (${status})`,
};

const decisionsZh: Decisions = {
  'start-task': () => '给 Claude 一个任务',
  'write-discovery': () => 'Claude 阅读项目并写出调研',
  'write-plan': () => 'Claude 编写计划',
  'review-own-plan': () => 'Claude 质疑自己的计划',
  'revise-plan': () => 'Claude 修改计划',
  'answer-plan-findings': ({ findings }) => `Claude 修改计划并答复 ${findings} 个问题`,
  'review-plan': ({ round, limit }) => `Codex 审查计划(第 ${round}/${limit} 轮)`,
  'start-milestone': ({ id, title }) => `开始 ${id} ${title}`,
  implement: ({ id }) => `Claude 实现 ${id}`,
  'review-own-work': ({ id }) => `Claude 自查,然后由 Codex 审查 ${id}`,
  'review-milestone': ({ id, round, limit }) => `Codex 审查 ${id}(第 ${round}/${limit} 轮)`,
  'fix-findings': ({ findings, attempt }) => `Claude 修复并答复 ${findings} 个问题(第 ${attempt} 次)`,
  'fix-checks': ({ checks }) => (checks ? `Claude 让必需的检查通过:${checks}` : 'Claude 修正被退回的内容'),
  'accept-milestone': ({ id }) => `记录 ${id} 的验收`,
  'review-final': ({ round, limit }) => `Codex 审查全部改动(第 ${round}/${limit} 轮)`,
  finish: () => '结束任务',
  'wait-for-review': ({ gate }) => `等待 ${gate} 审查`,
  'ask-question': ({ question }) => `由你决定:${question}`,
  'write-question': (_, why) => `Claude 向你提出问题(${why})`,
  'ask-human-to-resume': (_, why) => `由你决定是否继续:${why}`,
  decide: ({ gate, offered }, why) => `由你在 ${gate} 关卡选择(${why}):${offered}`,
  'wait-for-codex': ({ reason, resets_at }) => `Codex 恢复后继续(${reason}${resets_at ? `,${resets_at} 重置` : ''})`,
  'remove-secret': ({ places }) => `须把密钥移出改动:${places}`,
  'confirm-settings': ({ names }) => `由你确认放宽的设置,或改回原样:${names}`,
  'unsupported-pause': ({ status }, why) => `由你决定:${why}(${status})`,
  ended: ({ status }) => `无;任务已结束(${status})`,
};

/** What the block says where there is no milestone, no check, or an end that is not DONE. */
interface Words {
  noMilestone: string;
  all: (accepted: number, skipped: number) => string;
  abandoned: string;
  planHasNoChecks: string;
}

const words: Record<Language, Words> = {
  en: {
    noMilestone: 'none yet',
    all: (accepted, skipped) => `all (${accepted} accepted${skipped > 0 ? `, ${skipped} skipped` : ''})`,
    abandoned: 'ended without finishing',
    planHasNoChecks: 'not run: a plan has no code to check',
  },
  'zh-CN': {
    noMilestone: '尚无',
    all: (accepted, skipped) => `全部(已验收 ${accepted}${skipped > 0 ? `,跳过 ${skipped}` : ''})`,
    abandoned: '未完成而结束',
    planHasNoChecks: '未运行:计划没有可检查的代码',
  },
};

function titleOf(phase: Phase, language: Language): string {
  const { noMilestone, all } = words[language];
  const label = labelsOf(language).milestone;
  if (phase.gate === 'milestone') return `${label} ${phase.id}${colon(language)}${inSentence(phase.title)}`;
  return `${label}${colon(language)}${phase.gate === 'plan' ? noMilestone : all(phase.accepted, phase.skipped)}`;
}

function statusWord(step: NextStep, state: State, language: Language): string {
  if (step.action === 'ended' && state.status === 'FAILED') return words[language].abandoned;
  return labelsOf(language)[STATUS_WORD[step.action]];
}

/** The runner's last run of the project's checks, each by name; or why there is none. */
export function checksText(state: State, language: Language): string {
  const labels = labelsOf(language);
  const { last_checks: last } = state.reviews;
  if (last && last.results.length > 0) return checkResults(last.results, language);
  if (state.pins.config.testing.commands.length === 0) return labels.noChecks;
  return state.approvals.plan === null ? words[language].planHasNoChecks : labels.notRunYet;
}

/** The next action in a few words. */
export function decisionText(step: NextStep, pause: State['pause'], language: Language): string {
  const decide = (language === 'zh-CN' ? decisionsZh : decisionsEn)[step.action] as (
    args: ActionArgs[Action],
    why: string,
  ) => string;
  return inSentence(decide(step.args, pauseText(pause, language)));
}

/**
 * The block that `status` and each review end in.
 *
 * In: the state and the language of the program's text. Out: five lines, without a line end.
 */
export function progressBlock(state: State, language: Language): string {
  const labels = labelsOf(language);
  const is = colon(language);
  const step = nextStep(state);
  const phase = phaseOf(state);
  const { round, limit } = roundOf(state, phase);
  return [
    titleOf(phase, language),
    `${labels.status}${is}${statusWord(step, state, language)}`,
    `${labels.round}${is}${round}/${limit}`,
    `${labels.lastCheck}${is}${checksText(state, language)}`,
    `${labels.decision}${is}${decisionText(step, state.pause, language)}`,
  ].join('\n');
}
