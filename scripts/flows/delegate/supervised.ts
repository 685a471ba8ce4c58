/** What every payload of a delegated run needs: its request, the copy that Codex reads, and the judged Codex. */
import path from 'node:path';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { withSurroundings } from '../../io/codex/call.js';
import { watchProgram } from '../../io/codex/program.js';
import { type CodexSettings, readCall } from '../../io/codex/settings.js';
import type { DelegatedJob, DelegatedProgress } from '../../io/delegate/job.js';
import { type DelegatedRequest, digestsOfRequest, readDelegatedRequest } from '../../io/delegate/record.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { keep } from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { tracedEnvironment } from '../../io/run/run-trace.js';
import { isSecretFile } from '../../secrets/index.js';
import { copying } from '../codex/copying.js';
import { isWriterJob, prepareCopy } from './ask/writer.js';

/** What the work of one run shares: its folder, its description, its heartbeat, and how it is ended. */
export interface Supervised {
  dir: string;
  job: DelegatedJob;
  pulse: Pulse<DelegatedProgress>;
  interrupt: Interrupt;
}

/** Reads what was asked, if it is what the description of the run names. */
export function verifyRequest({ dir, job }: Pick<Supervised, 'dir' | 'job'>): DelegatedRequest | Infrastructure {
  const asked = keep(() => readDelegatedRequest(dir, job.request.schema !== null));
  if (asked.kind === 'infrastructure') return asked;
  const { prompt, schema } = digestsOfRequest(asked.value);
  return prompt === job.request.prompt && schema === job.request.schema
    ? asked.value
    : infrastructure('record-altered', 'prompt.md, schema.json');
}

/** Reads what Codex is asked and makes the copy that it reads. */
export async function readyRequest(supervised: Supervised): Promise<DelegatedRequest | Infrastructure> {
  const { job, pulse, interrupt } = supervised;
  const asked = verifyRequest(supervised);
  if ('kind' in asked) return asked;
  const failed = await copyTree(job, interrupt);
  if (failed !== null) return failed;
  pulse.tell({ phase: 'codex' });
  return asked;
}

/** Brings the copy that Codex reads to the tree, without files that are secret as a whole. */
const copyTree = (job: DelegatedJob, interrupt: Interrupt): Promise<Infrastructure | null> =>
  copying(job, interrupt, async () => {
    if (isWriterJob(job)) return prepareCopy(job, interrupt);
    if (job.tree === null || job.top === null) return;
    await materialise(await openRepository(job.top), job.tree, path.join(job.folder, 'tree'), isSecretFile);
  });

/** What a call of Codex gets from the program and the settings that were judged before. */
export interface Surroundings {
  settings: CodexSettings;
  env: Record<string, string>;
  /** To be called when Codex prints for the first time. */
  onOutput: (pid: number) => void;
}

/** Works with the program that was looked at and the settings that were judged, or says what stands in their place. */
export async function withCodex<T>(
  { config, codex, folder, state_dir: stateDir, trace }: DelegatedJob,
  work: (surroundings: Surroundings) => Promise<T>,
): Promise<T | Infrastructure> {
  const watch = await watchProgram(codex.program, stateDir);
  if (watch === null) return infrastructure('codex-replaced', codex.program.native.path);
  const read = await readCall(config.codex, { env: process.env, stateDir });
  if (read.kind !== 'call') return read;
  if (read.settings.digest !== codex.settings.digest) return infrastructure('settings-moved', 'codex_profile');
  const done = await withSurroundings(config.codex, read, { env: process.env, folder }, (env) =>
    work({
      settings: read.settings,
      env: tracedEnvironment(env, trace, process.env),
      onOutput: (pid) => watch.look(pid),
    }),
  );
  return (await watch.isReplaced()) ? infrastructure('codex-replaced', codex.program.native.path) : done;
}
