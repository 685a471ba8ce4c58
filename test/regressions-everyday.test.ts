/** Faults in what a user types, pastes and is asked, numbered as in regressions.test.ts. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { installed, placeSkill, runNode, typed } from './helpers/cli.js';
import { skillFolder } from './helpers/dist.js';
import { freshFolder, makeProject, makeProjectIn } from './helpers/repo.js';
import { TaskProject } from './helpers/task.js';

describe('#145 guard explain took the options of the command for its own', () => {
  it.each([
    [['rm', '-rf', 'src'], 'rm -rf src'],
    [['git', 'push', '--force', 'origin', 'main'], 'git push --force origin main'],
    [['git push --force'], 'git push --force'],
  ])('%j is explained as it was typed, and --language stays an option', async (words, seen) => {
    const repo = makeProject();
    const script = path.join(skillFolder(), 'scripts', 'cccc.mjs');
    const explain = (...more: string[]) =>
      runNode([script, 'guard', 'explain', ...words, ...more], { cwd: repo.dir, input: '' });
    expect(await explain()).toMatchObject({ code: 0, stdout: expect.stringContaining(`Seen: ${seen}\n`) });
    expect((await explain('--language', 'zh-CN')).stdout).toContain(`看到：${seen}\n`);
  });
});

describe.skipIf(process.platform === 'win32')(
  '#146 a printed command could not be pasted, if its path needs quotes',
  () => {
    const NAMES = [`it's`, 'my "new" one', 'costs$HOME', '副本(1)', 'a&b'];

    it.each(NAMES)('%s', async (name) => {
      const dir = path.join(freshFolder(), name);
      const repo = makeProjectIn(dir);
      mkdirSync(repo.file('src/deep'), { recursive: true });
      const ran = await runNode([path.join(skillFolder(), 'scripts', 'cccc.mjs'), 'install', '--project', dir], {
        cwd: path.dirname(path.dirname(dir)),
        input: '',
      });
      const paste = (text: string, label: string, cwd: string) => {
        const line = new RegExp(`${label} (node .*)`).exec(text)?.[1] ?? 'exit 9';
        return runNode(['-c', `${line} --help`], { cwd, input: '', program: 'bash' });
      };
      const usage = expect.stringContaining('Usage:');
      expect(await paste(ran.stdout, 'Next:', path.dirname(path.dirname(dir)))).toMatchObject({
        code: 0,
        stdout: usage,
      });
      const inside = repo.file('src/deep');
      const next = await runNode([repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs'), 'next'], {
        cwd: inside,
        input: '',
      });
      expect(await paste(`${next.stdout}${next.stderr}`, '(?:Run:|→)', inside)).toMatchObject({
        code: 0,
        stdout: usage,
      });
    });

    it('permissions name no path that a shell would read otherwise, and are removed again', async () => {
      const repo = makeProjectIn(path.join(freshFolder(), 'my "new" one'));
      placeSkill(repo.dir);
      await installed(repo.dir, ['setup', '--yes']);
      const added = await typed(repo.dir, ['permissions', 'add', '--local']);
      expect(JSON.stringify(added.envelope?.data)).not.toContain('new');
      expect((await installed(repo.dir, ['permissions', 'remove'])).code).toBe(0);
      expect(existsSync(repo.file('.claude/settings.local.json'))).toBe(false);
    });
  },
);

describe('#147 questions were in a form that AskUserQuestion of Claude Code refuses', () => {
  it('each question of setup has a short header and two to four options, numbers and a lone choice too', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    const { questions } = Object((await installed(repo.dir, ['setup', '--questions'])).envelope?.data);
    expect(questions.length).toBeGreaterThan(12);
    for (const { ask, values } of questions) {
      expect(Object.keys(ask).sort()).toEqual(['header', 'multiSelect', 'options', 'question']);
      expect(ask.header.length).toBeLessThanOrEqual(12);
      expect([2, 3, 4]).toContain(ask.options.length);
      expect(values).toHaveLength(ask.options.length);
    }
  });

  it('a question with more options than it shows is refused before it is put to the user', () => {
    const task = new TaskProject().planned();
    const ask = (ids: string[]) => {
      const options = ids.map((id) => ({ id, label: `Option ${id}`, consequences: 'It follows.' }));
      const question = {
        question: 'Which?',
        why: 'x',
        kind: 'needs_human',
        options,
        recommended: 'A',
        free_input: true,
      };
      task.repo.write('docs/cccc/runtime/question.json', JSON.stringify(question));
      return task.run('report', 'question', '--file', 'docs/cccc/runtime/question.json');
    };
    const codes = ask(['A', 'B', 'C', 'D', 'E']).json.findings.map(({ code }) => code);
    expect([codes, task.state['status']]).toEqual([['file-wrong-shape'], 'CODEX_ADVERSARIAL_PLAN_REVIEW']);
    expect(ask(['A', 'B', 'C', 'D']).code).toBe(0);
  });
});
