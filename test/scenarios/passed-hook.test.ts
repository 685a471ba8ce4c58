/** The hook that shows an approval to the user once. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { runHook, silent } from '../helpers/hooks.js';
import { TaskProject } from '../helpers/task.js';

const INPUT = { hook_event_name: 'PostToolUse', tool_name: 'Bash', session_id: 's1' };
const say = async (task: TaskProject): Promise<unknown> => {
  const { code, stdout } = await runHook('passed', INPUT, task.repo.dir);
  expect(code).toBe(0);
  return stdout === '' ? null : JSON.parse(stdout);
};

/** A task whose plan Codex has approved. */
function approved(language = 'en'): TaskProject {
  const task = new TaskProject({ language });
  task.ok('start', 'Make the answer 42');
  task.writeDiscovery().ok('report', 'discovery');
  task.writePlan().ok('report', 'plan');
  task.ok('report', 'self-review', '--file', task.writeSelfReview());
  task.ok('review', 'plan');
  return task;
}
const ledgerOf = (task: TaskProject): string => {
  const tasks = task.repo.file('.git/cccc/tasks');
  return path.join(tasks, readdirSync(tasks)[0] ?? '', 'ledger.jsonl');
};

describe('the hook after our commands', () => {
  test('shows an approved plan once, and nothing before or after', async () => {
    const task = new TaskProject();
    task.ok('start', 'Make the answer 42');
    expect(await say(task)).toBeNull();
    const done = approved();
    expect(await say(done)).toEqual({ systemMessage: '✔ cccc: Codex approved the plan.' });
    expect(await say(done)).toBeNull();
  });

  test('names the milestone, in the language of the project', async () => {
    const task = new TaskProject({ language: 'zh-CN' }).implemented();
    await say(task);
    task.ok('review', 'milestone');
    expect(await say(task)).toEqual({ systemMessage: '✔ cccc：Codex 已批准里程碑 M001。' });
  });

  test('shows nothing where Codex found something', async () => {
    const task = new TaskProject().implemented();
    await say(task);
    task.codex.answer(sentBack());
    task.run('review', 'milestone');
    expect(await say(task)).toBeNull();
  });

  test('is silent in a project without cccc, and about a ledger that it cannot read', async () => {
    const task = approved();
    const ledger = ledgerOf(task);
    writeFileSync(ledger, `${readFileSync(ledger, 'utf8')}not "review-returned" JSON\n`);
    expect(await say(task)).toBeNull();
    task.repo.remove('docs/cccc').remove('.git/cccc-active-task');
    expect(await runHook('passed', 'no JSON', task.repo.dir)).toEqual(silent);
    expect(existsSync(task.repo.file('docs/cccc'))).toBe(false);
  });
});
