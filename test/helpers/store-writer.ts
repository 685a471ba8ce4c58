/**
 * A process that records events, for tests. It reads its work as JSON from stdin and prints a line for each event as
 * soon as it is recorded.
 *
 * With a fault, the file operations of node:fs are counted. Either the operation with the given number ends the process
 * before it takes effect, or from there on every operation that stores something fails, as on a full disk.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Problem } from '../../scripts/core/say/notices.js';
import { ensureSigning } from '../../scripts/io/ground/signing.js';
import { dispatch } from '../../scripts/io/task/store.js';
import { AT } from './events.js';
import { stateText } from './store-facts.js';
import type { WriterRun } from './store-lab.js';

const OPERATIONS = [
  'openSync',
  'closeSync',
  'writeSync',
  'fsyncSync',
  'readFileSync',
  'writeFileSync',
  'renameSync',
  'rmSync',
  'mkdirSync',
  'truncateSync',
  'statSync',
  'existsSync',
  'readdirSync',
] as const;
const STORING: readonly string[] = ['writeSync', 'fsyncSync', 'writeFileSync', 'mkdirSync'];

let fault: WriterRun['fault'];
let count = 0;

function wrap(): void {
  const { existsSync } = fs;
  const target = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of OPERATIONS) {
    const original = target[name];
    if (!original) continue;
    target[name] = (...args) => {
      count += 1;
      if (fault?.kind === 'kill' && count === fault.at) process.kill(process.pid, 'SIGKILL');
      const isStoring = STORING.includes(name)
        ? name !== 'mkdirSync' || !existsSync(String(args[0]))
        : name === 'openSync' && args[1] !== 'r' && !existsSync(String(args[0]));
      if (fault?.kind === 'disk-full' && count >= fault.at && isStoring)
        throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC' });
      return original.apply(fs, args);
    };
  }
  syncBuiltinESMExports();
}

/** Printing is synchronous, so that a process which is killed next has still printed. */
const { writeSync } = fs;
const say = (line: object): unknown => writeSync(1, `${JSON.stringify(line)}\n`);

function work(run: number, { place, facts }: WriterRun): void {
  for (const fact of facts) {
    try {
      const namesKey = fact.type === 'task-started' || fact.type === 'key-replaced';
      const body = namesKey ? { ...fact, key_id: ensureSigning(place.stateDir).keyId } : fact;
      const answer = dispatch(place, body, AT, stateText);
      say({ run, fact, ok: answer.ok, notices: answer.notices.map(({ code }) => code), problem: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      say({ run, fact, ok: false, notices: [], problem: error.notice.code });
    }
  }
}

const runs: WriterRun[] = JSON.parse(fs.readFileSync(0, 'utf8'));
wrap();
for (const [index, run] of runs.entries()) {
  count = 0;
  fault = run.fault;
  work(index, run);
}
say({ operations: count });
