/** `cccc gates`: what it shows, what --assert answers, what it says on a clone, and that it changes nothing. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';
import { type Ran, TaskProject } from '../helpers/task.js';

type Gate = 'plan' | 'milestone' | 'final';

const gates = (task: TaskProject, ...args: string[]): Ran => task.run('gates', ...args);
const data = (ran: Ran, ...fields: string[]): unknown =>
  fields.reduce((value: unknown, field) => Reflect.get(Object(value), field), ran.json.data);
const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const found = (ran: Ran, code: string): Record<string, unknown> =>
  ran.json.findings.find((one) => one.code === code)?.args ?? {};

const withCheck = (program: string): TaskProject =>
  new TaskProject({
    config: {
      testing: { commands: [{ name: 'unit', run: ['node', '-e', program], required: true, timeout_seconds: 30 }] },
    },
  });

describe('before a task', () => {
  it('gates says that there is none, and asserting one is refused', () => {
    const task = new TaskProject();
    expect([gates(task).code, codes(gates(task))]).toEqual([0, ['no-task']]);
    expect(gates(task, '--assert', 'plan').code).toBe(1);
  });
});

describe('the gates of a task', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject().implemented();
  });

  it('show state, evidence and what opens each', () => {
    const ran = gates(task);
    expect(data(ran, 'gates', 'plan')).toMatchObject({
      state: 'open',
      assurance: 'verified',
      opens_with: null,
      evidence: { kind: 'reviewed', job: 'plan-1' },
    });
    expect(data(ran, 'gates', 'milestone')).toMatchObject({
      state: 'closed',
      reason: 'not-reviewed',
      evidence: null,
      opens_with: 'cccc review milestone',
    });
    expect(data(ran, 'gates', 'final')).toMatchObject({ state: 'closed', opens_with: 'cccc next' });
    const file = String(data(ran, 'gates', 'plan', 'evidence', 'file'));
    expect(task.exists(file)).toBe(true);
    expect(task.text('gates').stdout).toContain(`· ${file}`);
  });

  it('say that no check is configured', () => {
    expect(data(gates(task), 'checks')).toMatchObject({ state: 'none' });
    expect(task.text('gates').stdout).toContain('none configured');
  });

  it.each<[Gate, number]>([
    ['plan', 0],
    ['milestone', 1],
    ['final', 1],
  ])('assert %s exits %i', (gate, code) => {
    expect(gates(task, '--assert', gate).code).toBe(code);
  });

  it('refuse to assert an unknown gate', () => {
    expect(gates(task, '--assert', 'checks').code).toBe(2);
  });

  it('are the same from their own small script', () => {
    const script = path.join(path.dirname(task.cli), 'gates.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, '--assert', 'milestone'], {
      cwd: task.repo.dir,
      env: task.env,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, task.text('gates').stdout]);
  });

  it('speak Chinese', () => {
    const { stdout } = task.text('gates', '--language', 'zh-CN');
    expect(stdout).toContain('放行 · 已核实');
    expect(stdout).toContain('放行方式：');
  });

  it('close for a loosened setting, which is named, until the user confirms it', () => {
    task.config({ review: { block_on_p1: false } });
    const ran = gates(task);
    expect(data(ran, 'gates', 'plan')).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
      detail: 'review.block_on_p1',
      opens_with: 'cccc confirm',
    });
    expect(data(ran, 'safety')).toMatchObject({ state: 'closed', reason: 'pins-changed', opens_with: 'cccc confirm' });
    expect(task.refused('milestone', 'start', 'M001')).not.toEqual([]);
    task.env['CLAUDECODE'] = '1';
    const relayed = task.run('confirm');
    delete task.env['CLAUDECODE'];
    expect([relayed.code, codes(relayed)]).toEqual([1, ['pin-changed', 'confirm-follows', 'human-only']]);
    expect(relayed.json.findings[2]?.command).toMatch(/cccc\.mjs"? confirm$/);
    expect(gates(task, '--assert', 'plan').code).toBe(1);
    const confirmed = task.ok('confirm');
    expect(found(confirmed, 'pin-changed')).toEqual({
      name: 'review.block_on_p1',
      before: 'true',
      after: 'false',
      looser: true,
    });
    expect(gates(task, '--assert', 'plan').code).toBe(0);
    expect(readFileSync(task.repo.file('docs/cccc/decision-log.md'), 'utf8')).toContain(
      'review.block_on_p1: true → false',
    );
    expect(codes(task.ok('confirm'))).toEqual(['pins-unchanged']);
  });

  it('are attested only without the signing key, which is not enough to assert', () => {
    const key = path.join(task.stateDir, 'key');
    renameSync(key, `${key}.away`);
    try {
      const ran = gates(task, '--assert', 'plan');
      expect([ran.code, data(ran, 'gates', 'plan', 'state'), data(ran, 'gates', 'plan', 'assurance')]).toEqual([
        1,
        'open',
        'attested',
      ]);
      expect(codes(ran)).toContain('gate-attested-only');
      expect(gates(task, '--assert', 'plan', '--accept-attested').code).toBe(0);
    } finally {
      renameSync(`${key}.away`, key);
    }
  });

  it('close for an altered record of the review, and say what is wrong with it', () => {
    const events = path.join(task.record('plan-1'), 'events.jsonl');
    const before = readFileSync(events);
    writeFileSync(events, before.toString().replace('thread-1', 'thread-9'));
    expect(data(gates(task), 'gates', 'plan')).toMatchObject({
      state: 'closed',
      reason: 'receipt-invalid',
      detail: 'receipt-record-altered',
      opens_with: 'cccc report plan',
    });
    expect(task.text('gates').stdout).toContain('raw record of the review was altered');
    writeFileSync(events, before);
    expect(gates(task, '--assert', 'plan').code).toBe(0);
  });
});

describe('looking', () => {
  it('changes nothing: gates, status, tasks, show, trace and doctor', () => {
    const task = new TaskProject().implemented();
    const before = everything(task);
    for (const verb of ['gates', 'status', 'tasks', 'show', 'trace', 'doctor']) task.ok(verb);
    expect(everything(task)).toEqual(before);
  });
});

/**
 * Every file of the project, the task and the state directory, with content and time. Private git objects are only a
 * cache and are left out.
 */
function everything(task: TaskProject): [string, number, string][] {
  const folders = [
    task.repo.file('docs'),
    task.repo.file('.claude'),
    task.taskDir,
    task.stateDir,
    ...['.git/refs', '.git/objects', '.git/logs'].map((name) => task.repo.file(name)),
  ];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  return [...files, task.repo.file('.git/index'), task.repo.file('src/main.ts')]
    .sort()
    .map((file) => [file, statSync(file).mtimeMs, readFileSync(file, 'base64')]);
}

describe('an override', () => {
  it('is shown as overridden, never as open, and asserts only for who accepts it', () => {
    const task = new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented();
    task.codex.answer(sentBack());
    expect(task.run('review', 'milestone').code).toBe(1);
    task.ok('resume', '--strategy', 'accept-risk');
    const ran = gates(task, '--assert', 'milestone');
    expect(data(ran, 'gates', 'milestone')).toMatchObject({
      state: 'overridden',
      assurance: null,
      overridden: true,
      evidence: { kind: 'overridden', job: null },
    });
    expect([ran.code, codes(ran)]).toEqual([1, ['gate-overridden']]);
    expect(gates(task, '--assert', 'milestone', '--accept-attested').code).toBe(1);
    expect(gates(task, '--assert', 'milestone', '--accept-overridden').code).toBe(0);
    task.ok('milestone', 'accept');
    expect(gates(task, '--assert', 'milestone').code).toBe(1);
    expect(task.text('gates').stdout).toContain('milestone  accepted · overridden (M001)');
  });
});

describe('the checks gate', () => {
  it("shows the runner's own results, for exactly the content on which they ran", () => {
    const task = withCheck(
      'process.exit(require("fs").readFileSync("src/main.ts","utf8").includes("42") ? 0 : 3)',
    ).implemented('export const answer = 41.5;\n');
    expect(task.run('review', 'milestone').json.findings[0]?.code).toBe('check-failed');
    expect(data(gates(task), 'checks')).toMatchObject({
      state: 'closed',
      reason: 'checks-failed',
      results: [{ name: 'unit', passed: false, exit_code: 3 }],
    });
    expect(task.text('gates').stdout).toContain('unit failed (exit 3)');
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'fixes');
    task.ok('review', 'milestone');
    expect(data(gates(task), 'checks')).toMatchObject({ state: 'open', reason: null });
    task.repo.write('src/main.ts', 'export const answer = 42; //\n');
    expect(data(gates(task), 'checks')).toMatchObject({ state: 'closed', reason: 'checks-other-tree' });
  });
});

describe('what was committed after an acceptance', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject().accepted();
  });

  const commit = (...args: string[]): void => {
    task.repo.git('add', 'src');
    task.repo.git('commit', '-qm', 'The answer', ...args);
  };

  it('is not mentioned before there is a commit', () => {
    expect([data(gates(task), 'committed'), codes(gates(task))]).toEqual([null, []]);
  });

  it('is named with its paths when a commit hook reformatted it', () => {
    task.repo.hook('pre-commit', "printf 'export const answer = 42\\n' > src/main.ts && git add src/main.ts");
    commit();
    const ran = gates(task);
    expect(found(ran, 'commit-differs')).toEqual({
      approved: 'M001',
      commit: task.repo.head.slice(0, 12),
      paths: 'src/main.ts',
    });
  });

  it('is fine when one of the commits is what was approved, whatever comes after it', () => {
    task.repo.git('reset', '-q', '--soft', 'HEAD~1');
    rmSync(task.repo.file('.git/hooks/pre-commit'));
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    commit();
    expect(codes(gates(task))).toEqual([]);
    task.ok('milestone', 'start', 'M002');
    task.repo.write('src/question.ts', 'export const question = 1;\n');
    commit();
    expect(codes(gates(task))).toEqual([]);
  });
});

describe('a base that moved', () => {
  it('is named before the next review follows it', () => {
    const upstream = makeProject();
    const repo = upstream.clone();
    upstream.write('theirs.txt', 'x\n').commit('Theirs');
    repo.git('fetch', '-q');
    const task = new TaskProject({ repo }).implemented();
    task.repo.git('add', 'src');
    task.repo.git('commit', '-qm', 'Mine');
    task.repo.git('pull', '-q', '--no-rebase', '--no-edit');
    expect(found(gates(task), 'base-will-move')).toEqual({ base: upstream.head.slice(0, 12), count: 1 });
    task.ok('review', 'milestone');
    expect(codes(gates(task))).not.toContain('base-will-move');
  });
});

describe('on a clone', () => {
  let task: TaskProject;
  let clone: TestRepo;
  beforeAll(() => {
    task = new TaskProject().accepted();
    task.repo.commit('M001');
    clone = task.repo.clone();
  });

  /** The same program and the same user in the clone. The key is available, but proves nothing there. */
  const there = (...args: string[]): Ran => {
    const other = Object.assign(Object.create(TaskProject.prototype), {
      ...task,
      repo: clone,
      cli: clone.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs'),
    });
    return TaskProject.prototype.run.apply(other, args);
  };

  it('the export of the ledger is read, and nothing is more than attested', () => {
    const ran = there('gates');
    expect([data(ran, 'source'), codes(ran)]).toEqual(['export', ['reads-export']]);
    expect(data(ran, 'gates', 'plan')).toMatchObject({ state: 'open', assurance: 'attested' });
    expect(data(ran, 'gates', 'milestone')).toMatchObject({ state: 'accepted', assurance: 'attested' });
  });

  it.each<Gate>(['plan', 'milestone'])('asserting %s is refused unless attested is said to be enough', (gate) => {
    expect([there('gates', '--assert', gate).code, there('gates', '--assert', gate, '--accept-attested').code]).toEqual(
      [1, 0],
    );
  });

  it('an edit closes what it touches there too', () => {
    const roadmap = clone.file('docs/cccc/roadmap.md');
    const before = readFileSync(roadmap);
    writeFileSync(roadmap, '# Another way\n');
    expect(data(there('gates'), 'gates', 'plan')).toMatchObject({ state: 'closed', reason: 'plan-changed' });
    writeFileSync(roadmap, before);
  });

  it('status and trace read the export as well', () => {
    expect(codes(there('status'))).toContain('reads-export');
    expect(data(there('trace'), 'total')).toBe(task.events.length);
  });

  it('an altered export is refused and named', () => {
    const dir = clone.file('docs/cccc/ledger');
    const file = path.join(dir, readdirSync(dir)[0] ?? '');
    copyFileSync(file, `${file}.kept`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Make the answer 42', 'Make the answer 43'));
    const ran = there('gates');
    expect([ran.code, codes(ran)]).toEqual([3, ['ledger-altered']]);
    renameSync(`${file}.kept`, file);
  });

  it('is not read where the ledger itself is', () => {
    expect(data(gates(task), 'source')).toBe('ledger');
  });
});
