import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, installed, placeSkill } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

const HOOKS = [
  'cccc-guard-judge.cjs',
  'cccc-guard-voice.cjs',
  'cccc-guard.cjs',
  'cccc-hook.cmd',
  'cccc-hook.sh',
  'cccc-passed.cjs',
  'cccc-stop-failure.cjs',
  'cccc-stop.cjs',
];
const IN_CLAUDE = { CLAUDE_CODE_SESSION_ID: 'session-1' };

const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const json = (repo: TestRepo, name: string) => JSON.parse(read(repo, name));
const outcome = (answer: Answer): unknown => Object(answer.envelope?.data).outcome;

async function setUp(): Promise<TestRepo> {
  const repo = makeProject();
  placeSkill(repo.dir);
  await installed(repo.dir, ['setup', '--yes', '--language', 'en']);
  return repo.commit('Set up');
}

describe('loop start', () => {
  test('puts the hooks in place, registers them, and sets both modes', async () => {
    const repo = await setUp();
    const answer = await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    expect({ code: answer.code, outcome: outcome(answer) }).toEqual({ code: 0, outcome: 'needs_task' });
    expect(readdirSync(repo.file('.claude/hooks')).sort()).toEqual(HOOKS);
    const settings = json(repo, '.claude/settings.json');
    expect(Object.keys(settings.hooks)).toEqual([
      'Stop',
      'PreToolUse',
      'PreSkillShellCommand',
      'UserPromptExpansion',
      'PostToolUse',
      'StopFailure',
    ]);
    expect(settings.permissions.deny).toContain('Edit(docs/cccc/state.json)');
    expect(json(repo, 'docs/cccc/config.json')).toMatchObject({
      mode: 'full-auto-safe',
      automation: { stop_hook_loop_enabled: true },
    });
    expect(json(repo, 'docs/cccc/state.json').mode).toBe('full-auto-safe');
  });

  test('binds the session that calls it, and says how a terminal is bound', async () => {
    const repo = await setUp();
    await installed(repo.dir, ['start', 'Add a thing']);
    const inClaude = await installed(repo.dir, ['loop', 'start', '--keep-going'], IN_CLAUDE);
    expect([outcome(inClaude), inClaude.envelope?.next?.endsWith('cccc.mjs next')]).toEqual(['continue_now', true]);
    expect(json(repo, 'docs/cccc/state.json')).toMatchObject({
      mode: 'full-auto-safe',
      loop: { session: 'session-1', keep_going: true },
    });
    const onTerminal = await installed(repo.dir, ['loop', 'start']);
    expect(onTerminal.said).toContain('loop-unclaimed');
    expect(json(repo, 'docs/cccc/state.json').loop).toMatchObject({ session: null, keep_going: false });
  });

  test('a second start adds nothing twice', async () => {
    const repo = await setUp();
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    const before = read(repo, '.claude/settings.json');
    const again = await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    expect(again.said).toContain('nothing-to-change');
    expect(read(repo, '.claude/settings.json')).toBe(before);
  });

  test('keeps whatever is in settings.json, with a backup', async () => {
    const repo = await setUp();
    const theirs =
      '{\r\n\t"hooks": {\r\n\t\t"Stop": [{ "hooks": [{ "type": "command", "command": "say done" }] ' +
      '}]\r\n\t},\r\n\t"model": "opus"\r\n}';
    repo.write('.claude/settings.json', theirs);
    const answer = await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    const settings = json(repo, '.claude/settings.json');
    expect([settings.model, settings.hooks.Stop.length, settings.hooks.Stop[0].hooks[0].command]).toEqual([
      'opus',
      2,
      'say done',
    ]);
    const backup = answer.envelope?.findings.find(({ args }) => args['file'] === '.claude/settings.json')?.args[
      'backup'
    ];
    expect(read(repo, String(backup))).toBe(theirs);
  });

  test.each([
    ['{"hooks": ', 'settings-invalid'],
    ['{"hooks": []}', 'settings-shape'],
  ])('a settings.json of %s is named and left alone, and nothing else is done', async (text, code) => {
    const repo = await setUp();
    repo.write('.claude/settings.json', text);
    expect(await installed(repo.dir, ['loop', 'start'], IN_CLAUDE)).toMatchObject({ code: 3, said: [code] });
    expect(read(repo, '.claude/settings.json')).toBe(text);
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
    expect(json(repo, 'docs/cccc/config.json').automation.stop_hook_loop_enabled).toBe(false);
  });

  test.each([
    ['has comments, so that Claude Code does not read it', '{\n  // mine\n}\n', 'settings-not-plain'],
    ['switches hooks off', '{"disableAllHooks": true}', 'hooks-disabled'],
  ])('a settings.json that %s is named and left alone, and nothing else is done', async (_, text, code) => {
    const repo = await setUp();
    repo.write('.claude/settings.json', text);
    expect(await installed(repo.dir, ['loop', 'start'], IN_CLAUDE)).toMatchObject({ code: 1, said: [code] });
    expect(read(repo, '.claude/settings.json')).toBe(text);
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
  });

  test('without setup it says so', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    expect(await installed(repo.dir, ['loop', 'start'])).toMatchObject({ code: 3, said: ['config-missing'] });
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
  });
});

describe('loop stop', () => {
  test.each<[string, string | null]>([
    ['no settings.json', null],
    ['an empty one', '{}'],
    ['one with hooks and rules', '{\n  "permissions": { "deny": ["Read(.env)"] },\n  "hooks": { "Stop": [] }\n}'],
  ])('undoes exactly what start did: %s', async (_, theirs) => {
    const repo = await setUp();
    if (theirs !== null) repo.write('.claude/settings.json', theirs).commit();
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    const answer = await installed(repo.dir, ['loop', 'stop'], IN_CLAUDE);
    expect(answer.said.at(-1)).toBe('loop-off');
    expect(existsSync(repo.file('.claude/settings.json')) ? read(repo, '.claude/settings.json') : null).toBe(theirs);
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
    expect(json(repo, 'docs/cccc/config.json')).toMatchObject({
      mode: 'supervised-auto',
      automation: { stop_hook_loop_enabled: false },
    });
    expect(json(repo, 'docs/cccc/state.json').mode).toBe('supervised-auto');
    expect(
      repo
        .git('status', '--porcelain')
        .split('\n')
        .filter((line) => line !== '' && !line.includes('docs/cccc/')),
    ).toEqual([]);
  });

  test('keeps third-party hooks, and a hook of the program that was changed', async () => {
    const repo = await setUp();
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    repo.write('.claude/hooks/mine.sh', 'mine').write('.claude/hooks/cccc-stop.cjs', 'changed');
    const answer = await installed(repo.dir, ['loop', 'stop']);
    expect(answer.envelope?.findings.find(({ code }) => code === 'kept-changed')?.args).toEqual({
      file: '.claude/hooks/cccc-stop.cjs',
    });
    expect(readdirSync(repo.file('.claude/hooks')).sort()).toEqual(['cccc-stop.cjs', 'mine.sh']);
    expect(existsSync(repo.file('.claude/settings.json'))).toBe(false);
  });

  test('releases the session', async () => {
    const repo = await setUp();
    await installed(repo.dir, ['start', 'Add a thing']);
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    await installed(repo.dir, ['loop', 'stop'], IN_CLAUDE);
    expect(json(repo, 'docs/cccc/state.json')).toMatchObject({
      mode: 'supervised-auto',
      loop: { session: null, keep_going: false },
    });
  });
});

describe('loop claim and status', () => {
  test('a new session claims the loop, a terminal cannot', async () => {
    const repo = await setUp();
    await installed(repo.dir, ['start', 'Add a thing']);
    expect((await installed(repo.dir, ['loop', 'claim'], IN_CLAUDE)).said).toEqual(['loop-is-off']);
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    expect(await installed(repo.dir, ['loop', 'claim'])).toMatchObject({ code: 1, said: ['no-session'] });
    expect((await installed(repo.dir, ['loop', 'status'], { CLAUDE_CODE_SESSION_ID: 'session-2' })).said).toContain(
      'loop-unclaimed',
    );
    expect(outcome(await installed(repo.dir, ['loop', 'claim'], { CLAUDE_CODE_SESSION_ID: 'session-2' }))).toBe(
      'continue_now',
    );
    expect(json(repo, 'docs/cccc/state.json').loop.session).toBe('session-2');
    expect((await installed(repo.dir, ['loop', 'status'], { CLAUDE_CODE_SESSION_ID: 'session-2' })).said).toEqual([
      'loop-is-on',
      'loop-continue_now',
    ]);
  });

  test('status names what is missing, and writes nothing', async () => {
    const repo = await setUp();
    expect((await installed(repo.dir, ['loop', 'status'])).said).toEqual(['loop-is-off', 'loop-needs_task']);
    await installed(repo.dir, ['loop', 'start'], IN_CLAUDE);
    repo
      .write('.claude/hooks/cccc-guard.cjs', 'x')
      .write(
        '.claude/settings.json',
        read(repo, '.claude/settings.json').replace('Edit(docs/cccc/ledger/**)', 'Edit(x)'),
      );
    const before = repo.commit().git('status', '--porcelain');
    const answer = await installed(repo.dir, ['loop', 'status']);
    expect(answer.envelope?.findings.find(({ code }) => code === 'loop-incomplete')?.args).toEqual({
      missing: 'cccc-guard.cjs, Edit(docs/cccc/ledger/**)',
    });
    expect(repo.git('status', '--porcelain')).toBe(before);
  });

  test.each([[[]], [['go']], [['start', 'now']]])('loop %j is wrong usage', async (words) => {
    const repo = makeProject();
    placeSkill(repo.dir);
    expect((await installed(repo.dir, ['loop', ...words])).code).toBe(2);
  });
});
