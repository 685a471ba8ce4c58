/** A recording as an asciicast of version 2, which asciinema plays: a header, then one event for each line. */
import type { RecordedLine } from './recording.js';

export interface Screen {
  columns: number;
  rows: number;
}

export function castOf(lines: readonly RecordedLine[], { columns, rows }: Screen, title: string): string {
  const header = { version: 2, width: columns, height: rows, title, env: { TERM: 'xterm-256color' } };
  const events = lines.map(({ at, text }) => [at / 1000, 'o', `${text}\r\n`]);
  return `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
