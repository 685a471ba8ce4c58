/**
 * `npm run integrity`: runs the tests that `docs/integrity.md` is about, and writes the page from what they observed.
 * With test files after `--`, only those are run, and the rows of the others stay as they are.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../project.js';
import { fileOf, kindOf, linesOf, pageOf } from './page.js';

const root = projectRoot();
const page = path.join(root, 'docs', 'integrity.md');
const nameOf = (file: string): string => file.replaceAll('\\', '/').replace(/\.test\.ts$/, '');

/** The test files that the page is about, by their names in it. */
function namesOfTests(): string[] {
  const given = new Set(process.argv.slice(2).map((file) => nameOf(path.relative(path.join(root, 'test'), file))));
  const all = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map(nameOf)
    .filter((name) => kindOf(name) !== null);
  return given.size === 0 ? all : all.filter((name) => given.has(name));
}

/** Runs the tests, which leave their rows in the folder. */
function run(names: readonly string[], rows: string): number {
  const files = names.map((name) => `test/${name}.test.ts`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, CCCC_INTEGRITY_ROWS: rows };
  return (
    spawnSync(process.execPath, [vitest, 'run', '--project', 'dist', ...files], { cwd: root, stdio: 'inherit', env })
      .status ?? 1
  );
}

/** The rows that the tests left, and those of the tests that were not run. */
function write(names: readonly string[], rows: string): void {
  const observed = readdirSync(rows).flatMap((name) => linesOf(readFileSync(path.join(rows, name), 'utf8')));
  const before = existsSync(page) ? linesOf(readFileSync(page, 'utf8')) : [];
  const isKept = (line: string): boolean =>
    !names.includes(fileOf(line)) && existsSync(path.join(root, `test/${fileOf(line)}.test.ts`));
  const lines = [...before.filter(isKept), ...observed];
  writeFileSync(page, pageOf(lines));
  console.log(`docs/integrity.md: ${lines.length} rows, of which ${observed.length} were observed now.`);
}

const names = namesOfTests();
const rows = mkdtempSync(path.join(os.tmpdir(), 'cccc-integrity-'));
try {
  process.exitCode = names.length === 0 ? 2 : run(names, rows);
  if (process.exitCode === 0) write(names, rows);
  else
    console.error(
      names.length === 0
        ? 'The page is about none of these files.'
        : 'docs/integrity.md was not written: not every test passed.',
    );
} finally {
  rmSync(rows, { recursive: true, force: true });
}
