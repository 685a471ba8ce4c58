/** `cccc fanout` on the stand-in Codex: plans and patterns, chains, writers, limits, and what is refused. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerOf, dataOf, elsewhere, runFolder, said, shownOf } from '../helpers/asked.js';
import { freshFolder } from '../helpers/repo.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const task = eachFrom(() => new TaskProject());
const fanouts = (): string[] => {
  const folder = path.join(task().stateDir, 'runs');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('-fanout-')) : [];
};
const read = (name: string): string => readFileSync(task().repo.file(name), 'utf8');
const idOf = (ran: Ran): string => String(dataOf(ran, 'id'));
const workersOf = (ran: Ran): Record<string, unknown>[] => {
  const workers = dataOf(ran, 'workers');
  return Array.isArray(workers) ? workers : [];
};
const statesOf = (ran: Ran): string[] => workersOf(ran).map((worker) => `${worker['name']}: ${worker['state']}`);
const plan = (value: unknown): string => {
  task().repo.write('plan.json', typeof value === 'string' ? value : JSON.stringify(value));
  return 'plan.json';
};
/** The prompt of the worker whose task has this text. */
const promptOf = (text: string): string => task().codex.prompts.find((prompt) => prompt.includes(text)) ?? '';
const finding = (given: object = {}): object => ({
  ...{ severity: 'P1', title: 'It rounds twice', file: 'src/main.ts', line: 1, evidence: 'seen', fix: 'once' },
  ...{ rewrite: null, ...given },
});
const CHECK =
  'import { readFileSync } from "node:fs";\nif (!readFileSync("src/main.ts", "utf8").includes("42")) throw 1;\n';
const found = (...findings: object[]): string => JSON.stringify({ summary: 'Looked.', findings, not_judged: null });

describe('reviewers', () => {
  test('are merged into one ranked list that says who agrees, and the work tree stays as it is', () => {
    task().codex.answer(
      { to: 'LENS: security', text: found(finding({ severity: 'P2' }), finding({ file: 'b.ts', title: 'No check' })) },
      { to: 'LENS: tests', text: found(finding({ line: 2 })) },
    );
    const before = shownOf(task());
    const ran = task().ok(
      'fanout',
      '--pattern',
      'review',
      '--task',
      'Review 舍入',
      '--lens',
      'security',
      '--lens',
      'tests',
    );
    expect(said(ran)).toEqual(['fanout-complete', 'fanout-found']);
    expect(ran.json.findings[1]?.args).toEqual({ count: 2, agreed: 1 });
    expect(dataOf(ran, 'findings')).toMatchObject([
      { number: 1, severity: 'P1', title: 'It rounds twice', found_by: ['reviewer-security', 'reviewer-tests'] },
      { number: 2, file: 'b.ts', found_by: ['reviewer-security'] },
    ]);
    expect(answerOf(ran)).toMatch(
      /^1\. \[P1\] It rounds twice src\/main\.ts:2 · found by reviewer-security, reviewer-tests$/m,
    );
    expect(shownOf(task())).toEqual(before);
    const prompt = promptOf('LENS: tests');
    expect(prompt.startsWith('CONTEXT: WORKER\n')).toBe(true);
    expect(prompt).toContain('TASK: Review 舍入');
    const { args } = task().codex.call(1);
    expect(args).toContain('web_search="disabled"');
    expect(args).toContain('--ephemeral');
    expect(args).toContain('--output-schema');
  });

  test('one whose reply is no list of findings is missing, and the others count', () => {
    task().codex.answer({ to: 'LENS: a', text: 'It is fine.' }, { to: 'LENS: b', text: found() });
    const ran = task().run('fanout', '--pattern', 'review', '--task', 'x', '--lens', 'a', '--lens', 'b');
    expect([ran.code, said(ran)]).toEqual([1, ['fanout-partial', 'fanout-worker-failed', 'fanout-found']]);
    expect(workersOf(ran)[0]).toMatchObject({ state: 'failed', reason: 'reply-not-json' });
  });

  test('in a terminal, what each worker does and how it stands has a line', () => {
    task().codex.answer({ to: 'LENS: a', text: found(finding()) });
    const { stdout } = task().text(
      'fanout',
      '--pattern',
      'review',
      '--task',
      'x',
      '--lens',
      'a',
      '--language',
      'zh-CN',
    );
    expect(stdout).toMatch(/^fanout_id=\S+-fanout-\w+$/m);
    expect(stdout).toMatch(/^output_path=\/.*answer\.md$/m);
    expect(stdout).toMatch(/^0:0\d {2}\[reviewer-a\] /m);
    expect(stdout).toMatch(/^reviewer-a：已回答/m);
    expect(stdout).toMatch(/^1\. \[P1\] It rounds twice src\/main\.ts:1 · 由 reviewer-a 发现$/m);
  });
});

describe('a chain', () => {
  const CHAIN = ['fanout', '--pattern', 'fix', '--task', 'Fix the rounding'];
  const answers = (): void =>
    void task().codex.answer(
      { to: 'LENS: correctness', text: found(finding()) },
      { to: 'VERIFICATION:', text: 'Rounded once.', writes: { 'src/main.ts': 'export const answer = 42;\n' } },
      { to: 'TASK: Verify', text: 'PASS' },
    );

  test('gives the result of each stage to the next, and lands only after it was read', () => {
    answers();
    task().repo.write('check.mjs', CHECK);
    const ran = task().ok(...CHAIN, '--verify', 'node check.mjs');
    expect(statesOf(ran)).toEqual([
      'reviewer-correctness: answered',
      'implementer-1: answered',
      'verifier-1: answered',
    ]);
    expect(said(ran)).toEqual(['fanout-complete', 'fanout-found', 'fanout-changed']);
    expect(promptOf('VERIFICATION:')).toContain(
      '1. [P1] It rounds twice (src/main.ts:1), found by reviewer-correctness',
    );
    expect(promptOf('VERIFICATION:')).toContain('"node check.mjs"');
    const last = promptOf('TASK: Verify');
    expect(last).toContain('Rounded once.');
    expect(last).toContain('+export const answer = 42;');
    expect(last).toContain('node check.mjs: passed');
    expect(read('src/main.ts')).toContain('41');
    const id = idOf(ran);
    expect(task().refused('fanout', 'apply', id)).toEqual(['fanout-not-shown']);
    const shown = task().ok('fanout', 'show', id);
    expect(dataOf(shown, 'patch')).toContain('+export const answer = 42;');
    expect(said(task().ok('fanout', 'apply', id, '--dry-run'))).toEqual(['ask-apply-planned']);
    expect(task().text('status').stdout).toContain(`cccc.mjs fanout show ${id}`);
    expect(existsSync(path.join(task().stateDir, 'written'))).toBe(false);
    expect(said(task().ok('fanout', 'apply', id))).toEqual(['ask-applied']);
    // A later review is told what Codex wrote.
    expect(existsSync(path.join(task().stateDir, 'written'))).toBe(true);
    expect(task().text('status').stdout).not.toContain(id);
    expect(read('src/main.ts')).toBe('export const answer = 42;\n');
    expect(said(task().ok('fanout', 'apply', id))).toEqual(['ask-applied-already']);
    expect(dataOf(task().ok('fanout', 'status', id), 'applied')).toBe(true);
    expect(said(task().ok('fanout', 'discard', id))).toEqual(['fanout-discarded']);
    expect(fanouts()).toEqual([]);
  });

  test('ends where a stage gave nothing to build on, and names what was not started', () => {
    task().codex.answer({ to: 'LENS: correctness', exit: 1, stderr: 'boom' });
    const ran = task().run(...CHAIN);
    expect(ran.code).toBe(1);
    expect(said(ran)).toEqual(['ask-unverified', 'fanout-failed', 'fanout-worker-failed', 'fanout-not-started']);
    expect(statesOf(ran)).toEqual([
      'reviewer-correctness: failed',
      'implementer-1: not-started',
      'verifier-1: not-started',
    ]);
    expect(existsSync(path.join(runFolder(task(), idOf(ran)), 'work'))).toBe(false);
  });

  test('its change is not laid on the tree of an open gated task, nor over an edit at the same place', () => {
    answers();
    const id = idOf(task().ok(...CHAIN));
    task().ok('fanout', 'show', id);
    task().repo.write('src/main.ts', 'export const answer = 43;\n');
    expect(task().refused('fanout', 'apply', id)).toEqual(['ask-conflict']);
    expect(read('src/main.ts')).toBe('export const answer = 43;\n');
    task().planned();
    expect(task().refused('fanout', 'apply', id)).toEqual(['ask-apply-gated']);
  });
});

describe('writers', () => {
  const writer = (name: string, paths: string[]): object => ({
    name,
    template: 'implementer',
    task: `do ${name}`,
    paths,
  });

  test('each works in a copy of its own, and what they change is merged', () => {
    task().codex.answer(
      { to: 'TASK: do a', text: 'a done', writes: { 'src/main.ts': 'export const answer = 1;\n' } },
      { to: 'TASK: do b', text: 'b done', writes: { 'docs/b.md': 'b\n', 'docs/c.md': 'c\n' } },
    );
    const ran = task().ok('fanout', plan({ stages: [{ workers: [writer('a', ['src']), writer('b', ['docs/'])] }] }));
    expect(dataOf(ran, 'work', 'files')).toEqual(['docs/b.md', 'docs/c.md', 'src/main.ts']);
    const [one, two] = [task().codex.call(1).cwd, task().codex.call(2).cwd];
    expect(one).not.toBe(two);
    expect(existsSync(one)).toBe(false);
    task().ok('fanout', 'show');
    task().ok('fanout', 'apply', idOf(ran));
    expect(read('docs/c.md')).toBe('c\n');
  });

  test('one that changes what it did not declare is left out as a whole, by name', () => {
    task().codex.answer(
      { to: 'TASK: do a', text: 'a done', writes: { 'src/main.ts': 'x\n', 'docs/b.md': 'mine\n' } },
      { to: 'TASK: do b', text: 'b done', writes: { 'docs/b.md': 'b\n' } },
    );
    const ran = task().ok('fanout', plan({ stages: [{ workers: [writer('a', ['src']), writer('b', ['docs'])] }] }));
    expect(said(ran)).toEqual(['ask-unverified', 'fanout-complete', 'fanout-changed', 'fanout-not-merged']);
    expect(ran.json.findings.at(-1)?.args).toEqual({ worker: 'a', path: 'docs/b.md', why: 'undeclared' });
    expect(dataOf(ran, 'work', 'files')).toEqual(['docs/b.md']);
    expect(workersOf(ran).map((worker) => worker['is_merged'])).toEqual([false, true]);
  });

  test('count beside those of ask, whichever began first', () => {
    task().codex.answer({ hold: true, text: 'done' }, { hold: true, text: 'done' });
    const first = task().run('fanout', plan({ stages: [{ workers: [writer('a', ['src'])] }] }), '--max', '0.1');
    expect(first.code).toBe(75);
    expect(task().refused('ask', 'Change it', '--file', 'src/main.ts')).toEqual(['ask-files-overlap']);
    expect(task().run('ask', 'Change it', '--file', 'README.md', '--max', '0.1').code).toBe(75);
    const both = plan({ stages: [{ workers: [writer('a', ['x']), writer('b', ['y'])] }] });
    expect(task().refused('fanout', both)).toEqual(['ask-writers-busy']);
    task().codex.release();
    expect(task().ok('fanout', 'wait', idOf(first)).code).toBe(0);
  });
});

describe('what is refused before anything starts', () => {
  test('a plan that is not there or has another shape is named, with the command that shows how to call it', () => {
    const gone = task().run('fanout', 'gone.json').json.findings;
    const other = task().run('fanout', plan({ stages: [{ workers: [] }], more: 1 })).json.findings;
    expect(gone.map(({ code }) => code)).toEqual(['fanout-plan-missing']);
    expect(other.map(({ message }) => message).join('\n')).toContain('"more"');
    for (const { message, command } of [...gone, ...other]) {
      expect(command).toMatch(/cccc\.mjs help fanout$/);
      expect(message).not.toMatch(/[{}]/);
    }
    expect(task().run('fanout', 'apply').json.findings[0]?.message).toContain('fanout apply <id> [--dry-run]');
  });

  test.each<[string, unknown, string[]]>([
    ['no JSON', '{ "stages": ', ['fanout-plan-not-json']],
    [
      'every field of another shape, each by name',
      { stages: [{ workers: [{ template: 'boss', task: '' }] }], jobs: 0, more: 1 },
      ['fanout-plan-shape', 'fanout-plan-shape', 'fanout-plan-shape', 'fanout-plan-shape'],
    ],
    ['no stages', { stages: [] }, ['fanout-plan-shape']],
    [
      'an overlap of two writers',
      {
        stages: [
          { workers: ['a', 'b'].map((name) => ({ name, template: 'implementer', task: 't', paths: ['src/x.ts'] })) },
        ],
      },
      ['fanout-paths-overlap'],
    ],
  ])('%s', (_, value, codes) => {
    const ran = task().run('fanout', plan(value));
    expect([ran.code, said(ran)]).toEqual([64, codes]);
    expect(fanouts()).toEqual([]);
  });

  test('says where in the file a field is wrong', () => {
    const ran = task().run('fanout', plan({ stages: [{ workers: [{ template: 'scout' }] }] }));
    expect(ran.json.findings[0]?.args).toMatchObject({ at: '/stages/0/workers/0', file: 'plan.json' });
    expect(ran.json.findings[0]?.message).toContain("'task'");
  });

  test.each<[string, string[]]>([
    ['nothing to do', []],
    ['an empty task', ['--task', ' ']],
    ['a plan that is not there', ['none.json']],
    ['two plans', ['a.json', 'b.json']],
    ['a plan with tasks', ['plan.json', '--task', 'x']],
    ['a pattern that is none', ['--task', 'x', '--pattern', 'magic']],
    ['a lens without a reviewer', ['--task', 'x', '--lens', 'security']],
    ['a verification without a writer', ['--task', 'x', '--verify', 'npm test']],
    ['a web search that is no research', ['--task', 'x', '--web-search']],
    ['too many jobs', ['--task', 'x', '--jobs', '17']],
    ['a limit that is none', ['--task', 'x', '--total-tokens', 'many']],
    ['a verification for a shell', ['--task', 'x', '--pattern', 'fix', '--verify', 'a | b']],
    ['too many workers', Array.from({ length: 25 }, () => ['--task', 'x']).flat()],
    ['a fan-out that is not there', ['wait', 'nobody']],
    ['applying nothing', ['apply']],
    ['two ids', ['show', 'a', 'b']],
  ])('wrong usage has a code of its own: %s', (_, args) => {
    expect(task().run('fanout', ...args).code).toBe(64);
    expect(fanouts()).toEqual([]);
  });

  test('a worker starts no workers', () => {
    const env = { ...task().env, CCCC_RUN: 'a'.repeat(32) };
    const before = { ...task().env };
    Object.assign(task().env, env);
    expect(task().refused('fanout', '--task', 'x')).toEqual(['inside-a-run']);
    delete task().env['CCCC_RUN'];
    Object.assign(task().env, before);
  });

  test('--dry-run prints the plan that the options stand for, and it can be run', () => {
    const ran = task().ok('fanout', '--pattern', 'scout', '--task', 'x', '--timeout', '90', '--dry-run');
    expect(dataOf(ran, 'plan')).toMatchObject({ limits: { worker_seconds: 90 } });
    expect(fanouts()).toEqual([]);
    const again = task().ok('fanout', plan(dataOf(ran, 'plan')), '--dry-run');
    expect(dataOf(again, 'plan')).toEqual(dataOf(ran, 'plan'));
  });
});

describe('limits', () => {
  test('as many workers run at the same time as --jobs says', () => {
    task().codex.answer({ hold: true, text: 'a' }, { text: 'b' });
    const waited = task().run('fanout', '--task', 'x', '--task', 'y', '--jobs', '1', '--max', '0.1');
    expect([waited.code, said(waited)]).toEqual([75, ['fanout-running']]);
    const standing = task().run('fanout', 'status');
    expect([standing.code, statesOf(standing)]).toEqual([75, ['scout-1: running', 'scout-2: waiting']]);
    task().codex.release();
    expect(statesOf(task().ok('fanout', 'wait'))).toEqual(['scout-1: answered', 'scout-2: answered']);
    expect(dataOf(task().ok('fanout', 'list'), 'fanouts')).toMatchObject([{ state: 'complete' }]);
  });

  test('the time of all together ends those that run, and starts no other', () => {
    task().codex.answer({ hold: true, partial: 'So far: nothing.' });
    const ran = task().run('fanout', '--task', 'x', '--task', 'y', '--jobs', '1', '--total-timeout', '1');
    expect([ran.code, statesOf(ran)]).toEqual([2, ['scout-1: failed', 'scout-2: not-started']]);
    expect(workersOf(ran)[0]).toMatchObject({ reason: 'wall-clock', detail: 'total' });
    expect(answerOf(ran)).toContain('So far: nothing.');
  });

  test('cancel ends all workers', () => {
    task().codex.answer({ hold: true }, { hold: true });
    const waited = task().run('fanout', '--task', 'x', '--task', 'y', '--max', '0.1');
    const ran = task().run('fanout', 'cancel', idOf(waited));
    expect(ran.code).toBe(1);
    expect(said(ran).slice(0, 2)).toEqual(['fanout-cancelled', 'fanout-failed']);
    expect(workersOf(ran).every(({ reason }) => reason === 'cancelled')).toBe(true);
    expect(existsSync(path.join(runFolder(task(), idOf(ran)), 'work'))).toBe(false);
  });
});

test('research may search the web where it was allowed, which is on record', () => {
  task().codex.answer({ text: 'Known.' }, { text: 'Known.' });
  const ran = task().ok('fanout', '--pattern', 'research', '--task', 'x', '--web-search');
  expect(dataOf(ran, 'web_search')).toBe(true);
  expect(answerOf(ran)).toContain('could search the web');
  expect(task().codex.call(1).args).toContain('web_search="live"');
  expect(task().codex.prompts[0]).toContain('Use web search.');
  task().ok('fanout', '--pattern', 'research', '--task', 'x');
  expect(task().codex.call(2).args).not.toContain('web_search="live"');
});

test('outside of git readers work, and a writer is refused by name', () => {
  const folder = freshFolder();
  task().codex.answer({ text: 'Here.' });
  const ran = elsewhere(task(), folder, 'fanout', '--task', 'Where?');
  expect([ran.code, answerOf(ran).includes('Here.')]).toEqual([0, true]);
  expect(task().codex.prompts[0]).toContain(JSON.stringify(folder));
  expect(said(elsewhere(task(), folder, 'fanout', '--pattern', 'fix', '--task', 'x'))).toEqual(['ask-writer-outside']);
});

test('a Codex that nobody is logged in to is fatal, and nothing is left of the fan-out', () => {
  task().codex.logOut();
  expect(task().run('fanout', '--task', 'x').code).toBe(3);
  expect(fanouts()).toEqual([]);
});

test('a damaged fan-out is named, and stops no other', () => {
  task().codex.answer({ text: 'One.' }, { text: 'Two.' });
  const id = idOf(task().ok('fanout', '--task', 'x'));
  const file = path.join(runFolder(task(), id), 'prompt.md');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ web_search: false });
  writeFileSync(file, '{');
  expect(task().refused('fanout', 'status', id)).toEqual(['record-corrupt']);
  expect(statesOf(task().ok('fanout', '--task', 'y'))).toEqual(['scout-1: answered']);
});
