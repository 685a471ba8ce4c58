/** `npm run demo [-- --keep] [-- --language zh-CN]` */
import { parseArgs } from 'node:util';
import { playDemo } from './play.js';

const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, language: { type: 'string', default: 'en' } },
});
const show = (row: string): void => void process.stdout.write(`${row}\n`);

show('cc-codex-collaborate: a whole task, played by the real Claude Code and the real Codex.');
show(
  'Only what the two models answer is scripted, on this machine. No login; on first use the two clients are installed.',
);

const result = await playDemo({ keep: values.keep, language: values.language, onLine: show }).catch(
  (error: unknown) => ({
    done: false as const,
    seconds: 0,
    problem: error instanceof Error ? error.message : String(error),
  }),
);
show('');
if (result.done) {
  show(`DONE in ${result.seconds} s.`);
} else {
  process.stderr.write(`The demo did not reach DONE: ${result.problem ?? 'no reason known'}\n`);
  process.exitCode = 1;
}
