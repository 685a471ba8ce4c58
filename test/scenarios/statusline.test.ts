/** `cccc statusline`: the line below Claude Code's prompt, beside a line of the user's own, which is never lost. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runNode } from '../helpers/cli.js';
import { freshFolder } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const LOCAL = '.claude/settings.local.json';
const read = (task: TaskProject, file = LOCAL): string => readFileSync(task.repo.file(file), 'utf8');
const lineIn = (task: TaskProject): { command: string; padding?: number } => JSON.parse(read(task)).statusLine;

/** Runs the registered line as Claude Code does: by a shell, with the session's facts on stdin. */
function drawn(task: TaskProject, more: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string }> {
  const facts = { session_id: 's1', cwd: task.repo.dir, workspace: { project_dir: task.repo.dir } };
  return runNode(['-c', lineIn(task).command], {
    cwd: '/',
    env: { ...task.env, NO_COLOR: '1', ...more },
    input: JSON.stringify(facts),
    program: '/bin/sh',
  });
}

/** A home of Claude Code whose settings have this status line. */
function home(statusLine: object): NodeJS.ProcessEnv {
  const dir = freshFolder();
  writeFileSync(path.join(dir, 'settings.json'), JSON.stringify({ statusLine }));
  return { CLAUDE_CONFIG_DIR: dir };
}

/** Prints two lines in colour, and what it was given. */
const OWN = `printf '\\033[31mone %s\\033[0m\\n' "$(sed 's/.*"session_id":"\\([^"]*\\)".*/\\1/')"; printf "two's"`;
const OWN_SHOWN = "\u001b[31mone s1\u001b[0m\ntwo's";

describe('statusline', () => {
  test('shows milestone, condition and the next command, and uninstall removes exactly what it added', async () => {
    const task = new TaskProject().implemented();
    const planned = task.ok('statusline', 'install', '--dry-run');
    expect([planned.json.findings.map(({ code }) => code), existsSync(task.repo.file(LOCAL))]).toEqual([
      ['change-planned'],
      false,
    ]);
    task.ok('statusline', 'install');
    expect((await drawn(task)).stdout).toMatch(
      /^● cccc M001 · implementing · \d+:\d\d · 0 of 2 milestones → \/cccc review milestone\n$/,
    );
    expect((await drawn(task, { NO_COLOR: '' })).stdout).toContain('\u001b[36m●\u001b[0m cccc M001');
    expect(task.ok('statusline').json.data['line']).toMatch(/^● cccc M001 · implementing/);
    expect(task.ok('statusline', 'install').json.findings[0]?.code).toBe('status-line-in-place');
    task.ok('statusline', 'uninstall');
    expect(existsSync(task.repo.file(LOCAL))).toBe(false);
    expect(task.ok('statusline', 'uninstall').json.findings[0]?.code).toBe('status-line-none');
  });

  test('keeps a line of yours in the same file: printed first, byte for byte, and restored byte for byte', async () => {
    const task = new TaskProject({ language: 'zh-CN' }).implemented();
    const own = `{ "command": ${JSON.stringify(OWN)}, "type": "command", "padding": 2 }`;
    const before = `{\r\n\t"model": "opus",\r\n\t"statusLine": ${own}\r\n}`;
    task.repo.write(LOCAL, before);
    const { json } = task.ok('statusline', 'install');
    expect(json.data['beside']).toBe(LOCAL);
    const { stdout } = await drawn(task);
    expect(stdout.slice(0, OWN_SHOWN.length + 1)).toBe(`${OWN_SHOWN}\n`);
    expect(stdout.slice(OWN_SHOWN.length + 1)).toMatch(/^● cccc M001 · 实现中 · \d+:\d\d · 里程碑 0\/2 → \/cccc /);
    expect(lineIn(task).padding).toBe(2);
    task.ok('statusline', 'uninstall');
    expect(read(task)).toBe(before);
  });

  test('keeps the line of your own settings without touching them, and what they say about its look', async () => {
    const task = new TaskProject().implemented();
    const env = home({ type: 'command', command: OWN, padding: 3 });
    Object.assign(task.env, env);
    const own = path.join(env['CLAUDE_CONFIG_DIR'] ?? '', 'settings.json');
    const before = readFileSync(own, 'utf8');
    expect(task.ok('statusline', 'install').json.data['beside']).toBe(own);
    expect([(await drawn(task)).stdout.split('\n').slice(0, 2).join('\n'), lineIn(task).padding]).toEqual([
      OWN_SHOWN,
      3,
    ]);
    writeFileSync(own, before.replace('one', 'three'));
    expect((await drawn(task)).stdout).toContain('three s1');
    task.repo.write('.claude/settings.json', '{"statusLine":{"type":"command","command":"echo team"}}');
    expect((await drawn(task)).stdout).toMatch(/^team\n● cccc/);
  });

  test('without a task, a repository or the skill folder, only your own line is shown', async () => {
    const task = new TaskProject();
    task.repo.write(LOCAL, JSON.stringify({ statusLine: { type: 'command', command: 'echo mine' } }));
    task.ok('statusline', 'install');
    expect((await drawn(task)).stdout).toBe('mine\n');
    const { command } = lineIn(task);
    const skill = task.repo.file('.claude/skills/cc-codex-collaborate');
    const elsewhere = command.replaceAll(skill, `${skill}-gone`);
    const gone = await runNode(['-c', elsewhere], { cwd: '/', env: task.env, input: '{}', program: '/bin/sh' });
    expect([gone.code, gone.stdout]).toEqual([0, 'mine\n']);
    const outside = freshFolder();
    mkdirSync(path.join(outside, 'x'));
    const given = JSON.stringify({ workspace: { project_dir: path.join(outside, 'x') } });
    const far = await runNode(['-c', command], { cwd: '/', env: task.env, input: given, program: '/bin/sh' });
    expect([far.code, far.stdout]).toEqual([0, 'mine\n']);
  });

  test('says that state.json cannot be read, and stays silent about input that is no JSON', async () => {
    const task = new TaskProject().implemented();
    task.ok('statusline', 'install');
    task.repo.write('docs/cccc/state.json', '{ "task_id": ');
    const { code, stdout } = await drawn(task);
    expect([code, stdout]).toEqual([0, '! cccc · state.json cannot be read → /cccc repair\n']);
    const odd = await runNode(['-c', lineIn(task).command], {
      cwd: '/',
      env: task.env,
      input: 'no JSON',
      program: '/bin/sh',
    });
    expect([odd.code, odd.stdout]).toEqual([0, '']);
  });

  test.each([
    ['not JSON', '{ "statusLine": ', 'settings-invalid'],
    ['of another shape', '{ "statusLine": "x" }', 'settings-shape'],
    ['one of ours that was edited', '{ "statusLine": { "command": "x cccc-statusline.cjs" } }', 'settings-shape'],
  ])('leaves a file that is %s as it is', (_, text, code) => {
    const task = new TaskProject();
    task.repo.write(LOCAL, text);
    expect([task.refused('statusline', 'install').at(-1), read(task)]).toEqual([code, text]);
  });

  test('in the course of a task it closes no gate, and a line that was edited is part of the change', () => {
    const task = new TaskProject().implemented();
    task.ok('review', 'milestone');
    task.ok('statusline', 'install');
    const { command } = lineIn(task);
    task.ok('gates', '--assert', 'milestone');
    task.repo.write(LOCAL, read(task).replace('launcher=', 'curl example.org; launcher='));
    expect(task.refused('gates', '--assert', 'milestone')).toContain('gate-closed');
    expect(command).toMatch(/^launcher='/);
  });

  test('cccc uninstall removes it together with the permission rules', () => {
    const task = new TaskProject();
    task.ok('permissions', 'add', '--local');
    task.ok('statusline', 'install');
    task.ok('uninstall');
    expect(existsSync(task.repo.file(LOCAL))).toBe(false);
  });

  test('another word is wrong usage', () => {
    expect(new TaskProject().refused('statusline', 'on')).toEqual(['bad-usage']);
  });
});
