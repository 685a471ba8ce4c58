/** One run of Codex, from its start to the end of its last process. core/codex/run.ts decides what the run means. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import fs from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type CodexEvent, parseEventLine } from '../../core/codex/events.js';
import { parseLogLine, tokensOf } from '../../core/codex/log.js';
import type { RunRecord, StoppedBy } from '../../core/codex/run.js';
import { errorCode } from '../ground/files.js';
import { endFamily, ownGroup, withFamily } from '../run/process-group.js';
import type { LocatedCodex } from './locate.js';
import { probeNetwork } from './network.js';

type Leader = ChildProcessByStdio<Writable, Readable, Readable>;

export interface CodexCall {
  codex: LocatedCodex;
  /** From codexArguments. */
  args: string[];
  /** From scrubbedEnvironment, including the mark. */
  env: Record<string, string>;
  /** The mark by which processes that leave Codex's process group are found (io/run/run-trace.ts). */
  mark: string;
  /** Codex's working directory. */
  folder: string;
  prompt: string;
  /** The file for stdout, kept verbatim; stderr has one too, without its progress marks. */
  eventsFile: string;
  stderrFile: string;
  limits: Limits;
  /** The provider's address, used to find out why a connection failed. */
  baseUrl: string | null;
  /** Aborting it cancels the run. */
  signal?: AbortSignal;
  /** Called with the leader of the process group, which has to be ended if this process is gone. */
  onStart?: (pid: number) => void;
  /** Called once, when Codex prints for the first time: by then, Codex itself runs, whatever launcher started it. */
  onOutput?: (pid: number) => void;
  /** Called at each sign of life, several times a second while the model writes. */
  onProgress?: (progress: Progress) => void;
  /** Called for each line of events, as soon as it is written to the file. */
  onLine?: () => void;
}

export interface Limits {
  wallMs: number;
  /** The longest allowed silence: no event, and nothing streamed from the model. */
  idleMs: number;
  tokenBudget: number | null;
  /** Added once to the limit that is reached first, so that a run that is nearly done can end; 0 when left out. */
  graceMs?: number;
}

export interface Progress {
  /** null means that Codex is alive (the model thinks or writes) but has reported no event. */
  event: CodexEvent | null;
  /** Tokens used so far. */
  tokens: number;
}

/** How a run ended, with the output as it came from Codex's pipes, because others may change the files. */
export type CodexOutput = RunRecord & { bytes: { events: Buffer; stderr: Buffer } };

/** How long the pipes may still deliver after Codex has ended. */
const DRAIN_MS = 5000;

/** How many bytes Codex may print; all of them are kept in memory until they are judged. */
const OUTPUT_LIMIT = 128 * 1024 * 1024;

/** The longest time that a timer of Node can hold; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Runs Codex and leaves no process behind. Never rejects because of anything that Codex, the network or the disk does.
 */
export async function runCodex(call: CodexCall): Promise<CodexOutput> {
  const run = new Run(call);
  await run.done();
  const network = /"message":"Connection failed: /.test(run.record.events)
    ? await probeNetwork(call.baseUrl, call.env)
    : null;
  return { ...run.record, bytes: run.bytes, network, endedAt: Date.now() };
}

class Run {
  readonly record: RunRecord;
  readonly bytes = { events: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  private readonly call: CodexCall;
  private readonly out: Sink;
  private readonly err: Sink;
  private leader: Leader | null = null;
  private ended: Promise<unknown> = Promise.resolve();
  private wall: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;
  private graceMs: number;
  private drain: NodeJS.Timeout | null = null;
  private tokens = 0;

  constructor(call: CodexCall) {
    this.call = call;
    this.graceMs = call.limits.graceMs ?? 0;
    const now = Date.now();
    this.record = {
      events: '',
      stderr: '',
      exitCode: null,
      signal: null,
      stoppedBy: null,
      systemError: null,
      network: null,
      startedAt: now,
      endedAt: now,
    };
    const full = (): void => this.stop('output-limit');
    this.out = new Sink(call.eventsFile, (code) => this.failWriting(code), full);
    this.err = new Sink(call.stderrFile, (code) => this.failWriting(code), full);
  }

  /** Resolves when Codex and everything that it started are gone and the files are closed. */
  async done(): Promise<void> {
    if (this.call.signal?.aborted) this.record.stoppedBy = 'cancelled';
    if (this.record.stoppedBy === null) await this.start();
    Object.assign(this.bytes, { events: this.out.close(), stderr: this.err.close() });
    this.record.events = this.bytes.events.toString('utf8');
    this.record.stderr = this.bytes.stderr.toString('utf8');
  }

  private async start(): Promise<void> {
    const { limits, signal } = this.call;
    const leader = this.spawn();
    this.leader = leader;
    if (leader === null) return;
    const closed = this.listen(leader);
    this.wall = setTimeout(() => this.reached('wall-clock'), Math.min(limits.wallMs, LONGEST_MS));
    const cancel = (): void => this.stop('cancelled');
    signal?.addEventListener('abort', cancel, { once: true });
    this.alive(null);
    await (leader.pid === undefined ? closed : withFamily({ pid: leader.pid, mark: this.call.mark }, () => closed));
    for (const timer of [this.wall, this.idle, this.drain]) if (timer) clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    await this.ended;
  }

  private spawn(): Leader | null {
    const { codex, args, env, folder } = this.call;
    try {
      return spawn(codex.native, [...codex.leading, ...args], {
        cwd: folder,
        env,
        stdio: ['pipe', 'pipe', 'pipe'],
        ...ownGroup,
      });
    } catch (error) {
      // Most failures come as an event; a .cmd file is refused at once:
      // https://nodejs.org/en/blog/vulnerability/april-2024-security-releases-2
      this.record.systemError = errorCode(error);
      return null;
    }
  }

  /** Resolves when the process is gone and its pipes are empty, or when it could not be started. */
  private listen(leader: Leader): Promise<void> {
    const tooMuch = (): void => this.stop('output-limit');
    const lines = {
      out: new Lines((line) => {
        this.call.onLine?.();
        this.alive(parseEventLine(line));
      }, tooMuch),
      err: new Lines((line) => this.log(line), tooMuch),
    };
    leader.stdout.once('data', () => leader.pid !== undefined && this.call.onOutput?.(leader.pid));
    leader.stdout.on('data', (bytes: Buffer) => {
      this.out.write(bytes);
      lines.out.push(bytes);
    });
    leader.stderr.on('data', (bytes: Buffer) => lines.err.push(bytes));
    // A Codex that ends before it has read its prompt breaks the pipe; its exit code tells the reason.
    leader.stdin.on('error', () => undefined);
    leader.stdin.end(this.call.prompt);
    if (leader.pid !== undefined) this.call.onStart?.(leader.pid);
    leader.once('exit', (code, signal) => {
      Object.assign(this.record, { exitCode: code, signal });
      this.endAll();
      // A process that left the group may keep the pipes open for ever.
      this.drain = setTimeout(() => {
        for (const pipe of [leader.stdout, leader.stderr]) pipe.destroy();
      }, DRAIN_MS);
    });
    return new Promise((done) => {
      leader.once('error', (error) => {
        this.record.systemError = errorCode(error);
        if (leader.pid === undefined) done();
      });
      leader.once('close', () => {
        lines.err.end();
        done();
      });
    });
  }

  private log(line: string): void {
    const parsed = parseLogLine(line);
    if (parsed === null || parsed.target === 'trace_safe' || parsed.fields.includes('event.kind=response.refusal.'))
      this.err.write(Buffer.from(`${line}\n`));
    if (parsed !== null) this.tokens += tokensOf(parsed);
    this.alive(null);
    const { tokenBudget } = this.call.limits;
    if (tokenBudget !== null && this.tokens > tokenBudget) this.stop('token-budget');
  }

  private alive(event: CodexEvent | null): void {
    if (this.idle) clearTimeout(this.idle);
    this.idle = setTimeout(() => this.reached('idle'), Math.min(this.call.limits.idleMs, LONGEST_MS));
    this.call.onProgress?.({ event, tokens: this.tokens });
  }

  /** A time limit is over: the first time, the grace is added to it. */
  private reached(by: 'wall-clock' | 'idle'): void {
    const ms = Math.min(this.graceMs, LONGEST_MS);
    this.graceMs = 0;
    if (ms === 0) return this.stop(by);
    const timer = setTimeout(() => this.stop(by), ms);
    if (by === 'wall-clock') this.wall = timer;
    else this.idle = timer;
  }

  private stop(by: StoppedBy): void {
    this.record.stoppedBy ??= by;
    this.endAll();
  }

  private endAll(): void {
    const pid = this.leader?.pid;
    if (pid !== undefined)
      this.ended = Promise.all([this.ended, endFamily({ pid, mark: this.call.mark }, { graceful: true })]);
  }

  private failWriting(code: string): void {
    this.record.systemError = code;
    this.stop('unwritable');
  }
}

/** Writes bytes to a file as they arrive, and keeps them in memory too. Everything beyond the limit is dropped. */
class Sink {
  private readonly chunks: Buffer[] = [];
  private readonly onError: (code: string) => void;
  private readonly onFull: () => void;
  private file: number | null = null;
  private bytes = 0;

  constructor(path: string, onError: (code: string) => void, onFull: () => void) {
    this.onError = onError;
    this.onFull = onFull;
    this.attempt(() => {
      this.file = fs.openSync(path, 'w', 0o600);
    });
  }

  write(bytes: Buffer): void {
    this.bytes += bytes.length;
    if (this.bytes > OUTPUT_LIMIT) return this.onFull();
    this.chunks.push(bytes);
    const { file } = this;
    if (file !== null) this.attempt(() => fs.writeFileSync(file, bytes));
  }

  /** Flushes to the disk and returns everything. */
  close(): Buffer {
    const { file } = this;
    this.file = null;
    if (file !== null) this.attempt(() => fs.fsyncSync(file));
    if (file !== null) this.attempt(() => fs.closeSync(file));
    return Buffer.concat(this.chunks);
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      // A device such as a terminal cannot be flushed, and loses nothing.
      const code = errorCode(error);
      if (code !== 'EINVAL') this.onError(code);
    }
  }
}

/** Splits a byte stream into lines. A line may be spread over several chunks, even in the middle of a character. */
class Lines {
  private begun: Buffer[] = [];
  private length = 0;
  private isFull = false;
  private readonly take: (line: string) => void;
  private readonly onFull: () => void;

  constructor(take: (line: string) => void, onFull: () => void) {
    this.take = take;
    this.onFull = onFull;
  }

  push(bytes: Buffer): void {
    if (this.isFull) return;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      this.begun.push(bytes.subarray(start, end));
      this.flush();
      start = end + 1;
    }
    const rest = bytes.subarray(start);
    this.length += rest.length;
    if (this.length > OUTPUT_LIMIT) return this.fill();
    this.begun.push(rest);
  }

  /** The rest of such a line, and what follows it, is not read. */
  private fill(): void {
    this.isFull = true;
    this.begun = [];
    this.length = 0;
    this.onFull();
  }

  end(): void {
    if (this.length > 0) this.flush();
  }

  private flush(): void {
    const line = Buffer.concat(this.begun).toString('utf8');
    this.begun = [];
    this.length = 0;
    this.take(line);
  }
}
