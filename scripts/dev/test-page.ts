/**
 * `npm run test:page [-- --shots DIR]`: opens the exported page in a real Chromium, in both languages and colour
 * schemes. Where no Chromium is found, it says so and is no failure.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium, NO_CHROMIUM } from './chromium.js';

const { shots } = parseArgs({ options: { shots: { type: 'string' } } }).values;
const found = findChromium();
const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'page'], {
  stdio: 'inherit',
  env: { ...process.env, ...(shots === undefined ? {} : { CCCC_PAGE_SHOTS: path.resolve(shots) }) },
});
console.log(found === null ? `The page was not tried in a browser: ${NO_CHROMIUM}.` : `Tried in ${found}.`);
process.exitCode = status ?? 1;
