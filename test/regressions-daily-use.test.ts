/** What a daily user ran into: one numbered test for each, through the built program. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cccc, placeSkill, runNode } from './helpers/cli.js';
import { Keyboard } from './helpers/keys.js';
import { startHook } from './helpers/launcher.js';
import { freshFolder, makeProject, type TestRepo } from './helpers/repo.js';
import { type Ran, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const named = (ran: Ran, code: string): Ran['json']['findings'][number] | undefined =>
  ran.json.findings.find((found) => found.code === code);

describe('#150 hooks that are registered and run, and that Claude Code never ran, passed for working', () => {
  const SESSION = { CLAUDE_CODE_SESSION_ID: 's1' };

  /** The loop's session goes on with the task after it has switched the loop on. */
  function wentOn(): TaskProject {
    const task = new TaskProject();
    task.ok('start', 'Make the answer 42');
    Object.assign(task.env, SESSION);
    task.ok('loop', 'start');
    task.writeDiscovery().ok('report', 'discovery');
    return task;
  }

  it('doctor says so, with the command that helps, however often it starts them itself', () => {
    const task = wentOn();
    for (const _ of [1, 2]) {
      const unseen = named(task.run('doctor'), 'hooks-unseen');
      expect(unseen?.command).toBe(
        `cd ${task.repo.dir.includes(' ') ? `'${task.repo.dir}'` : task.repo.dir} && claude --continue`,
      );
      expect(unseen?.message).toMatch(/has run none of the hooks since the loop was switched on at \d{4}-/);
    }
    expect(task.text('doctor', '--language', 'zh-CN').stdout).toContain('却没有运行过任何钩子');
  });

  it.each([
    ['the guard', 'guard', 'PreToolUse', { tool_name: 'Bash', tool_input: { command: 'ls' } }],
    ['the Stop hook', 'stop', 'Stop', { stop_hook_active: false }],
  ] as const)('one call of %s by Claude Code is enough', async (_, hook, event, input) => {
    const task = wentOn();
    await startHook(task.repo, hook, event, input, task.env);
    expect(codes(task.run('doctor'))).not.toContain('hooks-unseen');
  });

  it('nothing is said before the task goes on, of a loop without a session, or of one that was switched off', () => {
    const task = new TaskProject();
    task.ok('start', 'Make the answer 42');
    task.ok('loop', 'start');
    task.writeDiscovery().ok('report', 'discovery');
    expect(codes(task.run('doctor'))).not.toContain('hooks-unseen');
    Object.assign(task.env, SESSION);
    task.ok('loop', 'start');
    expect(codes(task.run('doctor'))).not.toContain('hooks-unseen');
    task.writePlan().ok('report', 'plan');
    expect(codes(task.run('doctor'))).toContain('hooks-unseen');
    task.ok('loop', 'stop');
    expect(codes(task.run('doctor'))).not.toContain('hooks-unseen');
  });
});

it.each<[string, (task: TaskProject) => void, RegExp]>([
  ['one is missing', (task) => void task.repo.remove('.claude/commands/cccc.md'), /cccc\.mjs repair$/],
  ['one was edited', (task) => void task.repo.write('.claude/commands/cccc.md', '我的\n'), /cccc\.mjs force-update$/],
  [
    'the project is of an earlier version',
    (task) => {
      const file = task.repo.file('docs/cccc/installed.json');
      const record = JSON.parse(readFileSync(file, 'utf8'));
      task.repo.write('docs/cccc/installed.json', JSON.stringify({ ...record, version: '0.2.0' }));
      task.repo.remove('.claude/commands/cccc.md');
    },
    /cccc\.mjs update$/,
  ],
])('#151 for slash commands of another version, doctor named setup, which is no update: %s', (_, change, command) => {
  const task = new TaskProject();
  change(task);
  const before = named(task.run('doctor'), 'commands-outdated');
  expect(before?.command).toMatch(command);
  task.ok(String(before?.command?.split(' ').at(-1)));
  const left = named(task.run('doctor'), 'commands-outdated')?.args['files'];
  // What somebody edited stays, and this version's lies beside it.
  expect(left).toBe(_ === 'one was edited' ? '.claude/commands/cccc.md' : undefined);
});

describe.skipIf(process.platform === 'win32')('#152 what a verb says at its end had no colour on a terminal', () => {
  async function shown(columns: number, env: NodeJS.ProcessEnv, ...words: string[]): Promise<Keyboard> {
    const task = new TaskProject();
    const all = { ...task.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env };
    const user = new Keyboard([process.execPath, task.cli, ...words], { cwd: task.repo.dir, env: all, columns });
    await user.end();
    return user;
  }
  const [green, red, cyan, bold] = ['\u001b[32m', '\u001b[31m', '\u001b[36m', '\u001b[1m'];

  it('what is done, what is wrong and the command that helps are told apart', async () => {
    const started = await shown(80, {}, 'start', 'Make the answer 42');
    expect(started.raw).toContain(`${green}✔ `);
    expect(started.raw).toMatch(/\u001b\[1mNext\u001b\[22m: \u001b\[36mnode .*cccc\.mjs next/);
    const refused = await shown(80, {}, 'review', 'plan');
    expect(refused.raw).toContain(`${red}✖ `);
    expect(refused.raw).toMatch(/\u001b\[2m→ \u001b\[22m\u001b\[36mnode .*cccc\.mjs start/);
  });

  it.each([
    [40, 'en'],
    [80, 'en'],
    [40, 'zh-CN'],
    [80, 'zh-CN'],
  ])('at %i columns no sentence is wider than the terminal (%s)', async (columns, language) => {
    const { lines } = await shown(columns, { NO_COLOR: '1' }, 'start', 'x', '--language', language);
    const { widthOf } = await import('../scripts/core/say/width.js');
    const wide = lines.filter((line) => widthOf(line) > columns && !/[\w./-]{24}/.test(line));
    expect(wide).toEqual([]);
    expect(lines[0]).toMatch(/^✔ /);
  });

  it('elsewhere there is no mark and no code, and no colour that one background swallows is used', async () => {
    const task = new TaskProject();
    for (const ran of [task.text('start', 'Make the answer 42'), task.text('review', 'milestone')]) {
      expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/[✔✖]|\u001b|\[x\]|\[!!?\]/);
    }
    const doctor = await shown(80, { TMPDIR: path.join(freshFolder(), 'missing') }, 'doctor');
    for (const code of [33, 34, 93, 94]) expect(doctor.raw).not.toContain(`\u001b[${code}m`);
    for (const used of [green, cyan, bold]) expect(doctor.raw).toContain(used);
  });
});

it('#153 install --dry-run listed every file, and hid what would change in between', async () => {
  const repo = makeProject();
  const { stdout } = await runNode(
    [cliOf(await installedIn(makeProject())), 'install', '--project', repo.dir, '--dry-run'],
    {
      cwd: repo.dir,
      input: '',
    },
  );
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stdout).toMatch(
    /^Would install cc-codex-collaborate \d[\w.-]* in \.claude\/skills\/\S+: \d+ files, [\d.]+ MB \(/,
  );
});

const cliOf = (repo: TestRepo): string => repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
async function installedIn(repo: TestRepo): Promise<TestRepo> {
  expect((await cccc(repo.dir, ['install'])).code).toBe(0);
  return repo;
}

it.runIf(process.platform === 'linux')(
  '#154 Ctrl-C while Codex was only tried was followed by the call that costs tokens',
  async () => {
    const task = new TaskProject();
    task.codex.hang();
    const { pid, done } = task.start('codex-check', '--live');
    await until(() => task.codex.isHanging);
    process.kill(pid, 'SIGINT');
    rmSync(path.join(task.codex.dir, 'hang'));
    // The sandbox that hangs got no signal of its own, as it would in a terminal.
    task.end();
    await done;
    expect(task.codex.prompts).toEqual([]);
  },
);

describe('#155 in a clone, reset began at HEAD, and what the lost task had committed was never reviewed', () => {
  /** A task whose first milestone is accepted, committed and exported, in a clone of somebody else. */
  function cloned(): { task: TaskProject; base: string; head: string } {
    const first = new TaskProject();
    first.repo.commit('Set up');
    const base = first.repo.head;
    first.accepted();
    first.repo.commit('M001: The answer');
    const clone = first.repo.clone();
    return { task: new TaskProject({ repo: clone }), base, head: first.repo.head };
  }

  it('it begins where the exported ledger says, names it, and shows Codex all that came after', () => {
    const { task, base } = cloned();
    const ran = task.ok('reset');
    expect(named(ran, 'rehydrated-base')?.args).toMatchObject({
      base: base.slice(0, 12),
      file: expect.stringMatching(/jsonl$/),
    });
    expect(task.events[0]).toMatchObject({
      base: { commit: base },
      origin: { upstream: [base] },
      rehydrated: { base_from: expect.stringMatching(/^docs\/cccc\/ledger\/.*\.jsonl$/) },
    });
    for (const gate of ['plan', 'milestone', 'final'] as const)
      expect(task.gate(gate)).toMatchObject({ state: 'closed' });
    task.writeDiscovery().ok('report', 'discovery');
    task.writePlan().ok('report', 'plan');
    task.ok('report', 'self-review', '--file', task.writeSelfReview());
    task.ok('review', 'plan');
    task.ok('milestone', 'start', 'M001');
    task.repo.write('src/more.ts', 'export const more = 1;\n');
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
    task.expectShown('+export const answer = 42;');
  });

  it('where the clone lacks that commit, or HEAD does not contain it, it begins at HEAD as before', () => {
    const { task } = cloned();
    task.repo.git('checkout', '--quiet', '--orphan', 'elsewhere');
    task.repo.commit('Begin again');
    const ran = task.ok('reset');
    expect(codes(ran)).not.toContain('rehydrated-base');
    expect(task.events[0]).toMatchObject({ base: { commit: task.repo.head } });
    expect(task.events[0]?.['rehydrated']).not.toHaveProperty('base_from');
  });
});

describe('#156 two parts of a repository that are set up shared one task without a word', () => {
  const PARTS = ['packages/前端 a', 'packages/b'] as const;

  async function monorepo(): Promise<{ repo: TestRepo; run: (part: string, ...words: string[]) => Promise<unknown> }> {
    const repo = makeProject();
    placeSkill(repo.dir);
    const env = { XDG_STATE_HOME: freshFolder() };
    const run = async (part: string, ...words: string[]): Promise<unknown> =>
      JSON.parse((await runNode([cliOf(repo), ...words, '--json'], { cwd: repo.file(part), env, input: '' })).stdout);
    for (const part of PARTS) {
      repo.write(`${part}/index.js`, '');
      await run('.', 'setup', '--project', part, '--yes', '--no-checks');
    }
    return { repo, run };
  }

  it('the other part is told which one has the task, and changes nothing of it', async () => {
    const { repo, run } = await monorepo();
    const [one, other] = PARTS;
    expect(await run(one, 'start', 'Do it')).toMatchObject({ ok: true });
    const args = expect.objectContaining({ part: one, dir: repo.file(one) });
    const away = { code: 'task-in-part', args, command: `cd '${repo.file(one)}'` };
    for (const words of [
      ['status'],
      ['next'],
      ['gates'],
      ['start', 'Another'],
      ['abandon', 'x'],
      ['reset'],
      ['report', 'discovery'],
    ])
      expect(Object(await run(other, ...words)).findings, words.join(' ')).toContainEqual(
        expect.objectContaining(away),
      );
    expect(await run(one, 'status')).toMatchObject({ ok: true, data: { text: 'Do it' } });
  });

  it('the whole repository is a part too, and a part that was moved takes its task along', async () => {
    const { repo, run } = await monorepo();
    const [one, other] = PARTS;
    await run(other, 'start', 'Do it');
    renameSync(repo.file(other), repo.file('packages/moved'));
    expect(await run('packages/moved', 'status')).toMatchObject({ ok: true, data: { text: 'Do it' } });
    expect(Object(await run(one, 'status')).findings).not.toContainEqual(expect.objectContaining({ code: 'no-task' }));
  });
});

it('#157 a rule of yours that stood right after those of cccc was removed with them', () => {
  const task = new TaskProject();
  task.ok('permissions', 'add', '--local');
  const file = '.claude/settings.local.json';
  const settings = JSON.parse(readFileSync(task.repo.file(file), 'utf8'));
  const yours = ['Edit(/docs/cccc/my-notes.md)', 'Bash(ls *)'];
  settings.permissions.allow.push(...yours);
  task.repo.write(file, `${JSON.stringify(settings, null, 2)}\n`);
  task.ok('permissions', 'remove');
  expect(JSON.parse(readFileSync(task.repo.file(file), 'utf8'))).toEqual({ permissions: { allow: yours } });
});

it('#221 a command stayed for 20 seconds after its last line where the temporary folder was missing', async () => {
  const task = new TaskProject();
  const hook = path.join(freshFolder(), 'timers.cjs');
  writeFileSync(
    hook,
    `const write = process.stdout.write;
process.stdout.write = function (text, ...more) {
  if (/^Next:/m.test(text)) setImmediate(() => process.stderr.write(\`[\${process.getActiveResourcesInfo()}]\`));
  return write.call(this, text, ...more);
};`,
  );
  const env = { ...task.env, TMPDIR: path.join(freshFolder(), 'missing'), NODE_OPTIONS: `--require "${hook}"` };
  const { stderr } = await runNode([task.cli, 'start', 'Make the answer 42'], { cwd: task.repo.dir, env, input: '' });
  expect(stderr).toMatch(/\[.*\]/);
  expect(stderr).not.toContain('Timeout');
});
