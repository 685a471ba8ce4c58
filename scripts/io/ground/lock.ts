/** An exclusive lock as a file. It is held for milliseconds, and taken over only when its process is gone. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, hasCode, isDiskFull, isMissing, isSystemError } from './files.js';

const WAIT_MS = 20_000;

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/**
 * The machine's boot id, so that a process id of an earlier boot is never mistaken for a running process; empty when
 * unknown.
 */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    // Only Linux has this file, and some containers hide it. Without it, the process id alone must suffice.
    if (isSystemError(error)) return '';
    throw error;
  }
}

const unusable = (file: string, error: unknown): Problem =>
  new Problem(
    isDiskFull(error) ? notice('disk-full', { file }) : notice('lock-unusable', { file, detail: errorCode(error) }),
  );

function tryTake(file: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw unusable(file, error);
  }
  try {
    writeSync(handle, `${process.pid} ${bootId()}`);
  } catch (error) {
    rmSync(file, { force: true });
    throw unusable(file, error);
  } finally {
    closeSync(handle);
  }
  return true;
}

/**
 * How often a waiter looks at the same lock without a process name in it before it assumes that the process died while
 * creating the lock.
 */
const UNNAMED_LOOKS = 200;

/** Counts how often one waiter has seen the same lock without a process name. A new lock starts a new count. */
class Suspicion {
  private readonly seen = new Map<string, { identity: string; looks: number }>();

  isDead(file: string): boolean {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!found) return false;
    const identity = `${found.ino} ${found.birthtimeNs} ${found.mtimeNs}`;
    const before = this.seen.get(file);
    const looks = before?.identity === identity ? before.looks + 1 : 1;
    this.seen.set(file, { identity, looks });
    return looks > UNNAMED_LOOKS;
  }
}

function isAbandoned(file: string, suspicion: Suspicion): boolean {
  let holder: string;
  try {
    holder = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  const [pid = '', boot] = holder.split(' ');
  if (!/^\d+$/.test(pid)) return suspicion.isDead(file);
  if (boot && boot !== bootId()) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

/**
 * Removes an abandoned lock. A second lock file ensures that no lock is removed that another process has taken in the
 * meantime.
 */
function takeOver(file: string, suspicion: Suspicion): void {
  const guard = `${file}.takeover`;
  if (!tryTake(guard)) {
    if (isAbandoned(guard, suspicion)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isAbandoned(file, suspicion)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Runs `work` while holding the lock.
 *
 * @throws Problem `lock-held` when a running process keeps the lock for 20 s, `lock-unusable`, `disk-full`
 */
export function withLock<T>(file: string, work: () => T): T {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    throw unusable(file, error);
  }
  const deadline = process.hrtime.bigint() + BigInt(WAIT_MS) * 1_000_000n;
  const suspicion = new Suspicion();
  for (let tries = 0; !tryTake(file); tries++) {
    if (isAbandoned(file, suspicion)) takeOver(file, suspicion);
    if (process.hrtime.bigint() > deadline)
      throw new Problem(notice('lock-held', { file, holder: existsSync(file) ? readFileSync(file, 'utf8') : '' }));
    pause(3 + (tries % 7) * 3);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}
