import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { toolKind } from '../../scripts/guard/index.js';
import { type Conversation, talkToClaude } from '../helpers/claude.js';
import { installed, placeSkill } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

let turns: ClaudeTurn[] = [];
let repo: TestRepo;
let claude: Conversation;
const beside = (name: string): string => path.join(path.dirname(repo.dir), name);
const log = (): string => beside('pwsh.log');
/** The input that the stand-in for PowerShell received. */
const told = (): string => (existsSync(log()) ? readFileSync(log(), 'utf8') : '');

beforeAll(async () => {
  repo = makeProject();
  placeSkill(repo.dir);
  await installed(repo.dir, ['setup', '--yes', '--language', 'en']);
  await installed(repo.dir, ['start', 'Add a thing']);
  await installed(repo.dir, ['loop', 'start']);
  claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
  const bin = beside('bin');
  mkdirSync(bin, { recursive: true });
  const pwsh = path.join(bin, 'pwsh');
  writeFileSync(pwsh, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log()}'\n`);
  chmodSync(pwsh, 0o755);
  claude.env['CLAUDE_CODE_USE_POWERSHELL_TOOL'] = '1';
  claude.env['PATH'] = `${bin}${path.delimiter}${claude.env['PATH'] ?? ''}`;
});
afterAll(() => claude.close());

const powershell = (command: string): ClaudeTurn => ({
  calls: [{ tool: 'PowerShell', input: { command, description: 'x' } }],
});

describe('the tools of the real Claude Code', () => {
  test('its PowerShell tool is guarded: deletion is refused, ordinary work runs', async () => {
    turns = [powershell('Remove-Item -Recurse -Force src'), powershell('Write-Output ordinary')];
    const run = await claude.say('go');
    const results = run.events.flatMap((event) => (event.kind === 'result' ? [event] : []));
    expect(results.map(({ failed }) => failed)).toEqual([true, false]);
    expect(told()).not.toContain('Remove-Item');
    expect(told()).not.toBe('');
  });

  test('each tool that it offers, at once or later, is in the table of known tools', () => {
    const offered = claude.requests.flatMap(({ tools }) => tools);
    const later = claude.requests.flatMap(({ heard }) =>
      heard
        .flatMap((one) => ('text' in one ? [one.text] : []))
        .flatMap((text) => /deferred tools are now available[^\n]*\n([\w\n]+?)\n\n/.exec(text)?.[1]?.split('\n') ?? []),
    );
    expect(later).toContain('Monitor');
    expect([...new Set([...offered, ...later])].filter((tool) => toolKind(tool) === 'unknown')).toEqual([]);
  });
});
