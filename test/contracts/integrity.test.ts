/** docs/integrity.md is written only by the script, and contains nothing about a machine or a time. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOf, keyOf, kindOf, lineOf, linesOf, pageOf } from '../../scripts/dev/integrity/page.js';
import { projectRoot } from '../../scripts/dev/project.js';

const read = (name: string): string => readFileSync(path.join(projectRoot(), name), 'utf8');
const page = read('docs/integrity.md');
const lines = linesOf(page);

describe('docs/integrity.md', () => {
  test('is what the script makes of its rows, so that no sentence, count or order is written by hand', () => {
    expect(pageOf(lines)).toBe(page);
    expect(pageOf([...lines].reverse())).toBe(page);
  });

  test('has one row for a test, and each row is of a test file that is there', () => {
    const keys = lines.map(keyOf);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(lines.map(fileOf).filter((file) => !existsSync(path.join(projectRoot(), `test/${file}.test.ts`)))).toEqual(
      [],
    );
    for (const kind of ['approval', 'hook', 'fault', 'outage'])
      expect(lines.filter((line) => kindOf(line.slice(2, line.indexOf(' | '))) === kind).length).toBeGreaterThan(9);
  });

  test('holds no time, no path of a machine and no digest', () => {
    const told = lines.join('\n');
    expect(told.match(/\b\d{4}-\d\d-\d\d|\b\d\d:\d\d\b|\/(?:tmp|home|root|work|Users)\/|[0-9a-f]{12}/g) ?? []).toEqual(
      [],
    );
  });

  test.each(['README.md', 'README.zh-CN.md', 'SECURITY.md', 'CONTRIBUTING.md'])('is linked from %s', (name) => {
    expect(read(name)).toContain('docs/integrity.md');
  });
});

test('a row keeps a bar in a title within its cell, and is known by its test and its title', () => {
  const row = { test: 'scenarios/forging', tried: 'a | b', happened: ['x', 'y'], codes: [] };
  const line = lineOf(row);
  expect(line).toBe('| scenarios/forging | a \\| b | x; y | - |');
  expect(keyOf(line)).toBe(keyOf(lineOf({ ...row, happened: ['z'], codes: ['c'] })));
  expect(keyOf(line)).not.toBe(keyOf(lineOf({ ...row, tried: 'a' })));
});
