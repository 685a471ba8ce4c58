/** A program in a terminal, whose screen is read as the user sees it, however the program draws it. */
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { onTestFailed, onTestFinished } from 'vitest';
import { type Typing, withValues } from './keys.js';

const ROWS = 60;

export class Screen {
  private readonly program: IPty;
  private readonly terminal: InstanceType<typeof headless.Terminal>;
  private listeners: (() => void)[] = [];
  private isOver = false;
  private codes = '';
  private readonly ended: Promise<void>;

  constructor(words: readonly string[], { cwd, env, columns = 80 }: Typing) {
    const [file = '', ...args] = words;
    this.terminal = new headless.Terminal({ cols: columns, rows: ROWS, allowProposedApi: true });
    this.program = spawn(file, args, { cwd, env: withValues(env), cols: columns, rows: ROWS, name: 'xterm-256color' });
    this.program.onData((text) => {
      this.codes += text;
      this.terminal.write(text, () => this.tell());
    });
    // The program asks the terminal what it can, and waits for the answers.
    this.terminal.onData((answer) => this.program.write(answer));
    this.ended = new Promise((resolve) => {
      this.program.onExit(() => {
        this.isOver = true;
        this.tell();
        resolve();
      });
    });
    onTestFailed(() => console.error(`The screen of the program:\n${this.text.replace(/\n+$/, '')}`));
    onTestFinished(() => {
      if (!this.isOver) this.program.kill('SIGKILL');
    });
  }

  private tell(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }

  /** What stands on the screen now, line by line. */
  get text(): string {
    const { active } = this.terminal.buffer;
    const rows = Array.from({ length: this.terminal.rows }, (_, row) => active.getLine(active.viewportY + row));
    return rows.map((line) => line?.translateToString(true) ?? '').join('\n');
  }

  /** Everything that was written to the terminal, with its codes. */
  get written(): string {
    return this.codes;
  }

  /** Whether a program has taken the whole screen, as an editor does. */
  get isTaken(): boolean {
    return this.terminal.buffer.active.type === 'alternate';
  }

  resize(columns: number, rows = ROWS): this {
    this.terminal.resize(columns, rows);
    this.program.resize(columns, rows);
    return this;
  }

  /** Waits until the screen shows this. */
  async until(shown: string): Promise<this> {
    while (!this.text.includes(shown)) {
      if (this.isOver) throw new Error(`The program ended before it showed ${shown}:\n${this.text}`);
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
    return this;
  }

  /** Types a text, or presses a key. */
  press(keys: string): this {
    this.program.write(keys);
    return this;
  }

  /** Presses a key until the screen shows this: a dialog may be drawn before it hears keys. */
  async pressUntil(key: string, shown: string): Promise<this> {
    const again = setInterval(() => {
      if (!this.text.includes(shown)) this.press(key);
    }, 1_000);
    try {
      return await this.press(key).until(shown);
    } finally {
      clearInterval(again);
    }
  }

  /** Types a command into Claude Code's prompt, and sends it once it stands there. */
  async enter(text: string): Promise<void> {
    this.press(text);
    await this.until(text);
    this.press('\r');
  }

  /** Ends the program, and waits until it is gone. */
  async end(): Promise<void> {
    if (!this.isOver) this.program.kill('SIGTERM');
    await this.ended;
  }
}
