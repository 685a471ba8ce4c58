import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, test } from 'vitest';
import { belongsToRun, kinOf } from '../../../scripts/io/run/kin.js';

describe('a process belongs to a run', () => {
  const ofCommand = (...command: string[]): boolean => belongsToRun({ pid: 1, command, environment: [] });

  it.each([
    ['/usr/bin/node', '/p/.claude/skills/cc-codex-collaborate/scripts/cccc.mjs', 'review', 'milestone'],
    ['node', '/p/scripts/review-supervisor.mjs', '--run', '/x'],
    ['node', '--no-warnings', '/usr/local/bin/cccc', 'review', 'final'],
    ['node', '--import', 'tsx', 'scripts/cccc.ts', 'review', 'plan'],
  ])('that is this program: %s %s', (...command) => expect(ofCommand(...command)).toBe(true));

  it.each([
    ['node', '/usr/bin/pnpm.cjs', 'exec', 'cccc', 'confirm'],
    ['npx', 'cccc', 'confirm'],
    ['vim', 'scripts/cccc.mjs'],
    ['bash', '-c', 'node scripts/cccc.mjs confirm'],
    ['node', 'server.js'],
    ['sleep', '5'],
    [''],
  ])('but not one that only names it: %s %s', (...command) => expect(ofCommand(...command)).toBe(false));

  it('if it carries a mark, but not this very process because of its name', () => {
    expect(belongsToRun({ pid: 1, command: ['sh'], environment: ['A=b', 'CCCC_RUN=0a'] })).toBe(true);
    expect(belongsToRun({ pid: 1, command: ['sh'], environment: ['NOT_CCCC_RUN=0a'] })).toBe(false);
    expect(belongsToRun({ pid: process.pid, command: ['node', 'cccc.mjs'], environment: [] })).toBe(false);
  });
});

test.skipIf(process.platform === 'win32')('the kin of a process are its parents, with their environment', async () => {
  const child = spawn('sh', ['-c', 'env -i sleep 60 & echo $!; wait'], {
    env: { ...process.env, MARKED: 'yes' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  try {
    const [told] = await once(child.stdout, 'data');
    const kin = kinOf(Number(String(told))) ?? [];
    expect(kin.map(({ pid }) => pid)).toEqual(expect.arrayContaining([Number(String(told)), child.pid, process.pid]));
    expect(kin.find(({ pid }) => pid === child.pid)?.environment).toContain('MARKED=yes');
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }
});

test('a process that has ended has no kin to report', () => {
  expect(kinOf(2 ** 22 + 1)).toEqual(process.platform === 'win32' ? [] : null);
});
