/** The work of a live session's supervisor: one app-server, one conversation, and the messages that are left for it. */

import { type Infrastructure, infrastructure } from '../../../core/codex/reasons.js';
import { declined, type ServerLine } from '../../../core/delegate/broker/protocol.js';
import { NEW_SESSION, runningTurn, type Session, sessionAfter } from '../../../core/delegate/broker/session.js';
import { fieldAt, textAt } from '../../../core/json.js';
import { withoutMentions } from '../../../core/say/packet-text.js';
import { oneLine } from '../../../core/say/plain.js';
import { redact } from '../../../core/say/redact.js';
import { version } from '../../../generated/version.js';
import { marksIn, serverArguments } from '../../../io/codex/arguments.js';
import { type Answered, AppServer } from '../../../io/codex/server/app-server.js';
import { type BrokerMessage, takeMessage } from '../../../io/delegate/broker/inbox.js';
import { appendLog, type LogEntry, writeSessionState } from '../../../io/delegate/broker/state.js';
import { type DelegatedResult, delegatedFile, writeAnswer } from '../../../io/delegate/record.js';
import { pause } from '../../../io/run/clock.js';
import { processStart } from '../../../io/run/process.js';
import { faultOf } from '../result.js';
import { readyRequest, type Supervised, type Surroundings, withCodex } from '../supervised.js';

/** How often to look for messages. */
const LOOK_MS = 50;

/**
 * Serves a session until it is stopped, nobody wrote for a long time, or its server ends.
 *
 * @returns how it ended; a session that was stopped is an answer
 */
export async function runSession(supervised: Supervised): Promise<DelegatedResult> {
  const { dir, interrupt } = supervised;
  const asked = await readyRequest(supervised);
  if ('kind' in asked) return faultOf(asked, null, false);
  const began = Date.now();
  const served = await withCodex(supervised.job, async (surroundings) => {
    const live = new SessionServer(supervised, surroundings);
    try {
      return { fault: await live.serve(asked.prompt.toString('utf8')), session: live.session };
    } finally {
      await live.close();
    }
  });
  const { fault, session } = 'kind' in served ? { fault: served, session: NEW_SESSION } : served;
  const hasAnswer = session.turns.some(({ answer }) => answer !== '');
  const seconds = Math.round((Date.now() - began) / 1000);
  appendLog(dir, { at: new Date().toISOString(), type: 'ended', text: fault?.reason ?? interrupt.reason ?? '' });
  const known = { thread: session.thread, tokens: session.tokens, seconds };
  if (fault !== null) return { ...faultOf(fault, null, hasAnswer), ...known };
  const end = { v: 1 as const, reason: null, detail: '', resets_at: null, model: null, exit_code: 0, signal: null };
  return { ...end, ...known, kind: 'answer', has_answer: hasAnswer };
}

/** The server of one session, with what its lines told so far. */
class SessionServer {
  session: Session = NEW_SESSION;
  private readonly supervised: Supervised;
  private readonly server: AppServer;
  private readonly denied: string[] | null;
  /** The time of the last line of the server, and of the end of the last turn: ms of the monotonic clock. */
  private heard = performance.now();
  private exit: { code: number | null; signal: string | null } | null = null;
  private isStopped = false;

  constructor(supervised: Supervised, { settings, env, onOutput }: Surroundings) {
    const { dir, job, pulse } = supervised;
    this.supervised = supervised;
    this.denied = job.codex.reads.denied;
    this.server = new AppServer({
      codex: job.codex.codex,
      args: serverArguments(job.config.codex, settings, { denied: this.denied, ...marksIn(env) }),
      env,
      mark: job.trace.mark,
      folder: job.folder,
      eventsFile: delegatedFile(dir, 'events'),
      stderrFile: delegatedFile(dir, 'stderr'),
      onLine: (line) => this.take(line),
    });
    const { pid } = this.server;
    if (pid !== null) {
      pulse.tell({ codex: { pid, started: processStart(pid) } });
      onOutput(pid);
    }
    this.server.ended.then((exit) => {
      this.exit = exit;
    });
  }

  /** Returns when the session is over: null when it was stopped. */
  async serve(prompt: string): Promise<Infrastructure | null> {
    const { dir, job, interrupt } = this.supervised;
    const failed = (await this.open()) ?? (await this.say('first', prompt));
    if (failed !== null) return this.failure(failed);
    while (!interrupt.signal.aborted && !this.isStopped) {
      if (this.exit !== null) return this.failure(null);
      const left = takeMessage(dir);
      if (left !== null) await this.handle(left.name, left.message);
      const silent = (performance.now() - this.heard) / 1000;
      const turn = runningTurn(this.session);
      if (turn !== null && silent > job.limits.idle_seconds) return infrastructure('stream-silent', turn.id);
      if (turn === null && silent > job.limits.wall_seconds) return null;
      if (left === null) await pause(LOOK_MS);
    }
    await this.interrupt();
    return null;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /**
   * Begins the conversation, or goes on with an earlier one. Codex may ask for more rights, and is told no at once:
   * nobody would answer a question that waits.
   */
  private async open(): Promise<Answered | null> {
    const { job, dir } = this.supervised;
    const clientInfo = { name: 'cccc', title: 'cc-codex-collaborate', version };
    const begun = await this.server.request('initialize', { clientInfo, capabilities: { experimentalApi: true } });
    if (!begun.ok) return begun;
    this.server.notify('initialized');
    const sandbox = this.denied === null ? { sandbox: 'read-only' } : {};
    const opened =
      job.thread === null
        ? await this.server.request('thread/start', { cwd: job.folder, approvalPolicy: 'on-request', ...sandbox })
        : await this.server.request('thread/resume', { threadId: job.thread });
    if (!opened.ok) return opened;
    this.session = { ...this.session, thread: textAt(opened.result, 'thread', 'id') ?? job.thread };
    this.log('started', job.codex.version);
    writeSessionState(dir, { v: 1, server: job.codex.version, ...this.copied() });
    return null;
  }

  private async handle(name: string, { kind, text }: BrokerMessage): Promise<void> {
    if (kind === 'stop') {
      this.isStopped = true;
      return;
    }
    if (kind === 'interrupt') await this.interrupt(name);
    if (text === '') return;
    const refused = await this.say(name, text);
    if (refused !== null) this.log('refused', refused.ok ? '' : refused.message, name);
  }

  /**
   * Sends text: into the turn that runs, or as a new turn. A bare `turn/start` would join the running turn unseen, so
   * the running one is named.
   */
  private async say(name: string, text: string): Promise<Answered | null> {
    const input = [{ type: 'text', text: withoutMentions(redact(text)) }];
    const turn = runningTurn(this.session);
    if (turn !== null) {
      const steered = await this.server.request('turn/steer', {
        threadId: this.session.thread,
        expectedTurnId: turn.id,
        input,
      });
      if (steered.ok) {
        this.log('steered', oneLine(text, 200), name);
        return null;
      }
      // It ended in between.
      if (runningTurn(this.session) !== null) return steered;
    }
    const begun = await this.server.request('turn/start', { threadId: this.session.thread, input });
    if (!begun.ok) return begun;
    const id = textAt(begun.result, 'turn', 'id');
    if (id !== null) this.change({ kind: 'notification', method: 'turn/started', params: { turn: { id } } });
    this.heard = performance.now();
    this.log('said', oneLine(text, 200), name);
    return null;
  }

  /** Ends the running turn, and the commands that it left running: an interrupt alone lets them go on. */
  private async interrupt(name?: string): Promise<void> {
    const turn = runningTurn(this.session);
    const { thread } = this.session;
    if (this.exit !== null || thread === null) return;
    if (turn !== null) await this.server.request('turn/interrupt', { threadId: thread, turnId: turn.id });
    await this.server.request('thread/backgroundTerminals/clean', { threadId: thread });
    if (turn !== null) this.log('interrupted', turn.id, name);
  }

  private take(line: ServerLine): void {
    this.heard = performance.now();
    if (line.kind === 'request') {
      this.server.answer(line.id, declined(line.method));
      this.log('declined', line.method);
    }
    this.change(line);
  }

  private change(line: ServerLine): void {
    const before = this.session;
    this.session = sessionAfter(before, line);
    if (this.session === before) return;
    const { dir, job, pulse } = this.supervised;
    pulse.note({ tokens: this.session.tokens });
    if (line.kind === 'notification') this.tell(line.method, line.params);
    writeSessionState(dir, { v: 1, server: job.codex.version, ...this.copied() });
  }

  private tell(method: string, params: unknown): void {
    const { dir } = this.supervised;
    const item = fieldAt(params, 'item');
    if (method === 'item/completed' && textAt(item, 'type') === 'commandExecution')
      this.log('command', oneLine(textAt(item, 'command') ?? '', 200));
    if (method !== 'turn/completed') return;
    const turn = this.session.turns.at(-1);
    if (turn && turn.answer !== '') writeAnswer(dir, redact(turn.answer));
    this.log('turn-ended', turn?.error === null ? turn.status : `${turn?.status} ${oneLine(turn?.error ?? '', 200)}`);
  }

  private copied() {
    const { thread, turns, tokens, doing, declined: count } = this.session;
    const shown = turns.map((turn) => ({ ...turn, answer: redact(turn.answer) }));
    return { thread, turns: shown, tokens, doing: doing === null ? null : redact(doing), declined: count };
  }

  private log(type: LogEntry['type'], text: string, message?: string): void {
    const entry: LogEntry = { at: new Date().toISOString(), type, text: redact(text) };
    appendLog(this.supervised.dir, message === undefined ? entry : { ...entry, message });
  }

  private failure(answer: Answered | null): Infrastructure {
    const { exit } = this;
    if (exit?.signal) return infrastructure('codex-killed', exit.signal);
    if (exit !== null) return infrastructure('codex-crashed', String(exit.code));
    return infrastructure('codex-failed', answer?.ok === false ? answer.message : '');
  }
}
