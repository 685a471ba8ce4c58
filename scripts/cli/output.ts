/** Writes pages to a stream as it can show them: safe for a terminal first, and only then coloured. */
import { visible } from '../core/say/packet-text.js';
import { redact } from '../core/say/redact.js';
import { type Colours, loadColours } from '../io/ground/colours.js';
import type { Page } from '../render/page/page.js';
import { type Look, lookOf, withAsciiSigns } from './look.js';
import { painted } from './paint.js';
import { PassingLine } from './screen.js';

/**
 * Text made safe for a terminal: no secrets, no control characters and nothing invisible. Colours must be added after
 * this step.
 */
export const shown = (text: string): string => visible(redact(text));

/** One line for both streams, which share the terminal. */
export const passing = new PassingLine(process.stdout);

export class Output {
  readonly look: Look;
  private readonly stream: NodeJS.WriteStream;
  private readonly colours: Colours | null;

  private constructor(stream: NodeJS.WriteStream, look: Look, colours: Colours | null) {
    this.stream = stream;
    this.look = look;
    this.colours = colours;
  }

  static async to(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Promise<Output> {
    const look = lookOf(stream, env);
    return new Output(stream, look, look.isColoured ? await loadColours() : null);
  }

  /** Whether someone looks at it, so that a mark helps. */
  get isTerminal(): boolean {
    return this.look.columns !== null;
  }

  /** @param project the absolute path against which the page names files */
  show(page: Page, project: string): void {
    passing.clear();
    const safe = (text: string): string => this.safe(text);
    this.stream.write(painted(page, { look: this.look, colours: this.colours, project, safe }));
  }

  line(text: string): void {
    passing.clear();
    this.stream.write(`${this.safe(text)}\n`);
  }

  private safe(text: string): string {
    return withAsciiSigns(shown(text), this.look);
  }
}
