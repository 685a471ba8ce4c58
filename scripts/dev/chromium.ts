/** Finds a Chromium on this machine; nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What is said where none is found. */
export const NO_CHROMIUM = `no Chromium was found (${NAMES.join(', ')} on PATH, or CCCC_CHROMIUM)`;

/** The program; null when there is none. CCCC_CHROMIUM names another one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['CCCC_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const onPath = (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
