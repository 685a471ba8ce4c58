/** Draws a view that stays: pages as rows that fit, with a body that gives way and can be scrolled. */
import type { FullScreen, Sheet } from '../flows/screen.js';
import { projectOf } from '../flows/task/place.js';
import type { Colours } from '../io/ground/colours.js';
import { loadColours } from '../io/ground/colours.js';
import { type Ending, endBy, Terminal } from '../io/screen/terminal.js';
import type { Page } from '../render/page/page.js';
import { lookOf, withAsciiSigns } from './look.js';
import { shown } from './output.js';
import { painted } from './paint.js';

/** What the keys do that move the body: by so many rows, or by a screen. */
const MOVES: Readonly<Partial<Record<string, 'up' | 'down' | 'page-up' | 'page-down'>>> = {
  '\u001b[A': 'up',
  '\u001bOA': 'up',
  k: 'up',
  '\u001b[B': 'down',
  '\u001bOB': 'down',
  j: 'down',
  '\u001b[5~': 'page-up',
  '\u001b[6~': 'page-down',
  ' ': 'page-down',
};

/**
 * Opens the screen on the terminal of this process.
 *
 * @param hear gets each key that does not move the body
 * @param more says how many rows of the body are out of sight
 */
export async function openFullScreen(hear: (key: string) => void, more: (rows: number) => string): Promise<FullScreen> {
  const look = lookOf(process.stdout, process.env);
  const screen = new Screen(look.isColoured ? await loadColours() : null, hear, more);
  return screen;
}

class Screen implements FullScreen {
  readonly ended: Promise<Ending>;
  private readonly colours: Colours | null;
  private readonly more: (rows: number) => string;
  private readonly terminal: Terminal;
  private sheet: Sheet = { head: [], body: [], foot: [] };
  private from = 0;
  private ending: Ending | null = null;

  constructor(colours: Colours | null, hear: (key: string) => void, more: (rows: number) => string) {
    this.colours = colours;
    this.more = more;
    this.terminal = new Terminal(
      (key) => this.move(key) || hear(key),
      () => this.draw(this.sheet),
    );
    this.ended = this.terminal.ended;
    void this.ended.then((ending) => {
      this.ending = ending;
    });
  }

  private move(key: string): boolean {
    const move = MOVES[key];
    if (move === undefined) return false;
    const page = Math.max(1, this.terminal.size.rows - 8);
    this.from += { up: -1, down: 1, 'page-up': -page, 'page-down': page }[move];
    this.draw(this.sheet);
    return true;
  }

  draw(sheet: Sheet): void {
    this.sheet = sheet;
    const { rows } = this.terminal.size;
    const [head, body, foot] = [sheet.head, sheet.body, sheet.foot].map((page) => this.rowsOf(page));
    this.terminal.draw(
      [...(head ?? []), ...this.fitting(body ?? [], head, foot, rows), ...(foot ?? [])].slice(0, rows),
    );
  }

  /** The part of the body that fits; its last row then says how much is out of sight. */
  private fitting(body: string[], head: string[] = [], foot: string[] = [], rows: number): string[] {
    const room = Math.max(0, rows - head.length - foot.length);
    this.from = Math.max(0, Math.min(this.from, body.length - Math.max(0, room - 1)));
    if (body.length <= room) return body;
    const part = body.slice(this.from, this.from + Math.max(0, room - 1));
    return room === 0 ? [] : [...part, this.more(body.length - part.length)];
  }

  /** On this screen no row may be longer than it, a command neither. */
  private rowsOf(page: Page): string[] {
    if (page.length === 0) return [];
    const look = lookOf(process.stdout, process.env);
    const text = painted(
      page.map((line) => ({ ...line, isWhole: false })),
      {
        look: { ...look, columns: this.terminal.size.columns },
        colours: this.colours,
        project: projectOf(process.cwd()),
        safe: (given) => withAsciiSigns(shown(given), look),
      },
    );
    return text.split('\n').slice(0, -1);
  }

  close(): void {
    this.terminal.close();
    if (this.ending !== null) endBy(this.ending);
  }
}
