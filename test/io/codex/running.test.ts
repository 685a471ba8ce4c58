/** The program behind a launcher, on a machine so busy that it is first looked at when its choice runs already. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { choiceOf } from '../../../scripts/io/codex/running.js';
import { freshFolder } from '../../helpers/repo.js';

const folder = freshFolder();
const started = path.join(folder, 'started');

vi.mock('node:child_process', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:child_process')>();
  const spawn = (...args: Parameters<typeof real.spawn>): ReturnType<typeof real.spawn> => {
    const child = real.spawn(...args);
    while (!existsSync(started)) execFileSync('sleep', ['0.01']);
    return child;
  };
  return { ...real, spawn };
});

function script(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}`);
  chmodSync(file, 0o755);
  return file;
}

test.runIf(process.platform === 'linux')('is what the launcher started, not the launcher that waits', async () => {
  const choice = script('codex', `touch "${started}"\nsleep 0.3\n`);
  const launcher = script('launcher', `"${choice}" "$@"\nsleep 0.1\nexit 0\n`);
  expect((await choiceOf(launcher, '--version', folder, process.env)).file).toBe(choice);
});
