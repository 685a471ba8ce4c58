/** `cccc codex-check` and `cccc dev-smoke`: both only read, which the whole repository shows. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);

describe('codex-check', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  test('says which Codex is ready, uses no token, and changes nothing', () => {
    const before = contentsOf(task().repo.dir);
    const prompts = task().codex.prompts.length;
    const ran = task().ok('codex-check');
    expect(said(ran)[0]).toBe('codex-ready');
    expect(ran.json.data).toMatchObject({ ready: true, version: '0.169.0', login: 'api-key' });
    expect(task().codex.prompts).toHaveLength(prompts);
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('with --live makes one tiny call with the schema of reviews, and records nothing', () => {
    const before = contentsOf(task().repo.dir);
    const prompts = task().codex.prompts.length;
    const ran = task().ok('codex-check', '--live');
    expect(said(ran).at(-1)).toBe('codex-live-passed');
    expect(ran.json.data).toMatchObject({ live: { usage: { input_tokens: 100, output_tokens: 20 } } });
    expect(task().codex.prompts).toHaveLength(prompts + 1);
    expect(task().codex.prompts.at(-1)?.length).toBeLessThan(500);
    expect(task().codex.call(prompts + 1).args).toContain('--output-schema');
    expect(contentsOf(task().repo.dir)).toEqual(before);
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
  });

  test.each([
    ['reply-wrong-shape', { text: '{"verdict":"pass"}' }],
    ['reply-not-json', { text: 'ready' }],
    ['codex-crashed', { exit: 1, stderr: 'boom' }],
  ])('an outage has its reason and one command: %s', (reason, reply) => {
    task().codex.answer(reply);
    const ran = task().run('codex-check', '--live');
    expect(ran).toMatchObject({
      code: 3,
      json: { data: { ready: false, reason }, findings: [{ code: 'codex-not-ready' }] },
    });
    expect(ran.json.findings[0]?.command).toContain('codex-check --live');
  });

  test('a missing Codex is named with the command that installs it, also in Chinese', () => {
    task().config({ codex: { cli_command: '/no/such/codex' } });
    const ran = task().run('codex-check', '--live');
    expect(ran).toMatchObject({ code: 3, json: { data: { reason: 'codex-missing' } } });
    expect(ran.json.findings[0]?.command).toBe('npm install -g @openai/codex');
    expect(task().text('codex-check', '--language', 'zh-CN').stderr).toContain('Codex 无法审查');
  });

  test('--live is refused while a review runs, and inside a check', () => {
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    expect(task().refused('codex-check', '--live')).toEqual(['codex-in-use']);
    task().ok('codex-check');
    task().codex.release();
    task().ok('review', 'wait');
    const prompts = task().codex.prompts.length;
    task().env['CCCC_RUN'] = 'ab'.repeat(16);
    expect(task().refused('codex-check', '--live')).toEqual(['live-inside-a-run']);
    expect(task().codex.prompts).toHaveLength(prompts);
  });
});

describe('dev-smoke', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const skill = (name: string): string => path.join(path.dirname(path.dirname(task().cli)), name);

  test('passes for the folder as it was built, and changes nothing, also without a project', () => {
    const before = contentsOf(task().repo.dir);
    const ran = task().ok('dev-smoke');
    expect(ran.json.data).toMatchObject({ hooks: 6, faults: [] });
    expect(Number(ran.json.data['schemas'])).toBeGreaterThan(3);
    expect(contentsOf(task().repo.dir)).toEqual(before);
    rmSync(task().repo.file('docs/cccc'), { recursive: true });
    task().ok('dev-smoke');
  });

  test('names a changed, a missing and a foreign file, a schema that is none, and a hook that does not start', () => {
    writeFileSync(skill('prompts/plan-review.md'), 'changed');
    rmSync(skill('references/loop.md'));
    writeFileSync(skill('notes 笔记.md'), 'mine');
    writeFileSync(skill('schemas/question.schema.json'), '{ "type": "array" }');
    writeFileSync(skill('schemas/review.schema.json'), '{ "type": ');
    writeFileSync(skill('hooks/cccc-stop-failure.cjs'), 'throw new Error("no");');
    const before = contentsOf(task().repo.dir);
    const ran = task().run('dev-smoke');
    expect([ran.code, said(ran)]).toEqual([
      1,
      ['skill-files-differ', 'skill-file-broken', 'skill-file-broken', 'hook-not-runnable', 'skill-files-extra'],
    ]);
    const [differ, ...rest] = ran.json.findings.map(({ message }) => message);
    for (const name of ['prompts/plan-review.md', 'references/loop.md']) expect(differ).toContain(name);
    expect(rest.join('\n')).toContain('notes 笔记.md');
    expect(contentsOf(task().repo.dir)).toEqual(before);
  });

  test('a folder without a manifest is no installed skill', () => {
    rmSync(skill('manifest.json'));
    expect(task().refused('dev-smoke')).toEqual(['skill-without-manifest']);
  });

  test('is the same in Chinese', () => {
    expect(task().text('dev-smoke', '--language', 'zh-CN').stdout).toContain('技能完整');
  });
});
