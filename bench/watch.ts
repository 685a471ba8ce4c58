/** What `watch` costs while nothing happens, on a real terminal: its CPU time as a part of the time that passes. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/** In hundredths of one core. */
const LIMIT = 1;
/** Until the first look at the work tree is over and nothing is compiled any more. */
const SETTLED_MS = 8_000;
const MEASURED_MS = 20_000;
/** Linux counts CPU time in hundredths of a second for programs. */
const TICKS_A_SECOND = 100;

/** The row for a task whose plan is written; none where the system does not tell a process's CPU time in /proc. */
export async function watchRows(stage: Stage): Promise<Row[]> {
  if (process.platform !== 'linux') return [];
  const { program, args, cwd, env } = stage.call('watch');
  const words = args.filter((word) => word !== '--json');
  const watch = spawn(program, words, { cwd, env: { ...env, TERM: 'xterm-256color' }, cols: 100, rows: 40 });
  let drawn = '';
  watch.onData((text) => {
    drawn += text;
  });
  const ended = new Promise<void>((resolve) => void watch.onExit(() => resolve()));
  try {
    await pause(SETTLED_MS);
    const before = ticksOf(watch.pid);
    await pause(MEASURED_MS);
    const ms = ((ticksOf(watch.pid) - before) * 1000) / TICKS_A_SECOND;
    if (!drawn.includes('plan')) throw new Error(`watch has drawn nothing: ${drawn}`);
    const against = { name: 'passed', ms: MEASURED_MS };
    return [{ name: 'watch, idle', runs: 1, ms, against, value: (ms / MEASURED_MS) * 100, unit: '%', limit: LIMIT }];
  } finally {
    watch.kill('SIGTERM');
    await ended;
  }
}

/** User and system time of a process (proc(5), fields 14 and 15). */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
