/** Which file of Codex is named: the one that its launcher chooses in the project. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { programDigest } from '../../../scripts/io/codex/hashes.js';
import { managersChoice } from '../../../scripts/io/codex/managers.js';
import { sha256 } from '../../../scripts/io/ground/signing.js';
import { freshFolder } from '../../helpers/repo.js';

function program(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform !== 'win32')('a version manager is asked in the project', () => {
  /** Answers with a file of the folder in which it is asked. */
  const ANSWER = '#!/bin/sh\n[ "$1 $2" = "which codex" ] && echo "$PWD/chosen"\n';
  const project = freshFolder();

  test.each([
    ['where its script is the launcher', 'asdf', '#!/usr/bin/env bash\nexec asdf exec "codex" "$@"\n'],
    ['where its script names it by its path', 'nodenv', '#!/bin/sh\nexec "/opt/nodenv/bin/nodenv" exec codex "$@"\n'],
  ])('%s', async (_title, manager, script) => {
    const bin = freshFolder();
    program(path.join(bin, manager), ANSWER);
    const launcher = program(path.join(bin, 'shims', 'codex'), script);
    const env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}` };
    expect(await managersChoice(launcher, project, env)).toBe(path.join(project, 'chosen'));
  });

  test('where the launcher is a link to it', async () => {
    const bin = freshFolder();
    for (const name of ['volta', 'volta-shim']) program(path.join(bin, name), ANSWER);
    symlinkSync(path.join(bin, 'volta-shim'), path.join(bin, 'codex'));
    const env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}` };
    expect(await managersChoice(path.join(bin, 'codex'), project, env)).toBe(path.join(project, 'chosen'));
  });

  test('nobody is asked where there is no version manager, or it does not answer', async () => {
    const plain = program(path.join(freshFolder(), 'codex'), '#!/bin/sh\nexec /opt/codex "$@"\n');
    const broken = program(path.join(freshFolder(), 'codex'), '#!/bin/sh\nexec asdf exec codex "$@"\n');
    expect(await managersChoice(plain, project, process.env)).toBeNull();
    expect(await managersChoice(broken, project, { PATH: '' })).toBeNull();
  });
});

test('a program is read again when it was replaced, whatever its size and times say', async () => {
  const [file, state] = [path.join(freshFolder(), 'codex'), freshFolder()];
  for (const text of ['one', 'two', 'one']) {
    writeFileSync(file, text);
    expect(await programDigest(file, state, true)).toBe(sha256(text));
    expect(await programDigest(file, state, true)).toBe(sha256(text));
  }
});
