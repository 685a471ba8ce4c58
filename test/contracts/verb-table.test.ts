/**
 * The verb table agrees with everything made from it or written about it: the reference, the guard's table and
 * ARCHITECTURE.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { humanOnlyMarks, isVerb, optionsOf, VERB_NAMES, type VerbName, verbOf } from '../../scripts/core/verbs.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { HUMAN_ONLY } from '../../scripts/guard/index.js';
import { nodesOf, placeOf, sourcesBelow } from '../helpers/sources.js';

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

/** The sub-verbs and options of a verb, as a row of docs/reference.md names them. */
const wordsOf = (verb: VerbName): string[] => [
  ...Object.keys(verbOf(verb).subverbs),
  ...Object.keys(optionsOf(verb)).map((name) => `--${name}`),
];

describe('the command tables', () => {
  test.each(['docs/reference.md', 'docs/reference.zh-CN.md'])('of %s have one row for each verb', (file) => {
    const rows = [...read(file).matchAll(/^\| `cccc ([a-z-]+)(?: [a-z]+)?` \|.*\|$/gm)];
    expect(rows.map(([, verb]) => verb).sort()).toEqual([...VERB_NAMES].sort());
  });

  test.each(['docs/reference.md', 'docs/reference.zh-CN.md'])('of %s name every sub-verb and option', (file) => {
    const rows = [...read(file).matchAll(/^\| `cccc ([a-z-]+)(?: [a-z]+)?` \|.*\|$/gm)];
    const missing = rows.flatMap(([row, verb = '']) =>
      isVerb(verb) ? wordsOf(verb).filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(row)) : [],
    );
    expect(missing).toEqual([]);
  });
});

describe('the rows', () => {
  test('mark as human-only what they have, and the guard knows exactly that', () => {
    const unknown = VERB_NAMES.flatMap((verb) =>
      verbOf(verb).humanOnly.filter((mark) => mark !== '*' && !wordsOf(verb).includes(mark.replace(/=.*$/, ''))),
    );
    expect(unknown).toEqual([]);
    expect(HUMAN_ONLY).toEqual(humanOnlyMarks());
  });

  test('give an option one meaning whichever sub-verb it follows', () => {
    const differing = VERB_NAMES.flatMap((verb) =>
      Object.values(verbOf(verb).subverbs).flatMap((form) =>
        Object.entries(form.options).filter(
          ([name, option]) => JSON.stringify(option) !== JSON.stringify(optionsOf(verb)[name]),
        ),
      ),
    );
    expect(differing).toEqual([]);
  });
});

test('no command is spelled as a string, but in the examples of the verbs and in the demo', () => {
  const inside = sourcesBelow('scripts').filter(({ file }) => !/^scripts\/(dev\/|text\/[^/]+\/verbs\.ts)/.test(file));
  const literals = inside.flatMap(({ tree }) =>
    nodesOf(tree).filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node)),
  );
  expect(literals.length).toBeGreaterThan(100);
  // "cccc guard (deletion)" is the guard's name, not a command.
  const command = new RegExp(`\\bcccc (?:${VERB_NAMES.join('|')})\\b(?! \\()`);
  const spelled = literals.filter((node) => command.test(node.getText())).map(placeOf);
  expect(spelled).toEqual([]);
});

test('the files that ARCHITECTURE.md names for adding a verb exist', () => {
  const section = /## Adding a verb\n([\s\S]*?)\n## /.exec(read('ARCHITECTURE.md'))?.[1] ?? '';
  const files = [...section.matchAll(/`((?:scripts|test)\/[^`]*|docs\/[^`]*)`/g)].map((match) => match[1] ?? '');
  expect(files.length).toBeGreaterThan(8);
  const places = files.map((file) => file.replace('<verb>', 'status'));
  expect(places.filter((file) => !existsSync(path.join(projectRoot(), file)))).toEqual([]);
});
