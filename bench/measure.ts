/** Whole processes, timed from their start to their end, several of them in turn. */
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

/** Ends what runs and refuses what comes after it, so that whoever waits comes to an end and tidies up. */
export function interrupt(): void {
  isInterrupted = true;
  for (const child of running) child.kill();
}

/** Runs one process to its end; the time ends when its pipes are closed, as for a client that waits for a hook. */
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
    // Whoever does not read its input closes the pipe; that is no fault here.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** One of the things that are compared. */
export interface Contender {
  name: string;
  call: Call;
  /** Brings the world back to where each run begins; not timed. */
  prepare?: () => void | Promise<void>;
  /** Throws when the run was not the one that was to be measured. */
  verify?: (ran: Ran) => void;
}

export type Samples = Record<string, number[]>;

/**
 * Runs the contenders in turn, `rounds` times, each round beginning with another one, so that whatever else the
 * machine does meets them all alike. A first round warms the file cache and does not count.
 *
 * @returns milliseconds by the contender's name, one for each round
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
 * The median over the rounds of a figure made of that round's times. On a busy machine this moves less from one
 * run of the bench to the next than a figure made of the medians: 0.98 to 1.12 against 0.93 to 1.18 for one and the
 * same hook, 31 rounds each.
 *
 * @param names the contenders whose times the figure is made of, in the order of its parameters
 */
export function paired(samples: Samples, names: readonly string[], figure: (...ms: number[]) => number): number {
  const rounds = samples[names[0] ?? ''] ?? [];
  return median(rounds.map((_, round) => figure(...names.map((name) => samples[name]?.[round] ?? NaN))));
}

/** The middle value; of an even number, the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** What everything is measured against: Node with nothing to do. */
export const bareNode = (name: string, { cwd, env, input }: Pick<Call, 'cwd' | 'env' | 'input'>): Contender => ({
  name,
  call: { program: process.execPath, args: ['-e', '0'], cwd, env, ...(input === undefined ? {} : { input }) },
});
