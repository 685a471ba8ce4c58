import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Answer, cccc, installed } from '../helpers/cli.js';
import { skillFolder } from '../helpers/dist.js';
import { freshFolder, makeProject, makeRepo, type TestRepo } from '../helpers/repo.js';

const SKILL = '.claude/skills/cc-codex-collaborate';
const everything = (dir: string): string[] => readdirSync(dir, { recursive: true }).map(String).sort();
const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const changesOf = (answer: Answer): string[] => {
  const data = Object(answer.envelope?.data);
  return data.changes.map(
    (change: { kind: string; path: string; backup: boolean }) =>
      `${change.kind} ${change.path}${change.backup ? ' with backup' : ''}`,
  );
};

/**
 * A project with an installation of an older version, in which one file had other content and one more file existed.
 */
function withOlder(repo: TestRepo): void {
  cpSync(skillFolder(), repo.file(SKILL), { recursive: true });
  const manifest = JSON.parse(read(repo, `${SKILL}/manifest.json`));
  const digestOfOld = 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4'; // of "old"
  repo.write(`${SKILL}/SKILL.md`, 'old').write(`${SKILL}/references/dropped/x.md`, 'old');
  manifest.version = '0.1.0';
  manifest.files = { ...manifest.files, 'SKILL.md': digestOfOld, 'references/dropped/x.md': digestOfOld };
  repo.write(`${SKILL}/manifest.json`, `${JSON.stringify(manifest)}\n`);
}

describe('cccc install', () => {
  test('puts exactly the skill folder into the repository, from any folder in it', async () => {
    const repo = makeProject();
    const answer = await cccc(repo.file('src'), ['install']);
    expect({ code: answer.code, said: answer.said }).toEqual({ code: 0, said: ['files-counted', 'installed'] });
    expect(everything(repo.file(SKILL))).toEqual(everything(skillFolder()));
    expect(everything(repo.file('.claude')).filter((file) => !file.startsWith('skills'))).toEqual([]);
    expect(existsSync(repo.file('docs'))).toBe(false);
    if (process.platform !== 'win32') expect(statSync(repo.file(`${SKILL}/scripts/cccc.mjs`)).mode & 0o100).toBe(0o100);
    const help = await installed(repo.dir, ['help']);
    expect(help.code).toBe(0);
  });

  test('a second time there is nothing to change', async () => {
    const repo = makeProject();
    await cccc(repo.dir, ['install']);
    expect((await cccc(repo.dir, ['install'])).said).toEqual(['nothing-to-change', 'installed']);
    expect((await cccc(repo.dir, ['install', '--dry-run'])).said).toEqual(['nothing-to-change']);
    expect((await installed(repo.dir, ['install'])).said).toEqual(['runs-from-here']);
  });

  test('with --dry-run it says what it would do and does nothing', async () => {
    const repo = makeProject();
    const planned = await cccc(repo.dir, ['install', '--dry-run']);
    expect(existsSync(repo.file('.claude'))).toBe(false);
    const listed = await cccc(repo.dir, ['install', '--dry-run', '--verbose']);
    const done = await cccc(repo.dir, ['install']);
    for (const plan of [planned, listed]) expect(changesOf(done)).toEqual(changesOf(plan));
    expect(new Set(listed.said)).toEqual(new Set(['change-planned']));
    const files = Object.keys(JSON.parse(read(repo, `${SKILL}/manifest.json`)).files).length + 1;
    expect(listed.said).toHaveLength(files);
    expect(planned.envelope?.findings).toMatchObject([
      { code: 'install-planned', args: { dir: SKILL, from: null, files, added: files, replaced: 0, removed: 0 } },
    ]);
  });

  test('over an older version, --dry-run names both, and each file of yours that is replaced', async () => {
    const repo = makeProject();
    withOlder(repo);
    repo.write(`${SKILL}/references/loop.md`, '我的话 🚀');
    const { envelope } = await cccc(repo.dir, ['install', '--dry-run']);
    expect(envelope?.findings).toMatchObject([
      { code: 'install-planned', args: { from: '0.1.0', added: 0, replaced: 3, removed: 1 } },
      { code: 'change-planned', args: { kind: 'replace', file: `${SKILL}/references/loop.md`, backup: true } },
    ]);
    expect(envelope?.findings[0]?.message).toMatch(/0\.1\.0 → \d+\.\d+\.\d+ in \S+: \d+ files, [\d.]+ MB \(/);
  });

  test('a file that somebody changed is backed up before it is replaced', async () => {
    const repo = makeProject();
    await cccc(repo.dir, ['install']);
    repo.write(`${SKILL}/SKILL.md`, 'my own words');
    const answer = await cccc(repo.dir, ['install']);
    expect(changesOf(answer)).toEqual([`replace ${SKILL}/SKILL.md with backup`]);
    const [replaced] = answer.envelope?.findings ?? [];
    expect(read(repo, String(replaced?.args['backup']))).toBe('my own words');
    expect(read(repo, `${SKILL}/SKILL.md`)).toBe(readFileSync(path.join(skillFolder(), 'SKILL.md'), 'utf8'));
  });

  test('an older version is updated without backups, and files that only it had are removed', async () => {
    const repo = makeProject();
    withOlder(repo);
    const answer = await cccc(repo.dir, ['install']);
    expect(changesOf(answer)).toEqual([
      `replace ${SKILL}/SKILL.md`,
      `replace ${SKILL}/manifest.json`,
      `delete ${SKILL}/references/dropped/x.md`,
      `rmdir ${SKILL}/references/dropped`,
      `rmdir ${SKILL}/references`,
    ]);
    expect(everything(repo.file(SKILL))).toEqual(everything(skillFolder()));
    expect(existsSync(repo.file('docs'))).toBe(false);
  });

  test('a dropped file that someone changed stays, and so do files that the program never wrote', async () => {
    const repo = makeProject();
    withOlder(repo);
    repo.write(`${SKILL}/references/dropped/x.md`, 'mine now').write(`${SKILL}/references/notes.md`, 'mine');
    const answer = await cccc(repo.dir, ['install']);
    expect(answer.said).toContain('kept-changed');
    expect([read(repo, `${SKILL}/references/dropped/x.md`), read(repo, `${SKILL}/references/notes.md`)]).toEqual([
      'mine now',
      'mine',
    ]);
  });

  test('without a readable manifest every differing file is backed up', async () => {
    const repo = makeProject();
    withOlder(repo);
    repo.write(`${SKILL}/manifest.json`, '{"files":{"../../../src/main.ts":"x"}}');
    const answer = await cccc(repo.dir, ['install']);
    expect(changesOf(answer)).toEqual([
      `replace ${SKILL}/SKILL.md with backup`,
      `replace ${SKILL}/manifest.json with backup`,
    ]);
    expect(existsSync(repo.file('src/main.ts'))).toBe(true);
  });

  test('--project names the folder, for a part of a monorepo as well', async () => {
    const repo = makeProject().write('packages/a b/package.json', '{}');
    expect((await cccc(repo.dir, ['install', '--project', 'packages/a b'])).code).toBe(0);
    expect(existsSync(repo.file(`packages/a b/${SKILL}/SKILL.md`))).toBe(true);
    expect(await cccc(repo.dir, ['install', '--project', 'nowhere'])).toMatchObject({
      code: 2,
      said: ['no-such-folder'],
    });
  });

  test('outside a repository, and in a bare one, it says what to do', async () => {
    expect(await cccc(freshFolder(), ['install'])).toMatchObject({ code: 3, said: ['not-a-repository'] });
    expect(await cccc(makeRepo('--bare').dir, ['install'])).toMatchObject({ code: 3, said: ['bare-repository'] });
  });

  test('a damaged skill folder is not installed', async () => {
    const repo = makeProject();
    const copy = path.join(freshFolder(), 'skill');
    cpSync(skillFolder(), copy, { recursive: true });
    writeFileSync(path.join(copy, 'SKILL.md'), 'altered');
    const { runNode } = await import('../helpers/cli.js');
    const altered = await runNode([path.join(copy, 'scripts/cccc.mjs'), 'install', '--json'], {
      cwd: repo.dir,
      input: '',
    });
    expect([altered.code, altered.stdout.includes('skill-damaged')]).toEqual([3, true]);
    rmSync(path.join(copy, 'manifest.json'));
    const unbuilt = await runNode([path.join(copy, 'scripts/cccc.mjs'), 'install', '--json'], {
      cwd: repo.dir,
      input: '',
    });
    expect([unbuilt.code, unbuilt.stdout.includes('npm run build')]).toEqual([3, true]);
    expect(existsSync(repo.file('.claude'))).toBe(false);
  });
});
