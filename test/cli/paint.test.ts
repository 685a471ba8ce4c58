/** What a page becomes on a terminal: safe first, coloured and linked after that. */
import { createHash } from 'node:crypto';
import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import type { Look } from '../../scripts/cli/look.js';
import { painted } from '../../scripts/cli/paint.js';
import { visible } from '../../scripts/core/say/packet-text.js';
import { redact } from '../../scripts/core/say/redact.js';
import { type Line, line, linked, marked, pageOf, toned } from '../../scripts/render/page/page.js';

const LOOK: Look = { columns: 40, isUnicode: true, isColoured: true, hasLinks: true };
const onScreen = (page: Line[], look: Partial<Look> = {}): string => {
  const all = { ...LOOK, ...look };
  const colours = all.isColoured ? new Chalk({ level: 1 }) : null;
  return painted(page, { look: all, colours, project: '/home/me/shop', safe: (text) => visible(redact(text)) });
};

it('a mark is a coloured symbol, and words in brackets where there are none', () => {
  const page = [line([marked('done'), 'plan'])];
  expect(onScreen(page)).toBe('\u001b[32m✔ \u001b[39mplan\n');
  expect(onScreen(page, { isColoured: false, isUnicode: false })).toBe('[x] plan\n');
});

it('a file of the project is a link, one outside of it is only named', () => {
  const link = (file: string): string => onScreen([line(linked(file))], { isColoured: false });
  expect(link('docs/计划 1.md')).toBe(
    '\u001b]8;;file:///home/me/shop/docs/%E8%AE%A1%E5%88%92%201.md\u001b\\docs/计划 1.md\u001b]8;;\u001b\\\n',
  );
  expect(link('../other/x.md')).toBe('../other/x.md\n');
  expect(link('/etc/passwd')).toBe('/etc/passwd\n');
});

it('what comes from elsewhere brings no codes of its own', () => {
  expect(onScreen([line(['task: ', toned('strong', 'x\u001b]0;title\u0007')])], { isColoured: false })).toBe(
    'task: x<U+001B>]0;title<U+0007>\n',
  );
  expect(onScreen([line('one\nPASS two')], { isColoured: false })).toBe('one\\nPASS two\n');
});

it('a secret does not survive because it was split into spans', () => {
  const key =
    'sk-ant-api03-' +
    'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hJ3kL5mN7pQ9rS1tU3vW5xY7zA9bC1dE3fG5hJ7kL9mN-AbCdEfAA';
  const whole = onScreen([line(key)], { columns: null });
  expect(whole).not.toContain('aB3dE5fG7hJ9');
  const split = onScreen([line([toned('strong', key.slice(0, 20)), key.slice(20)])], { columns: null });
  expect(split).toBe(whole);
});

it('a secret over several lines is removed as a whole', () => {
  const rows = [1, 2, 3, 4, 5, 6].map((seed) => createHash('sha384').update(String(seed)).digest('base64'));
  const pem = ['-----BEGIN RSA PRIVATE KEY-----', ...rows, '-----END RSA PRIVATE KEY-----'].join('\n');
  expect(onScreen([...pageOf(pem)])).not.toContain(rows[1]);
});
