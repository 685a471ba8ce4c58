/** A review from the command to its end, against the same Codex with the same arguments and prompt and nothing around it. */
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { codexArguments, scrubbedEnvironment } from '../scripts/io/codex-arguments.js';
import { readJob } from '../scripts/io/jobs.js';
import { recordFile } from '../scripts/io/receipts.js';
import { ledgerPaths } from '../scripts/io/workspace.js';
import { median, runTimed, type Call } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/** What a review may add, in seconds. */
const LIMIT = 0.5;

/** The row of a stage whose task is at its plan review. */
export async function reviewRow(stage: Stage, runs: number): Promise<Row> {
  const before = path.join(stage.folder, 'before');
  const places = [stage.project, stage.env['HOME'] ?? ''];
  for (const place of places) await copy(place, path.join(before, path.basename(place)));
  const samples = { review: new Array<number>(), bare: new Array<number>(), added: new Array<number>() };
  for (let round = 0; round <= runs; round += 1) {
    for (const place of places) await copy(path.join(before, path.basename(place)), place);
    const review = await stage.cccc('review', 'plan', '--max', '600');
    const bare = await runTimed(await sameCodex(stage));
    if (bare.code !== 0 || !bare.stdout.includes('turn.completed')) throw new Error(`codex ended with ${bare.code}: ${bare.stdout}${bare.stderr}`);
    if (round === 0) continue;
    samples.review.push(review.ms);
    samples.bare.push(bare.ms);
    samples.added.push(review.ms - bare.ms);
  }
  return {
    name: 'review plan, less the same codex exec', runs, ms: median(samples.review), against: { name: 'codex exec', ms: median(samples.bare) },
    value: median(samples.added) / 1000, unit: 's', limit: LIMIT,
  };
}

/** A folder as it was, times included: git's index knows its files by them. */
async function copy(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true, maxRetries: 10 });
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

/** The very call that the review just made, from what it left behind. */
async function sameCodex({ project, env }: Stage): Promise<Call> {
  const ledgers = ledgerPaths(path.join(project, '.git'));
  const [task = ''] = await readdir(ledgers.tasks);
  const [name = ''] = await readdir(ledgers.records(task));
  const dir = ledgers.record(task, name);
  const { codex: { codex, settings }, config, folder } = readJob(dir);
  return {
    program: codex.native, args: [...codex.leading, ...codexArguments(config.codex, settings, { folder, schemaFile: recordFile(dir, 'schema') })],
    cwd: folder, env: scrubbedEnvironment(config.codex.pass_env, env, null), input: await readFile(recordFile(dir, 'prompt'), 'utf8'),
  };
}
