/** One session of the real Claude Code that stays open, in which the user types one message after the other. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findClients } from '../../scripts/dev/clients.js';
import { type ClaudeEvent, type ClaudeHome, eventsIn, makeClaudeHome } from '../../scripts/dev/demo/claude-client.js';
import {
  type MessagesOptions,
  type MessagesServer,
  startMessagesServer,
} from '../../scripts/dev/servers/messages-server.js';

export class Chat {
  /** The client's environment. */
  readonly env: Record<string, string>;
  private readonly root: string;
  private readonly server: MessagesServer;
  private readonly project: string;
  private readonly binary: string;
  private client: ChildProcess | null = null;
  private events: ClaudeEvent[] = [];
  private turnIsOver: (() => void) | null = null;

  private constructor(of: { root: string; home: ClaudeHome; server: MessagesServer; project: string; binary: string }) {
    this.root = of.root;
    this.server = of.server;
    this.project = of.project;
    this.binary = of.binary;
    this.env = of.home.env;
  }

  /** Prepares a session with a private home; `answer` plays the model. The client starts with the first message. */
  static async in(project: string, answer: MessagesOptions['answer']): Promise<Chat> {
    const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cccc-chat-')));
    const [{ claude: binary }, server] = await Promise.all([findClients(), startMessagesServer({ answer })]);
    const home = await makeClaudeHome(path.join(root, 'home'), project, server.url);
    return new Chat({ root, home, server, project, binary });
  }

  /** Starts the client, with these options of its own. */
  open(flags: readonly string[]): this {
    const streams = ['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'];
    const client = spawn(this.binary, ['-p', ...streams, '--include-hook-events', ...flags], {
      cwd: this.project,
      env: this.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: client.stdout }).on('line', (line) => this.hear(line));
    client.once('close', () => this.turnIsOver?.());
    this.client = client;
    return this;
  }

  private hear(line: string): void {
    const events = eventsIn(line);
    this.events.push(...events);
    if (events.some(({ kind }) => kind === 'ended')) this.turnIsOver?.();
  }

  /** Types a message; what happened until the end of the turn. A client that ends answers with what there was. */
  async say(text: string): Promise<ClaudeEvent[]> {
    this.events = [];
    const over = new Promise<void>((resolve) => {
      this.turnIsOver = resolve;
    });
    const message = { type: 'user', message: { role: 'user', content: text } };
    this.client?.stdin?.write(`${JSON.stringify(message)}\n`);
    await over;
    return this.events;
  }

  async close(): Promise<void> {
    const { client } = this;
    if (client !== null && client.exitCode === null) {
      const ended = new Promise((resolve) => client.once('close', resolve));
      client.stdin?.end();
      client.kill('SIGTERM');
      await ended;
    }
    await this.server.close();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
