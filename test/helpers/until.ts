import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a condition holds; an error in it counts as "not yet". The limit only stops a test that hangs. */
export async function until(condition: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const end = process.hrtime.bigint() + BigInt(limitMs) * 1_000_000n;
  for (let last: unknown = 'it is false'; ; await delay(10)) {
    try {
      if (await condition()) return;
    } catch (error) {
      last = error;
    }
    if (process.hrtime.bigint() > end) throw new Error(`The condition never held: ${String(last)}`);
  }
}

/** Whether a process is running; a zombie is not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    // ESRCH: it is gone.
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Not Linux, or the process has ended in the meantime; the next call will tell.
    return process.platform !== 'linux';
  }
}
