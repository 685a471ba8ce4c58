/** Compares a review, from the command to its end, with the same Codex run alone with the same arguments and prompt. */
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { codexArguments, scrubbedEnvironment } from '../scripts/io/codex/arguments.js';
import { readSettings } from '../scripts/io/codex/settings.js';
import { ledgerPaths } from '../scripts/io/ground/workspace.js';
import { readJob } from '../scripts/io/review/job.js';
import { recordFile } from '../scripts/io/review/receipts.js';
import { bareNode, type Call, median, paired, runTimed } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/** How many seconds a review may add. */
const LIMIT = 0.5;

/** The rows for a stage whose task is at its plan review. */
export async function reviewRows(stage: Stage, runs: number): Promise<Row[]> {
  const before = path.join(stage.folder, 'before');
  const places = [stage.project, stage.env['HOME'] ?? ''];
  for (const place of places) await copy(place, path.join(before, path.basename(place)));
  const samples = { [REVIEW]: [] as number[], [CODEX]: [] as number[], [NODE]: [] as number[] };
  for (let round = 0; round <= runs; round += 1) {
    for (const place of places) await copy(path.join(before, path.basename(place)), place);
    const review = await stage.cccc('review', 'plan', '--max', '600');
    const codex = await runTimed(await sameCodex(stage));
    if (codex.code !== 0 || !codex.stdout.includes('turn.completed'))
      throw new Error(`codex ended with ${codex.code}: ${codex.stdout}${codex.stderr}`);
    const node = await runTimed(bareNode(NODE, { cwd: stage.project, env: stage.env }).call);
    if (round === 0) continue;
    samples[REVIEW].push(review.ms);
    samples[CODEX].push(codex.ms);
    samples[NODE].push(node.ms);
  }
  const row = {
    name: `${REVIEW}, less ${CODEX}`,
    runs,
    ms: median(samples[REVIEW]),
    against: { name: CODEX, ms: median(samples[CODEX]) },
  };
  return [
    {
      ...row,
      value: paired(samples, [REVIEW, CODEX], (review, codex) => review - codex) / 1000,
      unit: 's',
      limit: LIMIT,
    },
    // On a busy machine, seconds get longer, but the number of Node starts that fit into them hardly changes.
    {
      ...row,
      name: 'the same, in starts of bare Node',
      against: { name: NODE, ms: median(samples[NODE]) },
      value: paired(samples, [REVIEW, CODEX, NODE], (review, codex, node) => (review - codex) / node),
      unit: '×',
      limit: null,
    },
  ];
}

const REVIEW = 'review plan';
const CODEX = 'the same codex exec';
const NODE = 'bare Node';

/** Copies a folder including times, by which git's index recognises its files. */
async function copy(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true, maxRetries: 10 });
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

/** The same call that the review just made, rebuilt from its record. */
async function sameCodex({ project, env }: Stage): Promise<Call> {
  const ledgers = ledgerPaths(path.join(project, '.git'));
  const [task = ''] = await readdir(ledgers.tasks);
  const [name = ''] = await readdir(ledgers.records(task));
  const dir = ledgers.record(task, name);
  const {
    codex: { codex, reads },
    config,
    folder,
    place,
  } = readJob(dir).job;
  const settings = await readSettings(config.codex, { env, stateDir: place.stateDir });
  if (settings.kind !== 'settings') throw new Error(settings.reason);
  return {
    program: codex.native,
    args: [
      ...codex.leading,
      ...codexArguments(config.codex, settings, {
        folder,
        schemaFile: recordFile(dir, 'schema'),
        denied: reads.denied,
      }),
    ],
    cwd: folder,
    env: scrubbedEnvironment(config.codex.pass_env, env, null),
    input: await readFile(recordFile(dir, 'prompt'), 'utf8'),
  };
}
