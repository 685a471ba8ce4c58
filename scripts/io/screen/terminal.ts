/**
 * The whole terminal for a view that stays: the only door to the terminal library. Whatever ends the program, the
 * terminal is afterwards as it was.
 */
import { writeSync } from 'node:fs';
import {
  cursorHide,
  cursorShow,
  cursorTo,
  enterAlternativeScreen,
  eraseDown,
  eraseEndLine,
  exitAlternativeScreen,
} from 'ansi-escapes';
import { isSystemError } from '../ground/files.js';

/** The library has no names for these two: rows are cut at the edge, where they would otherwise push others down. */
const WRAP_OFF = '\u001b[?7l';
const WRAP_ON = '\u001b[?7h';

const OPEN = enterAlternativeScreen + cursorHide + WRAP_OFF;
const CLOSE = WRAP_ON + cursorShow + exitAlternativeScreen;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why the terminal is gone, or should be given back. */
export type Ending = (typeof SIGNALS)[number] | 'closed';

/** One key, or the sequence of codes that a key sends. */
const KEY = /\u001b\[[\d;]*[A-Za-z~]|\u001bO[A-Z]|[\s\S]/gu;

export class Terminal {
  /** Resolves when a signal arrives or nobody is at the terminal any more. */
  readonly ended: Promise<Ending>;
  private readonly input = process.stdin;
  private readonly output = process.stdout;
  private readonly undo: (() => void)[] = [];
  private drawn: readonly string[] = [];
  private isOpen = true;

  /**
   * @param hear gets each key
   * @param resized is called after the terminal's size has changed
   */
  constructor(hear: (key: string) => void, resized: () => void) {
    this.output.write(OPEN);
    this.input.setRawMode(true);
    const onData = (chunk: Buffer): void => {
      for (const [key] of chunk.toString('utf8').matchAll(KEY)) hear(key);
    };
    this.during(this.input, 'data', onData);
    this.input.resume();
    this.during(this.output, 'resize', () => {
      // What stands there was laid out for another width.
      this.drawn = [];
      resized();
    });
    this.ended = new Promise((resolve) => {
      for (const name of SIGNALS) this.during(process, name, () => resolve(name));
      for (const name of ['end', 'close']) this.during(this.input, name, () => resolve('closed'));
      for (const name of ['error', 'close']) this.during(this.output, name, () => resolve('closed'));
    });
    // Also after an error that nobody caught: Node prints it after this event.
    this.during(process, 'exit', () => this.close());
  }

  private during(source: NodeJS.EventEmitter, event: string, listener: (given: Buffer) => void): void {
    source.on(event, listener);
    this.undo.push(() => source.off(event, listener));
  }

  get size(): { columns: number; rows: number } {
    return { columns: this.output.columns || 80, rows: this.output.rows || 24 };
  }

  /** Shows these rows, and writes only those that differ from what stands there. */
  draw(rows: readonly string[]): void {
    if (!this.isOpen) return;
    const changed = rows.flatMap((row, at) =>
      row === this.drawn[at] ? [] : [`${cursorTo(0, at)}${row}${eraseEndLine}`],
    );
    // A row below the last one does not exist, and the cursor would stop at the last.
    const isLeft = (this.drawn.length === 0 || rows.length < this.drawn.length) && rows.length < this.size.rows;
    const rest = isLeft ? `${cursorTo(0, rows.length)}${eraseDown}` : '';
    this.drawn = rows;
    if (changed.length > 0 || rest !== '') this.output.write(changed.join('') + rest);
  }

  /** Gives the terminal back. It writes at once, because the process may be about to end. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const one of this.undo.splice(0)) one();
    try {
      this.input.setRawMode(false);
      writeSync(this.output.fd, CLOSE);
    } catch (error) {
      // Nobody is at the terminal any more.
      if (!isSystemError(error)) throw error;
    }
    this.input.pause();
  }
}

/** Ends this process by the signal that it caught, so that whoever started it sees that. */
export function endBy(ending: Ending): void {
  if (ending !== 'closed' && ending !== 'SIGINT') process.kill(process.pid, ending);
}
