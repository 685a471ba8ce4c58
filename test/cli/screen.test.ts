import { describe, expect, it } from 'vitest';
import { isRewritable, PassingLine } from '../../scripts/cli/screen.js';
import { widthOf } from '../../scripts/core/say/width.js';

class Terminal {
  written = '';
  columns: number;
  constructor(columns: number) {
    this.columns = columns;
  }
  write(text: string): boolean {
    this.written += text;
    return true;
  }
}

describe('a line that is rewritten', () => {
  it.each([40, 60, 200])('begins where the previous one began, and never wraps at %i columns', (columns) => {
    const terminal = new Terminal(columns);
    const line = new PassingLine(terminal);
    for (const text of [
      '1:05 of 30:00 · milestone: Codex · cat tree/src/a.ts',
      '1:06，上限 30:00 · milestone：审查进行中',
    ])
      line.show(text.repeat(3));
    const [before, ...shown] = terminal.written.split('\r\u001b[K');
    expect([before, shown.length]).toEqual(['', 2]);
    for (const text of shown) expect(widthOf(text)).toBeLessThan(columns);
    expect(terminal.written).not.toContain('\n');
  });

  it('adapts to a terminal that was made narrower, and is removed before other output', () => {
    const terminal = new Terminal(80);
    const line = new PassingLine(terminal);
    line.clear();
    expect(terminal.written).toBe('');
    terminal.columns = 20;
    line.show('x'.repeat(50));
    line.clear();
    line.clear();
    expect(terminal.written).toBe(`\r\u001b[K${'x'.repeat(17)}..\r\u001b[K`);
  });

  it('is not used where nothing can be erased', () => {
    expect(isRewritable({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
    expect(isRewritable({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(isRewritable({ isTTY: false }, { TERM: 'xterm' })).toBe(false);
  });
});
