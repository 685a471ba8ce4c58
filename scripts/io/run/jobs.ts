/** Detached review jobs: their description, their heartbeat, and how to tell a living one from a dead one. */
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CheckSummary, Gate, RunningReview } from '../../core/task/model.js';
import type { Config } from '../../generated/types.js';
import type { ReadyCodex } from '../codex/preflight.js';
import { errorCode, readIfThere, writeAtomically } from '../ground/files.js';
import { bootId } from '../ground/lock.js';
import { asTheUser } from '../ground/user-mask.js';
import { skillRoot } from '../ground/workspace.js';
import type { TaskPlace } from '../task/store.js';
import type { RunTrace } from './run-trace.js';

/**
 * What a supervisor needs to run one review; written before it is started. No secrets: the environment is inherited.
 */
export interface Job {
  v: 1;
  place: TaskPlace;
  top: string;
  review: RunningReview;
  config: Config;
  codex: Omit<ReadyCodex, 'env'>;
  /** What was pinned of the user's own Codex configuration, as a digest. */
  profile: string;
  checks: CheckSummary | null;
  /** The tree that Codex reads. */
  snapshot: string;
  /** Codex's working directory, outside the repository; the snapshot is its folder `tree`. */
  folder: string;
  /** Committed review artifact, relative to the project. */
  artifact: string;
  language: string;
  boot: string;
  /** By which whatever the run started is found again. */
  trace: RunTrace;
  /** The monotonic clock when it was launched, nanoseconds as text. */
  launched: string;
}

/** Signs of life of a supervisor; written at least every second. */
export interface Heartbeat {
  pid: number;
  started: string;
  boot: string;
  counter: number;
  /** The monotonic clock of this machine, nanoseconds as text: comparable between processes of one boot. */
  stamp: string;
  phase: 'snapshot' | 'codex' | 'settling';
  tokens: number;
  /** Leader of Codex's process group; null before it runs. */
  codex: { pid: number; started: string } | null;
}

export const DEAD_AFTER_MS = 15_000;

const jobFile = (dir: string): string => path.join(dir, 'job.json');
const announcedFile = (dir: string): string => path.join(dir, 'announced.json');
const heartbeatFile = (dir: string): string => path.join(dir, 'heartbeat.json');
const cancelFile = (dir: string): string => path.join(dir, 'cancel');

export const monotonic = (): string => process.hrtime.bigint().toString();
const elapsedMs = (since: string): number => Number((process.hrtime.bigint() - BigInt(since)) / 1_000_000n);

/**
 * Says that a job is about to be recorded and described: between the two there is a running review without a
 * description, which nobody may take for a dead one.
 */
export function announceJob(dir: string): void {
  writeAtomically(announcedFile(dir), JSON.stringify({ boot: bootId(), launched: monotonic() }));
}

export const writeJob = (dir: string, job: Job): void => writeAtomically(jobFile(dir), JSON.stringify(job));
export const hasJob = (dir: string): boolean => existsSync(jobFile(dir));
export const readJob = (dir: string): Job => JSON.parse(readFileSync(jobFile(dir), 'utf8')) as Job;

/** Replaces the heartbeat; not flushed to the disk, since it only has to outlive the process, not the machine. */
export function writeHeartbeat(dir: string, beat: Heartbeat): void {
  const temporary = `${heartbeatFile(dir)}.tmp`;
  writeFileSync(temporary, JSON.stringify(beat), { mode: 0o600 });
  renameSync(temporary, heartbeatFile(dir));
}

export function readHeartbeat(dir: string): Heartbeat | null {
  const text = readIfThere(heartbeatFile(dir));
  return text === null ? null : (JSON.parse(text) as Heartbeat);
}

export type Liveness = 'alive' | 'starting' | 'dead' | 'other-boot';

/**
 * Whether a job's supervisor lives. In: the record's folder. Dead is another boot, or no sign of life for 15 s. The
 * latest sign counts: what was left or put in the folder before the job does not make it dead.
 */
export function livenessOf(dir: string): Liveness {
  const job = hasJob(dir) ? readJob(dir) : null;
  const beat = readHeartbeat(dir);
  const signs = [readAnnounced(dir), job && { boot: job.boot, stamp: job.launched }, beat].filter(
    (sign) => sign !== null,
  );
  const age = Math.min(...signs.map(({ stamp }) => elapsedMs(stamp)));
  // Where the platform names no boot, a clock that stands before a stamp has begun anew since.
  if (signs.some(({ boot }) => boot !== bootId()) || age < -1000) return 'other-boot';
  if (age > DEAD_AFTER_MS) return 'dead';
  return job && beat ? 'alive' : 'starting';
}

function readAnnounced(dir: string): { boot: string; stamp: string } | null {
  const text = readIfThere(announcedFile(dir));
  if (text === null) return null;
  const { boot, launched } = JSON.parse(text) as Pick<Job, 'boot' | 'launched'>;
  return { boot, stamp: launched };
}

export const requestCancel = (dir: string): void => writeFileSync(cancelFile(dir), '', { mode: 0o600 });
export const isCancelRequested = (dir: string): boolean => existsSync(cancelFile(dir));

/**
 * When a process started, in whatever form the platform gives; with the id it names one process. Empty where unknown.
 */
export function processStart(pid: number): string {
  if (process.platform === 'win32') return '';
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid);
}

function startInProc(pid: number): string {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(errorCode(error))) return '';
    throw error;
  }
}

/** A process that is gone prints nothing. */
function startByPs(pid: number): string {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  return (stdout ?? '').trim();
}

/** Whether a process that was started once still runs: the same id with the same start. */
export const isStill = ({ pid, started }: { pid: number; started: string }): boolean =>
  started !== '' && processStart(pid) === started;

export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended meanwhile.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * Starts the supervisor of a job so that it outlives this process and the shell: through a launcher that exits at once,
 * since a killer that walks the process tree would find a child (docs/facts/git.md, processes).
 */
export function launchSupervisor(dir: string, env: NodeJS.ProcessEnv): void {
  mkdirSync(dir, { recursive: true });
  const script = path.join(skillRoot(), 'scripts', 'review-supervisor.mjs');
  // With the user's mask: the supervisor writes a document of theirs at the end.
  const child = asTheUser(() =>
    spawn(process.execPath, [script, '--launch', dir], { detached: true, stdio: 'ignore', env, windowsHide: true }),
  );
  child.unref();
}

/** The launcher's whole work: start the supervisor in a session of its own, its output in the record. */
export function detachSupervisor(dir: string): void {
  const log = openSync(path.join(dir, 'supervisor.log'), 'a', 0o600);
  const script = path.join(skillRoot(), 'scripts', 'review-supervisor.mjs');
  spawn(process.execPath, [script, '--run', dir], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  }).unref();
  writeSync(log, '');
  closeSync(log);
}

/** The name of a job: the fence makes it unique within its task. */
export const jobName = (gate: Gate, fence: number): string => `${gate}-${fence}`;

/** Waits; for polling what another process does. */
export const pause = (ms: number): Promise<void> => delay(ms);

/** Whether the supervisor gave a sign of life before it would count as dead. */
export async function cameUp(dir: string): Promise<boolean> {
  for (;;) {
    const liveness = livenessOf(dir);
    if (liveness !== 'starting') return liveness === 'alive';
    await pause(10);
  }
}
