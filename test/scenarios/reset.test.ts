/** `cccc reset`: state.json from the ledger; without one, a new task from what is left, in which nothing counts. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { callVerb, underClaude } from '../helpers/grants.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const argsOf = (ran: Ran, code: string): Record<string, unknown> =>
  ran.json.findings.find((found) => found.code === code)?.args ?? {};
const STATE = 'docs/cccc/state.json';

/** Documents, reviews and logs: what no reset may delete or change. */
function documentsOf(task: TaskProject): Record<string, string> {
  const files = contentsOf(task.repo.file('docs/cccc'));
  const changes = /[/\\](backups|state\.json|decision-log\.md|context-bundle\.md)/;
  return Object.fromEntries(Object.entries(files).filter(([file]) => !changes.test(file)));
}

/** A clone has no ledger, no anchor and no pointer to a task. */
function forgetTask(task: TaskProject): void {
  rmSync(task.repo.file('.git/cccc'), { recursive: true });
  rmSync(task.repo.file('.git/cccc-active-task'));
  rmSync(task.stateDir, { recursive: true });
}

describe('reset with a ledger', () => {
  const task = eachFrom(() => new TaskProject().accepted());

  test('computes state.json again after a backup, whatever was in it, and opens nothing', () => {
    const right = readFileSync(task().repo.file(STATE), 'utf8');
    task().repo.write(STATE, right.replace('PLAN_NEXT_MILESTONE', 'DONE'));
    const gates = task().run('gates').json.data['gates'];
    const documents = documentsOf(task());
    for (const call of [['reset'], ['reset', 'state']]) {
      const edited = readFileSync(task().repo.file(STATE), 'utf8');
      const ran = task().ok(...call);
      expect(said(ran)).toEqual(['state-refolded']);
      const backup = String(argsOf(ran, 'state-refolded')['backup']);
      expect(readFileSync(task().repo.file(backup), 'utf8')).toBe(edited);
      expect(readFileSync(task().repo.file(STATE), 'utf8')).toBe(right);
    }
    expect(task().run('gates').json.data['gates']).toEqual(gates);
    expect(documentsOf(task())).toEqual(documents);
  });

  test('with --dry-run changes nothing', () => {
    task().repo.write(STATE, '{}');
    const before = contentsOf(task().repo.dir);
    expect(said(task().ok('reset', '--dry-run'))).toEqual(['refold-planned']);
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('a mistyped word is refused', () => {
    expect(task().run('reset', 'stat')).toMatchObject({ code: 2, json: { findings: [{ code: 'bad-usage' }] } });
  });
});

describe('reset without a ledger', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().accepted();
    made.repo.commit('M001: The answer').write('notes.md', 'later').commit('Get ready for M002');
    return made;
  });

  test('says what it found where and how sure it is, and starts a task in which nothing counts', () => {
    forgetTask(task());
    const documents = documentsOf(task());
    const ran = task().ok('reset');
    expect(argsOf(ran, 'rehydrated-from')).toMatchObject({
      text: 'Make the answer 42',
      confidence: 'high',
      reason: 'sources-agree',
      sources: expect.stringMatching(/docs\/cccc\/ledger\/.*jsonl.*docs\/cccc\/reviews \(1\), git log \(1\)/),
    });
    expect(argsOf(ran, 'rehydrate-candidate')).toMatchObject({ id: 'M002', others: 'M001' });
    expect(argsOf(ran, 'rehydrated-base')).toMatchObject({ file: expect.stringMatching(/^docs\/cccc\/ledger\//) });
    expect(documentsOf(task())).toMatchObject(documents);
    expect(task().events).toMatchObject([{ type: 'task-started', rehydrated: { candidate: 'M002' } }]);
    expect(task().state).toMatchObject({
      status: 'DISCOVER_EXISTING_PROJECT',
      current_milestone_id: null,
      completed_milestones: [],
    });
    for (const gate of ['plan', 'milestone', 'final'] as const)
      expect(task().gate(gate)).toMatchObject({ state: 'closed' });
    const log = readFileSync(task().repo.file('docs/cccc/decision-log.md'), 'utf8');
    expect(log).toContain('nothing counts as approved or accepted');
    expect(said(task().ok('reset'))).toEqual(['state-refolded']);
  });

  test('is less sure where sources say less or differ, and takes the milestone that the user names', () => {
    forgetTask(task());
    rmSync(task().repo.file('docs/cccc/ledger'), { recursive: true });
    const shown = (): Record<string, unknown> => task().ok('reset', '--dry-run').json.data;
    expect(shown()).toMatchObject({ confidence: 'high', reason: 'sources-agree' });
    const reviews = task().repo.file('docs/cccc/reviews/milestones');
    for (const name of readdirSync(reviews)) rmSync(path.join(reviews, name));
    expect(shown()).toMatchObject({ confidence: 'medium', reason: 'commits-only', candidate: 'M002' });
    task().repo.write(
      'docs/cccc/reviews/milestones/M002-review.json',
      JSON.stringify({ milestone_id: 'M002', status: 'pass' }),
    );
    expect(shown()).toMatchObject({ confidence: 'low', reason: 'sources-differ', candidate: null });
    expect(task().run('reset', '--milestone', 'M009').json.findings).toMatchObject([{ code: 'unknown-milestone' }]);
    expect(task().ok('reset', '--milestone', 'M001').json.data).toMatchObject({ candidate: 'M001' });
  });

  test('with --dry-run changes nothing; with nothing to start from, or a task that is over, it says so', () => {
    forgetTask(task());
    const before = contentsOf(task().repo.dir);
    task().ok('reset', '--dry-run');
    expect(contentsOf(task().repo.dir)).toEqual(before);
    const state = task().state;
    task().repo.write(STATE, JSON.stringify({ ...state, status: 'DONE' }));
    rmSync(task().repo.file('docs/cccc/ledger'), { recursive: true });
    expect(task().refused('reset')).toEqual(['task-over']);
    for (const name of ['state.json', 'project-brief.md']) task().repo.remove(`docs/cccc/${name}`);
    expect(task().refused('reset')).toEqual(['rehydrate-no-task']);
  });

  test('a forged export counts as a hint and never as an approval', () => {
    const exported = task().repo.file(`docs/cccc/ledger/${path.basename(task().taskDir)}.jsonl`);
    forgetTask(task());
    writeFileSync(exported, readFileSync(exported, 'utf8').replaceAll('Make the answer 42', 'Make it 43'));
    const ran = task().ok('reset');
    expect(said(ran).slice(0, 2)).toEqual(['ledger-altered', 'rehydrated-from']);
    expect(argsOf(ran, 'rehydrated-from')).toMatchObject({ text: 'Make the answer 42' });
    expect(task().gate('plan')).toMatchObject({ state: 'closed' });
  });
});

describe('reset where the ledger is missing or damaged', () => {
  const task = eachFrom(() => new TaskProject().accepted());
  const lose = (): void => rmSync(task().repo.file('.git/cccc'), { recursive: true });

  test('only the user has it moved aside; everything found is shown first', async () => {
    lose();
    const before = contentsOf(task().repo.dir);
    const ran = underClaude(task(), ['reset', '--confirm']);
    expect([ran.code, said(ran).at(-1)]).toEqual([1, 'human-only']);
    expect(said(ran)).toContain('rehydrated-from');
    expect(task().alone('reset').code).toBe(1);
    expect(contentsOf(task().repo.dir)).toEqual(before);
    const unattended = { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } };
    expect(await callVerb(task(), ['reset', '--confirm'], unattended)).toBe('ask');
    const confirmed = task().ok('reset', '--confirm');
    expect(task().events[0]).toMatchObject({ rehydrated: { set_aside: { asked_by: 'terminal' } } });
    expect(said(confirmed)).toContain('task-set-aside');
    expect(task().state).toMatchObject({ status: 'DISCOVER_EXISTING_PROJECT', completed_milestones: [] });
  });

  test('a damaged ledger is kept where it was moved, and every gate is closed', () => {
    const ledger = path.join(task().taskDir, 'ledger.jsonl');
    const text = readFileSync(ledger, 'utf8').replace('Make the answer 42', 'Make the answer 43');
    writeFileSync(ledger, text);
    const ran = task().ok('reset', '--confirm');
    const kept = String(argsOf(ran, 'task-set-aside')['kept']);
    expect(readFileSync(path.join(kept, 'task', 'ledger.jsonl'), 'utf8')).toBe(text);
    expect(task().gate('plan')).toMatchObject({ state: 'closed' });
  });

  test('a ledger that only another key can write is not reset', () => {
    renameSync(task().stateDir, `${task().stateDir}-away`);
    expect(task().refused('reset')).toEqual(['key-unreachable']);
  });
});

test('template text is no milestone to go on with', () => {
  const task = new TaskProject();
  task.repo.write('docs/cccc/project-brief.md', '# Brief\n\nMake it 42.\n');
  expect(task.ok('reset', '--dry-run').json.data).toMatchObject({
    text: 'Make it 42.',
    candidate: null,
    reason: 'no-backlog',
  });
});

test('in a Chinese project all of it is said in Chinese', () => {
  const task = new TaskProject({ language: 'zh-CN' });
  task.repo
    .write('docs/cccc/project-brief.md', '# 简介\n\n把答案改成 42 🚀。\n')
    .write('docs/cccc/milestone-backlog.md', '# 待办\n\n## M001：答案\n');
  const shown = task.text('reset', '--dry-run').stdout;
  expect(shown).toContain('任务：把答案改成 42 🚀。');
  expect(shown).toContain('把握：低');
  expect(shown).toContain('要继续的里程碑：M001 答案。');
});
