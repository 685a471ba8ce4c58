/** `cccc update` and `force-update`: projects of every earlier form, and what they may change. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, installed, placeSkill, typed } from '../helpers/cli.js';
import {
  configOf01,
  DOCUMENTS_OF_01,
  SHAPES,
  type Shape,
  stateOf01,
  writeProjectOf01,
} from '../helpers/predecessor.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');
const json = (repo: TestRepo, name: string) => JSON.parse(read(repo, name));
const dataOf = (answer: Answer) => Object(answer.envelope?.data);
const argsOf = (answer: Answer, code: string): Record<string, unknown> | undefined =>
  answer.envelope?.findings.find((found) => found.code === code)?.args;
const commandOf = (answer: Answer, code: string): string | null | undefined =>
  answer.envelope?.findings.find((found) => found.code === code)?.command;
const UPDATE = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs update';

/** Every file outside of .git and the skill, with its bytes. */
const contentsOf = (repo: TestRepo): Record<string, string> =>
  Object.fromEntries(
    readdirSync(repo.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(repo.dir.length + 1).replaceAll('\\', '/'))
      .filter((name) => !/^\.git\/|^\.claude\/skills\//.test(name))
      .map((name) => [name, readFileSync(repo.file(name), 'latin1')]),
  );

function projectOf01(shape: Shape): TestRepo {
  const repo = writeProjectOf01(makeProject(), shape).commit('As 0.1 left it');
  placeSkill(repo.dir);
  return repo;
}

/** A project of this program, as if an earlier version had set it up. */
async function olderProject(): Promise<TestRepo> {
  const repo = makeProject();
  placeSkill(repo.dir);
  await installed(repo.dir, ['setup', '--yes', '--language', 'en', '--no-checks']);
  setVersion(repo, '0.2.0');
  return repo;
}

function setVersion(repo: TestRepo, version: string): void {
  const record = json(repo, 'docs/cccc/installed.json');
  repo.write('docs/cccc/installed.json', `${JSON.stringify({ ...record, version }, null, 2)}\n`);
}

describe.each(SHAPES)('a project of %s', (shape) => {
  test('is updated: documents, reviews and settings stay, and nothing of it counts as an approval', async () => {
    const repo = projectOf01(shape);
    const answer = await installed(repo.dir, ['update']);
    expect([answer.code, answer.said.at(-1)]).toEqual([0, 'updated']);
    for (const [name, content] of Object.entries(DOCUMENTS_OF_01)) expect(read(repo, name)).toBe(content);
    const config = json(repo, 'docs/cccc/config.json');
    expect(config.review).toMatchObject(Object(configOf01(shape)['review']));
    expect([config.language.user_language, config.mode]).toEqual(['zh-CN', 'supervised-auto']);
    expect(json(repo, 'docs/cccc/state.json')).toMatchObject({
      status: 'SETUP_COMPLETE',
      task: null,
      completed_milestones: [],
      created_at: '2026-05-15T08:00:00Z',
    });
    expect(read(repo, 'docs/cccc/state.json')).not.toContain('approved');
    expect(argsOf(answer, 'work-not-continued')?.['status']).toBe('IMPLEMENT_MILESTONE');
    expect((await installed(repo.dir, ['update'])).said).toEqual(['up-to-date']);
  });

  test('can be read by no other verb until then, and each names the command', async () => {
    const repo = projectOf01(shape);
    const before = contentsOf(repo);
    for (const verb of ['next', 'status', 'gates', 'doctor'])
      expect(commandOf(await installed(repo.dir, [verb]), 'config-older'), verb).toBe(UPDATE);
    expect(contentsOf(repo)).toEqual(before);
  });
});

describe('after an update from 0.1', () => {
  test('the backup holds what was there, and unknown settings are named', async () => {
    const repo = projectOf01('0.1.19');
    const before = contentsOf(repo);
    const answer = await installed(repo.dir, ['update']);
    const [folder = ''] = readdirSync(repo.file('docs/cccc/backups'));
    for (const name of ['docs/cccc/config.json', 'docs/cccc/state.json', '.claude/settings.json'])
      expect(readFileSync(repo.file(`docs/cccc/backups/${folder}/${name}`), 'latin1')).toBe(before[name]);
    const named = String(argsOf(answer, 'settings-unsupported')?.['names']).split(', ');
    expect(named).toEqual(expect.arrayContaining(['codex.bypass', 'docs_sync', 'codex_review_policy', 'curation']));
  });

  test("the task begins again from the user's own words, with its gates closed", async () => {
    const repo = projectOf01('0.1.9');
    const answer = await installed(repo.dir, ['update']);
    expect(answer.envelope?.next).toContain(String(stateOf01('0.1.9')['task']).slice(0, 7));
    repo.commit('Updated');
    expect((await installed(repo.dir, ['start', 'Check titles'])).code).toBe(0);
    for (const gate of ['plan', 'final'])
      expect((await installed(repo.dir, ['gates', '--assert', gate])).code, gate).toBe(1);
    expect(json(repo, 'docs/cccc/state.json')).toMatchObject({ roadmap_status: 'not_reviewed' });
  });

  test("no hook is on, and only the loop's start puts this version's in", async () => {
    const repo = projectOf01('0.1.19');
    expect((await installed(repo.dir, ['update'])).said).toContain('old-loop-off');
    for (const file of ['.claude/settings.json', '.claude/hooks', '.claude/cccc-loop.local'])
      expect(existsSync(repo.file(file)), file).toBe(false);
    expect((await typed(repo.dir, ['loop', 'start'])).code).toBe(0);
    expect((await installed(repo.dir, ['doctor'])).said).not.toContain('workspace-older');
  });

  test('0.1.2, which had its settings in state.json, gets a config.json with them', async () => {
    const repo = makeProject().write(
      'docs/cccc/state.json',
      JSON.stringify({ ...stateOf01('0.1.2'), mode: 'manual', thresholds: { max_plan_review_rounds: 2 } }),
    );
    placeSkill(repo.dir);
    expect((await installed(repo.dir, ['update'])).code).toBe(0);
    expect(json(repo, 'docs/cccc/config.json')).toMatchObject({
      version: 1,
      mode: 'manual',
      planning: { max_plan_review_rounds: 2 },
    });
  });

  test('a command that the user wrote under the name of one of ours stays, with the new one beside it', async () => {
    const repo = projectOf01('0.1.4').write('.claude/commands/cccc.md', 'Mine 我的.\n');
    const answer = await installed(repo.dir, ['update']);
    expect(argsOf(answer, 'new-beside')).toEqual({
      file: '.claude/commands/cccc.md',
      beside: '.claude/commands/cccc.md.new',
    });
    expect(read(repo, '.claude/commands/cccc.md')).toBe('Mine 我的.\n');
    expect(read(repo, '.claude/commands/cccc.md.new')).toContain('description:');
  });
});

describe('a project of an earlier version of this program', () => {
  test('says so in next, status, start and doctor, until it is updated', async () => {
    const repo = (await olderProject()).commit('Set up');
    for (const verb of [['next'], ['status'], ['doctor'], ['start', 'Do a thing']])
      expect(commandOf(await installed(repo.dir, verb), 'workspace-older'), verb[0]).toBe(UPDATE);
    await typed(repo.dir, ['abandon', 'enough']);
    expect((await installed(repo.dir, ['update'])).said.at(-1)).toBe('updated');
    for (const verb of ['next', 'status', 'doctor'])
      expect((await installed(repo.dir, [verb])).said, verb).not.toContain('workspace-older');
  });

  test('gets the settings that were added since, in a file that keeps its layout', async () => {
    const repo = await olderProject();
    const whole = json(repo, 'docs/cccc/config.json');
    delete whole.review.max_final_review_rounds;
    const text = `\uFEFF${JSON.stringify(whole, null, '\t')}\n`.replaceAll('\n', '\r\n');
    repo.write('docs/cccc/config.json', text);
    expect((await installed(repo.dir, ['next'])).said).toEqual(['config-older']);
    expect((await installed(repo.dir, ['update'])).code).toBe(0);
    const after = read(repo, 'docs/cccc/config.json');
    expect(after.replace(/,\r\n\t\t"max_final_review_rounds": 3/, '')).toBe(text);
    expect(after).not.toBe(text);
  });

  test('a setting that was removed by hand is no matter of versions', async () => {
    const repo = await olderProject();
    await installed(repo.dir, ['update']);
    const whole = json(repo, 'docs/cccc/config.json');
    delete whole.review.block_on_p1;
    repo.write('docs/cccc/config.json', JSON.stringify(whole));
    expect(await installed(repo.dir, ['force-update'])).toMatchObject({ code: 3, said: ['config-invalid'] });
  });

  test('hooks are renewed while the loop is on and registered, and an edited one stays', async () => {
    const repo = await olderProject();
    await typed(repo.dir, ['loop', 'start']);
    const record = json(repo, 'docs/cccc/installed.json');
    const written = read(repo, '.claude/hooks/cccc-guard.cjs');
    // As an earlier version wrote them: its record holds the digest of what is there.
    repo.write('.claude/hooks/cccc-guard.cjs', 'old\n').write('.claude/hooks/cccc-stop.cjs', 'edited\n');
    const old = 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4'; // of "old"
    repo.write('.claude/hooks/cccc-guard.cjs', 'old');
    record.files['.claude/hooks/cccc-guard.cjs'] = old;
    repo.write('docs/cccc/installed.json', JSON.stringify(record));
    const settings = read(repo, '.claude/settings.json');
    repo.write('.claude/settings.json', settings.replace('"timeout": 10', '"timeout": 9'));
    const answer = await installed(repo.dir, ['update']);
    expect(read(repo, '.claude/hooks/cccc-guard.cjs')).toBe(written);
    expect(read(repo, '.claude/hooks/cccc-stop.cjs')).toBe('edited\n');
    expect(existsSync(repo.file('.claude/hooks/cccc-stop.cjs.new'))).toBe(true);
    expect(answer.said).toContain('new-beside');
    expect(read(repo, '.claude/settings.json')).toBe(settings);
  });

  test.each([
    ['is off', false],
    ['is on but was taken out of settings.json', true],
  ])('where the loop %s, no hook is put in', async (_, on) => {
    const repo = await olderProject();
    if (on) {
      await typed(repo.dir, ['loop', 'start']);
      repo.remove('.claude/settings.json').remove('.claude/hooks');
    }
    await installed(repo.dir, ['update']);
    expect([existsSync(repo.file('.claude/settings.json')), existsSync(repo.file('.claude/hooks'))]).toEqual([
      false,
      false,
    ]);
  });
});

describe('the versions', () => {
  test('a project of a later version is left alone, except by force-update', async () => {
    const repo = await olderProject();
    setVersion(repo, '99.0.0');
    const before = contentsOf(repo);
    expect(await installed(repo.dir, ['update'])).toMatchObject({ code: 1, said: ['workspace-newer'] });
    expect((await installed(repo.dir, ['next'])).said).toContain('workspace-newer');
    expect(contentsOf(repo)).toEqual(before);
    expect((await installed(repo.dir, ['force-update'])).said.at(-1)).toBe('updated');
    expect(json(repo, 'docs/cccc/installed.json').version).not.toBe('99.0.0');
  });

  test('a config.json of a later form is not touched even then', async () => {
    const repo = await olderProject();
    const text = JSON.stringify({ ...json(repo, 'docs/cccc/config.json'), version: 2 });
    repo.write('docs/cccc/config.json', text);
    expect(await installed(repo.dir, ['force-update'])).toMatchObject({ code: 3, said: ['config-newer'] });
    expect(read(repo, 'docs/cccc/config.json')).toBe(text);
  });

  test('force-update puts back what is missing in a project that is up to date', async () => {
    const repo = await olderProject();
    await installed(repo.dir, ['update']);
    repo.remove('.claude/commands/cccc.md').remove('docs/cccc/logs');
    expect((await installed(repo.dir, ['update'])).said).toEqual(['up-to-date']);
    expect((await installed(repo.dir, ['force-update'])).code).toBe(0);
    for (const name of ['.claude/commands/cccc.md', 'docs/cccc/logs'])
      expect(existsSync(repo.file(name)), name).toBe(true);
  });

  test('install names the update as the next command, and setup where there is no project yet', async () => {
    const { cccc } = await import('../helpers/cli.js');
    const [fresh, old] = [makeProject(), writeProjectOf01(makeProject(), '0.1.16')];
    expect((await cccc(fresh.dir, ['install'])).envelope?.next).toMatch(/ setup$/);
    const answer = await cccc(old.dir, ['install']);
    expect([answer.envelope?.next?.endsWith(' update'), answer.said.at(-1)]).toEqual([true, 'installed-beside']);
  });
});

describe('--dry-run', () => {
  test('shows the differences and changes nothing, and what it shows is what is done', async () => {
    const repo = projectOf01('0.1.17').write('.claude/commands/cccc.md', 'Mine\n');
    const before = contentsOf(repo);
    const planned = await installed(repo.dir, ['update', '--dry-run']);
    expect(contentsOf(repo)).toEqual(before);
    const shown = String(dataOf(planned).diffs.join('\n'));
    expect(shown).toContain('--- docs/cccc/config.json\n+++ docs/cccc/config.json\n@@ ');
    expect(shown).toContain('\n-  "version": "0.1.17",\n+  "version": 1,');
    expect(shown).toContain('+++ .claude/commands/cccc.md.new');
    const done = await installed(repo.dir, ['update']);
    expect(dataOf(done).changes).toEqual(dataOf(planned).changes);
  });

  test('in a terminal the differences follow the list, in Chinese too', async () => {
    const task = new TaskProject();
    task.repo.write('docs/cccc/config.json', `${JSON.stringify(configOf01('0.1.9'), null, 2)}\n`);
    const { stdout, code } = task.text('update', '--dry-run', '--language', 'zh-CN');
    expect(code).toBe(0);
    expect(stdout).toMatch(/将替换 docs\/cccc\/config\.json（先备份）[\s\S]*\n--- docs\/cccc\/config\.json\n/);
  });
});

describe('files that cannot be read', () => {
  test.each([
    ['docs/cccc/config.json', '{"mode": ', 'config-not-json'],
    ['docs/cccc/state.json', '{"status": ', 'state-not-json'],
    ['docs/cccc/state.json', '[]', 'state-not-json'],
    ['.claude/settings.json', 'ÿ', 'settings-invalid'],
  ])('%s of %j is named, and nothing is changed', async (name, text, code) => {
    const repo = projectOf01('0.1.9').write(name, Buffer.from(text, 'latin1'));
    const before = contentsOf(repo);
    expect(await installed(repo.dir, ['update'])).toMatchObject({ code: 3, said: [code] });
    expect(contentsOf(repo)).toEqual(before);
  });

  test('without setup it says so, and outside a repository too', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    for (const verb of ['update', 'force-update'])
      expect(await installed(repo.dir, [verb])).toMatchObject({ code: 3, said: ['config-missing'] });
    expect(await installed(repo.dir, ['update', '--colour'])).toMatchObject({ code: 2 });
  });
});

describe('while a task is open', () => {
  test('settings, edited files and the state stay, generated files are renewed, and the rest is named', () => {
    const task = new TaskProject().implementing();
    const old = 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4'; // of "old"
    const record = json(task.repo, 'docs/cccc/installed.json');
    task.repo.write('.claude/commands/cccc-loop-stop.md', 'old').write('.claude/commands/cccc.md', 'Mine\n');
    record.files['.claude/commands/cccc-loop-stop.md'] = old;
    record.version = '0.2.0';
    task.repo.write('docs/cccc/installed.json', JSON.stringify(record));
    const [config, plan] = [read(task.repo, 'docs/cccc/config.json'), task.gate('plan')];
    const ran = task.ok('update');
    expect(ran.json.findings.find(({ code }) => code === 'update-waits')?.args).toEqual({
      files: '.claude/commands/cccc.md',
    });
    expect(read(task.repo, '.claude/commands/cccc-loop-stop.md')).toContain('description:');
    expect([
      read(task.repo, '.claude/commands/cccc.md'),
      existsSync(task.repo.file('.claude/commands/cccc.md.new')),
    ]).toEqual(['Mine\n', false]);
    expect([read(task.repo, 'docs/cccc/config.json'), task.gate('plan')]).toEqual([config, plan]);
    expect([task.status, json(task.repo, 'docs/cccc/installed.json').version]).toEqual([
      'IMPLEMENT_MILESTONE',
      '0.2.0',
    ]);
  });

  test('an approval that is not used yet stays valid', () => {
    const task = new TaskProject().approved();
    setVersion(task.repo, '0.2.0');
    task.ok('update');
    expect(task.gate('milestone')).toMatchObject({ state: 'open' });
    task.ok('milestone', 'accept');
  });

  test('a config.json that this version cannot read is completed, and the task goes on', () => {
    const task = new TaskProject().implementing();
    setVersion(task.repo, '0.2.0');
    const config = json(task.repo, 'docs/cccc/config.json');
    const rounds = config.review.max_final_review_rounds;
    delete config.review.max_final_review_rounds;
    task.repo.write('docs/cccc/config.json', JSON.stringify(config, null, 2));
    expect(task.refused('next')).toEqual(['config-older']);
    task.ok('update');
    expect(json(task.repo, 'docs/cccc/config.json').review.max_final_review_rounds).toBe(rounds);
    expect(task.run('next').code).toBe(0);
  });
});
