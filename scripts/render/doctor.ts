/** `doctor` as people read it: one line a check, and below what is wrong the sentence and the fix. */

import type { Language } from '../core/say/language.js';
import { type Notice, notice } from '../core/say/notices.js';
import { column } from '../core/say/plain.js';
import type { Place } from '../core/say/spelling.js';
import { phrased, sentence } from './say.js';

export const CHECKS = [
  'installation',
  'node',
  'repository',
  'configuration',
  'workspace',
  'ledger',
  'receipts',
  'state',
  'hooks',
  'commands',
  'codex',
  'leftovers',
] as const;
export type CheckName = (typeof CHECKS)[number];

export interface Check {
  name: CheckName;
  level: 'pass' | 'warn' | 'fail';
  /** What was found, the same in every language: versions, paths, counts. */
  facts: string;
  /** What is wrong; empty for a pass. */
  notices: Notice[];
}

const names: Record<Language, Record<CheckName, string>> = {
  en: {
    installation: 'Installation',
    node: 'Node',
    repository: 'Git and repository',
    configuration: 'Configuration',
    workspace: 'Workspace',
    ledger: 'Ledger',
    receipts: 'Receipts',
    state: 'state.json',
    hooks: 'Hooks',
    commands: 'Slash commands',
    codex: 'Codex',
    leftovers: 'Leftovers',
  },
  'zh-CN': {
    installation: '安装',
    node: 'Node',
    repository: 'Git 与仓库',
    configuration: '配置',
    workspace: '工作区',
    ledger: '账本',
    receipts: '回执',
    state: 'state.json',
    hooks: '钩子',
    commands: '斜杠命令',
    codex: 'Codex',
    leftovers: '残留文件',
  },
};

const LEVELS = { pass: 'PASS', warn: 'WARN', fail: 'FAIL' } as const;

export function checkText({ name, level, facts, notices }: Check, language: Language, place: Place): string {
  const head = `${LEVELS[level]}  ${column(names[language][name], 20)}${facts}`.trimEnd();
  const below = notices.map((given) =>
    phrased(given, language, place)
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n'),
  );
  return [head, ...below].join('\n');
}

/** The last line: how many of each. */
export function doctorSummary(checks: readonly Check[], language: Language): string {
  const count = (level: Check['level']): number => checks.filter((check) => check.level === level).length;
  return `\n${sentence(notice('doctor-result', { pass: count('pass'), warn: count('warn'), fail: count('fail') }), language)}`;
}
