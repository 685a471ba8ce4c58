/** `cccc review diff`: what the reviewers find, and how the review goes on, waits and ends. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BareProject, resultOf } from '../../helpers/diff-review.js';
import { skillFolder } from '../../helpers/dist.js';
import { finding, sentBack } from '../../helpers/fake-codex.js';
import { eachFrom, type Ran, TaskProject } from '../../helpers/task.js';
import { atTerminal } from '../../helpers/terminal.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);

describe('a review of a change', () => {
  const task = eachFrom(() => {
    const made = new TaskProject();
    made.repo.write('src/main.ts', 'export const answer = 42;\n');
    return made;
  });
  const diff = (...args: string[]): Ran => task().run('review', 'diff', ...args);
  const runs = (): string[] => readdirSync(path.join(task().stateDir, 'runs'));

  test('that finds what blocks exits with 1, and shows where, why and what would fix it', () => {
    task().codex.answer(sentBack({ line: 3, explanation: 'It says 42.' }));
    const { code, stdout } = task().text('review', 'diff');
    expect(code).toBe(1);
    for (const text of ['[P1, blocks]', 'It is wrong', 'src/main.ts:3', '│ It says 42.', '│ Return the right one.'])
      expect(stdout).toContain(text);
    const shown = task().run('review', 'show', 'diff');
    expect([shown.code, said(shown)]).toEqual([0, ['diff-found']]);
    expect(resultOf(shown).findings).toEqual([
      expect.objectContaining({
        title: 'It is wrong',
        file: 'src/main.ts',
        line: 3,
        blocking: true,
        found_by: ['all'],
      }),
    ]);
  });

  test('that finds only what does not block exits with 0, with the advice', () => {
    task().codex.answer({ reply: { findings: [finding({ severity: 'P3' })] } });
    const ran = diff();
    expect([ran.code, ran.json.findings[0]?.args]).toEqual([0, { files: 1, advisories: 1 }]);
    expect(resultOf(ran).findings).toHaveLength(1);
  });

  test('that passes without reading what the packet only names does not count as a pass', () => {
    task().repo.write('src/big.ts', Array.from({ length: 16_000 }, (_, at) => `call${at}(${at});`).join('\n'));
    expect(task().set('codex.token_budget', 60_000).codex.prompts).toEqual([]);
    const unread = diff();
    expect([unread.code, said(unread), resultOf(unread).lenses[0]?.detail]).toEqual([
      3,
      ['diff-lens-failed'],
      'src/big.ts',
    ]);
    const commands = [{ command: 'cat tree/src/big.ts', output: 'call0(0);' }];
    task().codex.answer({ commands });
    expect(diff('--retry').code).toBe(0);
  });

  test('waits as long as is asked, is found again, and ends', () => {
    task().codex.answer({ hold: true, ...sentBack() });
    const waited = diff('--max', '0.1');
    expect([waited.code, said(waited)]).toEqual([4, ['diff-running']]);
    expect(waited.json.next).toMatch(/ review wait diff$/);
    expect(said(diff())).toEqual(['diff-busy']);
    expect(task().run('review', 'show', 'diff').code).toBe(4);
    task().codex.release();
    const ended = task().run('review', 'wait', 'diff');
    expect([ended.code, said(ended)]).toEqual([1, ['diff-found']]);
    expect(task().run('review', 'wait', 'diff').code).toBe(1);
  });

  test('can be cancelled, and run again', () => {
    task().codex.answer({ hold: true });
    diff('--max', '0.1');
    const ran = task().ok('review', 'cancel', 'diff');
    expect(said(ran)).toEqual(['diff-cancelled', 'diff-lens-failed']);
    expect(resultOf(ran).lenses[0]).toMatchObject({ state: 'failed', reason: 'cancelled' });
    expect(diff('--retry').code).toBe(0);
  });

  test('keeps no copy of the tree, and nothing of the review before it', () => {
    diff();
    const first = runs();
    diff('--lens', 'tests');
    expect(first).toHaveLength(1);
    expect(runs()).toEqual([expect.stringMatching(/-tests-001$/)]);
    expect(existsSync(path.join(task().stateDir, 'runs', runs()[0] ?? '', 'work'))).toBe(false);
  });

  test.each([
    [['--lens', 'secruity']],
    [['--retry', '--base', 'HEAD']],
    [['--retry', '--lens', 'tests']],
    [['--max', 'long']],
    [['--foreground']],
  ])('is not begun with %j', (args) => {
    const ran = diff(...args);
    expect([ran.code, said(ran)]).toEqual([2, ['bad-usage']]);
    expect(task().codex.prompts).toEqual([]);
  });

  test('is asked for by its name alone: another word after wait or cancel is wrong', () => {
    for (const what of ['wait', 'cancel']) expect(said(task().run('review', what, 'dif'))).toEqual(['bad-usage']);
  });

  test('speaks Chinese', () => {
    task().codex.answer(sentBack());
    const { code, stdout, stderr } = task().text('review', 'diff', '--language', 'zh-CN');
    expect(code).toBe(1);
    expect(stdout).toContain('自 HEAD');
    expect(stderr).toContain('1 个问题，其中 1 个妨碍放行');
    expect(task().codex.prompts[0]).toContain('Write in the language');
  });
});

describe('reviewers with lenses', () => {
  const task = eachFrom(() => {
    const made = new TaskProject();
    made.repo.write('src/main.ts', 'export const answer = 42;\n');
    return made;
  });
  const diff = (...args: string[]): Ran => task().run('review', 'diff', ...args);
  const security = 'Your lens is security';
  const tests = 'Your lens is tests';

  test('each look at the whole change, and what two of them find stands once', () => {
    task().codex.answer(
      { to: security, ...sentBack({ title: 'Input is not checked', line: 1 }) },
      {
        to: tests,
        ...sentBack({ title: 'The input is never checked', line: 2, severity: 'P2' }, { title: 'No test', line: 40 }),
      },
    );
    const ran = diff('--lens', 'security', '--lens', 'tests');
    expect(ran.code).toBe(1);
    expect(resultOf(ran).findings.map(({ title, found_by: by, severity }) => [title, by, severity])).toEqual([
      ['Input is not checked', ['security', 'tests'], 'P1'],
      ['No test', ['tests'], 'P1'],
    ]);
    const [one = '', two = ''] = task().codex.prompts;
    const packet = one.slice(0, one.indexOf('<lens>'));
    expect(two.startsWith(packet)).toBe(true);
    expect(packet).toContain('+export const answer = 42;');
  });

  test('leave the review incomplete where one crashes, which alone is run again', () => {
    task().codex.answer({ to: security, exit: 1, stderr: 'boom' }, { to: tests });
    const ran = diff('--lens', 'security,tests');
    expect([ran.code, said(ran)]).toEqual([3, ['diff-lens-failed']]);
    expect(ran.json.findings[0]).toMatchObject({ args: { lens: 'security', reason: 'codex-crashed' } });
    expect(resultOf(ran)).toMatchObject({ state: 'incomplete', verdict: 'pass' });
    task().codex.answer(sentBack());
    const again = diff('--retry');
    expect([again.code, resultOf(again).state]).toEqual([1, 'complete']);
    expect(resultOf(again).lenses.map(({ lens, verdict }) => [lens, verdict])).toEqual([
      ['security', 'fail_fixable'],
      ['tests', 'pass'],
    ]);
    expect(task().codex.prompts).toHaveLength(3);
    expect(task().codex.prompts[2]).toContain(security);
    expect(said(diff('--retry'))).toEqual(['diff-whole']);
  });

  test('are not run again on other content', () => {
    task().codex.answer({ exit: 1 });
    diff('--lens', 'security');
    task().repo.write('src/main.ts', 'export const answer = 43;\n');
    expect(said(diff('--retry'))).toEqual(['diff-retry-moved']);
    expect(task().codex.prompts).toHaveLength(1);
  });

  test('are run again on the change that they did not see, also when it was committed meanwhile', () => {
    task().codex.answer({ exit: 1 });
    const { base } = resultOf(diff('--lens', 'security'));
    task().repo.commit('Answer');
    const again = diff('--retry');
    expect([again.code, resultOf(again).base]).toEqual([0, base]);
    expect(task().codex.prompts[1]).toContain('+export const answer = 42;');
  });
});

test('an open task is not touched: no fact is recorded and no gate opens', () => {
  const task = new TaskProject().implemented();
  const before = [task.events.length, task.status, task.gate('milestone')];
  expect(resultOf(task.ok('review', 'diff')).verdict).toBe('pass');
  expect([task.events.length, task.status, task.gate('milestone')]).toEqual(before);
  expect(task.codex.prompts.at(-1)).not.toContain('Make the answer 42');
});

test('nothing was reviewed before the first review', async () => {
  const project = new BareProject();
  for (const words of [
    ['show', 'diff'],
    ['wait', 'diff'],
    ['cancel', 'diff'],
    ['diff', '--retry'],
  ])
    expect((await project.run('review', ...words)).said).toEqual(['diff-none']);
});

test('a run whose command was killed before it started counts as not started', () => {
  const task = new TaskProject();
  task.repo.write('src/main.ts', 'export const answer = 42;\n');
  const { review } = resultOf(task.ok('review', 'diff', '--lens', 'security,tests'));
  rmSync(path.join(task.stateDir, 'runs', `${review}-tests-001`, 'job.json'));
  const ran = task.run('review', 'wait', 'diff');
  expect([ran.code, ran.json.findings[0]?.args]).toEqual([3, expect.objectContaining({ lens: 'tests', reason: null })]);
  expect(resultOf(task.ok('review', 'diff', '--retry')).state).toBe('complete');
});

test('a finding leads to its file, also where nothing is set up and from a folder further down', async () => {
  const project = new BareProject();
  project.repo.write('src/main.ts', 'export const answer = 42;\n');
  project.codex.answer(sentBack());
  await project.review();
  const look = { TERM: 'xterm-256color', FORCE_HYPERLINK: '1', LC_ALL: 'C.UTF-8' };
  const env = { ...process.env, ...project.env, ...look };
  const script = path.join(skillFolder(), 'scripts', 'cccc.mjs');
  const words = [process.execPath, script, 'review', 'show', 'diff'];
  const { screen } = atTerminal(words, { cwd: project.repo.file('src'), env, onScreen: true });
  const file = pathToFileURL(project.repo.file('src/main.ts')).href;
  expect(screen).toContain(`\u001b]8;;${file}\u001b\\`);
});

test('uninstall waits for a review that runs, and --purge removes what reviews kept', () => {
  const task = new TaskProject();
  task.repo.write('src/main.ts', 'export const answer = 42;\n');
  task.codex.answer({ hold: true });
  task.run('review', 'diff', '--max', '0.1');
  expect(task.refused('uninstall', '--purge')).toEqual(['diff-busy']);
  task.codex.release();
  task.ok('review', 'wait', 'diff');
  const runs = path.join(task.stateDir, 'runs');
  expect(readdirSync(runs)).toHaveLength(1);
  task.ok('uninstall', '--purge');
  expect(readdirSync(runs)).toEqual([]);
});
