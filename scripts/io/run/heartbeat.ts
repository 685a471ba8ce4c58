/** A supervisor's signs of life: heartbeat.json, written at least every second, with the payload's progress. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import type { Heartbeat } from '../../generated/types.js';
import { validateHeartbeat } from '../../generated/validators.js';
import { isSystemError, readIfThere } from '../ground/files.js';
import { both, type Check } from '../ground/json.js';
import { bootId } from '../ground/lock.js';
import { monotonic } from './clock.js';
import { thisProcess } from './process.js';

const BEAT_MS = 500;

const heartbeatFile = (dir: string): string => path.join(dir, 'heartbeat.json');

/**
 * Replaces the heartbeat. It is not flushed to the disk, because it has to outlive only the process, not the machine.
 */
function writeHeartbeat(dir: string, beat: Heartbeat): void {
  const temporary = `${heartbeatFile(dir)}.tmp`;
  writeFileSync(temporary, JSON.stringify(beat), { mode: 0o600 });
  renameSync(temporary, heartbeatFile(dir));
}

/**
 * The last heartbeat of a run with its payload's progress; null when there is none. A damaged one counts as none: a
 * living supervisor replaces it at once, and a dead one must not prevent its run from being settled.
 */
export function readHeartbeat<Progress>(dir: string, hasShape: Check<Progress>): (Heartbeat & Progress) | null {
  const value = jsonOf(readIfThere(heartbeatFile(dir)) ?? '');
  return both<Heartbeat, Progress>(validateHeartbeat, hasShape)(value) ? value : null;
}

/** The last sign of life of a run, whatever its payload is; null when there is none. */
export const readBeat = (dir: string): Heartbeat | null =>
  readHeartbeat(dir, (value): value is object => typeof value === 'object');

/** Writes heartbeats while a payload runs. The counter moves whatever the payload does. */
export class Pulse<Progress extends object> {
  private readonly dir: string;
  private readonly timer: NodeJS.Timeout;
  private readonly beat: Heartbeat;
  private progress: Progress;

  /** @param onBeat called with each heartbeat */
  constructor(dir: string, progress: Progress, onBeat: () => unknown) {
    this.dir = dir;
    this.progress = progress;
    this.beat = { ...thisProcess(), boot: bootId(), counter: 0, stamp: monotonic() };
    this.write();
    this.timer = setInterval(() => {
      this.write();
      onBeat();
    }, BEAT_MS);
  }

  /** Changes the progress; the next heartbeat reports it. */
  note(change: Partial<Progress>): void {
    this.progress = { ...this.progress, ...change };
  }

  /** Changes the progress and reports it at once. */
  tell(change: Partial<Progress>): void {
    this.note(change);
    this.write();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private write(): void {
    this.beat.counter += 1;
    this.beat.stamp = monotonic();
    try {
      writeHeartbeat(this.dir, { ...this.progress, ...this.beat });
    } catch (error) {
      // The disk is full. The run continues, and counts as dead if no heartbeat can be written for long enough.
      if (!isSystemError(error)) throw error;
    }
  }
}
