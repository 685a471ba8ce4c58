/** `cccc repair` and `cccc rebuild-context`: what is written again, what stays, and what neither of them may touch. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { chars } from '../helpers/secrets/make.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const read = (task: TaskProject, name: string): string => readFileSync(task.repo.file(name), 'utf8');
const STATE = 'docs/cccc/state.json';
const BUNDLE = 'docs/cccc/context-bundle.md';
const COMMAND = '.claude/commands/cccc.md';
/** A process id that no system gives out. */
const GONE = 4_194_305;

describe('repair', () => {
  const task = eachFrom(() => new TaskProject().implementing());

  test('where all is well there is nothing to do, and nothing is written', () => {
    const before = contentsOf(task().repo.dir);
    expect(said(task().ok('repair'))).toEqual(['nothing-to-repair']);
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('an edited state.json is computed from the ledger again, and the edited one is kept', () => {
    const right = read(task(), STATE);
    const forged = right.replace('IMPLEMENT_MILESTONE', 'DONE');
    task().repo.write(STATE, forged);
    const ran = task().ok('repair');
    const rebuilt = ran.json.findings.find(({ code }) => code === 'state-rebuilt');
    expect(readFileSync(String(rebuilt?.args['backup']), 'utf8')).toBe(forged);
    expect(read(task(), STATE)).toBe(right);
    expect(task().status).toBe('IMPLEMENT_MILESTONE');
  });

  test('a missing state.json, a missing command and a missing bundle come back', () => {
    const files = [STATE, COMMAND, BUNDLE];
    const before = files.map((file) => read(task(), file));
    for (const file of files) task().repo.remove(file);
    const ran = task().ok('repair');
    expect(said(ran)).toEqual(['files-written', 'state-restored', 'bundle-rebuilt']);
    expect([STATE, COMMAND].map((file) => read(task(), file))).toEqual(before.slice(0, 2));
    expect(read(task(), BUNDLE)).toContain('M001');
    expect(said(task().ok('repair'))).toEqual(['nothing-to-repair']);
  });

  test('doctor --fix makes the same repairs, and then finds nothing of it', () => {
    for (const file of [STATE, COMMAND]) task().repo.remove(file);
    const before = task()
      .run('doctor')
      .json.findings.map(({ code }) => code);
    const ran = task().run('doctor', '--fix').json;
    expect(ran.data['repaired']).toEqual(['files-written', 'state-restored']);
    const gone = before.filter((code) => !ran.findings.some((found) => found.code === code));
    expect(gone).toEqual(expect.arrayContaining(['commands-outdated', 'state-missing']));
    expect(task().run('doctor', '--fix').json.data['repaired']).toEqual(['nothing-to-repair']);
  });

  test('with --dry-run lists the same, and leaves the whole repository as it is', () => {
    for (const file of [STATE, COMMAND, BUNDLE]) task().repo.remove(file);
    const before = contentsOf(task().repo.dir);
    const ran = task().ok('repair', '--dry-run');
    expect(said(ran)).toEqual(['change-planned', 'state-missing', 'bundle-missing']);
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('a command that somebody edited stays and is named', () => {
    task().repo.write(COMMAND, '我的命令\n');
    const ran = task().ok('repair');
    expect(ran.json.findings).toMatchObject([{ code: 'nothing-to-repair' }, { code: 'kept-changed' }]);
    expect(read(task(), COMMAND)).toBe('我的命令\n');
  });

  test('half-written files go, with a backup of those in docs/cccc; the failures of the client stay', () => {
    const debris = [`docs/cccc/roadmap.md.${GONE}.tmp`, `.git/index.${GONE}.0a1b`, `.git/cccc/x.${GONE}.tmp`];
    const failures = `.git/cccc-stop-failures.jsonl.${GONE}`;
    for (const file of [...debris, failures]) task().repo.write(file, 'half');
    const ran = task().ok('repair');
    expect(said(ran)).toEqual(['file-removed', 'leftovers-removed']);
    expect(debris.filter((file) => existsSync(task().repo.file(file)))).toEqual([]);
    expect(read(task(), failures)).toBe('half');
    const backup = String(ran.json.findings[0]?.args['backup']);
    expect(read(task(), backup)).toBe('half');
  });

  test('nothing stands in for a document of the plan while a task is open', () => {
    task().repo.remove('docs/cccc/roadmap.md').remove('docs/cccc/risk-register.md');
    const ran = task().ok('repair');
    expect(said(ran)).toEqual(['nothing-to-repair', 'plan-document-gone']);
    expect(ran.json.findings[1]?.command).toBe('git restore docs/cccc/roadmap.md');
    for (const name of ['roadmap.md', 'risk-register.md'])
      expect(existsSync(task().repo.file(`docs/cccc/${name}`)), name).toBe(false);
  });

  test('a damaged ledger is named with its way out, and neither it nor state.json is touched', () => {
    const ledger = path.join(task().taskDir, 'ledger.jsonl');
    writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('Make the answer 42', 'Make the answer 43'));
    const before = contentsOf(task().repo.dir);
    const ran = task().ok('repair');
    expect(said(ran)).toEqual(['nothing-to-repair', 'ledger-altered', 'way-out-of-a-broken-ledger']);
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('a review whose supervisor is gone is settled as the outage that it was', async () => {
    task().repo.write('src/main.ts', 'export const answer = 42;\n');
    task().ok('report', 'implemented');
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    const record = task().record('milestone-2');
    await until(() => heartbeatOf(record).codex !== null && task().codex.prompts.length > 1);
    process.kill(heartbeatOf(record).pid, 'SIGKILL');
    task().age('milestone-2');
    expect(said(task().ok('repair', '--dry-run'))).toEqual(['review-dead']);
    expect(said(task().ok('repair'))).toEqual(['review-settled']);
    expect(task().status).toBe('PAUSED_FOR_CODEX');
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
  });

  test('a pause over secrets is not left, and no gate opens', () => {
    task().repo.write('src/main.ts', `export const client = '${'gh'}p_${chars(36)}';\n`);
    task().ok('report', 'implemented');
    task().run('review', 'milestone');
    expect(task().status).toBe('NEEDS_SECRET');
    const gates = task().run('gates').json.data['gates'];
    task().repo.remove(STATE);
    const ran = task().ok('repair');
    expect(said(ran)).toEqual(['state-restored', 'pause-stays']);
    expect(task().status).toBe('NEEDS_SECRET');
    expect(task().run('gates').json.data['gates']).toEqual(gates);
  });
});

describe('repair without a task', () => {
  test('writes a state.json that is no JSON again, after a backup, and drops a retired field of another', () => {
    const task = new TaskProject();
    task.repo.write(STATE, '{ "status": ');
    const ran = task.ok('repair');
    expect(read(task, String(ran.json.findings[0]?.args['backup']))).toBe('{ "status": ');
    expect(JSON.parse(read(task, STATE))).toMatchObject({ status: 'SETUP_COMPLETE', task_id: null });
    task.repo.write(STATE, '{\n\t"enabled": true,\n\t"task": "旧任务"\n}\n');
    expect(said(task.ok('repair'))).toEqual(['file-replaced']);
    expect(read(task, STATE)).toBe('{\n\t"task": "旧任务"\n}\n');
  });

  test('brings back a hook file while the loop is on, and leaves settings.json to the user', () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    const hook = '.claude/hooks/cccc-stop.cjs';
    const settings = '.claude/settings.json';
    task.repo.remove(hook).write(settings, '{}\n');
    const ran = task.ok('repair');
    expect(said(ran)).toEqual(['files-written', 'loop-incomplete']);
    expect([existsSync(task.repo.file(hook)), read(task, settings)]).toEqual([true, '{}\n']);
    task.ok('loop', 'stop');
    expect(said(task.ok('repair'))).toEqual(['nothing-to-repair']);
    expect(existsSync(task.repo.file(hook))).toBe(false);
  });

  test('is refused where the project is not set up, and config.json is never made', () => {
    const task = new TaskProject();
    task.repo.remove('docs/cccc/config.json');
    expect(task.run('repair')).toMatchObject({ code: 3, json: { findings: [{ code: 'config-missing' }] } });
    expect(existsSync(task.repo.file('docs/cccc/config.json'))).toBe(false);
  });
});

describe('rebuild-context', () => {
  test('writes the bundle of the next review, lists what it covers, and records nothing', () => {
    const task = new TaskProject().implemented();
    task.repo.write('docs/说明 🚀.md', '# 说明\n').remove(BUNDLE);
    const before = contentsOf(task.repo.file('.git'));
    const ran = task.ok('rebuild-context');
    expect(ran.json.data).toMatchObject({
      gate: 'milestone',
      manifest: [{ path: 'docs/说明 🚀.md' }, { path: 'src/main.ts', state: 'inlined' }],
    });
    expect(contentsOf(task.repo.file('.git'))).toEqual(before);
    expect(read(task, BUNDLE)).toContain('export const answer = 42;');
    expect(read(task, BUNDLE)).not.toContain('no check is configured');
    expect(task.codex.prompts).toHaveLength(1);
    expect(task.text('rebuild-context').stdout).toMatch(/^inlined +src\/main\.ts/m);
  });

  test('before there is a plan review it is the plan that comes next', () => {
    const task = new TaskProject().planned();
    expect(task.ok('rebuild-context').json.data).toMatchObject({ gate: 'plan', manifest: [] });
  });

  test('is refused without a task, and after one has ended', () => {
    const task = new TaskProject();
    expect(task.run('rebuild-context').json.findings[0]?.code).toBe('no-task');
    task.planned().ok('abandon', 'enough');
    expect(task.refused('rebuild-context')).toEqual(['task-over']);
  });
});
