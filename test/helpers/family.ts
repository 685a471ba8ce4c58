/**
 * A program that starts processes which ignore signals, leave their group or lose their parent. Ending the program must
 * end all of them.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Process, processesNaming } from './processes.js';
import { freshFolder } from './repo.js';
import { until } from './until.js';

const ROLES = ['first', 'plain', 'deaf', 'away', 'away-deaf', 'orphan-deaf'];

const SCRIPT = `
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
const self = process.argv[1];
const here = path.dirname(self);
const role = process.argv[2] ?? 'first';
const start = (name, options = {}) => spawn(process.execPath, [self, name], { stdio: 'ignore', ...options }).unref();
if (existsSync(path.join(here, 'hold'))) {
  if (role === 'first') for (const name of ['plain', 'deaf', 'parent']) start(name);
  if (role === 'first') for (const name of ['away', 'away-deaf']) start(name, { detached: true });
  if (role.endsWith('deaf')) for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {});
  if (role === 'parent') start('orphan-deaf', { detached: true });
  else {
    writeFileSync(path.join(os.tmpdir(), 'of-' + role), 'left behind');
    writeFileSync(path.join(here, 'up', role), '');
    setInterval(() => {}, 1000);
  }
}
`;

export class Family {
  readonly dir = freshFolder();

  constructor() {
    writeFileSync(path.join(this.dir, 'family.mjs'), SCRIPT);
    this.rest();
  }

  /** The command line that starts it. It ends at once, or never while it is told to hold. */
  get command(): string[] {
    return [process.execPath, path.join(this.dir, 'family.mjs')];
  }

  hold(): this {
    writeFileSync(path.join(this.dir, 'hold'), '');
    return this;
  }

  rest(): this {
    for (const name of ['hold', 'up']) rmSync(path.join(this.dir, name), { recursive: true, force: true });
    mkdirSync(path.join(this.dir, 'up'));
    return this;
  }

  /** Waits until all of them run, and the ones that ignore signals already do so. */
  async allUp(): Promise<void> {
    await until(() => ROLES.every((role) => existsSync(path.join(this.dir, 'up', role))), 60_000);
  }

  /** The processes that are running. */
  get members(): Process[] {
    return processesNaming(this.dir);
  }

  end(): void {
    for (const { pid } of this.members) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ESRCH: it ended by itself.
      }
    }
  }
}
