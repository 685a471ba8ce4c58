/** A program in a terminal of its own, answered with keys, as a user answers it. */
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';

export const KEYS = { enter: '\r', down: '\u001b[B', up: '\u001b[A', erase: '\u007f', cancel: '\u0003' } as const;

/** Escape sequences of a terminal: colours, movements and modes. */
const ESCAPES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])/g;
/** What a question's frame and its line breaks put between the words. */
const FRAME = /[\s│◆◇○●▲└┌]+/g;

export interface Typing {
  cwd: string;
  env: NodeJS.ProcessEnv;
  columns?: number;
}

/** The variables that have a value; a terminal would pass on the others as the text "undefined". */
export const withValues = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));

export class Keyboard {
  /** Everything that the program wrote, with its escape sequences. */
  raw = '';
  private readonly program: IPty;
  private readonly ended: Promise<number>;
  private isOver = false;
  private listeners: (() => void)[] = [];
  /** What was on the screen before the last key counts as seen. */
  private seen = 0;

  constructor(words: readonly string[], { cwd, env, columns = 80 }: Typing) {
    const [file = '', ...args] = words;
    this.program = spawn(file, args, { cwd, env: withValues(env), cols: columns, rows: 60, name: 'xterm-256color' });
    this.program.onData((text) => {
      this.raw += text;
      this.tell();
    });
    this.ended = new Promise((resolve) => {
      this.program.onExit(({ exitCode }) => {
        this.isOver = true;
        resolve(exitCode);
        this.tell();
      });
    });
    onTestFinished(() => {
      if (!this.isOver) this.program.kill('SIGKILL');
    });
  }

  private tell(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }

  /** Everything that was written, without escape sequences, line by line. */
  get lines(): string[] {
    return this.raw.replaceAll(ESCAPES, '').split(/\r?\n|\r/);
  }

  private get words(): string {
    return this.raw.replaceAll(ESCAPES, '').replaceAll(FRAME, '');
  }

  /** Waits until a text is shown that was not there before the last key; line breaks do not matter. */
  async until(text: string): Promise<this> {
    const wanted = text.replaceAll(FRAME, '');
    while (!this.words.includes(wanted, this.seen)) {
      if (this.isOver) throw new Error(`The program ended before it showed "${text}":\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
    return this;
  }

  /** Presses keys, or types a text. */
  press(...keys: string[]): this {
    this.seen = this.words.length;
    for (const key of keys) this.program.write(key);
    return this;
  }

  /** Waits for a question, then answers it. */
  async answer(question: string, ...keys: string[]): Promise<this> {
    return (await this.until(question)).press(...keys);
  }

  /** Waits for the end; the exit code. */
  end(): Promise<number> {
    return this.ended;
  }
}
