/** The text edits of the status line: what was there comes back byte for byte. */
import { expect, test } from 'vitest';
import type { JsonNode } from '../../../scripts/core/install/client/json-node.js';
import { withoutStatusLine, withStatusLine } from '../../../scripts/core/install/client/status-line.js';
import { parse } from '../../../scripts/io/install/claude.js';

const LAUNCHER = '/home/me/me/hooks/cccc-hook.sh';
const added = (text: string | null, launcher = LAUNCHER): string => {
  const edit = withStatusLine(text, { launcher, look: { padding: 1 } }, parse);
  if (!edit.ok) throw new Error(JSON.stringify(edit));
  return edit.text;
};
const commandIn = (text: string): string => {
  const root: JsonNode | null = parse(text);
  return String(root === null ? '' : JSON.parse(text).statusLine.command);
};

test.each([
  ['no file', null],
  ['an empty object', '{}'],
  ['an empty object over two lines', '{\n}\n'],
  ['other settings', '{\n  "model": "opus"\n}\n'],
  ['tabs, CRLF, a comma at the end and a comment', '{\r\n\t// mine\r\n\t"model": "opus",\r\n}'],
  ['one line', '{"permissions":{"allow":["Bash(ls)"]}}'],
  ['a line of the user', '{ "statusLine": { "type": "command", "command": "a \\"b\\" \'c\'" }, "model": "x" }'],
])('%s', (_, before) => {
  const text = added(before);
  expect(commandIn(text.replace(/\/\/.*|,(?=\s*})/g, ''))).toContain(`launcher='${LAUNCHER}'`);
  expect(added(text), 'a second time changes nothing').toBe(text);
  expect(withoutStatusLine(text, parse)).toBe(before);
  expect(withoutStatusLine(text, parse, LAUNCHER)).toBe(before);
  expect(withoutStatusLine(text, parse, '/elsewhere')).toBe(text);
  expect(withoutStatusLine(added(text, '/moved/cccc-hook.sh'), parse), 'after the folder was moved').toBe(before);
});
