/** Runs the project's own checks on the tree under review and keeps their output. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { redact, redaction } from '../../core/say/redact.js';
import type { Config } from '../../generated/types.js';
import { asTheUser } from '../ground/user-mask.js';
import { endFamily, ownGroup, withFamily } from '../run/process-group.js';
import { makeScratch, newTrace, type RunTrace, removeScratch, tracedEnvironment } from '../run/run-trace.js';
import { checkEnvironment } from './check-environment.js';

export type Check = Config['testing']['commands'][number];

export interface CheckResult {
  name: string;
  required: boolean;
  passed: boolean;
  /** null when a signal ended the check, or it never started. */
  exit_code: number | null;
  signal: string | null;
  timed_out: boolean;
  /** Why the check neither passed nor failed normally; null when it did. */
  problem: 'not-started' | 'time-limit' | 'output-limit' | 'cancelled' | null;
  duration_ms: number;
  /** `sha256:<hex>` of the output as it is kept. */
  output_digest: string;
  /** Absolute path of the complete output without secrets (a very long output is kept unchanged). */
  output_file: string;
  /** The end of the output, at most 40 lines and 4,000 characters, without colours and secrets. */
  tail: string;
  /** Why it ran in the work tree itself; null in the clean copy. */
  in_place: string | null;
}

/** Where one check runs. */
export interface CheckPlace {
  /** Absolute path. */
  cwd: string;
  in_place: string | null;
  /** Translates a word of the command, or the value of a variable, for this place. */
  into: (text: string) => string;
  /** Translates output back to the work tree's paths; the text has one character per byte. */
  outOf: (bytes: string) => string;
}

/** In the folder itself, with nothing to translate. */
export const inPlace = (cwd: string, because: string | null): CheckPlace => ({
  cwd,
  in_place: because,
  into: (text) => text,
  outOf: (bytes) => bytes,
});

export interface CheckRun {
  commands: Check[];
  /** The work tree, absolute. */
  cwd: string;
  /** Where each check runs; in the work tree if missing. */
  place?: (check: Check) => CheckPlace;
  /** Usually process.env; only what `checkEnvironment` lets through reaches a check. */
  env: NodeJS.ProcessEnv;
  /** Further variables, which every check gets. */
  more?: Readonly<Record<string, string>>;
  /** The folder for outputs, one file per check; created if missing. */
  outputDir: string;
  /**
   * The trace by which processes that the checks start are found again; its folder for temporary files must exist. If
   * missing, the checks get one of their own.
   */
  trace?: RunTrace;
  /** Aborting it ends the running check, and later ones do not start. */
  signal?: AbortSignal;
  onStart?: (check: Check, number: number, of: number) => void;
  onEnd?: (result: CheckResult) => void;
}

const OUTPUT_LIMIT = 64 * 1024 * 1024;
/** In longer outputs, secrets are removed only from the parts that are shown. */
const REDACTED_BYTES = 8 * 1024 * 1024;
const WATCH_MS = 100;
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 40;
const TAIL_CHARACTERS = 4_000;

/**
 * Runs all checks one after the other, even if one fails. Each runs without a shell in its own process group and within
 * its time limit. None of their processes is left running on return.
 *
 * @returns one result for each check that was started, in order; a failed check is a result, not an error
 * @throws when the output cannot be written to its folder
 */
export async function runChecks(run: CheckRun): Promise<{ results: CheckResult[] }> {
  await mkdir(run.outputDir, { recursive: true });
  const trace = run.trace ?? newTrace();
  const results: CheckResult[] = [];
  if (!run.trace) makeScratch(trace);
  try {
    for (const [index, check] of run.commands.entries()) {
      if (run.signal?.aborted) break;
      run.onStart?.(check, index + 1, run.commands.length);
      const name = redact(check.name)
        .replace(/[^\p{L}\p{N}._-]+/gu, '-')
        .slice(0, 60);
      const result = await runCheck(check, { ...run, trace }, path.join(run.outputDir, `${index + 1}-${name}.log`));
      results.push(result);
      run.onEnd?.(result);
    }
    return { results };
  } finally {
    if (!run.trace) removeScratch(trace);
  }
}

type TracedRun = CheckRun & { trace: RunTrace };

async function runCheck(check: Check, run: TracedRun, file: string): Promise<CheckResult> {
  const handle = await open(file, 'w', 0o600);
  const place = run.place?.(check) ?? inPlace(run.cwd, null);
  const start = process.hrtime.bigint();
  const ended = await execute(check, run, place, handle).finally(() => handle.close());
  await cleanOutput(file, place);
  return {
    name: redact(check.name),
    required: check.required,
    passed: ended.exit_code === 0 && ended.problem === null,
    ...ended,
    timed_out: ended.problem === 'time-limit',
    duration_ms: Number((process.hrtime.bigint() - start) / 1_000_000n),
    output_digest: `sha256:${await digestOf(file)}`,
    output_file: file,
    tail: await tailOf(file),
    in_place: place.in_place,
  };
}

type Ended = Pick<CheckResult, 'exit_code' | 'signal' | 'problem'>;

async function execute(check: Check, run: TracedRun, place: CheckPlace, output: FileHandle): Promise<Ended> {
  const [program, ...args] = check.run.map(place.into);
  const notStarted: Ended = { exit_code: null, signal: null, problem: 'not-started' };
  if (!program) return notStarted;
  // The output goes to a file, not a pipe: a process that escapes while holding a pipe would keep this one waiting. The
  // stream only provides the file descriptor, to which the check writes directly.
  const file = output.createWriteStream({ autoClose: false });
  const given = Object.entries(checkEnvironment(run.env)).map(([name, value]) => [name, place.into(value)]);
  const env = tracedEnvironment({ ...Object.fromEntries(given), ...run.more }, run.trace, run.env);
  const child = asTheUser(() =>
    execa(program, args, {
      ...ownGroup,
      cwd: place.cwd,
      env,
      extendEnv: false,
      reject: false,
      cleanup: false,
      stdin: 'ignore',
      stdout: file,
      stderr: file,
    }),
  );
  const { pid } = child;
  if (pid === undefined) {
    await output.write((await child).shortMessage ?? '');
    return notStarted;
  }
  const family = { pid, mark: run.trace.mark };
  return withFamily(family, async () => {
    const stop = new AbortController();
    const limit = await Promise.race([child.then(() => null), limitReached(check, output, stop.signal, run.signal)]);
    stop.abort();
    await endFamily(family, { graceful: limit !== null });
    const { exitCode, signal } = await child;
    return { exit_code: exitCode ?? null, signal: signal ?? null, problem: limit };
  });
}

/** Resolves when the check has run too long, printed too much, or was cancelled; null when the watch is ended first. */
async function limitReached(
  check: Check,
  output: FileHandle,
  stop: AbortSignal,
  cancelled: AbortSignal | undefined,
): Promise<'time-limit' | 'output-limit' | 'cancelled' | null> {
  const end = process.hrtime.bigint() + BigInt(check.timeout_seconds) * 1_000_000_000n;
  while (!stop.aborted) {
    const left = Number((end - process.hrtime.bigint()) / 1_000_000n);
    if (cancelled?.aborted) return 'cancelled';
    if (left <= 0) return 'time-limit';
    if ((await output.stat()).size > OUTPUT_LIMIT) return 'output-limit';
    await delay(Math.min(WATCH_MS, left), undefined, { signal: stop }).catch((error: unknown) => {
      if (!stop.aborted) throw error;
    });
  }
  return null;
}

/**
 * Removes secrets from the output, which stays on disk until the next task starts. Paths in the copy become paths in
 * the work tree, where the reader has to look.
 */
async function cleanOutput(file: string, { outOf }: CheckPlace): Promise<void> {
  if ((await stat(file)).size > REDACTED_BYTES) return;
  // Byte by byte, so that content that is not UTF-8 stays unchanged.
  const printed = (await readFile(file)).toString('latin1');
  const inBytes = (mark: string): string => Buffer.from(mark).toString('latin1');
  const { text, found } = redaction(outOf(printed));
  const cleaned = found.length > 0 ? text.replace(/[⟨⟩]/g, inBytes) : text;
  if (cleaned !== printed) await writeFile(file, cleaned, { encoding: 'latin1', mode: 0o600 });
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function tailOf(file: string): Promise<string> {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size - buffer.length);
    const text = stripVTControlCharacters(buffer.toString('utf8', 0, bytesRead))
      .replaceAll('\r\n', '\n')
      .trimEnd();
    const lines = redact(text).split('\n').slice(-TAIL_LINES).join('\n');
    return lines.slice(-TAIL_CHARACTERS);
  } finally {
    await handle.close();
  }
}
