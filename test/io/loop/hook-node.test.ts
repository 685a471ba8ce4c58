import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { flawOf, readHookNode, recordHookNode } from '../../../scripts/io/loop/hook-node.js';
import { freshFolder } from '../../helpers/repo.js';

/** A file called node, in a folder of its own. */
function nodeIn(folder: string, mode = 0o755): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'node');
  writeFileSync(file, '');
  chmodSync(file, mode);
  return file;
}

test('a Node is recorded with the language, for the user alone, and read again', () => {
  const stateDir = path.join(freshFolder(), 'cccc');
  const node = nodeIn(freshFolder());
  expect([readHookNode(stateDir), recordHookNode(stateDir, 'zh-CN', node)]).toEqual([null, null]);
  expect(readFileSync(path.join(stateDir, 'hook-node'), 'utf8')).toBe(`${node}\nzh-CN\n`);
  expect(statSync(path.join(stateDir, 'hook-node')).mode & 0o777).toBe(0o600);
  expect(statSync(stateDir).mode & 0o777).toBe(0o700);
  expect(readHookNode(stateDir)).toBe(node);
});

test.each([
  ['one that a package brings along', () => nodeIn(path.join(freshFolder(), 'node_modules', '.bin')), 'place'],
  ['a relative path', () => 'bin/node', 'place'],
  ['a folder', () => freshFolder(), 'place'],
  ['nothing', () => path.join(freshFolder(), 'node'), 'place'],
  ['a path with a line break', () => nodeIn(path.join(freshFolder(), 'a\nb')), 'place'],
  ['a file that cannot be executed', () => nodeIn(freshFolder(), 0o644), 'rights'],
])('%s is not recorded', (_, make, flaw) => {
  const stateDir = path.join(freshFolder(), 'cccc');
  expect([recordHookNode(stateDir, 'en', make()), readHookNode(stateDir)]).toEqual([flaw, null]);
});

test.skipIf(process.getuid?.() !== 0)("neither is another user's", () => {
  const node = nodeIn(freshFolder());
  chownSync(node, 12_345, 12_345);
  expect(flawOf(node)).toBe('owner');
});
