/**
 * Runs around each test of `docs/integrity.md`: the program's answers are compared with the page, or collected for `npm
 * run integrity`, which writes it.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, aroundEach, type RunnerTask, type RunnerTestCase, type RunnerTestFile } from 'vitest';
import { fileOf, keyOf, kindOf, lineOf, linesOf, type Row } from '../../scripts/dev/integrity/page.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { listening, type Observation } from './observed.js';

const collected = process.env['CCCC_INTEGRITY_ROWS'];
const readPage = (): string[] => linesOf(readFileSync(path.join(projectRoot(), 'docs/integrity.md'), 'utf8'));
const HELP = 'If that is right, write the page again: npm run integrity';

/** The test file below test/, without its extension. */
const nameOf = (file: RunnerTestFile): string =>
  path
    .relative(path.join(projectRoot(), 'test'), file.filepath)
    .replaceAll(path.sep, '/')
    .replace(/\.test\.ts$/, '');

/** The name of a test's row: the file, the number at the beginning of a title, and the titles from outside in. */
function rowOf(test: RunnerTestCase): Pick<Row, 'test' | 'tried'> {
  const titles = [test.name];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) titles.unshift(suite.name);
  const number = titles.map((title) => /^#\d+/.exec(title)?.[0]).find((found) => found !== undefined);
  const tried = titles.map((title) => title.replace(/^#\d+ /, '')).join(': ');
  return { test: number === undefined ? nameOf(test.file) : `${nameOf(test.file)} ${number}`, tried };
}

const IS_JUDGED = /^(?:`(?:review|gates|milestone accept|finish)|\w+ (?:gate|hook))/;

/**
 * The answers that stopped something, without repetitions. If nothing was stopped, the last answer that says whether
 * the work was accepted.
 */
function resultOf(all: readonly Observation[]): Pick<Row, 'happened' | 'codes'> | null {
  const stopping = all.filter(({ stops }) => stops);
  const last = all.findLast(({ by }) => IS_JUDGED.test(by));
  const shown = stopping.length > 0 ? stopping : last === undefined ? [] : [last];
  if (shown.length === 0) return null;
  return {
    happened: [...new Set(shown.map(({ by, how }) => `${by} ${how}`))],
    codes: [...new Set(shown.flatMap(({ codes }) => codes))].sort(),
  };
}

let file: RunnerTestFile | null = null;

aroundEach(async (run, { task }) => {
  if (kindOf(nameOf(task.file)) === null) return run();
  file = task.file;
  const observed: Observation[] = [];
  await listening(observed, run);
  const result = resultOf(observed);
  if (task.result?.state === 'fail' || result === null) return;
  const line = lineOf({ ...rowOf(task), ...result });
  if (collected !== undefined) appendFileSync(path.join(collected, `${process.pid}.md`), `${line}\n`);
  else if (!readPage().includes(line)) {
    const there = readPage().find((other) => keyOf(other) === keyOf(line)) ?? 'no row';
    throw new Error(`docs/integrity.md differs from this test.\n  page: ${there}\n  test: ${line}\n${HELP}`);
  }
});

const testsIn = (tasks: readonly RunnerTask[]): RunnerTestCase[] =>
  tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task.tasks) : [task]));

afterAll(() => {
  if (file === null || collected !== undefined) return;
  const name = nameOf(file);
  const known = new Set(testsIn(file.tasks).map((test) => keyOf(lineOf({ ...rowOf(test), happened: [], codes: [] }))));
  const own = readPage().filter((line) => fileOf(line) === name);
  const gone = own.filter((line) => !known.has(keyOf(line)));
  if (gone.length > 0) throw new Error(`docs/integrity.md has rows without a test.\n${gone.join('\n')}\n${HELP}`);
});
