/** `cccc restore`: settings and commands of a backup, never the ledger. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { callVerb, codes, underClaude } from '../helpers/grants.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const CONFIG = 'docs/cccc/config.json';
const COMMAND = '.claude/commands/cccc.md';
const BACKUPS = 'docs/cccc/backups';
const read = (task: TaskProject, name: string): string => readFileSync(task.repo.file(name), 'utf8');
const namesOf = ({ json }: Ran): string[] => Object(json.data['backups']).map(({ name }: { name: string }) => name);

/** A project with a backup of all that an update may replace, and one as a rebuild of the settings leaves it. */
function withBackups(): TaskProject {
  const task = new TaskProject();
  const strict = read(task, CONFIG).replace('"max_plan_review_rounds": 3', '"max_plan_review_rounds": 1');
  const folder = `${BACKUPS}/2026-05-15T08-00-00.000Z`;
  task.repo
    .write(`${folder}/${CONFIG}`, strict)
    .write(`${folder}/${COMMAND}`, 'Mine 我的 🚦\n')
    .write(`${folder}/.claude/settings.json`, '{ "hooks": {} }\n')
    .write(`${folder}/docs/cccc/state.json`, '{ "status": "DONE" }\n')
    .write(`${BACKUPS}/config.20260601T080000Z.json`, strict.replace('_rounds": 1', '_rounds": 2'))
    .write(`${BACKUPS}/notes.md`, 'mine\n');
  return task;
}

describe('restore', () => {
  const task = eachFrom(withBackups);

  test('without a name lists the backups, the newest first, with what each would put back', () => {
    const ran = task().ok('restore', '--dry-run');
    expect(namesOf(ran)).toEqual(['config.20260601T080000Z.json', '2026-05-15T08-00-00.000Z']);
    expect(Object(ran.json.data['backups'])[1].files.sort()).toEqual([COMMAND, CONFIG]);
  });

  test('puts back settings and commands, names the rest, and backs up what it replaces', () => {
    const before = [read(task(), CONFIG), read(task(), COMMAND)];
    const ran = task().ok('restore', '2026-05-15T08-00-00.000Z');
    expect(read(task(), CONFIG)).toContain('"max_plan_review_rounds": 1');
    expect(read(task(), COMMAND)).toBe('Mine 我的 🚦\n');
    const left = ran.json.findings.find(({ code }) => code === 'restore-left')?.args['files'];
    expect(String(left).split(', ').sort()).toEqual(['.claude/settings.json', 'docs/cccc/state.json']);
    const copies = ran.json.findings
      .filter(({ code }) => code === 'file-replaced')
      .map(({ args }) => String(args['backup']));
    expect(copies.map((copy) => read(task(), copy)).sort()).toEqual(before.sort());
    expect(existsSync(task().repo.file('.claude/settings.json'))).toBe(false);
  });

  test('takes a single copy of the settings too, and --dry-run shows the difference and asks nothing', () => {
    const planned = task().alone('restore', 'config.20260601T080000Z.json', '--dry-run');
    expect([planned.code, String(planned.json.data['diffs'])]).toEqual([
      0,
      expect.stringContaining('-    "max_plan_review_rounds": 3,\n+    "max_plan_review_rounds": 2,'),
    ]);
    expect(read(task(), CONFIG)).toContain('"max_plan_review_rounds": 3');
    task().ok('restore', 'config.20260601T080000Z.json');
    expect(read(task(), CONFIG)).toContain('"max_plan_review_rounds": 2');
  });

  test.each(['nothing', '../..', 'notes.md', '2026-05-15T08-00-00.000Z/docs'])('%s is no backup', (name) => {
    const ran = task().run('restore', name);
    expect([ran.code, codes(ran)]).toEqual([2, ['backup-unknown']]);
  });

  test("is the user's: the guard asks, and under Claude Code it is refused without a grant", async () => {
    task().ok('loop', 'start');
    const call = ['restore', '2026-05-15T08-00-00.000Z'];
    expect(await callVerb(task(), call, { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } })).toBe('ask');
    const refused = underClaude(task(), call);
    expect([refused.code, codes(refused).at(-1)]).toEqual([1, 'human-only']);
    expect(read(task(), CONFIG)).toContain('"max_plan_review_rounds": 3');
  });

  test('with a task open only the settings go back, and looser ones close the gates until they are confirmed', () => {
    const strict = read(task(), CONFIG);
    task().repo.write(`${BACKUPS}/2026-07-01T08-00-00.000Z/${CONFIG}`, strict.replace('_p1": true', '_p1": false'));
    task().planned();
    task().ok('restore', '2026-07-01T08-00-00.000Z');
    expect(task().gate('plan')).toMatchObject({ state: 'closed', reason: 'pins-changed' });
    const ran = task().ok('restore', '2026-05-15T08-00-00.000Z');
    expect(ran.json.findings.find(({ code }) => code === 'restore-left')?.args['files']).toContain(COMMAND);
    expect(read(task(), COMMAND)).not.toContain('Mine');
    expect(task().status).toBe('CODEX_ADVERSARIAL_PLAN_REVIEW');
  });
});

test('where there is no backup, restore says so', () => {
  const ran = new TaskProject().run('restore', '--dry-run');
  expect([ran.code, codes(ran)]).toEqual([0, ['no-backups']]);
});
