/** Compares `ask --read-only`, from the command to its end, with the same Codex run alone. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { callArguments, scrubbedEnvironment } from '../scripts/io/codex/arguments.js';
import { readSettings } from '../scripts/io/codex/settings.js';
import { readDelegatedJob } from '../scripts/io/delegate/job.js';
import { delegatedFile, delegatedFolder } from '../scripts/io/delegate/record.js';
import { statePaths } from '../scripts/io/ground/workspace.js';
import { bareNode, type Call, median, paired, runTimed } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/** How many seconds a question may add. */
const LIMIT = 0.3;

const ASK = 'ask --read-only';
const CODEX = 'the same codex exec';
const NODE = 'bare Node';

export async function askRows(stage: Stage, runs: number): Promise<Row[]> {
  const samples = { [ASK]: [] as number[], [CODEX]: [] as number[], [NODE]: [] as number[] };
  for (let round = 0; round <= runs; round += 1) {
    const ask = await stage.cccc('ask', 'Where is it parsed?', '--read-only');
    const codex = await runTimed(await sameCodex(stage));
    if (codex.code !== 0 || !codex.stdout.includes('turn.completed'))
      throw new Error(`codex ended with ${codex.code}: ${codex.stdout}${codex.stderr}`);
    const node = await runTimed(bareNode(NODE, { cwd: stage.project, env: stage.env }).call);
    if (round === 0) continue;
    samples[ASK].push(ask.ms);
    samples[CODEX].push(codex.ms);
    samples[NODE].push(node.ms);
  }
  const row = {
    name: `${ASK}, less ${CODEX}`,
    runs,
    ms: median(samples[ASK]),
    against: { name: CODEX, ms: median(samples[CODEX]) },
  };
  return [
    { ...row, value: paired(samples, [ASK, CODEX], (ask, codex) => ask - codex) / 1000, unit: 's', limit: LIMIT },
    // On a busy machine, seconds get longer, but the number of Node starts that fit into them hardly changes.
    {
      ...row,
      name: 'the same, in starts of bare Node',
      against: { name: NODE, ms: median(samples[NODE]) },
      value: paired(samples, [ASK, CODEX, NODE], (ask, codex, node) => (ask - codex) / node),
      unit: '×',
      limit: null,
    },
  ];
}

/** The same call that the newest run made, rebuilt from its description. */
async function sameCodex({ env }: Stage): Promise<Call> {
  const stateDir = path.join(env['XDG_STATE_HOME'] ?? '', 'cccc');
  const dir = delegatedFolder(stateDir, (await readdir(statePaths(stateDir).runs)).sort().at(-1) ?? '');
  const { codex, config, folder, access } = readDelegatedJob(dir);
  const settings = await readSettings(config.codex, { env, stateDir });
  if (settings.kind !== 'settings') throw new Error(settings.reason);
  const places = { folder, schemaFile: null, denied: codex.reads.denied, access, thread: null, keepsThread: true };
  return {
    program: codex.codex.native,
    args: [...codex.codex.leading, ...callArguments(config.codex, settings, places)],
    cwd: folder,
    env: scrubbedEnvironment(config.codex.pass_env, env, null),
    input: await readFile(delegatedFile(dir, 'prompt'), 'utf8'),
  };
}
