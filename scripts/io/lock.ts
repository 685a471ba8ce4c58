/** An exclusive lock as a file: held for milliseconds, taken over only from a process that is gone. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { notice, Problem } from '../core/notices.js';
import { errorCode } from './files.js';

const WAIT_MS = 20_000;


const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** The machine's boot, so that a process id of an earlier boot is never taken for a living one; empty where unknown. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Only Linux has it; elsewhere a process id alone must do.
    return '';
  }
}

function tryTake(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${process.pid} ${bootId()}`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw new Problem(notice('lock-unusable', { file, detail: errorCode(error) }));
  }
}

/** Tries after which a lock without a name belongs to a process that died between creating and naming it. */
const UNNAMED_TRIES = 200;

function isAbandoned(file: string, tries: number): boolean {
  let holder: string;
  try {
    holder = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  const [pid, boot] = holder.split(' ');
  if (!pid) return tries > UNNAMED_TRIES;
  if (boot && boot !== bootId()) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

/** Removes an abandoned lock; serialised by a second file, so that nobody removes a lock that was taken anew. */
function takeOver(file: string, tries: number): void {
  const guard = `${file}.takeover`;
  if (!tryTake(guard)) {
    if (isAbandoned(guard, tries)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isAbandoned(file, tries)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Runs `work` while holding the lock. Errors: Problem `lock-held` when a living process keeps it for 20 s. */
export function withLock<T>(file: string, work: () => T): T {
  mkdirSync(path.dirname(file), { recursive: true });
  const deadline = process.hrtime.bigint() + BigInt(WAIT_MS) * 1_000_000n;
  for (let tries = 0; !tryTake(file); tries++) {
    if (isAbandoned(file, tries)) takeOver(file, tries);
    if (process.hrtime.bigint() > deadline) throw new Problem(notice('lock-held', { file, holder: existsSync(file) ? readFileSync(file, 'utf8') : '' }));
    pause(3 + (tries % 7) * 3);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}
