import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

const scripts = sourcesBelow('scripts');
const outside = scripts.filter(({ file }) => !file.startsWith('scripts/text/'));

/** Chinese characters, and the punctuation of Chinese text. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Files that contain Chinese characters although they hold no text for the program's user. */
const READS_CHINESE: Readonly<Record<string, string>> = {
  'scripts/core/delegate/prompt-advice.ts': 'knows how a Chinese prompt names its verification',
  'scripts/core/plan/documents.ts': 'finds a question in a document by its id and a full-width colon',
  'scripts/core/plan/milestones.ts': 'reads the field names of a Chinese milestone-backlog.md',
  'scripts/core/plan/progress.ts': 'reads the status words of a Chinese milestone-backlog.md',
  'scripts/core/plan/sync/topics.ts': 'reads the headings of Chinese planning documents',
  'scripts/core/review/reply/placeholder.ts': 'knows the words that stand for nothing in a Chinese reply',
  'scripts/core/say/packet-text.ts': 'replaces dollar signs of a prompt by full-width ones',
  'scripts/dev/demo/habits.ts': 'reads the words of the program in the demo',
  'scripts/dev/demo/words/zh-CN.ts': 'what the demo shows in Chinese',
  'scripts/dev/messages/page.ts': 'names the topics of docs/messages.zh-CN.md',
  'scripts/secrets/prose.ts': 'finds secrets in Chinese sentences',
};

/** The only file that may compare languages by name, because it detects the language of a task. */
const DETECTS_LANGUAGES = 'scripts/core/say/language.ts';

/** Comparisons with a language by name: `language === 'zh-CN'`. */
function languageBranches({ tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => ts.isBinaryExpression(node))
    .filter(({ operatorToken }) => /^[!=]==?$/.test(operatorToken.getText()))
    .filter(({ left, right }) =>
      [left, right].some((side) => ts.isStringLiteral(side) && /^(en|zh-CN)$/.test(side.text)),
    )
    .map(placeOf);
}

/** The strings and templates of a file, including their quotation marks. */
const stringsOf = ({ tree }: Source): string[] =>
  nodesOf(tree)
    .filter(
      (node) => ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node),
    )
    .map((node) => node.getText());

/** Half-width punctuation next to a Chinese character. */
const HALF_WIDTH = /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u;

const namesIn = (folder: string): string[] =>
  scripts.filter(({ file }) => file.startsWith(folder)).map(({ file }) => file.slice(folder.length));

describe('the words of the program', () => {
  test('Chinese text is in scripts/text only, but for files that read Chinese', () => {
    const found = outside.filter(({ tree }) => CHINESE.test(tree.text)).map(({ file }) => file);
    expect(found).toEqual(Object.keys(READS_CHINESE));
  });

  test('no code outside scripts/text chooses words by the name of a language', () => {
    const others = outside.filter(({ file }) => file !== DETECTS_LANGUAGES);
    expect(others.flatMap(languageBranches)).toEqual([]);
  });

  test('both languages have the same files', () => {
    expect(namesIn('scripts/text/zh-CN/')).toEqual(namesIn('scripts/text/en/'));
  });

  test('Chinese sentences have full-width punctuation', () => {
    const chinese = scripts.filter(({ file }) => file.startsWith('scripts/text/zh-CN/'));
    expect(chinese.flatMap(stringsOf).filter((text) => HALF_WIDTH.test(text))).toEqual([]);
  });

  test('the rules find violations', () => {
    const source = (text: string) => parse('scripts/render/x.ts', text);
    expect(languageBranches(source("const word = language === 'zh-CN' ? a : b;"))).toHaveLength(1);
    expect(languageBranches(source("const word = 'en' !== language ? a : b;"))).toHaveLength(1);
    expect(languageBranches(source("const words = { en: a, 'zh-CN': b };"))).toEqual([]);
    expect(CHINESE.test('下一步')).toBe(true);
    expect(stringsOf(source("const a = '已暂停:原因';")).filter((text) => HALF_WIDTH.test(text))).toHaveLength(1);
    expect(stringsOf(source("const a = '已暂停：原因 (M1)';")).filter((text) => HALF_WIDTH.test(text))).toEqual([]);
  });
});
