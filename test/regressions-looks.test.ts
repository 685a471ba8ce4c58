/** What people were shown, and could not use: each test runs the built program. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from './helpers/fake-codex.js';
import { freshFolder } from './helpers/repo.js';
import { type Ran, TaskProject } from './helpers/task.js';

interface Row {
  name: string;
  level: string;
  facts: string;
  fixes: (string | null)[];
}

const rows = (ran: Ran): Row[] => {
  const { checks } = ran.json.data;
  return Array.isArray(checks) ? checks : [];
};
const row = (ran: Ran, name: string): Row | undefined => rows(ran).find((one) => one.name === name);

it('#135 a review that passed showed "Finding: none" and a path: it says what Codex said, and what it took', () => {
  const task = new TaskProject().implemented();
  const said = sentBack({ severity: 'P3', title: 'Name it better' });
  task.codex.answer({ reply: { ...said.reply, verdict: 'pass', summary: 'Small,\nand tested.' } });
  task.ok('review', 'milestone');
  const { stdout } = task.text('review', 'show');
  expect(stdout).toMatch(
    /^Review of milestone M001, round 1: pass\n {2}\d{4}-\d\d-\d\d \d\d:\d\d · \d+:\d\d · 120 tokens · /,
  );
  expect(stdout).toContain('\nSummary:\n  │ Small,\n  │ and tested.\n');
  expect(stdout).toMatch(/\n1\. \[P3, advisory\] F-\w+ {2}Name it better — src\/main\.ts:1\n/);
  expect(stdout.match(/Name it better/g)).toHaveLength(1);
  expect(task.ok('review', 'show', 'plan').json.data['review']).toMatchObject({
    gate: 'plan',
    kind: 'pass',
    summary: 'ok',
    tokens: 120,
    findings: [],
  });
  expect(task.text('review', 'show', 'plan').stdout).toContain('\nFindings:\n  none\n');
});

describe('#136 doctor named a problem without the command that fixes it', () => {
  /** Every row that is no pass. */
  const broken = (ran: Ran): Row[] => rows(ran).filter(({ level }) => level !== 'pass');

  it.each<[string, (task: TaskProject) => void, string, RegExp]>([
    ['a missing Codex', (task) => rmSync(task.codex.file), 'codex', /^npm install -g @openai\/codex$/],
    [
      'a Codex that is too old',
      (task) => writeFileSync(path.join(task.codex.dir, 'version'), '0.1.0'),
      'codex',
      /^npm install -g @openai\/codex$/,
    ],
    [
      'settings of Claude Code that are not JSON',
      (task) => void task.repo.write('.claude/settings.json', '{'),
      'hooks',
      /^node -e "JSON\.parse/,
    ],
    [
      'files of a killed writer',
      (task) => void task.repo.write('docs/cccc/state.json.99999999.tmp', '{'),
      'leftovers',
      /repair$|^rm /,
    ],
    [
      'a key that others can read',
      (task) => {
        task.ok('start', 'Do it');
        chmodSync(path.join(task.stateDir, 'key'), 0o644);
      },
      'stateDirectory',
      /^chmod 700 .* && chmod 600 /,
    ],
  ])('%s', (_title, spoil, name, fix) => {
    const task = new TaskProject();
    spoil(task);
    const ran = task.run('doctor');
    expect(broken(ran).map((one) => one.name)).toEqual([name]);
    expect(row(ran, name)?.fixes.filter(Boolean).join('\n')).toMatch(fix);
    expect(task.text('doctor').stdout).toMatch(/\n {4}→ \S/);
  });
});

it('#137 rows of doctor told a newcomer nothing (`plain · sha1 · main`, `5/5`, `-`): each is a phrase', () => {
  const task = new TaskProject().approved();
  const facts = rows(task.ok('doctor')).map((one) => one.facts);
  for (const fact of facts) {
    expect(fact).toMatch(/[a-z]{3}|^\d+\.\d+ GB free$/);
    expect(fact).not.toMatch(/\b\d+\/\d+\b|\bplain\b|sha1|tree\/v1|[0-9a-f]{12}/);
  }
  expect(row(task.ok('doctor'), 'repository')?.facts).toMatch(/^git \d\S+, branch main$/);
  expect(task.text('doctor').stdout).not.toContain('tree/v1:');
  expect(task.text('doctor', '--verbose').stdout).toMatch(/\n {6}tree\/v1:[0-9a-f]{12}…\n/);
});

it('#138 doctor said nothing about Codex before setup: it tries the one that would be used', () => {
  const task = new TaskProject();
  task.repo.remove('docs/cccc/config.json');
  const bin = freshFolder();
  spawnSync('cp', ['-R', `${task.codex.dir}/.`, bin]);
  task.env['PATH'] = `${bin}${path.delimiter}${task.env['PATH']}`;
  expect(row(task.run('doctor'), 'codex')).toMatchObject({ level: 'pass' });
  expect(row(task.run('doctor'), 'codex')?.facts).toMatch(/^0\.\d+\.0 \S.*, logged in with an API key, /);
  rmSync(path.join(bin, path.basename(task.codex.file)));
  expect(row(task.run('doctor'), 'codex')?.level).toBe('fail');
});

it('#139 a slash command that a skill of the same name takes over looked as if it worked', () => {
  const task = new TaskProject();
  task.repo.write('.claude/skills/cccc/SKILL.md', '# Another\n');
  const own = freshFolder();
  mkdirSync(path.join(own, 'skills', 'cccc-loop-stop'), { recursive: true });
  writeFileSync(path.join(own, 'skills', 'cccc-loop-stop', 'SKILL.md'), '# Mine\n');
  task.env['CLAUDE_CONFIG_DIR'] = own;
  const ran = task.ok('doctor');
  expect(row(ran, 'commands')?.level).toBe('warn');
  expect(ran.json.findings.map(({ code, args }) => [code, args['name']])).toEqual([
    ['command-shadowed', 'cccc'],
    ['command-shadowed', 'cccc-loop-stop'],
  ]);
  expect(row(ran, 'commands')?.fixes[1]?.replaceAll("'", '')).toBe(
    `mv ${path.join(own, 'skills', 'cccc-loop-stop')} ${path.join(own, 'skills', 'cccc-loop-stop')}-renamed`,
  );
});
