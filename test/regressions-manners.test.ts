/** What a newcomer runs into before anything is reviewed: one numbered test for each, through the built program. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cccc, runNode } from './helpers/cli.js';
import { skillFolder } from './helpers/dist.js';
import { makeProject, makeRepo, type TestRepo } from './helpers/repo.js';

describe('#108 a part of a monorepo was another project when asked from another folder', () => {
  const part = 'packages/a b';

  /** The project that a verb names, in the part's own copy of the skill. */
  async function projectSeen(repo: TestRepo, folder: string, ...words: string[]): Promise<unknown> {
    const script = repo.file(`${part}/.claude/skills/cc-codex-collaborate/scripts/cccc.mjs`);
    const ran = await runNode([script, ...words, '--json'], { cwd: repo.file(folder), input: '' });
    return JSON.parse(ran.stdout);
  }

  function withPart(): TestRepo {
    const repo = makeProject().write(`${part}/src/deep/index.js`, '').write('packages/c/index.js', '');
    cpSync(skillFolder(), repo.file(`${part}/.claude/skills/cc-codex-collaborate`), { recursive: true });
    return repo;
  }

  it.each(['.', part, `${part}/src/deep`, 'packages/c'])(
    'setup and the task are the same ones, from %s',
    async (at) => {
      const repo = withPart();
      await projectSeen(repo, at, 'setup', '--yes', '--no-checks');
      expect(existsSync(repo.file(`${part}/docs/cccc/config.json`))).toBe(true);
      expect(existsSync(repo.file('docs/cccc'))).toBe(false);
      expect(await projectSeen(repo, part, 'start', 'Do it')).toMatchObject({ ok: true });
      for (const folder of ['.', part, `${part}/src/deep`, 'packages/c'])
        expect(await projectSeen(repo, folder, 'status'), folder).toMatchObject({ ok: true, data: { text: 'Do it' } });
    },
  );

  it('a configured part is a project of its own for whoever is in it', async () => {
    const repo = withPart().write('packages/c/docs/cccc/config.json', '{ broken');
    await projectSeen(repo, part, 'setup', '--yes', '--no-checks');
    expect(await projectSeen(repo, 'packages/c', 'status')).toMatchObject({ findings: [{ code: 'config-not-json' }] });
  });
});

it.each(['install', 'install --project .'])('#109 the skill was put into a bare repository: %s', async (line) => {
  const repo = makeRepo('--bare');
  expect(await cccc(repo.dir, line.split(' '))).toMatchObject({ code: 3, said: ['bare-repository'] });
  expect(existsSync(path.join(repo.dir, '.claude'))).toBe(false);
});
