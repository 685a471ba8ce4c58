/** A terminal line that is rewritten below the lines that stay, and removed before anything else is printed. */
import { fitted, wrapped } from '../core/say/width.js';

const ERASE = '\r\u001b[K';

/** Whether a line can be rewritten, which needs a terminal that can erase one. */
export const isRewritable = (stream: Pick<NodeJS.WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv): boolean =>
  Boolean(stream.isTTY) && env['TERM'] !== 'dumb';

/** A text whose sentences are wrapped for a terminal. A line with a command stays whole, so that it can be pasted. */
export function fitForScreen(text: string, stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): string {
  if (!stream.isTTY) return text;
  const lines = text.split('\n').map((line) => (/^\s/.test(line) ? line : wrapped(line, stream.columns || 80)));
  return lines.join('\n');
}

export class PassingLine {
  private readonly stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>;
  private isShown = false;

  constructor(stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>) {
    this.stream = stream;
  }

  /**
   * Shows a one-line text that is fit for a terminal. The last column stays empty, because some terminals wrap there.
   */
  show(text: string): void {
    this.stream.write(`${ERASE}${fitted(text, (this.stream.columns || 80) - 1)}`);
    this.isShown = true;
  }

  clear(): void {
    if (this.isShown) this.stream.write(ERASE);
    this.isShown = false;
  }
}
