/**
 * A recording as an animated picture: one group with all lines, which CSS shows and moves up. It needs no script,
 * follows the reader's light or dark scheme, and stands still at its end for readers who want no motion.
 */
import type { Screen } from './cast.js';
import { LAST_MS, type Piece, type RecordedLine } from './recording.js';

/** Pixels. */
const SIZE = { text: 13, line: 18, column: 7.83, edge: 16, bar: 30 } as const;

/** The looks that the demo uses, by the terminal's codes. */
const LOOKS: Readonly<Record<string, string>> = {
  '1': 'b',
  '2': 'd',
  '32': 'g',
  '33': 'y',
  '36': 'c',
  '37': 'w',
  '38;2;217;119;87': 'o',
};

const STYLE = `svg{color-scheme:light dark;--back:#fff;--line:#d0d7de;--text:#1f2328;--dim:#59636e;--green:#1a7f37;
--yellow:#9a6700;--cyan:#0a7283;--orange:#b4491f}
@media(prefers-color-scheme:dark){svg{--back:#0d1117;--line:#30363d;--text:#e6edf3;--dim:#9198a1;--green:#3fb950;
--yellow:#d29922;--cyan:#39c5cf;--orange:#e58a68}}
text{font:${SIZE.text}px ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;white-space:pre;
fill:var(--text)}
.b,.w{font-weight:bold}.d{fill:var(--dim)}.g{fill:var(--green)}.y{fill:var(--yellow)}.c{fill:var(--cyan)}
.o{fill:var(--orange)}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function pieceText({ text, look }: Piece): string {
  const name = LOOKS[look];
  return name === undefined ? escaped(text) : `<tspan class="${name}">${escaped(text)}</tspan>`;
}

/**
 * The steps of the animation. Until the screen is full, a curtain goes down by a line; then all lines go up by one.
 *
 * @param offset where the moved part is, in lines, when this line appears
 */
function keyframes(name: string, lines: readonly RecordedLine[], total: number, offset: (index: number) => number) {
  const steps = lines.flatMap(({ at }, index) => {
    if (index > 0 && offset(index) === offset(index - 1)) return [];
    const share = Number(((at / total) * 100).toFixed(3));
    return [`${share}%{transform:translateY(${offset(index) * SIZE.line}px)}`];
  });
  return `@keyframes ${name}{${steps.join('')}}`;
}

/** @param title what a screen reader says in place of the picture */
export function svgOf(lines: readonly RecordedLine[], { columns, rows }: Screen, title: string): string {
  const total = (lines.at(-1)?.at ?? 0) + LAST_MS;
  const width = Math.ceil(columns * SIZE.column + 2 * SIZE.edge);
  const height = rows * SIZE.line + SIZE.bar + SIZE.edge;
  const full = rows * SIZE.line;
  const motion = [
    `#all{transform:translateY(${Math.min(0, full - lines.length * SIZE.line)}px)}`,
    `#curtain{transform:translateY(${full}px)}`,
    '@media(prefers-reduced-motion:no-preference){',
    `#all{animation:up ${total / 1000}s step-end infinite}#curtain{animation:down ${total / 1000}s step-end infinite}}`,
    keyframes('up', lines, total, (index) => Math.min(0, rows - 1 - index)),
    keyframes('down', lines, total, (index) => Math.min(rows, index + 1)),
  ].join('\n');
  const texts = lines.map(({ pieces }, index) =>
    pieces.length === 0 ? '' : `<text y="${(index + 1) * SIZE.line - 5}">${pieces.map(pieceText).join('')}</text>\n`,
  );
  const dots = [0, 1, 2].map((at) => `<circle cx="${SIZE.edge + 6 + at * 18}" cy="15" r="5" fill="var(--line)"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" \
role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>${STYLE}
${motion}</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="var(--back)" stroke="var(--line)"/>
${dots.join('')}
<svg x="${SIZE.edge}" y="${SIZE.bar}" width="${width - 2 * SIZE.edge}" height="${full}"><g id="all">
${texts.join('')}</g>
<rect id="curtain" width="100%" height="100%" fill="var(--back)"/></svg>
</svg>
`;
}
