/** What people look at, on a real terminal and elsewhere: colour, symbols, links, and text for programs. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { TaskProject } from '../helpers/task.js';

const ESCAPE = '\u001b';

describe.skipIf(process.platform === 'win32')('on a terminal', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject().accepted();
  });

  /** What the terminal receives; `script` gives the program one. */
  function onTerminal(env: NodeJS.ProcessEnv, ...args: string[]): string {
    const words = [process.execPath, task.cli, ...args].map((word) => `'${word}'`).join(' ');
    const options =
      process.platform === 'darwin' ? ['-q', '/dev/null', 'sh', '-c', words] : ['-qec', words, '/dev/null'];
    const { stdout } = spawnSync('script', options, {
      cwd: task.repo.dir,
      env: { ...task.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env },
      encoding: 'utf8',
    });
    return stdout.replaceAll('\r', '');
  }

  it('status and gates are in colour, with symbols', () => {
    const status = onTerminal({}, 'status');
    expect(status).toContain(`${ESCAPE}[32m✔ ${ESCAPE}[39mM001`);
    expect(status).toContain(`${ESCAPE}[2m○ ${ESCAPE}[22mM002`);
    expect(onTerminal({}, 'gates')).toContain(`${ESCAPE}[32m✔ ${ESCAPE}[39m${ESCAPE}[1mplan`);
    expect(onTerminal({}, 'doctor', '--language', 'zh-CN')).toContain(`${ESCAPE}[32m✔ ${ESCAPE}[39m${ESCAPE}[1m安装`);
  });

  it('NO_COLOR leaves the symbols, and a terminal without UTF-8 gets ASCII', () => {
    const plain = onTerminal({ NO_COLOR: '1' }, 'status');
    expect(plain).not.toContain(ESCAPE);
    expect(plain).toContain('✔ M001');
    const ascii = onTerminal({ NO_COLOR: '1', LANG: 'C' }, 'status');
    expect(ascii).toContain('[x] M001');
    expect([...ascii].filter((char) => char > '~')).toEqual([]);
  });

  it('evidence links to its file where the terminal shows links', () => {
    const linked = onTerminal({ TERM_PROGRAM: 'vscode' }, 'gates');
    expect(linked).toMatch(/\u001b\]8;;file:\/\/\/\S+\/docs\/cccc\/reviews\/plan\/\S+\.md\u001b\\/);
    expect(onTerminal({}, 'gates')).not.toContain(`${ESCAPE}]8`);
  });

  it('no row is wider than the terminal, but for what must stay in one piece', () => {
    // The terminal of `script` names no width, so there are 80 columns.
    const rows = onTerminal({ NO_COLOR: '1' }, 'doctor').trimEnd().split('\n');
    const wide = rows.filter((row) => row.length > 80 && !/[\w./-]{50}/.test(row));
    expect(wide).toEqual([]);
  });

  it('everybody else gets plain text', () => {
    for (const verb of ['status', 'gates', 'trace', 'doctor']) expect(task.text(verb).stdout).not.toContain(ESCAPE);
    expect(task.text('status').stdout).toMatch(/^\[x\] plan \(1 round, \d+:\d\d\) {2}\[x\] M001 \(1 round, /m);
  });
});

describe('review show', () => {
  it('finds a review by gate, milestone and job, and refuses another name', () => {
    const task = new TaskProject().implemented();
    task.codex.answer(sentBack({ title: 'Too small' }));
    task.run('review', 'milestone');
    task.answerFindings('fixed');
    task.repo.write('src/main.ts', 'export const answer = 43;\n');
    task.run('report', 'fixes');
    task.ok('review', 'milestone');
    const round = (asked: string): unknown =>
      Reflect.get(Object(task.ok('review', 'show', asked).json.data['review']), 'round');
    expect(['M001', 'milestone', 'milestone-2', 'milestone-3', 'plan'].map(round)).toEqual([2, 2, 1, 2, 1]);
    expect(task.refused('review', 'show', 'M009')).toEqual(['review-unknown']);
    const first = task.text('review', 'show', 'milestone-2').stdout;
    expect(first).toMatch(/^Review of milestone M001, round 1: to be fixed\n/);
    expect(first).toContain('\n   → fixed\n   → the next review found it resolved:\n   │ seen\n');
    const second = task.text('review', 'show', '--language', 'zh-CN').stdout;
    expect(second).toMatch(/^里程碑审查 M001，第 2 轮：通过\n/);
    expect(second).toMatch(/\n {2}F-\w+ {2}Too small：已解决\n/);
  });
});

describe('status', () => {
  it('says nothing about tokens that the ledger does not name, and counts outages', () => {
    const task = new TaskProject().planned();
    expect(task.text('status').stdout).toMatch(/^Total \d+:\d\d · 0 review rounds$/m);
    task.codex.answer({ exit: 1 });
    task.run('review', 'plan');
    expect(task.text('status').stdout).toMatch(/^Total \d+:\d\d · 0 review rounds · 1 review without a verdict$/m);
    expect(task.ok('status').json.data).toMatchObject({
      phases: [{ gate: 'plan', state: 'paused' }, { milestone: 'M001' }, { milestone: 'M002' }, { gate: 'final' }],
      totals: { rounds: 0, outages: 1, tokens: null },
    });
  });
});
