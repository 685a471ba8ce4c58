/**
 * A `codex app-server` over stdio. Its pipe is the cleanup: a server whose client is gone ends its turn and its
 * commands (docs/facts/codex-app-server.md, lifetime).
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { parseServerLine, type ServerLine } from '../../../core/delegate/broker/protocol.js';
import { endFamily, ownGroup } from '../../run/process-group.js';
import type { LocatedCodex } from '../locate.js';

export interface ServerCall {
  codex: LocatedCodex;
  /** From serverArguments. */
  args: string[];
  /** From codexEnvironment, including the mark. */
  env: Record<string, string>;
  mark: string;
  folder: string;
  /** Every line of the server is kept here, verbatim. */
  eventsFile: string;
  stderrFile: string;
  /** Called for each line, in order, also for the answers to requests. */
  onLine: (line: ServerLine) => void;
}

export type Answered = { ok: true; result: unknown } | { ok: false; code: number; message: string };

/** Why nothing more will be answered: the server is gone. */
const GONE: Answered = { ok: false, code: 0, message: 'the server has ended' };

/** How long the server may take to end once its stdin is closed. */
const CLOSE_MS = 2_000;

export class AppServer {
  /** Resolves with the exit code or the signal when the server has ended. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly call: ServerCall;
  private readonly waiting = new Map<number, (answer: Answered) => void>();
  private last = 0;
  private isGone = false;

  /** @throws errors of the file system when the server cannot be started */
  constructor(call: ServerCall) {
    this.call = call;
    const { codex, args, env, folder } = call;
    this.child = spawn(codex.native, [...codex.leading, ...args], {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...ownGroup,
    });
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.on('data', (bytes: Buffer) => appendFileSync(call.stderrFile, bytes, { mode: 0o600 }));
    createInterface({ input: this.child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) =>
      this.take(line),
    );
    this.ended = new Promise((done) => {
      const over = (code: number | null, signal: string | null): void => {
        this.isGone = true;
        for (const answer of this.waiting.values()) answer(GONE);
        this.waiting.clear();
        done({ code, signal });
      };
      this.child.once('error', () => over(null, null));
      this.child.once('close', over);
    });
  }

  get pid(): number | null {
    return this.child.pid ?? null;
  }

  /** Sends a request and waits for its answer; also answered when the server ends. */
  request(method: string, params: Record<string, unknown>): Promise<Answered> {
    if (this.isGone) return Promise.resolve(GONE);
    const id = ++this.last;
    return new Promise((done) => {
      this.waiting.set(id, done);
      this.send({ id, method, params });
    });
  }

  notify(method: string): void {
    this.send({ method });
  }

  answer(id: number | string, answer: object): void {
    this.send({ id, ...answer });
  }

  /** Closes the server's stdin, which ends it, and then whatever it left behind. */
  async close(): Promise<void> {
    this.child.stdin.end();
    const late = new Promise<void>((done) => setTimeout(done, CLOSE_MS).unref());
    await Promise.race([this.ended, late]);
    await endFamily({ pid: this.isGone ? null : this.pid, mark: this.call.mark }, { graceful: true });
    await this.ended;
  }

  private send(message: object): void {
    if (!this.isGone) this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  private take(text: string): void {
    appendFileSync(this.call.eventsFile, `${text}\n`, { mode: 0o600 });
    const line = parseServerLine(text);
    if (line === null) return;
    if (line.kind === 'response') {
      const { id, error, result } = line;
      const done = this.waiting.get(id);
      this.waiting.delete(id);
      done?.(error === null ? { ok: true, result } : { ok: false, ...error });
    }
    this.call.onLine(line);
  }
}
