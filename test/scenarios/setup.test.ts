import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import { type Answer, cccc, installed, placeSkill, typed } from '../helpers/cli.js';
import { freshFolder, makeProject, makeRepo, type TestRepo } from '../helpers/repo.js';

const COMMANDS = [
  'cc-codex-collaborate-loop-start.md',
  'cc-codex-collaborate-loop-status.md',
  'cc-codex-collaborate-loop-stop.md',
  'cccc-loop-start.md',
  'cccc-loop-status.md',
  'cccc-loop-stop.md',
  'cccc.md',
  'codex-cto.md',
];
const FOLDERS = ['backups', 'ledger', 'logs', 'reviews', 'runtime'];

const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const config = (repo: TestRepo) => JSON.parse(read(repo, 'docs/cccc/config.json'));
const backups = (answer: Answer): string[] =>
  (answer.envelope?.findings ?? []).flatMap(({ args }) => (typeof args['backup'] === 'string' ? [args['backup']] : []));
function newProject(): TestRepo {
  const repo = makeProject();
  placeSkill(repo.dir);
  return repo;
}

describe('cccc setup without a terminal', () => {
  test('asks for flags when it cannot ask, and writes nothing', async () => {
    const repo = newProject();
    expect(await installed(repo.dir, ['setup'])).toMatchObject({ code: 2, said: ['setup-needs-answers'] });
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test('writes docs/cccc and the commands, and nothing else', async () => {
    const repo = newProject();
    const answer = await installed(repo.dir, ['setup', '--yes', '--language', 'en']);
    expect({ code: answer.code, next: answer.envelope?.next }).toEqual({
      code: 0,
      next: 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs start "<task>"',
    });
    expect(readdirSync(repo.file('docs/cccc')).sort()).toEqual(
      [...FOLDERS, 'config.json', 'installed.json', 'state.json'].sort(),
    );
    expect(readdirSync(repo.file('docs/cccc/reviews')).sort()).toEqual(['final', 'milestones', 'plan']);
    expect(readdirSync(repo.file('.claude/commands')).sort()).toEqual(COMMANDS);
    expect(readdirSync(repo.file('.claude')).sort()).toEqual(['commands', 'skills']);
    expect(existsSync(repo.file('.gitignore'))).toBe(false);
    expect(config(repo)).toEqual(defaultConfig('recommended', 'en'));
    expect(JSON.parse(read(repo, 'docs/cccc/state.json'))).toMatchObject({
      status: 'SETUP_COMPLETE',
      task: null,
      task_id: null,
      mode: 'supervised-auto',
    });
  });

  test('a second time it changes nothing, and edits since stay', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', '--yes']);
    repo.write('docs/cccc/roadmap.md', 'mine').remove('docs/cccc/state.json').remove('.claude/commands/cccc.md');
    const before = read(repo, 'docs/cccc/config.json');
    const answer = await installed(repo.dir, ['setup', '--yes']);
    expect(answer.code).toBe(0);
    expect(read(repo, 'docs/cccc/roadmap.md')).toBe('mine');
    expect(read(repo, 'docs/cccc/config.json')).toBe(before);
    expect([existsSync(repo.file('docs/cccc/state.json')), existsSync(repo.file('.claude/commands/cccc.md'))]).toEqual([
      true,
      true,
    ]);
    expect((await installed(repo.dir, ['setup', '--yes'])).said).toContain('nothing-to-change');
  });

  test('--dry-run shows the same changes and makes none', async () => {
    const repo = newProject();
    const planned = await installed(repo.dir, ['setup', '--yes', '--dry-run']);
    expect(existsSync(repo.file('docs'))).toBe(false);
    const done = await installed(repo.dir, ['setup', '--yes']);
    expect(Object(planned.envelope?.data).changes).toEqual(Object(done.envelope?.data).changes);
  });

  test('the language follows the flag, then the environment', async () => {
    const [french, fromEnvironment] = [newProject(), newProject()];
    await installed(french.dir, ['setup', '--yes', '--language', 'fr']);
    const answer = await installed(fromEnvironment.dir, ['setup', '--yes'], { LC_ALL: 'zh_CN.UTF-8' });
    expect([config(french).language, config(fromEnvironment).language]).toEqual([
      { user_language: 'fr', auto_detect: false },
      { user_language: 'auto', auto_detect: true },
    ]);
    expect(answer.envelope?.findings.at(-1)?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    [['--language', 'not a tag'], 'bad-language'],
    [['--preset', 'fast'], 'unknown-preset'],
    [['--mode', 'wild'], 'unknown-mode'],
    [['--project', 'nowhere'], 'no-such-folder'],
    [['--colour', 'red'], 'bad-usage'],
  ])('%j is wrong usage', async (flags, code) => {
    const repo = makeProject();
    expect(await cccc(repo.dir, ['setup', '--yes', ...flags])).toMatchObject({ code: 2, said: [code] });
    expect(existsSync(repo.file('docs'))).toBe(false);
  });
});

describe('the presets', () => {
  test('strict has its own thresholds', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', '--preset', 'strict', '--mode', 'manual']);
    expect(config(repo)).toEqual({ ...defaultConfig('strict', 'auto'), mode: 'manual' });
  });

  test('a preset replaces an existing config, which is kept as backups/config.<time>.json', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', '--yes']);
    const before = read(repo, 'docs/cccc/config.json');
    const [backup] = backups(await installed(repo.dir, ['setup', 'strict']));
    expect(backup).toMatch(/^docs\/cccc\/backups\/config\.[\dTZ.-]+\.json$/);
    expect(read(repo, backup ?? '')).toBe(before);
    expect((await typed(repo.dir, ['uninstall'])).code).toBe(0);
    expect(read(repo, backup ?? '')).toBe(before);
  });

  test('keep leaves the config as it is, except for what a flag names', async () => {
    const repo = newProject();
    const own = `${JSON.stringify({ ...defaultConfig('strict', 'en'), mode: 'manual' }, null, 4)}\n`.replaceAll(
      '\n',
      '\r\n',
    );
    repo.write('docs/cccc/config.json', own);
    await installed(repo.dir, ['setup', '--preset', 'keep']);
    expect(read(repo, 'docs/cccc/config.json')).toBe(own);
    await installed(repo.dir, ['setup', '--preset', 'keep', '--language', 'ja']);
    expect(read(repo, 'docs/cccc/config.json')).toBe(own.replace('"user_language": "en"', '"user_language": "ja"'));
  });

  test('import takes over the fitting fields of an older file, and names the rest', async () => {
    const repo = newProject();
    const old = JSON.stringify({
      version: '0.1.17',
      mode: 'manual',
      review: { max_review_rounds_per_milestone: 9, block_on_p0: false },
      docs_sync: { a: 1 },
    });
    repo.write('docs/cccc/config.json', old);
    const answer = await installed(repo.dir, ['setup', '--preset', 'import']);
    expect(answer.envelope?.findings.find(({ code }) => code === 'config-fields-dropped')?.args).toEqual({
      fields: 'version, review.block_on_p0, docs_sync.a',
    });
    expect([
      config(repo).mode,
      config(repo).review.max_review_rounds_per_milestone,
      config(repo).review.block_on_p0,
    ]).toEqual(['manual', 9, true]);
    expect(read(repo, backups(answer)[0] ?? '')).toBe(old);
  });

  test.each(['recommended', 'import', 'keep'])(
    'a config that is not JSON is named and left alone by %s',
    async (preset) => {
      const repo = newProject();
      repo.write('docs/cccc/config.json', '{"mode": ');
      expect(await installed(repo.dir, ['setup', '--preset', preset])).toMatchObject({
        code: 3,
        said: ['config-not-json'],
      });
      expect(read(repo, 'docs/cccc/config.json')).toBe('{"mode": ');
      expect(readdirSync(repo.file('docs/cccc'))).toEqual(['config.json']);
    },
  );

  test('a config with wrong fields is named, with the fields', async () => {
    const repo = newProject();
    repo.write('docs/cccc/config.json', JSON.stringify({ ...defaultConfig('strict', 'en'), mode: 'wild', extra: 1 }));
    const answer = await installed(repo.dir, ['setup', '--preset', 'keep']);
    expect(answer).toMatchObject({ code: 3, said: ['config-invalid'] });
    expect(String(answer.envelope?.findings[0]?.args['faults'])).toMatch(/extra.*mode: /s);
  });
});

describe('files that are there already', () => {
  test('a command of the same name is backed up; other commands, documents and the state stay', async () => {
    const repo = newProject();
    const predecessor = '<!-- generated-by: x -->\n---\ndescription: old\n---\nold\n';
    repo
      .write('.claude/commands/cccc.md', predecessor)
      .write('.claude/commands/mine.md', 'mine')
      .write('docs/cccc/state.json', '{"status":"old"}')
      .write('docs/cccc/roadmap.md', 'plan');
    const answer = await installed(repo.dir, ['setup', '--yes']);
    expect(read(repo, backups(answer)[0] ?? '')).toBe(predecessor);
    expect(read(repo, '.claude/commands/cccc.md').startsWith('---\n')).toBe(true);
    expect([
      read(repo, '.claude/commands/mine.md'),
      read(repo, 'docs/cccc/state.json'),
      read(repo, 'docs/cccc/roadmap.md'),
    ]).toEqual(['mine', '{"status":"old"}', 'plan']);
  });

  test('a damaged record of what was written makes every replaced file worth a backup', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', '--yes']);
    repo.write('docs/cccc/installed.json', '{broken').write('.claude/commands/cccc.md', 'x');
    expect(
      backups(await installed(repo.dir, ['setup', '--yes']))
        .map((file) => path.basename(file))
        .sort(),
    ).toEqual(['cccc.md', 'installed.json']);
  });
});

describe('the slash commands', () => {
  test('front matter is on line 1, every slot is filled, and the call is allowed', async () => {
    const repo = newProject();
    await installed(repo.dir, ['setup', '--yes']);
    for (const name of COMMANDS) {
      const text = read(repo, `.claude/commands/${name}`);
      const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
      expect(front, name).toContain('disable-model-invocation: true');
      expect(text, name).not.toContain('{{');
      const injected = /^!`(.*?)( \$ARGUMENTS)?`$/m.exec(body)?.[1];
      const [, allowed = ''] = /^allowed-tools: Bash\((.*?)(?::| )\*\)/m.exec(front) ?? [];
      expect(injected ?? 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs', name).toContain(allowed);
      expect(allowed, name).toContain('cccc.mjs');
      const lines = text.trimEnd().split('\n').length;
      expect(lines >= 8 && lines <= 15, `${name} has ${lines} lines`).toBe(true);
    }
  });
});

describe('checks and .gitignore', () => {
  test('detected tests are taken with --yes, left out with --no-checks', async () => {
    const [with_, without] = [newProject(), newProject()];
    for (const repo of [with_, without])
      repo.write('package.json', '{"scripts":{"test":"vitest run"}}').write('pnpm-lock.yaml', '');
    const bin = freshFolder();
    writeFileSync(path.join(bin, 'pnpm'), '#!/bin/sh\n', { mode: 0o755 });
    const answer = await installed(with_.dir, ['setup', '--yes'], { PATH: `${bin}:${process.env['PATH']}` });
    const bare = await installed(without.dir, ['setup', '--yes', '--no-checks']);
    expect(config(with_).testing.commands).toEqual([
      { name: 'pnpm test', run: ['pnpm', 'test'], required: true, timeout_seconds: 600 },
    ]);
    expect(config(without).testing.commands).toEqual([]);
    expect([answer.said.includes('checks-configured'), bare.said.includes('checks-none')]).toEqual([true, true]);
  });

  test('the suggested lines are added only when asked for, and once', async () => {
    const repo = newProject().write('.gitignore', 'dist');
    await installed(repo.dir, ['setup', '--yes']);
    expect(read(repo, '.gitignore')).toBe('dist');
    const answer = await installed(repo.dir, ['setup', '--yes', '--gitignore']);
    await installed(repo.dir, ['setup', '--yes', '--gitignore']);
    expect(read(repo, '.gitignore')).toBe(
      'dist\ndocs/cccc/logs/\ndocs/cccc/runtime/\ndocs/cccc/backups/\ndocs/cccc/state.json\n' +
        'docs/cccc/context-bundle.md',
    );
    expect(read(repo, backups(answer)[0] ?? '')).toBe('dist');
  });
});

describe('kinds of repositories', () => {
  test('outside a repository, and in a bare one, it says what to do', async () => {
    expect(await cccc(freshFolder(), ['setup', '--yes'])).toMatchObject({ code: 3, said: ['not-a-repository'] });
    expect(await cccc(makeRepo('--bare').dir, ['setup', '--yes'])).toMatchObject({
      code: 3,
      said: ['bare-repository'],
    });
  });

  test('without a commit it works and says that a task will need one', async () => {
    const repo = makeRepo();
    const answer = await cccc(repo.dir, ['setup', '--yes']);
    expect(answer.code).toBe(0);
    expect(answer.envelope?.findings.find(({ code }) => code === 'no-commit-yet')?.command).toContain('git commit');
  });

  test('a shallow clone, a linked work tree and a submodule work', async () => {
    const origin = makeProject().write('b', '1').commit();
    const outer = makeProject();
    outer.git('submodule', '--quiet', 'add', origin.dir, 'sub');
    const linked = freshFolder();
    origin.git('worktree', 'add', '--quiet', path.join(linked, 'tree'));
    const clone = freshFolder();
    origin.git(
      'clone',
      '--quiet',
      '--depth',
      '1',
      `file://${origin.dir.replaceAll(' ', '%20')}`,
      path.join(clone, 'shallow'),
    );
    for (const dir of [path.join(clone, 'shallow'), path.join(linked, 'tree'), outer.file('sub')]) {
      expect((await cccc(dir, ['setup', '--yes'])).code, dir).toBe(0);
      expect(existsSync(path.join(dir, 'docs/cccc/config.json')), dir).toBe(true);
    }
    expect(existsSync(outer.file('docs'))).toBe(false);
  });

  test(
    'below a repository the whole repository is the project, unless the folder is named or holds ' + 'the skill',
    async () => {
      const top = makeProject();
      const answer = await cccc(top.file('src'), ['setup', '--yes']);
      expect(answer.said).toContain('project-is-top');
      expect(existsSync(top.file('docs/cccc/config.json'))).toBe(true);

      const named = makeProject();
      await cccc(named.file('src'), ['setup', '--yes', '--project', '.']);
      expect([existsSync(named.file('docs')), existsSync(named.file('src/docs/cccc/config.json'))]).toEqual([
        false,
        true,
      ]);

      const part = makeProject();
      mkdirSync(part.file('packages/a'), { recursive: true });
      placeSkill(part.file('packages/a'));
      await installed(part.file('packages/a'), ['setup', '--yes']);
      expect([existsSync(part.file('docs')), existsSync(part.file('packages/a/docs/cccc/config.json'))]).toEqual([
        false,
        true,
      ]);
    },
  );
});
