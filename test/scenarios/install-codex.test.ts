/** `cccc install --for codex` on the built program: a skill for Codex itself, in the project. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, cccc, installed, typed } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

const FILE = '.agents/skills/cccc-orchestration/SKILL.md';
const forCodex = (repo: TestRepo, ...args: string[]): Promise<Answer> =>
  cccc(repo.dir, ['install', '--for', 'codex', ...args]);
const read = (repo: TestRepo): string => readFileSync(repo.file(FILE), 'utf8');
const planned = ({ envelope }: Answer): unknown[] =>
  Object(envelope?.data).changes.filter(({ path }: { path: string }) => !path.startsWith('.claude/'));

describe('cccc install --for codex', () => {
  let repo: TestRepo;
  beforeAll(async () => {
    repo = makeProject();
    await forCodex(repo);
  });

  test('with --dry-run it names the file and writes nothing', async () => {
    const fresh = makeProject();
    const answer = await forCodex(fresh, '--dry-run');
    expect(answer.said).toContain('change-planned');
    expect(planned(answer)).toMatchObject([{ kind: 'create', path: FILE }, { path: 'docs/cccc/installed.json' }]);
    expect(existsSync(fresh.file('.agents'))).toBe(false);
    expect(existsSync(fresh.file('.claude'))).toBe(false);
  });

  test('it puts the skill folder and the skill for Codex in, which calls the installed program', () => {
    expect(readdirSync(repo.file('.agents/skills'))).toEqual(['cccc-orchestration']);
    expect(read(repo)).toMatch(/^---\nname: cccc-orchestration\ndescription: /);
    expect(read(repo)).toContain('`node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs ask ');
    expect(read(repo)).not.toMatch(/\{\{/);
    expect(existsSync(repo.file('docs/cccc/config.json'))).toBe(false);
  });

  test('again there is nothing to change, in either language, and doctor names the skill', async () => {
    expect((await installed(repo.dir, ['install', '--for', 'codex'])).said).toEqual([
      'nothing-to-change',
      'codex-skill-there',
    ]);
    const { envelope } = await installed(repo.dir, ['doctor']);
    const check = Object(envelope?.data).checks.find(({ name }: { name: string }) => name === 'codexSkill');
    expect(check).toMatchObject({ level: 'pass', facts: FILE });
    const chinese = await installed(repo.dir, ['install', '--for', 'codex', '--language', 'zh-CN']);
    expect(chinese.said).toContain('codex-skill-there');
    expect(read(repo)).toContain('# 编排');
  });

  test('a file that somebody edited stays, and the skill is laid beside it; doctor says so', async () => {
    const mine = `${read(repo)}\n我的规则\n`;
    repo.write(FILE, mine);
    const answer = await forCodex(repo);
    expect(answer.said).toContain('new-beside');
    expect(read(repo)).toBe(mine);
    expect(existsSync(repo.file(`${FILE}.new`))).toBe(true);
    const { envelope } = await installed(repo.dir, ['doctor']);
    const check = Object(envelope?.data).checks.find(({ name }: { name: string }) => name === 'codexSkill');
    expect(check).toMatchObject({ level: 'warn', codes: ['codex-skill-differs'] });
  });

  test("a skill of somebody else's in that place stays", async () => {
    const other = makeProject();
    other.write(FILE, 'theirs');
    expect((await forCodex(other)).said).toContain('new-beside');
    expect(read(other)).toBe('theirs');
  });

  test('uninstall removes what was written, and leaves what was edited', async () => {
    const kept = await typed(repo.dir, ['uninstall']);
    expect(kept.envelope?.findings.filter(({ code }) => code === 'kept-changed').map(({ args }) => args)).toEqual([
      { file: FILE },
    ]);
    expect(readdirSync(repo.file('.agents/skills/cccc-orchestration'))).toEqual(['SKILL.md']);
    rmSync(repo.file('.agents'), { recursive: true });
    await forCodex(repo);
    expect((await typed(repo.dir, ['uninstall'])).code).toBe(0);
    expect(existsSync(repo.file('.agents'))).toBe(false);
    expect(readdirSync(repo.file('docs/cccc'))).toEqual(['backups']);
  });

  test('another client is wrong usage', async () => {
    const answer = await cccc(repo.dir, ['install', '--for', '克劳德']);
    expect([answer.code, answer.said]).toEqual([2, ['unknown-client']]);
  });
});
