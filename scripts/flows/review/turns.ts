/** The turns of a review: Codex is asked, and once more where its reply contradicts itself. */
import { readLog } from '../../core/codex/log.js';
import { type Infrastructure, infrastructure, refusedHere } from '../../core/codex/reasons.js';
import { codexArguments, marksIn } from '../../io/codex/arguments.js';
import { withSurroundings } from '../../io/codex/call.js';
import { type CodexCall, type CodexOutput, type Limits, runCodex } from '../../io/codex/codex.js';
import { type ProgramWatch, watchProgram } from '../../io/codex/program.js';
import { type CodexSettings, readCall } from '../../io/codex/settings.js';
import { systemRefusal } from '../../io/ground/faults.js';
import { correctionPrompt } from '../../io/review/correction.js';
import { noteEventTime, type ReviewJob, type ReviewProgress } from '../../io/review/job.js';
import {
  askedAgain,
  evaluateRecord,
  keep,
  type RecordBytes,
  type RecordedRequest,
  recordFile,
  runOf,
  writeAgainRecord,
  writePromptAgain,
  writeRunRecord,
} from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { processStart } from '../../io/run/process.js';
import { markedFor, tracedEnvironment } from '../../io/run/run-trace.js';

/** What the turns of one reviewer share: its record, its heartbeat, how it is cancelled, and how it is found again. */
export interface Turns {
  /** The folder of the reviewer's record. */
  dir: string;
  lens: string;
  job: ReviewJob;
  pulse: Pick<Pulse<ReviewProgress>, 'tell' | 'note'>;
  signal: AbortSignal;
  /** The mark by which only what this reviewer starts is found; its processes carry that of the run too. */
  mark: string;
}

export type Kept = { kind: 'kept'; value: RecordBytes };

/**
 * Runs Codex and keeps the record.
 *
 * @returns the record as it was received, including any fault of Codex; or why it could not be kept
 */
export async function runTurns(turns: Turns, request: RecordedRequest): Promise<Kept | Infrastructure> {
  const { dir, job, pulse } = turns;
  pulse.tell({ phase: 'codex' });
  const run = await runTurn(turns, {
    prompt: request.prompt.toString('utf8'),
    eventsFile: recordFile(dir, 'events'),
    stderrFile: recordFile(dir, 'stderr'),
    limits: limitsOf(job),
    spent: 0,
  });
  if ('kind' in run) return run;
  if (run.stoppedBy === 'unwritable') return unwritable(dir, run);
  const kept = keep(() => writeRunRecord(dir, request, run));
  return kept.kind === 'infrastructure' ? kept : askAgain(turns, kept.value);
}

/**
 * Asks once more where the reply contradicts itself or leaves open whether a finding is an accepted risk, within what
 * is left of the review's time and tokens: in a new conversation, because one that can be resumed would have to be kept
 * in the user's own Codex folder, or in a folder that a login in the system's keyring does not reach
 * (docs/facts/codex-cli.md, resuming).
 */
async function askAgain(turns: Turns, record: RecordBytes): Promise<Kept | Infrastructure> {
  const { dir, job, pulse, lens } = turns;
  const kept: Kept = { kind: 'kept', value: record };
  const asked = askedAgain(record, lens);
  if (asked === null) return kept;
  const { limits, spent } = leftOf(limitsOf(job), record);
  const prompt = await correctionPrompt(record.prompt.toString('utf8'), asked);
  if (prompt === null || limits.wallMs <= 0 || limits.tokenBudget === 0) return kept;
  const bytes = Buffer.from(prompt);
  const written = keep(() => writePromptAgain(dir, bytes));
  if (written.kind === 'infrastructure') return written;
  pulse.tell({ phase: 'asking-again', codex: null });
  const run = await runTurn(turns, {
    prompt,
    eventsFile: recordFile(dir, 'events_again'),
    stderrFile: recordFile(dir, 'stderr_again'),
    limits,
    spent,
  });
  // If the second turn fails, the first reply still counts as far as it is valid alone.
  if ('kind' in run) return evaluateRecord(record, lens).result.kind === 'infrastructure' ? run : kept;
  if (run.stoppedBy === 'unwritable') return unwritable(dir, run);
  return keep(() => writeAgainRecord(dir, record, bytes, run));
}

const unwritable = (dir: string, { systemError }: CodexOutput): Infrastructure =>
  refusedHere('receipt-unwritable', systemRefusal(recordFile(dir, 'events'), systemError ?? ''));

const limitsOf = ({ config: { codex } }: ReviewJob): Limits => ({
  wallMs: codex.timeout_seconds * 1000,
  idleMs: codex.idle_timeout_seconds * 1000,
  tokenBudget: codex.token_budget,
});

/** The limits that are left after the first turn, and the tokens that it used. */
function leftOf({ wallMs, idleMs, tokenBudget }: Limits, record: RecordBytes): { limits: Limits; spent: number } {
  const { startedAt, endedAt, stderr } = runOf(record);
  const { tokens } = readLog(stderr);
  return {
    limits: {
      wallMs: wallMs - (endedAt - startedAt),
      idleMs,
      tokenBudget: tokenBudget === null ? null : Math.max(0, tokenBudget - tokens),
    },
    spent: tokens,
  };
}

type Turn = Pick<CodexCall, 'prompt' | 'eventsFile' | 'stderrFile' | 'limits'> & {
  /** Tokens of the earlier turn. */
  spent: number;
};

/**
 * One run of the program that was looked at, with the settings that were judged; `codex-replaced` and
 * `settings-moved` where others stand or ran in their place.
 */
async function runTurn(turns: Turns, turn: Turn): Promise<CodexOutput | Infrastructure> {
  const { config, codex, folder, place } = turns.job;
  const watch = await watchProgram(codex.program, place.stateDir);
  if (watch === null) return infrastructure('codex-replaced', codex.program.native.path);
  // No description contains secrets, so they are read again here, and only if nothing has changed in the meantime.
  const call = await readCall(config.codex, { env: process.env, stateDir: place.stateDir });
  if (call.kind !== 'call') return call;
  if (call.settings.digest !== codex.settings.digest) return infrastructure('settings-moved', 'codex_profile');
  return withSurroundings(config.codex, call, { env: process.env, folder }, (env) =>
    runWatched(turns, turn, { watch, settings: call.settings, env }),
  );
}

async function runWatched(
  { dir, job, pulse, signal, mark }: Turns,
  { spent, ...turn }: Turn,
  { watch, settings, env }: { watch: ProgramWatch; settings: CodexSettings; env: Record<string, string> },
): Promise<CodexOutput | Infrastructure> {
  const { config, codex } = job;
  const traced = markedFor(tracedEnvironment(env, job.trace, process.env), job.trace, mark);
  const run = await runCodex({
    ...turn,
    codex: codex.codex,
    args: codexArguments(config.codex, settings, {
      folder: job.folder,
      schemaFile: recordFile(dir, 'schema'),
      denied: codex.reads.denied,
      ...marksIn(traced),
    }),
    env: traced,
    mark,
    folder: job.folder,
    baseUrl: settings.baseUrl,
    signal,
    onStart: (pid) => pulse.tell({ codex: { pid, started: processStart(pid) } }),
    onOutput: (pid) => watch.look(pid),
    onProgress: ({ tokens }) => pulse.note({ tokens: spent + tokens }),
    onLine: () => noteEventTime(dir, Date.now()),
  });
  return (await watch.isReplaced()) ? infrastructure('codex-replaced', codex.program.native.path) : run;
}
