/**
 * `npm run bench [-- --json] [-- --only PARTS] [-- --runs 101] [-- --skill DIR]`: compares start times with the least
 * that they can be. PARTS: some of hooks, plugin, gates, doctor, review, ask, fanout, copy, export, watch. Exits with 1
 * when a limit is exceeded.
 * `npm run bench [-- --json] [-- --only hooks,gates,doctor,review,ask,copy,export] [-- --runs 101] [-- --skill DIR]`:
 * compares start times with the least that they can be. Exits with 1 when a limit is exceeded.
 */
import { parseArgs } from 'node:util';
import { distFolder } from '../scripts/dev/build.js';
import { findClients } from '../scripts/dev/clients.js';
import { askRows } from './ask.js';
import { copyRows } from './copy.js';
import { doctorRow } from './doctor.js';
import { exportRows } from './export.js';
import { fanoutRows, lookOnce } from './fanout.js';
import { gatesRow, manyFiles } from './gates.js';
import { hookRows } from './hooks.js';
import { pluginRow } from './plugin.js';
import { reviewRows } from './review.js';
import { isMet, type Row, tableOf } from './row.js';
import { planTask, withStage } from './stage.js';
import { watchRows } from './watch.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: 'hooks,plugin,gates,doctor,review,ask,fanout,copy,export,watch' },
    /** Rounds for the hooks. Slower rows run a third or a fifth as often, but at least 15 times. */
    runs: { type: 'string', default: '101' },
    skill: { type: 'string', default: distFolder() },
  },
});

const PARTS = ['hooks', 'plugin', 'gates', 'doctor', 'review', 'ask', 'fanout', 'copy', 'export', 'watch'];
const wanted = new Set(values.only.split(','));
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1 || [...wanted].some((part) => !PARTS.includes(part)))
  throw new Error(`--runs is a count, --only some of ${PARTS.join(',')}`);
const [fewer, fewest] = [Math.max(15, Math.ceil(runs / 3)), Math.max(15, Math.ceil(runs / 5))];
/** Each round takes about twelve seconds. */
const FANOUT_RUNS = 11;
/** Each run takes seconds, most of them in the checks themselves. */
const COPY_RUNS = 5;
const place = { skill: values.skill, codex: (await findClients()).codex };

const rows: Row[] = [];
if (wanted.has('hooks'))
  rows.push(
    ...(await withStage(place, async (stage) => {
      await planTask(stage);
      return hookRows(stage, runs);
    })),
  );
if (wanted.has('plugin')) rows.push(await withStage(place, (stage) => pluginRow(stage, values.skill, runs)));
if (wanted.has('gates')) rows.push(await withStage({ ...place, grow: manyFiles }, (stage) => gatesRow(stage, fewer)));
if (wanted.has('doctor')) rows.push(await withStage(place, (stage) => doctorRow(stage, fewest)));
if (wanted.has('review'))
  rows.push(
    ...(await withStage(place, async (stage) => {
      await planTask(stage);
      return reviewRows(stage, fewest);
    })),
  );
if (wanted.has('ask'))
  rows.push(
    ...(await withStage({ ...place, answer: () => 'It is parsed in src/parse.ts.' }, (stage) =>
      askRows(stage, fewest),
    )),
  );
if (wanted.has('fanout'))
  rows.push(
    ...(await withStage({ ...place, answer: lookOnce }, (stage) => fanoutRows(stage, Math.min(FANOUT_RUNS, runs)))),
  );
if (wanted.has('export')) rows.push(...(await withStage(place, (stage) => exportRows(stage, fewest))));
if (wanted.has('watch'))
  rows.push(
    ...(await withStage(place, async (stage) => {
      await planTask(stage);
      return watchRows(stage);
    })),
  );
if (wanted.has('copy')) rows.push(...(await copyRows(COPY_RUNS)));

const judged = rows.map((row) => ({ ...row, ok: isMet(row) }));
if (values.json)
  process.stdout.write(
    `${JSON.stringify({ node: process.version, platform: process.platform, rows: judged }, null, 2)}\n`,
  );
else
  process.stdout.write(
    `${tableOf(rows)}\nRows without a limit are there to judge the others by: where bare Node is not once more ` +
      `as fast as itself, the machine is too busy to measure on.\n`,
  );
if (!rows.every(isMet)) process.exitCode = 1;
