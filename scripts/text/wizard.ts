import type { Mode } from '../core/task/model.js';

/** What setup's wizard says. */
export interface WizardWords {
  intro: string;
  existing: string;
  existingKeep: string;
  existingUpdate: string;
  existingRebuild: string;
  exit: string;
  preset: string;
  recommended: string;
  strict: string;
  custom: string;
  import: string;
  language: string;
  languageAuto: string;
  languageOther: string;
  languageTag: string;
  languageBad: string;
  mode: string;
  modes: Record<Mode, string>;
  planRounds: string;
  milestoneSize: string;
  size: (args: { files: number; lines: number }) => string;
  sizeOwn: string;
  diffLines: string;
  changedFiles: string;
  reviewRounds: string;
  fixAttempts: string;
  blockP1: string;
  allowP2: string;
  keepGoing: string;
  checks: string;
  checksUse: (args: { checks: string }) => string;
  checksOwn: string;
  checksNone: string;
  checksLine: string;
  checksBad: string;
  gitignore: string;
  loop: string;
  loopNo: string;
  loopLater: string;
  loopNow: string;
  loopWarning: string;
}

const en: WizardWords = {
  intro: 'This writes docs/cccc and .claude/commands. It enables no hook and starts no task.',
  existing: 'docs/cccc/config.json exists. What should happen to it?',
  existingKeep: 'Keep it, add only missing files',
  existingUpdate: 'Go through its settings',
  existingRebuild: 'Back it up and start from a preset',
  exit: 'Leave without writing anything',
  preset: 'Which settings?',
  recommended: 'Recommended: 3 review rounds, 1200 lines and 20 files a milestone, P1 blocks, P2 does not',
  strict: 'Strict: 4 review rounds, 600 lines and 10 files a milestone, P2 blocks too',
  custom: 'Custom: go through the thresholds',
  import: 'Import: take over an existing config.json as far as it fits',
  language: 'In which language does Claude answer?',
  languageAuto: 'That of the task',
  languageOther: 'Another',
  languageTag: 'Language tag, such as ja or pt-BR',
  languageBad: 'This is not a language tag.',
  mode: 'How far does the loop go by itself?',
  modes: {
    'supervised-auto': 'supervised-auto: on its own until a risk or a limit',
    manual: 'manual: pauses after the approved plan and after each milestone',
    'full-auto-safe': 'full-auto-safe: goes on at each stop once the loop is started',
  },
  planRounds: 'Codex rounds on a plan before you decide',
  milestoneSize: 'How large may a milestone be?',
  size: ({ files, lines }) => `${lines} changed lines, ${files} files`,
  sizeOwn: 'Own numbers',
  diffLines: 'Changed lines a milestone',
  changedFiles: 'Changed files a milestone',
  reviewRounds: 'Codex rounds on a milestone before you decide',
  fixAttempts: 'Fix attempts on a milestone before you decide',
  blockP1: 'Does a P1 finding (wrong behaviour, broken build) block?',
  allowP2: 'May work go on with P2 findings (edge cases, test gaps)?',
  keepGoing: 'Once the loop is started: may it go on again and again, as long as something gets done?',
  checks: 'Which tests run before each review?',
  checksUse: ({ checks }) => `Found: ${checks}`,
  checksOwn: 'Another command',
  checksNone: 'None; the reviews will say so',
  checksLine: 'Program and arguments, such as: npm test',
  checksBad: 'One program with its arguments, please: checks run without a shell.',
  gitignore: 'Add docs/cccc/logs, runtime and backups to .gitignore?',
  loop: 'The loop: a Stop hook that lets Claude go on by itself',
  loopNo: 'Not now',
  loopLater: 'Later, with /cccc-loop-start',
  loopNow: 'After this setup',
  loopWarning: 'It changes how Claude Code stops, by an entry in .claude/settings.json. Do you want that?',
};

const zhCN: WizardWords = {
  intro: '将写入 docs/cccc 和 .claude/commands。不启用任何 hook,也不启动任务。',
  existing: 'docs/cccc/config.json 已存在,如何处理?',
  existingKeep: '保留,只补充缺少的文件',
  existingUpdate: '逐项调整设置',
  existingRebuild: '备份后从预设重新开始',
  exit: '退出,不写入任何内容',
  preset: '使用哪种设置?',
  recommended: '推荐:3 轮 Review,每个 milestone 1200 行、20 个文件,P1 阻塞,P2 不阻塞',
  strict: '严格:4 轮 Review,每个 milestone 600 行、10 个文件,P2 也阻塞',
  custom: '自定义:逐项设置阈值',
  import: '导入:尽可能沿用已有的 config.json',
  language: 'Claude 用哪种语言回答?',
  languageAuto: '与任务相同',
  languageOther: '其他',
  languageTag: '语言标签,例如 ja 或 pt-BR',
  languageBad: '这不是语言标签。',
  mode: '循环可以自行走多远?',
  modes: {
    'supervised-auto': 'supervised-auto:自动进行,直到遇到风险或上限',
    manual: 'manual:计划获批后和每个里程碑后暂停',
    'full-auto-safe': 'full-auto-safe:循环启动后,每次停止时继续',
  },
  planRounds: '由你决定之前,Codex 审查计划的轮数',
  milestoneSize: '一个 milestone 可以有多大?',
  size: ({ files, lines }) => `${lines} 行改动,${files} 个文件`,
  sizeOwn: '自定数值',
  diffLines: '每个 milestone 的改动行数',
  changedFiles: '每个 milestone 的改动文件数',
  reviewRounds: '由你决定之前,Codex 审查 milestone 的轮数',
  fixAttempts: '由你决定之前,每个 milestone 的修复次数',
  blockP1: 'P1 发现(行为错误、构建失败)是否阻塞?',
  allowP2: '有 P2 发现(边界情况、测试缺口)时可以继续吗?',
  keepGoing: '循环启动后:只要有进展,是否可以一再继续?',
  checks: '每次 Review 之前运行哪些测试?',
  checksUse: ({ checks }) => `已检测到:${checks}`,
  checksOwn: '其他命令',
  checksNone: '不运行;Review 中会注明',
  checksLine: '程序和参数,例如:npm test',
  checksBad: '请输入一个程序及其参数:检查不经过 shell 运行。',
  gitignore: '把 docs/cccc 下的 logs、runtime、backups 加入 .gitignore 吗?',
  loop: '循环:让 Claude 自行继续的 Stop hook',
  loopNo: '暂不使用',
  loopLater: '以后用 /cccc-loop-start 启动',
  loopNow: '本次设置之后启动',
  loopWarning: '它会通过 .claude/settings.json 中的一项改变 Claude Code 的停止行为。确定吗?',
};

export const wizardText = (language: 'en' | 'zh-CN'): WizardWords => (language === 'zh-CN' ? zhCN : en);
