import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

const LONGEST = 120;

/** Word lists, in which a line may have any length. */
const WORD_LISTS: readonly string[] = [
  'scripts/guard/quick/commands.ts',
  'scripts/guard/quick/git.ts',
  'scripts/guard/quick/paths.ts',
  'scripts/guard/quick/tools.ts',
  'scripts/guard/run/unwrap.ts',
  'scripts/guard/run/wrappers.ts',
];

const longPatterns = ({ tree }: Source): string[] =>
  nodesOf(tree)
    .filter((node) => ts.isRegularExpressionLiteral(node) && node.text.length > LONGEST)
    .map(placeOf);

const longLines = (file: string): string[] =>
  readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.length > LONGEST ? [`${file}:${index + 1}`] : []));

describe('patterns and lines', () => {
  const scripts = sourcesBelow('scripts');

  test('no regular expression is longer than 120 characters', () => {
    expect(scripts.flatMap(longPatterns)).toEqual([]);
  });

  test('no line of the guard is longer than 120 characters, but of word lists', () => {
    const files = scripts.map(({ file }) => file).filter((file) => file.startsWith('scripts/guard/'));
    expect(files.filter((file) => !WORD_LISTS.includes(file)).flatMap(longLines)).toEqual([]);
  });

  test('the rule sees a long pattern', () => {
    expect(longPatterns(parse('scripts/x.ts', `const x = /${'a'.repeat(LONGEST)}/;`))).toHaveLength(1);
    expect(longPatterns(parse('scripts/x.ts', `const x = new RegExp('${'a'.repeat(LONGEST)}');`))).toEqual([]);
  });
});
