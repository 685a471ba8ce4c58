/** `cccc watch`: the task on the whole terminal, drawn again as it goes, and gone without a trace. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { installed } from '../helpers/cli.js';
import { sentBack } from '../helpers/fake-codex.js';
import { processesNaming } from '../helpers/processes.js';
import { freshFolder } from '../helpers/repo.js';
import { Screen } from '../helpers/screen.js';
import { TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

interface Watched {
  columns?: number;
  env?: NodeJS.ProcessEnv;
  words?: readonly string[];
}

/** `watch` in a terminal of a shell, which writes down what the terminal is like before and after. */
class Watch {
  readonly screen: Screen;
  private readonly folder = freshFolder();

  constructor(task: TaskProject, { columns = 80, env = {}, words = [] }: Watched = {}) {
    const line = [process.execPath, task.cli, 'watch', ...words].map((word) => `'${word}'`).join(' ');
    const at = (name: string): string => path.join(this.folder, name);
    writeFileSync(
      at('shell.sh'),
      `echo a line before; stty -g >'${at('before')}'; ${line}; echo "left with $?"; stty -g >'${at('after')}'; cat\n`,
    );
    this.screen = new Screen(['sh', at('shell.sh')], {
      cwd: task.repo.dir,
      env: defined({ ...task.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env }),
      columns,
    });
  }

  /** Waits until the shell is back, and says what is different now; empty when nothing is. */
  async left(): Promise<{ code: string; differs: string[] }> {
    await this.screen.until('left with ');
    await until(() => this.read('after').endsWith('\n'));
    const { text, written, isTaken } = this.screen;
    const isCursorHidden = written.lastIndexOf('\u001b[?25l') > written.lastIndexOf('\u001b[?25h');
    const isWrapOff = written.lastIndexOf('\u001b[?7l') > written.lastIndexOf('\u001b[?7h');
    const differs = [
      ...(this.read('before') === this.read('after') ? [] : ['stty']),
      ...(isCursorHidden ? ['cursor'] : []),
      ...(isWrapOff ? ['wrap'] : []),
      ...(isTaken ? ['screen'] : []),
      ...(text.startsWith('a line before') ? [] : ['lines']),
    ];
    return { code: /left with (\d+)/.exec(text)?.[1] ?? '', differs };
  }

  private read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }
}

/** Without variables that are not set, which a terminal would hand on as a word. */
const defined = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));

const whole = { code: '0', differs: [] };
/** The processes of `watch` itself. */
const watching = (task: TaskProject): number[] =>
  processesNaming(task.cli)
    .filter(({ command }) => command.includes('\0watch'))
    .map(({ pid }) => pid);

describe('watch', () => {
  test('draws what happens as it happens, rings when a review ends, and leaves no trace', async () => {
    const task = new TaskProject().implemented();
    const watch = new Watch(task);
    const { screen } = watch;
    await screen.until('Next: Claude checks its own work, then Codex reviews M001');
    expect(screen.isTaken).toBe(true);
    expect(screen.text).toMatch(/ {2}→ node \S+cccc\.mjs review milestone\n/);
    expect(screen.text).toContain('Codex account limits: unknown');
    task.codex.answer({ ...sentBack(), hold: true });
    task.run('review', 'milestone', '--max', '0');
    await screen.until('milestone: Codex');
    await screen.until('Codex started');
    expect(screen.written).not.toContain('\u0007');
    task.codex.release();
    await screen.until('1 open finding\n');
    expect(screen.text).toMatch(/\[P1, blocks\] F-\w+ /);
    expect(screen.written).toContain('\u0007');
    screen.press('q');
    expect(await watch.left()).toEqual(whole);
    expect(watching(task)).toEqual([]);
  });

  test('is usable at 60 columns and in Chinese, and follows a new size', async () => {
    const task = new TaskProject({ language: 'zh-CN' }).implemented();
    const watch = new Watch(task, { columns: 60, env: { NO_COLOR: '1' } });
    const { screen } = watch;
    await screen.until('q 退出');
    // A row that is too wide would be cut, and these end at the edge of what is asked for.
    expect(screen.text).toContain('下一步：');
    expect(screen.text).toContain('关卡（');
    expect(screen.text).toMatch(/cccc\.mjs\n +review milestone\n/);
    screen.resize(120, 12);
    await screen.until('cccc.mjs review milestone');
    await screen.until('行：方向键');
    expect(screen.text.trimEnd().split('\n').at(-1)).toMatch(/^q 退出/);
    const first = screen.text;
    screen.press('jjj');
    await until(() => screen.text !== first);
    expect(screen.written).not.toMatch(/\u001b\[\d+(?:;\d+)*m/);
    screen.press('\u0003');
    expect(await watch.left()).toEqual(whole);
  });

  test('shows what the guard asked, and rings for it', async () => {
    const task = new TaskProject().implementing();
    const watch = new Watch(task, { env: { VTE_VERSION: '7600' } });
    await watch.screen.until('q leaves');
    const line = { at: new Date().toISOString(), verdict: 'ask', category: 'deletion', kind: 'x', subject: 'rm -rf a' };
    task.repo.write('docs/cccc/logs/guard.jsonl', `${JSON.stringify(line)}\n`);
    await watch.screen.until('asked: rm -rf a · deletion/x');
    expect(watch.screen.written).toContain(`]777;notify;cccc: ${path.basename(task.repo.dir)};asked: rm -rf a`);
    watch.screen.press('\u001b');
    expect(await watch.left()).toEqual(whole);
  });

  test.each([
    ['SIGTERM', '143'],
    ['SIGHUP', '129'],
    ['SIGINT', '0'],
  ] as const)('gives the terminal back at %s', async (signal, code) => {
    const task = new TaskProject();
    const watch = new Watch(task);
    await watch.screen.until('q leaves');
    for (const pid of watching(task)) process.kill(pid, signal);
    expect(await watch.left()).toEqual({ code, differs: [] });
  });

  test('gives the terminal back where it crashes, and its error stays readable', async () => {
    const task = new TaskProject();
    const crash = path.join(freshFolder(), 'crash.cjs');
    writeFileSync(crash, "process.on('SIGUSR2', () => { throw new Error('as if by a bug'); });\n");
    const watch = new Watch(task, { env: { NODE_OPTIONS: `--require ${JSON.stringify(crash)}` } });
    await watch.screen.until('q leaves');
    for (const pid of watching(task)) process.kill(pid, 'SIGUSR2');
    const { code, differs } = await watch.left();
    expect([code, differs]).toEqual(['1', []]);
    expect(watch.screen.text).toContain('as if by a bug');
  });

  test('without a task says so, and shows the one that begins', async () => {
    const task = new TaskProject();
    const watch = new Watch(task);
    await watch.screen.until('q leaves');
    expect(watch.screen.text).toContain('No task is open in this work tree');
    task.ok('start', 'Make the answer 42');
    await watch.screen.until('Make the answer 42');
    const [ledger = ''] = readdirSync(task.repo.file('.git/cccc/tasks')).map((name) =>
      task.repo.file(`.git/cccc/tasks/${name}/ledger.jsonl`),
    );
    const whole = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, `${whole}not JSON\n`);
    await watch.screen.until('ledger.jsonl');
    writeFileSync(ledger, whole);
    await watch.screen.until('Make the answer 42');
    watch.screen.press('q');
    expect((await watch.left()).code).toBe('0');
  });
});

describe('watch without a terminal', () => {
  test('says so, and --once and --json show one moment', () => {
    const task = new TaskProject().implemented();
    const refused = task.text('watch');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/no terminal .*\n.*watch --once\n$/)]);
    const once = task.text('watch', '--once');
    expect([once.code, once.stdout]).toEqual([
      0,
      expect.stringMatching(/^Task \S+: Make the answer 42\n[\s\S]*Next: Claude checks [\s\S]*review milestone\n$/),
    ]);
    expect(once.stdout).not.toContain('q leaves');
    const { json } = task.ok('watch');
    expect(json.data).toMatchObject({ status: { current_milestone_id: 'M001' }, review: null, guard: [], others: [] });
    expect(json.next).toMatch(/cccc\.mjs review milestone$/);
  });

  test('names open tasks of other work trees, and writes nothing', async () => {
    const task = new TaskProject();
    const other = path.join(freshFolder(), 'other');
    task.repo.git('worktree', 'add', '--quiet', other);
    task.ok('start', 'Make the answer 42');
    const before = task.repo.git('status', '--porcelain', '--ignored');
    for (const part of ['docs', '.claude']) cpSync(task.repo.file(part), path.join(other, part), { recursive: true });
    const { said, envelope } = await installed(other, ['watch'], task.env);
    expect([said, Object(envelope?.data).others]).toMatchObject([
      ['no-task'],
      [{ text: 'Make the answer 42', status: 'DISCOVER_EXISTING_PROJECT', work_tree: task.repo.dir }],
    ]);
    expect(task.repo.git('status', '--porcelain', '--ignored')).toBe(before);
  });
});
