/** `cccc ask`: Codex reads the project and answers; the run outlives the command. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const dataOf = (ran: Ran, name: string): unknown => Reflect.get(Object(ran.json.data), name);
/** Everything in the project but the objects that name its trees. */
const shownOf = ({ repo }: TaskProject): [string, string][] =>
  Object.entries(contentsOf(repo.dir)).filter(([name]) => !name.includes('/.git/cccc'));
const answerOf = (ran: Ran): string => readFileSync(String(dataOf(ran, 'output_path')), 'utf8');

describe('ask --read-only', () => {
  const task = eachFrom(() => new TaskProject());

  test('prints where the answer lies, and changes nothing in the work tree', () => {
    task().codex.answer({ text: 'It is rounded in src/a.ts:1.' });
    const before = shownOf(task());
    const ran = task().ok('ask', 'Where is it rounded?', '--read-only', '--file', 'README.md');
    expect(said(ran)).toEqual(['delegated-answered']);
    expect(dataOf(ran, 'session_id')).toMatch(/^thread-/);
    expect(answerOf(ran)).toBe('It is rounded in src/a.ts:1.');
    expect(shownOf(task())).toEqual(before);
    const [prompt = ''] = task().codex.prompts;
    expect(prompt).toContain('Where is it rounded?');
    expect(prompt).toContain('"tree/README.md"');
  });

  test('a question of Codex is told apart from an answer', () => {
    task().codex.answer({ text: 'I looked.\nQUESTION: Which currency?' });
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(4);
    expect(dataOf(ran, 'question')).toBe('Which currency?');
  });

  test('a crash is no answer', () => {
    task().codex.answer({ exit: 1, stderr: 'boom' });
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(1);
    expect(said(ran)).toEqual(['delegated-fault']);
    expect(dataOf(ran, 'output_path')).toBeNull();
  });

  test('a bounded wait leaves the run, which can be followed again', () => {
    task().codex.answer({ text: 'Done.', hold: true });
    const waited = task().run('ask', 'Where?', '--read-only', '--max', '0.1');
    expect(waited.code).toBe(75);
    task().codex.release();
    const ran = task().ok('ask', 'wait', String(dataOf(waited, 'id')));
    expect(answerOf(ran)).toBe('Done.');
  });
});
