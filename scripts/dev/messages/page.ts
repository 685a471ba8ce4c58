/** `docs/messages.md` and its Chinese version: every message by its code, with the command that helps. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../core/say/language.js';
import type { Notice } from '../../core/say/notices.js';
import { remedyOf } from '../../core/say/remedies.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { sentence } from '../../render/say.js';
import { projectRoot } from '../project.js';
import { type Sample, sampleArguments } from './samples.js';

/** Where the page of a language lies, from the root of the repository. */
export const PAGES: Readonly<Record<Language, string>> = {
  en: 'docs/messages.md',
  'zh-CN': 'docs/messages.zh-CN.md',
};

/** The topics, by the file in scripts/text/<language>/notices that holds their sentences, in the order of the page. */
const TOPICS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  command: { en: 'The command line', 'zh-CN': '命令行' },
  repository: { en: 'The repository and git', 'zh-CN': '仓库与 git' },
  install: { en: 'Installation, setup and settings', 'zh-CN': '安装、设置向导与配置' },
  update: { en: 'Updates and backups', 'zh-CN': '升级与备份' },
  task: { en: 'Tasks, milestones and findings', 'zh-CN': '任务、里程碑与问题' },
  plan: { en: 'The plan', 'zh-CN': '计划' },
  documents: { en: 'Planning documents changed by hand', 'zh-CN': '手动修改的规划文档' },
  review: { en: 'Reviews', 'zh-CN': '审查' },
  gates: { en: 'Gates', 'zh-CN': '关卡' },
  pauses: { en: 'Pauses and decisions', 'zh-CN': '暂停与决定' },
  ledger: { en: 'Ledger, state and keys', 'zh-CN': '账本、状态与密钥' },
  loop: { en: 'The loop and its hooks', 'zh-CN': '循环与钩子' },
  doctor: { en: 'What doctor finds', 'zh-CN': 'doctor 的诊断' },
  repair: { en: 'Repair and reset', 'zh-CN': '修复与重置' },
  'team/keys': { en: 'Team keys and signatures', 'zh-CN': '团队密钥与签名' },
  'team/ci': { en: 'Pull requests and pushes', 'zh-CN': '拉取请求与推送' },
  'delegate/ask': { en: 'Asking Codex', 'zh-CN': '询问 Codex' },
  'delegate/sessions': { en: 'Sessions with Codex', 'zh-CN': '与 Codex 的会话' },
  'delegate/broker': { en: 'Live sessions', 'zh-CN': '实时会话' },
  'delegate/cto': { en: 'Codex as CTO', 'zh-CN': 'Codex 担任 CTO' },
  'delegate/fanout': { en: 'Several workers at the same time', 'zh-CN': '多个工作者同时工作' },
  'delegate/diff': { en: 'Reviews of a change without a task', 'zh-CN': '不属于任务的变更审查' },
};

const WORDS: Readonly<Record<Language, { title: string; intro: string; run: string }>> = {
  en: {
    title: 'Messages by code',
    intro:
      'Every message has a code. A terminal shows it dim behind a message that something is wrong or worth a look, ' +
      'and `--json` has it in `findings[].code`. Names in ‹brackets› stand for what the program fills in. ' +
      '`npm run messages` writes this page from the program; a test compares the two.',
    run: 'What helps: ',
  },
  'zh-CN': {
    title: '按代码查找消息',
    intro:
      '每条消息都有一个代码。在终端中，表示出错或需要留意的消息后面以暗色显示代码；使用 `--json` 时，代码在 `findings[].code` 中。' +
      '‹尖括号›中的名称由程序替换为实际内容。本页由 `npm run messages` 根据程序生成，测试会核对二者是否一致。',
    run: '解决办法：',
  },
};

/** A user's terminal in which the short command `cccc` works. */
const TERMINAL: Place = { cli: 'cccc', underClaude: false, isSlashHeard: () => false };

/** The codes of each topic. */
async function topics(): Promise<Map<string, string[]>> {
  const folder = path.join(projectRoot(), 'scripts/text/en/notices');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const names = files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => file.slice(0, -3));
  const unnamed = names.filter((name) => TOPICS[name] === undefined);
  if (unnamed.length > 0) throw new Error(`scripts/dev/messages/page.ts has no title for ${unnamed.join(', ')}`);
  const entries = Object.keys(TOPICS).map(async (name): Promise<[string, string[]]> => {
    const module: Record<string, unknown> = await import(pathToFileURL(path.join(folder, `${name}.ts`)).href);
    return [
      name,
      Object.values(module).flatMap((value) => (typeof value === 'object' ? Object.keys(value ?? {}) : [])),
    ];
  });
  return new Map(await Promise.all(entries));
}

/**
 * The page in a language.
 *
 * @throws Error when a topic has no title, or a message belongs to none
 */
export async function messagesPage(language: Language): Promise<string> {
  const samples = sampleArguments();
  const byTopic = await topics();
  const placed = new Set([...byTopic.values()].flat());
  const lost = [...samples.keys()].filter((code) => !placed.has(code));
  if (lost.length > 0) throw new Error(`messages of no topic: ${lost.join(', ')}`);
  const { title, intro } = WORDS[language];
  const parts = [...byTopic].map(([topic, codes]) => {
    const entries = codes.flatMap((code) => {
      const args = samples.get(code);
      return args === undefined ? [] : [entryOf(code, args, language)];
    });
    return `## ${TOPICS[topic]?.[language]}\n\n${entries.join('\n\n')}`;
  });
  return `# ${title}\n\n${intro}\n\n${parts.join('\n\n')}\n`;
}

function entryOf(code: string, args: Sample, language: Language): string {
  const given = { code, args } as Notice;
  const quoted = sentence(given, language)
    .split('\n')
    .map((row) => `> ${markdown(row)}`.trimEnd())
    .join('\n');
  const remedy = remedyOf(given);
  const help = remedy === null ? '' : `\n\n${WORDS[language].run}\`${spell(remedy, TERMINAL)}\``;
  return `### ${code}\n\n${quoted}${help}`;
}

/** Text as Markdown shows it. */
const markdown = (text: string): string => text.replaceAll(/[\\`*_<>[\]#|]/g, String.raw`\$&`);
