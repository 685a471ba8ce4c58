/** Files, tests and headings that the documents name exist, and comments cite only what is in this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { call, given } from '../../scripts/core/call.js';
import type { NextStep } from '../../scripts/core/task/next-step.js';
import { isVerb } from '../../scripts/core/verbs.js';
import { messagesPage, PAGES } from '../../scripts/dev/messages/page.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { nextText } from '../../scripts/render/say.js';
import { sourcesBelow } from '../helpers/sources.js';

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

const FACTS = readdirSync(path.join(projectRoot(), 'docs/facts')).map((name) => `docs/facts/${name}`);
const DOCUMENTS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md', ...FACTS];

/** Folders of the repository, and folders of scripts/ that documents name without `scripts/`. */
const AT_ROOT = [
  'scripts',
  'test',
  'schemas',
  'skill',
  'prompts',
  'docs',
  'bench',
  'hooks',
  'commands-templates',
  'codex-skill',
];
const BELOW_SCRIPTS = ['cli', 'verbs', 'flows', 'render', 'text', 'io', 'core', 'guard', 'secrets'];

/** The text between backticks, and the lines of fenced blocks. */
function codeIn(text: string): string[] {
  const fence = /^ *```[a-z]*\n([\s\S]*?)^ *```/gm;
  const fences = [...text.matchAll(fence)].map(([, lines = '']) => lines);
  const spans = [...text.replace(fence, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...fences, ...spans];
}

/** The path in this repository that a word of code names; null for a word that is not such a path. */
function targetOf(word: string): string | null {
  const [top = ''] = word.split('/');
  // Documents of a user's project are not in this repository.
  if (word.startsWith('docs/cccc') || !/(?:\/|\.(?:ts|md|json))$/.test(word) || !word.includes('/')) return null;
  // For a pattern, its folder is checked.
  const target = word.includes('*') ? path.posix.dirname(word) : word;
  if (AT_ROOT.includes(top)) return target;
  return BELOW_SCRIPTS.includes(top) ? `scripts/${target}` : null;
}

const wordsIn = (text: string): string[] => codeIn(text).flatMap((code) => code.split(/[\s,;()"']+/));

const missingFiles = (text: string): string[] =>
  wordsIn(text).filter((word) => {
    const target = targetOf(word);
    return target !== null && !existsSync(path.join(projectRoot(), target));
  });

describe('files that documents name exist', () => {
  test.each(DOCUMENTS)('%s', (file) => {
    const text = read(file);
    expect(missingFiles(text)).toEqual([]);
    // A page without any path would always pass.
    if (file === 'ARCHITECTURE.md')
      expect(wordsIn(text).filter((word) => targetOf(word) !== null).length).toBeGreaterThan(50);
  });

  test('the check finds missing files, folders, tests in commands and patterns', () => {
    const text =
      '`core/task/gone.ts`, `io/none/`, `npx vitest run test/gone.test.ts -t "x"`, `schema/*.json`, ' +
      '`schemas/gone/*.json`, ' +
      '`docs/cccc/anything.md`, `core/verbs.ts`, `and/or/`';
    expect(missingFiles(text)).toEqual(['core/task/gone.ts', 'io/none/', 'test/gone.test.ts', 'schemas/gone/*.json']);
  });

  test('the steps of a review are files that come one after the other, from the verb to the gate', () => {
    const page = /## One review, from verb to receipt\n([\s\S]*?)\n## /.exec(read('ARCHITECTURE.md'))?.[1] ?? '';
    const rows = page.split('\n').filter((row) => /^\| \d+\. /.test(row));
    expect(rows.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter((row) => !wordsIn(row).some((word) => targetOf(word) !== null))).toEqual([]);
    expect([rows.length > 10, rows[0]?.includes('verbs/review.ts')]).toEqual([true, true]);
  });
});

/** `npx vitest run FILES -t "TITLE"` in a text: the files, and the title if there is one. */
const testRuns = (text: string): { files: string[]; title: string | null }[] =>
  codeIn(text).flatMap((code) =>
    [...code.matchAll(/npx vitest run ((?:\S+\.test\.ts ?)+)(?:-t "([^"]+)")?/g)].map(([, files = '', title]) => ({
      files: files.trim().split(' '),
      title: title ?? null,
    })),
  );

/** Whether a test file has this title, either literally or as `words %s` with a table row that begins with the rest. */
function hasTitle(source: string, title: string): boolean {
  const cuts = [...title].map((_, at) => [title.slice(0, at), title.slice(at)] as const);
  return (
    source.includes(title) ||
    cuts.some(([head, rest]) => head !== '' && source.includes(`${head}%s`) && source.includes(`['${rest}'`))
  );
}

describe('facts', () => {
  test.each(FACTS)('every section of %s shows its facts by a command, under a short heading', (file) => {
    const [, ...sections] = read(file).split(/^## /m);
    expect(sections.length).toBeGreaterThan(4);
    const commands = /npx vitest run|test\/\S+\.test\.ts|\$CODEX|\bgit \w|unshare|strace/;
    expect(sections.filter((section) => !commands.test(section)).map((section) => section.split('\n')[0])).toEqual([]);
    expect(sections.map((section) => section.split('\n')[0] ?? '').filter((heading) => heading.length > 24)).toEqual(
      [],
    );
  });

  test.each(FACTS)('every test that %s names is there', (file) => {
    const runs = testRuns(read(file)).flatMap(({ files, title }) => files.map((name) => ({ name, title })));
    expect(runs.length).toBeGreaterThan(3);
    expect(runs.filter(({ name, title }) => title !== null && !hasTitle(read(name), title))).toEqual([]);
  });

  test('the check finds a missing title', () => {
    const [run] = testRuns('`npx vitest run test/io/git/tree.test.ts -t "no such title"`');
    expect([run?.files, hasTitle(read('test/io/git/tree.test.ts'), run?.title ?? '')]).toEqual([
      ['test/io/git/tree.test.ts'],
      false,
    ]);
  });
});

/** The comments of a source, each as one text without the marks of its lines. */
const commentsIn = (source: string): string[] =>
  [...source.matchAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*(?:\n\s*\/\/.*)*/gm)].map(([comment]) =>
    comment.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' '),
  );

/** Citations of a page of facts that name a heading: `docs/facts/git.md, hidden files`. */
const citationsIn = (comment: string): { page: string; heading: string }[] =>
  [...comment.matchAll(/(docs\/facts\/[\w-]+\.md)(?:, ([A-Za-z ]+))?/g)].map(([, page = '', heading = '']) => ({
    page,
    heading: heading.trim().toLowerCase(),
  }));

const headingsOf = (page: string): string[] =>
  FACTS.includes(page) ? [...read(page).matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase()) : [];

describe('comments', () => {
  const comments = ['scripts', 'test', 'bench'].flatMap((folder) =>
    sourcesBelow(folder).flatMap(({ file, tree }) => commentsIn(tree.text).map((comment) => ({ file, comment }))),
  );

  test('that cite a page of facts cite a heading of it', () => {
    const cited = comments.flatMap(({ file, comment }) => citationsIn(comment).map((one) => ({ file, ...one })));
    const own = cited.filter(({ file }) => file !== 'test/contracts/docs.test.ts');
    expect(own.length).toBeGreaterThan(8);
    const isThere = (page: string, heading: string): boolean =>
      headingsOf(page).some((known) => known === heading || (known !== '' && heading.startsWith(`${known} `)));
    expect(own.filter(({ page, heading }) => !isThere(page, heading))).toEqual([]);
  });

  test('cite nothing that is not in this repository', () => {
    const outside = /\bdesign decisions? \d|\bseed 00\d|\bspec-lists\b|\(?\bfacts: [a-z-]+,|\bdesign\.md\b/;
    expect(
      comments.filter(({ file, comment }) => file !== 'test/contracts/docs.test.ts' && outside.test(comment)),
    ).toEqual([]);
    expect(outside.test(commentsIn('/** Why (design\n * decision 4). */')[0] ?? '')).toBe(true);
  });
});

test('SKILL.md shows an answer of next as the program prints it', () => {
  const place = {
    cli: 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs',
    skill: '.claude/skills/cc-codex-collaborate',
  };
  const step = {
    action: 'fix-findings',
    args: { findings: 2, attempt: 1 },
    read: 'references/findings.md',
    look: null,
    run: call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json')),
    waits: false,
  } as const satisfies NextStep;
  expect(read('skill/SKILL.md')).toContain(`\`\`\`\n${nextText(step, 'en', place)}\n\`\`\``);
});

describe('the page of messages', () => {
  test.each(['en', 'zh-CN'] as const)(
    'has every code with its sentence and command, as the program says it (%s)',
    async (language) => {
      expect(read(PAGES[language]), 'npm run messages').toBe(await messagesPage(language));
    },
  );

  test('has one anchor for each code', () => {
    const anchors = [...read(PAGES.en).matchAll(/^### (\S+)$/gm)].map(([, code]) => code);
    expect(anchors.length).toBeGreaterThan(400);
    expect(new Set(anchors).size).toBe(anchors.length);
  });
});

describe('the documents for users', () => {
  const PAGES_FOR_USERS = [
    'README.md',
    'README.zh-CN.md',
    ...readdirSync(path.join(projectRoot(), 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  test.each(PAGES_FOR_USERS)('%s links only to what is there', (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  test.each(PAGES_FOR_USERS)('%s names only verbs that exist', (page) => {
    const named = codeIn(read(page)).flatMap((code) =>
      [...code.matchAll(/\bcccc ([a-z][a-z-]+)/g)].map(([, verb = '']) => verb),
    );
    expect(named.filter((verb) => !isVerb(verb))).toEqual([]);
  });

  test('the change log begins with this version', () => {
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(JSON.parse(read('package.json')).version);
  });

  test('the checks find a dead link', () => {
    expect(
      [...linksIn('[a](gone.md) [b](messages.md#no-such-code) [c](https://example.com)')].map((target) =>
        isThere('docs', target),
      ),
    ).toEqual([false, false, true]);
  });
});

/** Targets of Markdown links. */
const linksIn = (text: string): string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

function isThere(folder: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file = '', anchor] = target.split('#');
  const page = path.posix.join(folder, file);
  if (!existsSync(path.join(projectRoot(), page))) return false;
  if (anchor === undefined) return true;
  return [...read(page).matchAll(/^#+ (.+)$/gm)].some(
    ([, heading = '']) => anchorOf(heading) === decodeURIComponent(anchor),
  );
}

const deadLinks = (page: string): string[] =>
  linksIn(read(page)).filter(
    (target) =>
      !isThere(path.posix.dirname(page), target.startsWith('#') ? path.posix.basename(page) + target : target),
  );
