/** `cccc config`: settings read, explained and changed one at a time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { type Ran, TaskProject } from '../helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const file = 'docs/cccc/config.json';
const textOf = (task: TaskProject): string => readFileSync(task.repo.file(file), 'utf8');

describe('reading', () => {
  it('lists every setting, and marks what differs from the preset', () => {
    const task = new TaskProject({ config: { review: { block_on_p1: false } } });
    const { stdout } = task.text('config', 'list');
    expect(stdout).toMatch(/^mode +supervised-auto$/m);
    expect(stdout).toMatch(/^review\.block_on_p1 +false {2}\* differs from the preset$/m);
    // The stand-in for Codex is set by its path.
    expect(stdout.match(/^\S+(?= .*\* differs)/gm)).toEqual(['review.block_on_p1', 'codex.cli_command']);
  });

  it('prints one value, and explains it in the language of the user', () => {
    const task = new TaskProject();
    expect(task.text('config', 'get', 'milestones.max_diff_lines_per_milestone').stdout).toBe('1200\n');
    const explained = task.text('config', 'explain', 'review.block_on_p1', '--language', 'zh-CN').stdout;
    expect(explained).toContain('P1 问题会阻止通过');
    expect(explained).toContain('可取值：true 或 false');
    expect(task.run('config', 'explain', 'mode').json.data).toMatchObject({
      value: 'supervised-auto',
      allowed: { values: ['manual', 'supervised-auto', 'full-auto-safe'] },
      pinned: false,
    });
  });

  test.each([
    [['get', 'review.block_on_p2'], 2, 'unknown-setting'],
    [['explain', 'version'], 2, 'unknown-setting'],
    [['get'], 2, 'bad-usage'],
    [['set', 'mode'], 2, 'bad-usage'],
  ])('config %j is refused by name', (words, code, notice) => {
    const ran = new TaskProject().run('config', ...words);
    expect([ran.code, said(ran)]).toEqual([code, [notice]]);
  });

  it('names a file that is not JSON, and leaves it as it is', () => {
    const task = new TaskProject();
    writeFileSync(task.repo.file(file), '{ "mode": ');
    for (const words of [['list'], ['get', 'mode'], ['set', 'mode', 'manual']])
      expect(said(task.run('config', ...words)), words.join(' ')).toEqual(['config-not-json']);
    expect(textOf(task)).toBe('{ "mode": ');
  });
});

describe('changing', () => {
  it('a stricter value is written at once, and only that value changes', () => {
    const task = new TaskProject();
    const before = textOf(task);
    const ran = task.run('config', 'set', 'review.max_review_rounds_per_milestone', '2');
    expect([ran.code, said(ran)]).toEqual([0, ['setting-changed']]);
    expect(textOf(task)).toBe(
      before.replace('"max_review_rounds_per_milestone": 3', '"max_review_rounds_per_milestone": 2'),
    );
    expect(said(task.run('config', 'set', 'review.max_review_rounds_per_milestone', '2'))).toEqual([
      'setting-unchanged',
    ]);
  });

  it('comments, tabs, CRLF and a trailing comma stay, and every command reads such a file', () => {
    const task = new TaskProject();
    const commented = textOf(task)
      .replace('{\n', '{ // the team decided this: "strict" /* later */\n')
      .replace(/("mode": "supervised-auto",)/, '$1 /* not yet,\n more */')
      .replace(/\n\}\s*$/, ',\n}\n')
      .replaceAll('  ', '\t')
      .replaceAll('\n', '\r\n');
    writeFileSync(task.repo.file(file), `\uFEFF${commented}`);
    task.ok('config', 'set', 'review.allow_continue_with_p2', 'false');
    const wanted = commented.replace('"allow_continue_with_p2": true', '"allow_continue_with_p2": false');
    expect(textOf(task)).toBe(`\uFEFF${wanted}`);
    expect(task.text('config', 'get', 'review.allow_continue_with_p2').stdout).toBe('false\n');
    expect(said(task.run('status'))).not.toContain('config-not-json');
    task.ok('loop', 'start');
    expect(textOf(task)).toContain('the team decided this');
  });

  it('a looser value needs the user’s word; Claude alone is refused', () => {
    const task = new TaskProject();
    const before = textOf(task);
    task.env['CLAUDECODE'] = '1';
    const ran = task.run('config', 'set', 'review.block_on_p1', 'false');
    expect([ran.code, said(ran)]).toEqual([1, ['setting-planned', 'human-only']]);
    expect(textOf(task)).toBe(before);
  });

  it('during a task a looser value closes the gates until it is confirmed, a stricter one takes effect', () => {
    const task = new TaskProject();
    task.ok('start', 'Do it');
    expect(said(task.run('config', 'set', 'review.block_on_p1', 'false'))).toEqual([
      'setting-changed',
      'setting-closes-gates',
    ]);
    expect(task.run('gates').json.data).toMatchObject({ safety: { state: 'closed' } });
    task.ok('confirm');
    expect(said(task.run('config', 'set', 'review.allow_continue_with_p2', 'false'))).toEqual([
      'setting-changed',
      'setting-in-effect',
    ]);
    expect(said(task.run('config', 'set', 'language.user_language', 'zh-CN'))).toEqual(['setting-changed']);
  });

  it('what is not allowed, what the loop sets, and a dry run change nothing', () => {
    const task = new TaskProject();
    const before = textOf(task);
    expect(task.run('config', 'set', 'review.block_on_p0', 'false')).toMatchObject({
      code: 2,
      json: {
        findings: [{ code: 'setting-not-allowed', message: 'review.block_on_p0 cannot be false. It can be: true.' }],
      },
    });
    expect(said(task.run('config', 'set', 'mode', 'full-auto-safe'))).toEqual(['setting-of-loop']);
    expect(said(task.run('config', 'set', 'automation.stop_hook_loop_enabled', 'true'))).toEqual(['setting-of-loop']);
    expect(task.run('config', 'set', 'mode', 'manual', '--dry-run').code).toBe(0);
    expect(textOf(task)).toBe(before);
  });
});
