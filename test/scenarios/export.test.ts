/** `cccc export`: the report of a task as a page, as the text of a pull request, as SARIF and as JSON. */
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { freshFolder, type TestRepo } from '../helpers/repo.js';
import { HOSTILE } from '../helpers/report.js';
import { type Ran, TaskProject } from '../helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const at = (value: unknown, ...fields: (string | number)[]): unknown =>
  fields.reduce((inner: unknown, field) => Reflect.get(Object(inner), field), value);
const content = (ran: Ran): unknown => ran.json.data['content'];
const view = (task: TaskProject, ...args: string[]): unknown => content(task.ok('export', 'json', ...args));

/** The same program and user at another place. */
const elsewhere = (task: TaskProject, repo: TestRepo): TaskProject =>
  Object.assign(Object.create(TaskProject.prototype), {
    ...task,
    repo,
    cli: repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs'),
  });

/** A milestone that was sent back once, with a hostile finding, and passed then. */
function twoRounds(): TaskProject {
  const task = new TaskProject().implemented();
  task.codex.answer(sentBack({ title: HOSTILE.title, file: HOSTILE.file, line: 3, required_fix: HOSTILE.link }));
  task.run('review', 'milestone');
  task.repo.write('src/main.ts', 'export const answer = 41 + 1;\n');
  task.answerFindings();
  task.ok('review', 'milestone');
  return task;
}

describe('the report of an open task', () => {
  let task: TaskProject;
  let id: string;
  let report: unknown;
  beforeAll(() => {
    task = twoRounds();
    report = view(task);
    id = String(at(report, 'task', 'id'));
  });

  it('holds the rounds with what changed in between, from the objects that the task still keeps', () => {
    expect(at(report, 'phases', 1, 'rounds')).toMatchObject([
      { round: 1, kind: 'findings', change: { since: 'base', files: [{ path: 'src/main.ts' }] }, tokens: 120 },
      { round: 2, kind: 'pass', change: { since: 'round', files: [{ path: 'src/main.ts', added: 1, removed: 1 }] } },
    ]);
    expect(at(report, 'findings')).toMatchObject([{ state: 'resolved', title: HOSTILE.title }]);
  });

  it('says of every receipt and gate what `gates` says', () => {
    expect(at(report, 'gates', 'gates')).toEqual(task.ok('gates').json.data['gates']);
    expect([at(report, 'assurance'), at(report, 'source', 'kind')]).toEqual(['verified', 'ledger']);
    expect(at(report, 'phases', 1, 'rounds', 1, 'receipt')).toEqual({ assurance: 'verified', problem: null });
  });

  it('is invalid where the record of an approval was altered', () => {
    const record = task.repo.file(`.git/cccc/tasks/${id}/records/plan-1/events.jsonl`);
    const before = readFileSync(record);
    writeFileSync(record, `${before}{}\n`);
    const { stdout } = task.text('export', 'markdown');
    expect(stdout).toMatch(/^## Task\n\nMake the answer 42\n/);
    expect(stdout).toMatch(/^\| Plan \| 1 \| pass .* \| invalid \|$/m);
    expect(stdout).toContain('\nInvalid: at least one approval');
    writeFileSync(record, before);
  });

  it('is alone on the standard output, and says nothing of the time where it is SARIF', () => {
    const { stdout } = task.text('export', 'sarif');
    expect(JSON.parse(stdout)).toEqual(content(task.ok('export', 'sarif')));
    expect(JSON.parse(task.text('export', 'json').stdout)).toMatchObject({ format: 'cccc-report/v1', task: { id } });
  });

  it('is a page in the git directory in which no text is markup; writing it closes no gate', () => {
    const { stdout } = task.text('export', 'html');
    expect(stdout).toBe(`Written: .git/cccc/reports/${id}.html\n`);
    const page = readFileSync(task.repo.file(`.git/cccc/reports/${id}.html`), 'utf8');
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/<img|<svg onload|(?:src|href)="(?!#)/);
    expect(at(view(task), 'gates', 'gates')).toEqual(at(report, 'gates', 'gates'));
  });

  it('speaks Chinese', () => {
    const { stdout } = task.text('export', 'html', '--language', 'zh-CN', '-o', '-');
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="zh-CN">[\s\S]*已核实：[\s\S]*<\/html>\n$/);
  });

  it('replaces an earlier export, and leaves a file that was edited or is of somebody else', () => {
    const place = ['export', 'sarif', '-o', 'out/a.sarif'];
    expect(codes(task.ok(...place))).toEqual(['export-written', 'export-in-change']);
    task.repo.write('.git/info/exclude', 'out\n');
    expect(codes(task.ok(...place))).toEqual(['export-written']);
    const file = task.repo.file('out/a.sarif');
    writeFileSync(file, 'mine\n');
    const said = task.text(...place);
    expect([said.code, said.stderr]).toEqual([1, expect.stringMatching(/→ .* export sarif --output <file>$/m)]);
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
  });

  it('replaces no folder, and follows and replaces no link', () => {
    mkdirSync(task.repo.file('folder'), { recursive: true });
    expect(task.refused('export', 'json', '-o', 'folder')).toEqual(['export-in-the-way']);
    const target = path.join(freshFolder(), 'target');
    symlinkSync(target, task.repo.file('link'));
    expect(task.refused('export', 'json', '-o', 'link')).toEqual(['export-in-the-way']);
    expect(existsSync(target)).toBe(false);
  });

  it('is opened by the opener of the system, as one word and without a shell; a failure is named', () => {
    const bin = freshFolder();
    const log = path.join(bin, 'opened');
    const opener = path.join(bin, 'xdg-open');
    mkdirSync(bin, { recursive: true });
    writeFileSync(opener, `#!/bin/sh\nprintf '%s|' "$@" > '${log}'\n`);
    chmodSync(opener, 0o755);
    const before = task.env['PATH'];
    task.env['PATH'] = `${bin}${path.delimiter}${before}`;
    const file = path.join(bin, '报告 $(b) "c".html');
    expect(codes(task.ok('export', 'html', '-o', file, '--open'))).toEqual(['export-written']);
    expect(readFileSync(log, 'utf8')).toBe(`${file}|`);
    writeFileSync(opener, '#!/bin/sh\nexit 3\n');
    expect(codes(task.ok('export', 'html', '--open'))).toEqual(['export-written', 'export-not-opened']);
    task.env['PATH'] = before;
  });

  it.each([[['export', 'json', '--open']], [['export', 'html', '--open', '-o', '-']]])('%j is wrong usage', (words) => {
    expect(task.run(...words).code).toBe(2);
  });

  it('is told also where the settings cannot be read', () => {
    task.repo.write('docs/cccc/config.json', '{');
    const ran = task.ok('export', 'json');
    expect([at(content(ran), 'gates'), codes(ran)]).toEqual([null, ['config-not-json']]);
  });
});

describe('the task', () => {
  const task = new TaskProject();
  let first: string;
  beforeAll(() => {
    expect(task.refused('export', 'html')).toEqual(['no-tasks-yet']);
    task.accepted();
    first = String(task.ok('status').json.data['task']);
    task.repo.commit('M001');
  });

  it('is read from its export on a clone, by its name too', () => {
    const clone = elsewhere(task, task.repo.clone());
    for (const args of [[], ['--task', first.slice(-6)]]) {
      const ran = clone.ok('export', 'json', ...args);
      expect(codes(ran)).toEqual(['reads-export']);
      expect(at(content(ran), 'source')).toMatchObject({ kind: 'export', file: `docs/cccc/ledger/${first}.jsonl` });
      expect([at(content(ran), 'assurance'), at(content(ran), 'gates', 'gates', 'plan', 'state')]).toEqual([
        'attested',
        'open',
      ]);
    }
    clone.repo.write(`docs/cccc/ledger/${first}.jsonl`, '{}\n');
    expect(clone.run('export', 'html').code).toBe(3);
  });

  it('that has ended is named as `show` names it, and attested once its records are pruned', () => {
    task.ok('abandon', 'not wanted');
    task.ok('start', 'Another');
    const report = view(task, '--task', first.slice(-6));
    expect(at(report, 'task')).toMatchObject({ id: first, abandoned: 'not wanted' });
    expect([at(report, 'assurance'), at(report, 'gates')]).toEqual(['attested', null]);
    expect(at(report, 'phases', 1, 'rounds', 0, 'receipt')).toEqual({
      assurance: 'attested',
      problem: 'receipt-record-missing',
    });
    expect(at(view(task), 'task', 'text')).toBe('Another');
  });

  it('that is unknown, ambiguous or damaged is refused by name', () => {
    expect(task.refused('export', 'json', '--task', 'nothing')).toEqual(['task-unknown']);
    expect(task.refused('export', 'json', '--task', '2')).toEqual(['task-ambiguous']);
    writeFileSync(task.repo.file(`.git/cccc/tasks/${first}/ledger.jsonl`), '{"v":2}\n');
    expect(task.run('export', 'json', '--task', first).code).toBe(3);
  });
});
