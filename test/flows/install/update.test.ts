/** What an update removes of 0.1.x, with files that stand for the ones it knows by their digests. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { Arguments, Context, Result } from '../../../scripts/flows/context.js';
import { run } from '../../../scripts/verbs/update.js';
import { settingsOf01, writeProjectOf01 } from '../../helpers/predecessor.js';
import { makeProject, type TestRepo } from '../../helpers/repo.js';

const { OLD } = vi.hoisted(() => ({ OLD: 'as 0.1 wrote it\n' }));
vi.mock('../../../scripts/core/install/update/predecessor-digests.js', () => {
  const digests = [createHash('sha256').update(OLD).digest('hex')];
  const names = [
    'cccc-stop.sh',
    'cccc-sensitive-op-guard.sh',
    'cccc-stop-failure.sh',
    'cccc.md',
    'cc-codex-collaborate.md',
  ];
  return { PREDECESSOR_DIGESTS: Object.fromEntries(names.map((name) => [name, digests])) };
});

const HOOKS = ['cccc-stop.sh', 'cccc-sensitive-op-guard.sh', 'cccc-stop-failure.sh'].map(
  (name) => `.claude/hooks/${name}`,
);
const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const codes = ({ notices }: Result): string[] => notices.map(({ code }) => code);

function project(): TestRepo {
  const repo = writeProjectOf01(makeProject(), '0.1.17');
  for (const file of [...HOOKS, '.claude/commands/cccc.md', '.claude/commands/cc-codex-collaborate.md'])
    repo.write(file, OLD);
  return repo;
}

function update(repo: TestRepo): Promise<Result> {
  const context: Context = {
    cwd: repo.dir,
    env: { XDG_STATE_HOME: `${repo.dir}-state` },
    json: true,
    tty: false,
    version: '1.2.3',
    asked: null,
    language: 'en',
    now: () => '2030-01-02T03:04:05.006Z',
    say: () => undefined,
    print: () => undefined,
    show: () => undefined,
    progress: () => undefined,
    rewrites: false,
    openScreen: () => Promise.reject(new Error('there is no terminal')),
    attend: () => undefined,
    recorded: [],
  };
  const args: Arguments = { values: {}, positionals: [] };
  return run(context, args);
}

describe('what is exactly of 0.1', () => {
  test('goes: hooks, their entries, the marker of the loop, and the command that the skill replaces', async () => {
    const repo = project();
    await update(repo);
    for (const file of [...HOOKS, '.claude/hooks', '.claude/settings.json', '.claude/cccc-loop.local'])
      expect(existsSync(repo.file(file)), file).toBe(false);
    expect(existsSync(repo.file('.claude/commands/cc-codex-collaborate.md'))).toBe(false);
    expect(read(repo, '.claude/commands/cccc.md')).not.toBe(OLD);
    const backup = 'docs/cccc/backups/2030-01-02T03-04-05.006Z';
    for (const file of ['.claude/commands/cccc.md', '.claude/commands/cc-codex-collaborate.md'])
      expect(read(repo, `${backup}/${file}`)).toBe(OLD);
    expect(read(repo, `${backup}/.claude/settings.json`)).toBe(settingsOf01());
  });

  test('goes also where a checkout wrote it with other line ends', async () => {
    const repo = project();
    for (const file of HOOKS) repo.write(file, OLD.replaceAll('\n', '\r\n'));
    await update(repo);
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
  });

  test('leaves everything else in settings.json as it is, byte for byte', async () => {
    const repo = project();
    const mine = '  "model": "opus",\n  "permissions": {\n    "deny": ["Edit(docs/cccc/state.json)"]\n  }';
    const entries = settingsOf01().slice(2, -3);
    repo.write('.claude/settings.json', `\uFEFF{\n${mine},\n${entries}\n}\n`);
    await update(repo);
    expect(read(repo, '.claude/settings.json')).toBe(`\uFEFF{\n${mine}\n}\n`);
  });
});

describe('what was edited since', () => {
  test('stays: a hook together with its entry, and a command beside which the new one lies', async () => {
    const repo = project();
    for (const file of [HOOKS[0] ?? '', '.claude/commands/cccc.md', '.claude/commands/cc-codex-collaborate.md'])
      repo.write(file, `${OLD}and mine\n`);
    const result = await update(repo);
    expect(codes(result)).toEqual(expect.arrayContaining(['old-hook-kept', 'old-command-kept', 'new-beside']));
    expect(read(repo, HOOKS[0] ?? '')).toBe(`${OLD}and mine\n`);
    const { hooks } = JSON.parse(read(repo, '.claude/settings.json'));
    expect(Object.keys(hooks)).toEqual(['Stop']);
    expect(read(repo, '.claude/commands/cccc.md')).toBe(`${OLD}and mine\n`);
    expect(read(repo, '.claude/commands/cccc.md.new')).toContain('description:');
  });

  test('a hook of somebody else in the group of an old one stays alone in it', async () => {
    const repo = project();
    const theirs = { type: 'command', command: 'say done' };
    const settings = JSON.parse(settingsOf01());
    settings.hooks.Stop[0].hooks.push(theirs);
    settings.hooks.Stop.push({ hooks: [{ type: 'command', command: 'echo .claude/hooks/cccc-stop.sh' }] });
    repo.write('.claude/settings.json', JSON.stringify(settings, null, 4));
    await update(repo);
    expect(JSON.parse(read(repo, '.claude/settings.json'))).toEqual({
      hooks: {
        Stop: [
          { matcher: '', hooks: [theirs] },
          { hooks: [{ type: 'command', command: 'echo .claude/hooks/cccc-stop.sh' }] },
        ],
      },
    });
  });

  test('an entry whose hook is gone is removed, and one with more to it stays', async () => {
    const repo = project();
    for (const file of HOOKS) repo.remove(file);
    const settings = JSON.parse(settingsOf01());
    settings.hooks.StopFailure[0].hooks[0].timeout = 5;
    repo.write('.claude/settings.json', JSON.stringify(settings, null, 2));
    await update(repo);
    expect(Object.keys(JSON.parse(read(repo, '.claude/settings.json')).hooks)).toEqual(['StopFailure']);
  });
});
