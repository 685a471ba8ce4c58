/** One numbered test for every way in which something else counted as the user's word; each runs the built program. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../scripts/core/json.js';
import type { Config } from '../scripts/generated/types.js';
import { callVerb, codes, isPending, SESSION, underClaude } from './helpers/grants.js';
import { freshFolder } from './helpers/repo.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { atTerminal } from './helpers/terminal.js';
import { until } from './helpers/until.js';

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
const firstCode = (file: string): unknown => {
  const found = Object(jsonOf(readFileSync(file, 'utf8'))).findings;
  return Array.isArray(found) ? found.at(-1)?.code : null;
};

/** A command line that runs a verb, writes its output to a file, and can be placed inside any other command. */
function callInto(task: TaskProject, file: string, verb: readonly string[]): string {
  const words = [process.execPath, task.cli, ...verb, '--json'].map(quoted).join(' ');
  return `cd ${quoted(task.repo.dir)} && ${words} >${quoted(file)} 2>&1`;
}

/** `env` with only the variables that the verb needs to find its state. */
const emptied = ({ env }: TaskProject): string[] => [
  'env',
  '-i',
  ...['PATH', 'HOME', 'XDG_STATE_HOME'].map((name) => `${name}=${env[name]}`),
];

const check = (name: string, ...run: string[]): Config['testing']['commands'][number] => ({
  name,
  run,
  required: true,
  timeout_seconds: 60,
  // The folder of this program, and the task.
  where: 'in-place',
  reason: 'tries to decide in the place of the user',
});

/** Ways in which a check may try to hide what it is; each receives a command line for `sh`. */
const DISGUISES: Record<string, (line: string, task: TaskProject) => string[]> = {
  'as it is': (line) => ['sh', '-c', line],
  'without its environment': (line, task) => [...emptied(task), 'sh', '-c', line],
  'in a session of its own': (line, task) => [...emptied(task), 'setsid', '--wait', 'sh', '-c', line],
  'behind nohup in the background': (line, task) => [
    'sh',
    '-c',
    `${emptied(task).map(quoted).join(' ')} nohup sh -c ${quoted(line)} & wait`,
  ],
  'in a terminal that says yes': (line) => ['sh', '-c', `echo y | script -qc ${quoted(line)} /dev/null`],
  'in such a terminal without its environment': (line, task) => [
    'sh',
    '-c',
    `echo y | ${emptied(task).map(quoted).join(' ')} script -qc ${quoted(line)} /dev/null`,
  ],
  'as nothing but such a terminal': (line, task) => [...emptied(task), 'script', '-qc', line, '/dev/null'],
};

describe('#32 a check that the runner had started was taken for the user', () => {
  const task = eachFrom(() => new TaskProject().implementing());

  it.skipIf(process.platform === 'win32')('whatever it looks like, it confirms nothing', () => {
    const told = freshFolder();
    const place = (index: number): string => path.join(told, String(index));
    const commands = Object.entries(DISGUISES).map(([name, disguise], index) =>
      check(name, ...disguise(callInto(task(), place(index), ['confirm']), task())),
    );
    const file = JSON.stringify(task().repo.file('docs/cccc/config.json'));
    const edit = `const fs = require('fs'), c = JSON.parse(fs.readFileSync(${file}));
      c.review.block_on_p1 = false; fs.writeFileSync(${file}, JSON.stringify(c))`;
    task().config({ testing: { commands: [check('loosens', process.execPath, '-e', edit), ...commands] } });
    task().ok('confirm');
    task().repo.write('src/main.ts', 'export const answer = 42;\n');
    task().ok('report', 'implemented');
    const confirmed = task().events.filter(({ type }) => type === 'pins-confirmed').length;
    task().run('review', 'milestone');
    // A check has few variables, and without them it uses another state directory as well.
    const refusals = ['inside-a-run', 'key-elsewhere'];
    expect(Object.keys(DISGUISES).filter((_, index) => !refusals.includes(String(firstCode(place(index)))))).toEqual(
      [],
    );
    expect(task().events.filter(({ type }) => type === 'pins-confirmed')).toHaveLength(confirmed);
    expect(task().asserted('milestone')).toBe(1);
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      [['abandon', 'enough']],
      [['confirm']],
      [['confirm', 'upstream']],
      [['loop', 'start']],
      [['loop', 'stop']],
      [['report', 'answer', '--choice', 'A']],
      [['resume', '--strategy', 'skip']],
      [['resume', '--confirm']],
    ])('it does not get to %j', (verb) => {
    const told = path.join(freshFolder(), 'told');
    task().config({ review: { block_on_p1: false } });
    const before = task().events.length;
    const ran = spawnSync('sh', ['-c', callInto(task(), told, verb)], {
      env: { ...task().env, CCCC_RUN: '0'.repeat(32) },
    });
    expect(ran.status).toBe(verb[0] === 'confirm' && verb.length > 1 ? 0 : 1);
    expect(task().events).toHaveLength(before);
  });

  it('not even with a grant that waits for Claude', async () => {
    task().config({ review: { block_on_p1: false } });
    expect(await callVerb(task(), ['confirm'])).toBe('ask');
    task().env['CCCC_RUN'] = '0'.repeat(32);
    expect(codes(underClaude(task(), ['confirm']))).toContain('inside-a-run');
    delete task().env['CCCC_RUN'];
    expect(isPending(task())).toBe(true);
    expect(underClaude(task(), ['confirm']).code).toBe(0);
  });
});

describe('#33 whatever ran outside Claude Code counted as the user', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().planned();
    return made.config({ review: { block_on_p1: false } });
  });
  const isConfirmed = (): boolean => task().events.some(({ type }) => type === 'pins-confirmed');

  it('a process without a terminal is refused and told where to type it', () => {
    const ran = task().alone('confirm');
    expect([ran.code, ran.json.findings.at(-1)?.code]).toEqual([1, 'human-only']);
    expect(ran.json.findings.at(-1)?.message).toContain('in a terminal');
    expect(ran.json.findings.at(-1)?.command).toMatch(/cccc\.mjs"? confirm$/);
    expect(isConfirmed()).toBe(false);
  });

  it('a yes on standard input is none', () => {
    const { status } = spawnSync(process.execPath, [task().cli, 'confirm'], {
      cwd: task().repo.dir,
      env: task().env,
      input: 'y\ny\n',
    });
    expect([status, isConfirmed()]).toEqual([1, false]);
  });

  it.skipIf(process.platform === 'win32')('not even in a terminal, where the user says no', () => {
    const line = `echo y | ${[process.execPath, task().cli, 'confirm'].map(quoted).join(' ')}`;
    const { code, stderr } = atTerminal(['sh', '-c', line], { ...place(), answer: 'n' });
    expect([code, isConfirmed()]).toEqual([1, false]);
    expect(stderr).toContain('The answer was not yes');
  });

  it.skipIf(process.platform === 'win32').each(['', 'n', 'no', 'yesterday', 'confirm'])(
    'an answer of "%s" at the terminal changes nothing',
    (answer) => {
      const { code, screen } = atTerminal([process.execPath, task().cli, 'confirm'], { ...place(), answer });
      expect(code).toBe(1);
      expect(screen).toMatch(/review\.block_on_p1 \(.*\): yes → no \(looser\)\r\n[\s\S]*cccc confirm\? \[y\/N\]/);
      expect(isConfirmed()).toBe(false);
    },
  );

  it.skipIf(process.platform === 'win32').each([
    ['y', 'en'],
    ['YES', 'en'],
    ['\u662f', 'zh-CN'],
  ])('and one of "%s" is the word', (answer, language) => {
    const line = [process.execPath, task().cli, 'confirm', '--language', language];
    const { code } = atTerminal(line, { ...place(), answer });
    expect(code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: 'pins-confirmed', asked_by: 'terminal' });
  });

  it.skipIf(process.platform === 'win32').each(Object.entries(DISGUISES))(
    'a script that Claude runs is refused: %s',
    (_, disguise) => {
      const told = path.join(freshFolder(), 'told');
      const [program = '', ...args] = disguise(callInto(task(), told, ['confirm']), task());
      // The client's own shell carries the marks, whatever the script below it does.
      spawnSync('sh', ['-c', '"$@"; exit', 'sh', program, ...args], {
        env: { ...task().env, CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: SESSION },
      });
      expect([firstCode(told), isConfirmed()]).toEqual(['human-only', false]);
    },
  );

  it("a grant in a client that a session of Claude's started is none", async () => {
    expect(await callVerb(task(), ['confirm'])).toBe('ask');
    const told = path.join(freshFolder(), 'told');
    const inner = [...emptied(task()), 'CLAUDECODE=1', `CLAUDE_CODE_SESSION_ID=${SESSION}`, 'sh', '-c'];
    spawnSync('sh', ['-c', '"$@"; exit', 'sh', ...inner, callInto(task(), told, ['confirm'])], {
      env: { ...task().env, CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'outer' },
    });
    expect([firstCode(told), isConfirmed()]).toEqual(['human-only', false]);
  });

  it('what goes on without a word is recorded as unconfirmed', () => {
    expect(task().alone('loop', 'start').code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: 'loop-started', asked_by: 'unasked' });
    expect(task().text('trace', '--limit', '1').stdout).toMatch(/loop started.* \(unconfirmed\)/);
  });

  const place = () => ({ cwd: task().repo.dir, env: task().env });
});

describe('#34 while a check runs, the user decides in a second terminal', () => {
  const task = eachFrom(() => new TaskProject().implementing());
  /** A check that has begun, and continues until it is told to end. */
  async function withCheck(work: () => void): Promise<number> {
    const folder = freshFolder();
    const [begun, end] = [path.join(folder, 'begun'), path.join(folder, 'end')];
    const line = `: >${quoted(begun)}; while [ ! -e ${quoted(end)} ]; do sleep 0.05; done`;
    task().config({ testing: { commands: [check('waits', 'sh', '-c', line)] } });
    task().ok('confirm');
    task().repo.write('src/main.ts', 'export const answer = 42;\n');
    task().ok('report', 'implemented');
    const review = task().start('review', 'milestone');
    await until(() => existsSync(begun));
    work();
    writeFileSync(end, '');
    return review.done;
  }

  it.skipIf(process.platform === 'win32')('a confirmation is taken', async () => {
    await withCheck(() => {
      task().config({ review: { block_on_p1: false } });
      expect(task().ok('confirm').json.findings.at(-1)?.code).toBe('pins-confirmed');
      expect(task().events.at(-1)).toMatchObject({ type: 'pins-confirmed', asked_by: 'terminal' });
    });
    expect(task().asserted('milestone')).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('and so is a cancel', async () => {
    const code = await withCheck(() => {
      const { env, repo, cli } = task();
      expect(atTerminal([process.execPath, cli, 'review', 'cancel'], { cwd: repo.dir, env }).code).toBe(0);
    });
    expect([code, task().events.at(-1)]).toMatchObject([3, { type: 'codex-unavailable' }]);
  });
});

describe('#73 what would have been refused anyway asked for the word of the user first', () => {
  const task = eachFrom(() => new TaskProject({ config: { mode: 'manual' } }).planned());

  it('a choice that the pause does not offer, and any choice without a pause', () => {
    task().ok('review', 'plan');
    expect(task().status).toBe('PAUSED_FOR_HUMAN');
    expect(codes(task().alone('resume', '--strategy', 'skip'))).toEqual(['strategy-not-offered']);
    task().ok('resume');
    expect(codes(task().alone('resume', '--strategy', 'skip'))).toEqual(['not-paused']);
  });

  it('the end of a task where none is open', () => {
    task().ok('abandon', 'enough');
    expect(codes(task().alone('abandon', 'again'))).toEqual(['task-over']);
  });
});
