/**
 * A demo that was played, as a recording: its lines, and when each appears. Times are those of a reader, not those of
 * the machine, so that the same demo gives the same recording.
 */

/** A piece of a line with the look that the terminal gave it. */
export interface Piece {
  text: string;
  /** The parameters of the colour code before it, such as `1` or `38;2;217;119;87`; empty for none. */
  look: string;
}

export interface RecordedLine {
  /** Milliseconds from the beginning. */
  at: number;
  /** With the terminal's colour codes. */
  text: string;
  pieces: Piece[];
}

/** How long a line stays the newest one: as long as it takes to read it, by what it is. */
const PACE = { empty: 100, heading: 1400, quoted: 250, action: 550 } as const;

/** What is read before the recording begins again. */
export const LAST_MS = 4000;

const ESCAPE = String.fromCharCode(27);

/** Cuts a line at the terminal's colour codes. */
export function piecesOf(line: string): Piece[] {
  const [first = '', ...rest] = line.split(`${ESCAPE}[`);
  let look = '';
  const pieces = rest.flatMap((part): Piece[] => {
    const end = part.indexOf('m');
    const code = part.slice(0, end);
    // A code that ends one look ends all: the demo's lines do not nest them.
    look = /^(?:0|22|39)$/.test(code) ? '' : code;
    return [{ text: part.slice(end + 1), look }];
  });
  return [{ text: first, look: '' }, ...pieces].filter(({ text }) => text !== '');
}

function paceOf(pieces: readonly Piece[]): number {
  const text = pieces.map((piece) => piece.text).join('');
  if (text.trim() === '') return PACE.empty;
  if (!text.startsWith(' ')) return PACE.heading;
  return text.startsWith('          ') ? PACE.quoted : PACE.action;
}

/**
 * @param rows the lines as the demo showed them; a row may hold several
 * @param folder where it was played, which is another one each time
 */
export function recordingOf(rows: readonly string[], folder: string): RecordedLine[] {
  let at = 0;
  return rows
    .flatMap((row) => row.split('\n'))
    .map((row) => {
      const text = row.replaceAll(folder, '~');
      const line = { at, text, pieces: piecesOf(text) };
      at += paceOf(line.pieces);
      return line;
    });
}
