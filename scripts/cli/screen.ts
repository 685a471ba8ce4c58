/** A terminal line that is rewritten below the lines that stay, and removed before anything else is printed. */
import { fitted } from '../core/say/width.js';

const ERASE = '\r\u001b[K';

/** Whether a line can be rewritten, which needs a terminal that can erase one. */
export const isRewritable = (stream: Pick<NodeJS.WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv): boolean =>
  Boolean(stream.isTTY) && env['TERM'] !== 'dumb';

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
