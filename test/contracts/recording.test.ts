/** The recordings of the demo in docs/demo: each picture is what its asciicast gives, and harmless to show. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { castOf } from '../../scripts/dev/demo/record/cast.js';
import { piecesOf, recordingOf } from '../../scripts/dev/demo/record/recording.js';
import { svgOf } from '../../scripts/dev/demo/record/svg.js';

const FOLDER = 'docs/demo';
const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.cast'))
  .map((name) => name.replace(/\.cast$/, ''));

describe.each(names)('%s', (name) => {
  const [head, ...events] = read(`${name}.cast`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows = events.map(([, , text]: [number, string, string]) => text.replace(/\r\n$/, ''));
  const screen = { columns: head.width, rows: head.height };

  test('its times follow from its lines', () => {
    expect(castOf(recordingOf(rows, '/never'), screen, head.title)).toBe(read(`${name}.cast`));
  });

  test('its picture is made from it', () => {
    expect(svgOf(recordingOf(rows, '/never'), screen, head.title)).toBe(read(`${name}.svg`));
  });

  test('names no folder and no time of the machine that played it, and tells the story to its end', () => {
    const text = rows.join('\n');
    expect(text).not.toMatch(/\/tmp|\/home|cccc-demo-|\d\d:\d\d:\d\d/);
    expect(text).toContain('DONE');
  });
});

test('a picture holds no script, asks for nothing from elsewhere, and escapes what a line says', () => {
  const lines = recordingOf(['<script>a && "b"</script>', '  \u001B[36mcodex\u001B[39m says <b>'], '/x');
  const svg = svgOf(lines, { columns: 40, rows: 2 }, 'a "title" <x>');
  expect(svg).toContain('&lt;script&gt;a &amp;&amp; &quot;b&quot;&lt;/script&gt;');
  expect(svg).toContain('<tspan class="c">codex</tspan> says &lt;b&gt;');
  expect(svg).not.toMatch(/<script|<b>|href|url\(|@import/);
  expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
});

test('a line is cut at its colour codes', () => {
  expect(piecesOf('a \u001B[1mb\u001B[22m c')).toEqual([
    { text: 'a ', look: '' },
    { text: 'b', look: '1' },
    { text: ' c', look: '' },
  ]);
  expect(piecesOf('')).toEqual([]);
});

test('the folder of a run is shown as the home', () => {
  expect(recordingOf(['  in /tmp/x 1/project'], '/tmp/x 1')[0]?.text).toBe('  in ~/project');
});
