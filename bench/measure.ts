/** Times whole processes from start to end, several of them in turn. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Call {
  program: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  input?: string;
}

export interface Ran {
  ms: number;
  code: number | null;
  stdout: string;
  stderr: string;
}

const running = new Set<ChildProcess>();
let isInterrupted = false;

/** Ends what is running and refuses anything started later, so that every caller finishes and cleans up. */
export function interrupt(): void {
  isInterrupted = true;
  for (const child of running) child.kill();
}

/** Runs one process to its end. The time ends when its pipes are closed, as for a client that waits for a hook. */
export function runTimed({ program, args, cwd, env, input }: Call): Promise<Ran> {
  if (isInterrupted) return Promise.reject(new Error('interrupted'));
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const child = spawn(program, args, { cwd, env, windowsHide: true });
    running.add(child);
    const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => said.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      resolve({
        ms,
        code,
        stdout: Buffer.concat(said.stdout).toString('utf8'),
        stderr: Buffer.concat(said.stderr).toString('utf8'),
      });
    });
    // A process that does not read its input closes the pipe, which is no fault here.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** One of the things to compare. */
export interface Contender {
  name: string;
  call: Call;
  /** Restores the state in which each run begins; not timed. */
  prepare?: () => void | Promise<void>;
  /** Throws when the run was not the one that should be measured. */
  verify?: (ran: Ran) => void;
}

export type Samples = Record<string, number[]>;

/**
 * Runs the contenders in turn, `rounds` times. Each round begins with another contender, so that other load on the
 * machine affects all of them alike. A first round warms the file cache and does not count.
 *
 * @returns milliseconds by the contender's name, one value per round
 */
export async function interleaved(contenders: readonly Contender[], rounds: number): Promise<Samples> {
  const samples: Samples = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const contender = contenders[(round + turn) % contenders.length];
      if (contender === undefined) continue;
      await contender.prepare?.();
      const ran = await runTimed(contender.call);
      verifyRan(contender, ran);
      if (round > 0) samples[contender.name]?.push(ran.ms);
    }
  }
  return samples;
}

function verifyRan({ name, verify }: Contender, ran: Ran): void {
  if (ran.code !== 0) throw new Error(`${name} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  verify?.(ran);
}

/**
 * The median over all rounds of a figure computed from the times of one round. On a busy machine it differs less
 * between two runs of the bench than a figure computed from the medians: 0.98 to 1.12 instead of 0.93 to 1.18 for the
 * same hook, 31 rounds each.
 *
 * @param names the contenders whose times are the parameters of `figure`, in that order
 */
export function paired(samples: Samples, names: readonly string[], figure: (...ms: number[]) => number): number {
  const rounds = samples[names[0] ?? ''] ?? [];
  return median(rounds.map((_, round) => figure(...names.map((name) => samples[name]?.[round] ?? NaN))));
}

/** The middle value; for an even number of values, the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The baseline of all comparisons: Node doing nothing. */
export const bareNode = (name: string, { cwd, env, input }: Pick<Call, 'cwd' | 'env' | 'input'>): Contender => ({
  name,
  call: { program: process.execPath, args: ['-e', '0'], cwd, env, ...(input === undefined ? {} : { input }) },
});
