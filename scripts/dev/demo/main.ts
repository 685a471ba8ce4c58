/** `npm run demo [-- cto|ask|fanout] [-- --keep] [-- --language zh-CN] [-- --record]` */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import chalk from 'chalk';
import { widthOf } from '../../core/say/width.js';
import { projectRoot } from '../project.js';
import { playAsk } from './ask/play.js';
import { playCto } from './cto/play.js';
import { playFanout } from './fanout/play.js';
import { playDemo } from './play.js';
import { castOf } from './record/cast.js';
import { recordingOf } from './record/recording.js';
import { svgOf } from './record/svg.js';
import { wordsFor } from './words/words.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keep: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
    /** Also writes docs/demo: an asciicast, and an animated picture of it. */
    record: { type: 'boolean', default: false },
  },
});
// A recording has colours, wherever its lines are shown.
if (values.record) chalk.level = 3;
const rows: string[] = [];
const show = (row: string): void => {
  rows.push(row);
  process.stdout.write(`${row}\n`);
};

const ROWS = 26;

/** Writes the recording of what was shown, below the name of the demo and its language. */
async function record(folder: string, title: string): Promise<void> {
  // What comes after the story shows times and digests of this one run.
  const end = rows.findIndex((row) => row.includes(words.headings.timeline) || row.includes(words.headings.places));
  const lines = recordingOf(rows.slice(0, end < 0 ? undefined : end), folder);
  const columns = Math.max(...lines.map(({ pieces }) => widthOf(pieces.map(({ text }) => text).join(''))));
  const screen = { columns, rows: ROWS };
  const dir = path.join(projectRoot(), 'docs', 'demo');
  const name = `${positionals[0] ?? 'task'}.${values.language}`;
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, `${name}.cast`), castOf(lines, screen, title));
  await writeFile(path.join(dir, `${name}.svg`), svgOf(lines, screen, title));
}

const words = wordsFor(values.language);
for (const row of words.opening) show(row);

const PLAYS = { cto: playCto, ask: playAsk, fanout: playFanout } as const;
const play = Object.entries(PLAYS).find(([name]) => name === positionals[0])?.[1] ?? playDemo;
const result = await play({ keep: values.keep, language: values.language, onLine: show }).catch((error: unknown) => ({
  done: false as const,
  seconds: 0,
  problem: error instanceof Error ? error.message : String(error),
}));
if (result.done && values.record) await record(result.folder, words.opening[0] ?? '');
show('');
if (result.done) {
  show(words.done(result.seconds));
} else {
  process.stderr.write(`The demo did not reach DONE: ${result.problem ?? 'no reason known'}\n`);
  process.exitCode = 1;
}
