/** `npm run demo [-- cto|ask|fanout] [-- --keep] [-- --language zh-CN]` */
import { parseArgs } from 'node:util';
import { playAsk } from './ask/play.js';
import { playCto } from './cto/play.js';
import { playFanout } from './fanout/play.js';
import { playDemo } from './play.js';
import { wordsFor } from './words/words.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false }, language: { type: 'string', default: 'en' } },
});
const show = (row: string): void => void process.stdout.write(`${row}\n`);

const words = wordsFor(values.language);
for (const row of words.opening) show(row);

const PLAYS = { cto: playCto, ask: playAsk, fanout: playFanout } as const;
const play = Object.entries(PLAYS).find(([name]) => name === positionals[0])?.[1] ?? playDemo;
const result = await play({ keep: values.keep, language: values.language, onLine: show }).catch((error: unknown) => ({
  done: false as const,
  seconds: 0,
  problem: error instanceof Error ? error.message : String(error),
}));
show('');
if (result.done) {
  show(words.done(result.seconds));
} else {
  process.stderr.write(`The demo did not reach DONE: ${result.problem ?? 'no reason known'}\n`);
  process.exitCode = 1;
}
