// summary.mjs REPORT STATUS: prints "N passed, N failed" from vitest's JSON report and the exit code of the
// test command. A run that failed without a failing test (no install, a type error, a file that did not
// load, no test at all) counts as one failure.
import { readFileSync } from 'node:fs';

const [report, status] = process.argv.slice(2);

function read() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}

const { numPassedTests: passed, numFailedTests } = read();
const isClean = status === '0' && passed > 0;
const failed = isClean ? numFailedTests : Math.max(numFailedTests, 1);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
