/** `cccc review diff`: what the change is, in a repository in which nothing is set up. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../../helpers/contents.js';
import { BareProject, resultOf } from '../../helpers/diff-review.js';
import { makeProject, makeRepo } from '../../helpers/repo.js';
import { chars } from '../../helpers/secrets/make.js';

/** Everything of the project but the objects that name its trees. */
const shownOf = ({ repo }: BareProject): [string, string][] =>
  Object.entries(contentsOf(repo.dir)).filter(([name]) => !name.includes('/.git/cccc'));

describe('a change that is not committed', () => {
  test('is reviewed with what is staged, unstaged and untracked, and nothing in the project changes', async () => {
    const project = new BareProject();
    project.repo.write('.gitignore', 'out/\n').commit();
    project.repo.write('src/staged.ts', 'export const staged = 1;\n').git('add', 'src/staged.ts');
    project.repo
      .write('src/main.ts', 'export const answer = 42;\n')
      .write('src/new 文.ts', 'export const untracked = 1;\n');
    project.repo.write('out/ignored.js', 'ignored');
    const before = shownOf(project);
    const ran = await project.review();
    expect([ran.code, ran.said]).toEqual([0, ['diff-passed']]);
    expect(resultOf(ran)).toMatchObject({
      state: 'complete',
      verdict: 'pass',
      base: { kind: 'head', name: 'HEAD', commit: project.repo.head },
      files: 3,
      same_content: true,
    });
    const [prompt = ''] = project.codex.prompts;
    for (const line of ['+export const staged = 1;', '+export const answer = 42;', '+export const untracked = 1;'])
      expect(prompt).toContain(line);
    expect(prompt).not.toContain('ignored.js');
    expect(shownOf(project)).toEqual(before);
    expect(project.codex.call(1).args.join(' ')).toContain('{"extends"=":read-only"');
  });

  test('is said to be another one once it was edited', async () => {
    const project = new BareProject();
    project.repo.write('src/main.ts', 'export const answer = 42;\n');
    await project.review();
    const same = await project.run('review', 'show', 'diff');
    expect([same.code, same.said, resultOf(same).same_content]).toEqual([0, ['diff-passed'], true]);
    project.repo.write('src/main.ts', 'export const answer = 43;\n');
    const changed = await project.run('review', 'show', 'diff');
    expect([changed.said, resultOf(changed).same_content]).toEqual([['diff-passed', 'diff-moved'], false]);
  });
});

describe('what the change is compared with', () => {
  const cloned = (): BareProject => new BareProject(makeProject().clone());

  test('is the upstream where everything is committed', async () => {
    const project = cloned();
    const left = project.repo.head;
    project.repo.write('src/main.ts', 'export const answer = 42;\n').commit();
    expect(resultOf(await project.review()).base).toEqual({ kind: 'upstream', name: 'origin/main', commit: left });
  });

  test('is the default branch where the branch follows none, or all is in its upstream', async () => {
    const project = cloned();
    const left = project.repo.head;
    project.repo.git('checkout', '--quiet', '-b', 'work');
    project.repo.write('src/main.ts', 'export const answer = 42;\n').commit();
    const base = { kind: 'default-branch', name: 'origin/main', commit: left };
    expect(resultOf(await project.review()).base).toEqual(base);
    project.repo.git('push', '--quiet', '--set-upstream', 'origin', 'work');
    expect(resultOf(await project.review()).base).toEqual(base);
  });

  test('is where the branch left the given ref, so that what others did there since is no part of it', async () => {
    const project = new BareProject();
    const { repo } = project;
    const left = repo.head;
    repo.git('checkout', '--quiet', '-b', 'work');
    repo.write('mine.ts', 'export const mine = 1;\n').commit();
    repo.git('checkout', '--quiet', 'main');
    repo.write('theirs.ts', 'export const theirs = 1;\n').commit();
    repo.git('checkout', '--quiet', 'work');
    const ran = await project.review('--base', 'main');
    expect(resultOf(ran)).toMatchObject({ base: { kind: 'given', name: 'main', commit: left }, files: 1 });
    expect(project.codex.prompts[0]).not.toContain('theirs');
  });

  test.each(['nope', '--output=x', 'HEAD:README.md', 'main\nHEAD'])(
    'is refused where no commit is named %j',
    async (ref) => {
      const project = new BareProject();
      project.repo.write('src/main.ts', 'export const answer = 42;\n');
      const ran = await project.review(`--base=${ref}`);
      expect([ran.code, ran.said]).toEqual([2, ['diff-base-unknown']]);
      expect(project.codex.prompts).toEqual([]);
    },
  );

  test('is refused where a shallow clone lacks it, with the command that fetches it', async () => {
    const origin = makeProject().commit('Two').commit('Three');
    const repo = origin.clone('--depth=1', '--no-local');
    const project = new BareProject(repo);
    const ran = await project.review('--base', origin.git('rev-parse', 'HEAD~2'));
    expect([ran.code, ran.said]).toEqual([2, ['diff-base-unknown']]);
    expect(ran.envelope?.findings[0]).toMatchObject({ args: { shallow: true }, command: 'git fetch --unshallow' });
  });

  test('is refused where the two have no commit in common', async () => {
    const project = new BareProject();
    project.repo.git('checkout', '--quiet', '--orphan', 'other');
    project.repo.commit('Other root');
    expect((await project.review('--base', 'main')).said).toEqual(['diff-base-unrelated']);
  });
});

describe('nothing is reviewed', () => {
  test.each<[string, (project: BareProject) => void, string[], number, string]>([
    ['where nothing changed', () => undefined, [], 1, 'diff-nothing'],
    ['where the content is that of the base', () => undefined, ['--base', 'main'], 1, 'diff-nothing'],
    [
      'while a merge is not finished',
      ({ repo }) => {
        repo.git('checkout', '--quiet', '-b', 'a');
        repo.write('src/main.ts', 'a\n').commit();
        repo.git('checkout', '--quiet', '-b', 'b', 'main');
        repo.write('src/main.ts', 'b\n').commit();
        repo.tryGit('merge', 'a');
      },
      [],
      1,
      'diff-unmerged',
    ],
    [
      'where the change adds a secret',
      ({ repo }) => repo.write('src/main.ts', `export const client = 'gh${'p_'}${chars(36)}';\n`),
      [],
      1,
      'diff-secret',
    ],
    [
      'where no reviewer could read it all',
      ({ repo }) => {
        for (let file = 0; file < 60; file += 1)
          repo.write(`src/f${file}.ts`, Array.from({ length: 900 }, (_, at) => `call${at}(${at * file});`).join('\n'));
      },
      [],
      1,
      'diff-too-large',
    ],
    [
      'where docs/cccc/config.json is damaged',
      ({ repo }) => repo.write('docs/cccc/config.json', '{').write('src/main.ts', 'x\n'),
      [],
      3,
      'config-not-json',
    ],
  ])('%s', async (_how, prepare, args, code, said) => {
    const project = new BareProject();
    prepare(project);
    const ran = await project.review(...args);
    expect([ran.code, ran.said]).toEqual([code, [said]]);
    expect(project.codex.prompts).toEqual([]);
    expect((await project.run('review', 'show', 'diff')).said).toEqual(['diff-none']);
  });

  test('where there is no commit, or no repository', async () => {
    const unborn = new BareProject(makeRepo());
    expect([(await unborn.review()).code, (await unborn.review()).said]).toEqual([3, ['no-commit']]);
    const { env } = unborn;
    const { cccc } = await import('../../helpers/cli.js');
    const { freshFolder } = await import('../../helpers/repo.js');
    expect((await cccc(freshFolder(), ['review', 'diff'], env)).said).toEqual(['not-a-repository']);
  });

  test('where Codex is not ready, and the review before it stays', async () => {
    const project = new BareProject();
    project.repo.write('src/main.ts', 'export const answer = 42;\n');
    const first = resultOf(await project.review());
    project.codex.logOut();
    const ran = await project.review();
    expect([ran.code, ran.said]).toEqual([3, ['diff-not-begun']]);
    expect(resultOf(await project.run('review', 'show', 'diff')).review).toBe(first.review);
  });

  test('inside a check, or by Codex itself', async () => {
    const project = new BareProject();
    project.repo.write('src/main.ts', 'export const answer = 42;\n');
    project.env['CCCC_RUN'] = 'a-run';
    expect((await project.review()).said).toEqual(['diff-inside-a-run']);
  });
});

test('a description that was damaged is named, nothing stands in for it, and the next review begins', async () => {
  const project = new BareProject();
  project.repo.write('src/main.ts', 'export const answer = 42;\n');
  const { review } = resultOf(await project.review());
  const file = `${project.env['XDG_STATE_HOME']}/cccc/runs/${review}-all-001/diff.json`;
  writeFileSync(file, '{"v": 2}');
  const ran = await project.run('review', 'show', 'diff');
  expect([ran.code, ran.said]).toEqual([3, ['diff-damaged']]);
  expect((await project.review()).said).toEqual(['diff-passed']);
});
