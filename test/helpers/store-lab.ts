/** A task's files in a temporary folder, an endless sequence of events, and other processes that write to the task. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { type Notice, Problem } from '../../scripts/core/say/notices.js';
import type { EventBody } from '../../scripts/core/task/ledger/events.js';
import type { Entry } from '../../scripts/core/task/ledger.js';
import { ensureSigning } from '../../scripts/io/ground/signing.js';
import { ledgerPaths, projectPaths, statePaths } from '../../scripts/io/ground/workspace.js';
import { dispatch, readTask, type TaskPlace, type TaskReading } from '../../scripts/io/task/store.js';
import { AT, started } from './events.js';
import { claimed, stateText, TASK } from './store-facts.js';

export { claimed, stateText, TASK };

export class StoreLab {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'cccc store '));
  readonly place: TaskPlace = {
    project: path.join(this.dir, 'project'),
    gitDir: path.join(this.dir, 'git'),
    commonDir: path.join(this.dir, 'git'),
    stateDir: path.join(this.dir, 'state'),
    task: TASK,
  };
  readonly ledger = ledgerPaths(this.place.commonDir).ledger(TASK);
  readonly lock = ledgerPaths(this.place.commonDir).lock(TASK);
  readonly anchor = statePaths(this.place.stateDir).anchor(TASK);
  readonly key = statePaths(this.place.stateDir).key;
  readonly state = projectPaths(this.place.project).state;
  readonly backups = projectPaths(this.place.project).backups;

  constructor() {
    mkdirSync(this.place.project, { recursive: true });
    mkdirSync(this.place.gitDir, { recursive: true });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** A task with this many events after its start. */
  filled(facts = 3): this {
    this.dispatch(started({ task_id: TASK, key_id: this.keyId() }));
    for (let number = 1; number <= facts; number++) this.dispatch(claimed(`s${number}`));
    return this;
  }

  /** The id of the key, which the first call creates. */
  keyId(): string {
    return ensureSigning(this.place.stateDir).keyId;
  }

  dispatch(body: EventBody, at = AT): ReturnType<typeof dispatch> {
    return dispatch(this.place, body, at, stateText);
  }

  read(): TaskReading | null {
    return readTask(this.place);
  }

  /** The names of the sessions in the ledger, in order. */
  sessions(): string[] {
    return (this.read()?.entries ?? []).flatMap(({ event }) => (event.type === 'loop-claimed' ? [event.session] : []));
  }

  lines(): string[] {
    return readFileSync(this.ledger, 'utf8').split('\n').slice(0, -1);
  }

  entries(): Entry[] {
    return this.lines().map((line) => JSON.parse(line));
  }

  writeLines(lines: readonly (string | Entry)[]): void {
    writeFileSync(
      this.ledger,
      lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
  }
}

/** The code of the Problem that `work` throws; `none` when it throws nothing. */
export function problemOf(work: () => unknown): Notice['code'] | 'none' {
  try {
    work();
    return 'none';
  } catch (error) {
    if (error instanceof Problem) return error.notice.code;
    throw error;
  }
}

/** The work of one process: events for one task, and the place where its file operations fail. */
export interface WriterRun {
  place: TaskPlace;
  facts: EventBody[];
  fault?: { at: number; kind: 'kill' | 'disk-full' };
}

/** What the writer prints for each event as soon as it is recorded. */
export interface Acknowledged {
  run: number;
  fact: EventBody;
  ok: boolean;
  notices: string[];
  problem: string | null;
}

export interface WriterEnd {
  signal: NodeJS.Signals | null;
  acknowledged: Acknowledged[];
  /** The number of file operations; null when the process was killed. */
  operations: number | null;
  stderr: string;
}

/**
 * Bundles test/helpers/store-writer.ts into `dir`, so that a hundred processes of it start fast. Returns the script.
 */
export async function buildWriter(dir: string): Promise<string> {
  const file = path.join(dir, 'writer.mjs');
  await build({
    input: fileURLToPath(new URL('store-writer.ts', import.meta.url)),
    platform: 'node',
    external: (id) => id.startsWith('node:') || id === 'rolldown',
    output: { file, format: 'esm', codeSplitting: false },
    logLevel: 'silent',
  });
  return file;
}

/** Runs the writer in a separate process; resolves when it has ended. */
export function runWriter(script: string, runs: WriterRun[]): Promise<WriterEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => (stdout += text));
    child.stderr.on('data', (text) => (stderr += text));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      const said = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      resolve({
        signal,
        acknowledged: said.filter((line) => 'fact' in line),
        operations: said.find((line) => 'operations' in line)?.operations ?? null,
        stderr,
      });
    });
    child.stdin.on('error', () => undefined); // the process was killed before it read its work
    child.stdin.end(JSON.stringify(runs));
  });
}
