/**
 * `npm run integrity`: runs the tests listed in `docs/integrity.md`, and writes the page from what they observed. With
 * test files after `--`, only those are run, and the rows of all others stay unchanged.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fieldAt, jsonOf, textAt } from '../../core/json.js';
import { projectRoot } from '../project.js';
import { fileOf, kindOf, linesOf, pageOf } from './page.js';

const root = projectRoot();
const page = path.join(root, 'docs', 'integrity.md');
const nameOf = (file: string): string => file.replaceAll('\\', '/').replace(/\.test\.ts$/, '');

/** The test files of the page, by the names used in it. */
function namesOfTests(): string[] {
  const given = new Set(process.argv.slice(2).map((file) => nameOf(path.relative(path.join(root, 'test'), file))));
  const all = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map(nameOf)
    .filter((name) => kindOf(name) !== null);
  const names = given.size === 0 ? all : all.filter((name) => given.has(name));
  if (names.length === 0) throw new Error(`docs/integrity.md is about none of these: ${[...given].join(', ')}`);
  return names;
}

/**
 * Runs the tests, which write their rows into the folder.
 *
 * @returns the names of the files in which every test passed
 */
function run(names: readonly string[], rows: string): string[] {
  const files = names.map((name) => `test/${name}.test.ts`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const report = path.join(rows, 'report.json');
  const env = { ...process.env, CCCC_INTEGRITY_ROWS: rows, CCCC_TEST_REPORT: report };
  spawnSync(process.execPath, [vitest, 'run', '--project', 'dist', ...files], { cwd: root, stdio: 'inherit', env });
  const results = existsSync(report) ? fieldAt(jsonOf(readFileSync(report, 'utf8')), 'testResults') : [];
  const passed = (Array.isArray(results) ? results : []).filter((result) => textAt(result, 'status') === 'passed');
  return passed.map((result) => nameOf(path.relative(path.join(root, 'test'), textAt(result, 'name') ?? '')));
}

/** Writes the page: new rows for the files that passed, the old rows for all others. */
function write(passed: readonly string[], rows: string): void {
  const isKept = (line: string): boolean =>
    !passed.includes(fileOf(line)) && existsSync(path.join(root, `test/${fileOf(line)}.test.ts`));
  const kept = existsSync(page) ? linesOf(readFileSync(page, 'utf8')).filter(isKept) : [];
  const observed = readdirSync(rows)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => linesOf(readFileSync(path.join(rows, name), 'utf8')))
    .filter((line) => passed.includes(fileOf(line)));
  writeFileSync(page, pageOf([...kept, ...observed]));
  console.log(
    `docs/integrity.md: ${kept.length + observed.length} rows, of which ${observed.length} were observed now.`,
  );
}

const names = namesOfTests();
const rows = mkdtempSync(path.join(os.tmpdir(), 'cccc-integrity-'));
try {
  const passed = run(names, rows);
  write(passed, rows);
  const failed = names.filter((name) => !passed.includes(name)).map((name) => `test/${name}.test.ts`);
  if (failed.length > 0) console.error(`Not every test passed. Run again: npm run integrity -- ${failed.join(' ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(rows, { recursive: true, force: true });
}
