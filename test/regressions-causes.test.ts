/** As regressions.test.ts: failures that were told without their cause, or with another one. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { freshFolder, makeProject } from './helpers/repo.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

/** The rows of doctor that do not pass, with their codes. */
function badRows(task: TaskProject): [name: string, level: string, codes: string[]][] {
  const rows = task.run('doctor').json.data['checks'];
  return (Array.isArray(rows) ? rows : [])
    .filter(({ level }) => level !== 'pass')
    .map(({ name, level, codes: said }) => [name, level, said]);
}

describe.runIf(!isWindows)('#85 git-lfs was missing behind a required filter, and doctor passed twelve rows', () => {
  const program = path.join(freshFolder(), 'git-lfs');
  const task = eachFrom(() => {
    const repo = makeProject().write('.gitattributes', '*.bin filter=lfs\n*.out filter=other\n').write('a.bin', 'a\n');
    writeFileSync(program, '#!/bin/sh\ncat\n', { mode: 0o755 });
    repo.git('config', 'filter.lfs.clean', `"${program}"`);
    repo.git('config', 'filter.lfs.smudge', `"${program}"`);
    repo.git('config', 'filter.lfs.required', 'true');
    repo.commit();
    return new TaskProject({ repo }).implemented();
  });
  /** As if it had been uninstalled. */
  const uninstall = (): void => rmSync(program, { force: true });

  it('is named by every command that needs the content, with what the shell said', () => {
    expect(badRows(task())).toEqual([]);
    uninstall();
    task().repo.write('a.bin', 'other\n');
    for (const line of ['review milestone', 'milestone accept', 'gates', 'next']) {
      const ran = task().run(...line.split(' '));
      expect([ran.code, codes(ran)], line).toEqual([3, ['git-filter-failed']]);
      expect(ran.json.findings[0], line).toMatchObject({
        args: { filter: 'lfs', path: 'a.bin', detail: expect.stringContaining(program) },
        command: 'git lfs install',
      });
    }
    expect(task().codex.prompts, 'nothing was spent').toHaveLength(1);
  });

  it('is found by doctor, which runs each filter, before anything else needs it', () => {
    uninstall();
    expect(badRows(task())).toEqual([['filters', 'fail', ['git-filter-failed']]]);
    task().repo.write('made.out', 'x\n');
    expect(badRows(task())).toEqual([['filters', 'fail', ['git-filter-failed', 'filter-unconfigured']]]);
  });

  it('is a warning where git passes over the filter, and so is one that does not end', () => {
    uninstall();
    task().repo.git('config', 'filter.lfs.required', 'false');
    expect(badRows(task())).toEqual([['filters', 'warn', ['filter-not-required']]]);
    task().repo.git('config', 'filter.lfs.clean', 'sleep 600');
    const [row] = task().run('doctor').json.findings;
    expect(row).toMatchObject({ code: 'filter-not-required', args: { detail: '> 5 s' } });
    task().repo.git('config', 'filter.lfs.clean', 'cat');
    expect(badRows(task())).toEqual([['filters', 'warn', ['filter-not-undone']]]);
  });
});

describe('#86 a partial clone whose remote is away was told as Codex being away', () => {
  const origin = makeProject().write('far/away.ts', 'export const far = true;\n').commit();
  const task = eachFrom(() => {
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const repo = origin.clone('--no-local', '--filter=blob:none', '--sparse');
    repo.git('sparse-checkout', 'set', 'src', 'docs', '.claude');
    return new TaskProject({ repo });
  });

  it('and now the remote is named, and resume tries it again', () => {
    const moved = `${origin.dir} moved`;
    task().implemented();
    const gone = task().repo.git('config', 'remote.origin.url');
    // The review of the plan fetched what is missing into the kept objects; a new machine has none of it.
    rmSync(task().repo.file('.git/cccc/objects'), { recursive: true });
    rmSync(path.join(task().stateDir, 'snapshots'), { recursive: true });
    renameSync(origin.dir, moved);
    try {
      const ran = task().run('review', 'milestone');
      expect([ran.code, codes(ran).at(-1)]).toEqual([3, 'git-objects-away']);
      expect(ran.json.findings.at(-1)).toMatchObject({
        message: expect.stringContaining(gone),
        command: 'git fetch',
      });
      const next = task().run('next');
      expect(String(next.json.data['text'])).not.toMatch(/Codex is back/);
      const resumed = task().run('resume');
      expect([resumed.code, codes(resumed)]).toEqual([3, ['git-objects-away']]);
    } finally {
      renameSync(moved, origin.dir);
    }
    expect(codes(task().ok('resume'))).toContain('review-missed-here');
    task().ok('review', 'milestone');
  });
});

describe('#87 a folder that could not be written ended in a stack trace, or in an outage of Codex', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  /** Each by what stands there in its place: that refuses also whoever may write everywhere. */
  it.each([
    ['the private objects', () => task().repo.file('.git/cccc/objects')],
    ['the records of reviews', () => path.join(task().taskDir, 'records')],
    ['the snapshots', () => path.join(task().stateDir, 'snapshots')],
    ['the reviews for teammates', () => task().repo.file('docs/cccc/reviews')],
  ])('%s', (_, folder) => {
    rmSync(folder(), { recursive: true });
    writeFileSync(folder(), '');
    const ran = task().run('review', 'milestone');
    expect([ran.code, ran.json.findings]).toMatchObject([
      3,
      [{ code: 'folder-refused', args: { dir: folder(), detail: 'ENOTDIR' }, command: expect.stringContaining('ls ') }],
    ]);
    expect(ran.stderr).toBe('');
    expect(task().codex.prompts).toHaveLength(1);
    expect(badRows(task())).toContainEqual(['directories', 'fail', expect.arrayContaining(['folder-refused'])]);
    expect(task().status, 'and Codex is not waited for').toBe('CLAUDE_SELF_REVIEW');
  });

  it.runIf(!isRoot && !isWindows)('a folder without the right to write in it', () => {
    chmodSync(task().repo.file('docs/cccc'), 0o500);
    const ran = task().run('review', 'milestone');
    chmodSync(task().repo.file('docs/cccc'), 0o755);
    expect(ran.json.findings).toMatchObject([{ code: 'folder-refused', args: { detail: 'EACCES' } }]);
  });

  it('a file that cannot be read, wherever it is met, is named with what the system says', () => {
    rmSync(task().repo.file('docs/cccc/roadmap.md'));
    mkdirSync(task().repo.file('docs/cccc/roadmap.md'));
    const ran = task().text('gates');
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/roadmap\.md|EISDIR/)]);
    expect(ran.stderr).not.toMatch(/^ +at /m);
  });
});

describe('#88 a commit hook rewrote what was approved, and next went on saying finish', () => {
  const task = eachFrom(() => new TaskProject().completed());
  const rewriting = 'printf "// formatted\\n" >> src/question.ts; git add src/question.ts';

  it('names the gate, the file, the commit and the hook, and the review that opens it', () => {
    task().ok('review', 'final');
    expect(task().action).toBe('finish');
    task().repo.hook('pre-commit', rewriting).commit('As approved');
    const { json } = task().ok('next');
    expect(json.data).toMatchObject({
      action: 'reopen-gate',
      args: {
        gate: 'final',
        reason: 'content-changed',
        paths: 'src/question.ts',
        commit: task().repo.head.slice(0, 12),
      },
      run: 'review final',
    });
    expect(json.data['text']).toContain('.git/hooks/pre-commit');
    expect(task().run('status').json.data['next']).toMatchObject({ action: 'reopen-gate', run: 'review final' });
    task().ok('review', 'final');
    expect(task().action).toBe('finish');
    task().ok('finish');
  });

  it('the same at an acceptance, where the plan changed, and with an edit that is undone', () => {
    const other = new TaskProject().approved();
    other.repo.write('src/main.ts', 'export const answer = 43;\n');
    expect(other.ok('next').json.data).toMatchObject({ action: 'reopen-gate', run: 'review milestone' });
    other.repo.write('src/main.ts', 'export const answer = 42;\n');
    expect(other.action).toBe('accept-milestone');
    other.writePlan('Another answer');
    expect(other.ok('next').json.data).toMatchObject({
      action: 'settle-documents',
      args: { status: 'NEEDS_REPLAN', changes: 'milestone-backlog.md (milestone)' },
    });
    other.end();
  });
});

describe.runIf(isRoot)('#89 safe.directory from the environment was dropped with the rest of GIT_*', () => {
  const task = eachFrom(() => new TaskProject().approved());
  const giveTo = (user: number): void => {
    for (const name of ['.', '.git']) chownSync(path.join(task().repo.dir, name), user, user);
  };
  /** The repository as a container finds it: of another user. */
  function foreign(): { dir: string; env: NodeJS.ProcessEnv } {
    giveTo(12_345);
    return { dir: task().repo.dir, env: task().env };
  }
  // The folder is used again by other tasks.
  afterEach(() => giveTo(0));

  it('is named with the command that trusts it', () => {
    const { dir } = foreign();
    const [said] = task().run('status').json.findings;
    expect(said).toMatchObject({
      code: 'git-dubious-ownership',
      args: { dir },
      command: `git config --global --add safe.directory '${dir}'`,
    });
  });

  it.each([
    [
      'GIT_CONFIG_COUNT',
      (dir: string) => ({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: dir }),
    ],
    [
      'git -c',
      (dir: string) => ({ GIT_CONFIG_PARAMETERS: `'safe.directory'='${dir}' 'core.fsmonitor'='touch planted'` }),
    ],
    ['git -c before 2.31', (dir: string) => ({ GIT_CONFIG_PARAMETERS: `'safe.directory=${dir}'` })],
    ['GIT_CONFIG_GLOBAL', (dir: string) => ({ GIT_CONFIG_GLOBAL: configFile(dir) })],
  ])('is kept from %s, and nothing else is', (_, variables) => {
    const { dir, env } = foreign();
    Object.assign(env, variables(dir));
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().ok('milestone', 'accept');
    expect(existsSync(path.join(dir, 'planted'))).toBe(false);
  });

  function configFile(dir: string): string {
    const file = path.join(freshFolder(), 'config');
    writeFileSync(file, `[safe]\n\tdirectory = ${dir}\n[user]\n\tname = T\n\temail = t@example.invalid\n`);
    return file;
  }
});

describe('checks', () => {
  /** A check that does what a script says. */
  function checked(script: string): TaskProject {
    const file = path.join(freshFolder(), 'check.cjs');
    writeFileSync(file, script);
    const check = { name: 'unit', run: [process.execPath, file], required: true, timeout_seconds: 60 };
    return new TaskProject({ config: { testing: { commands: [check] } } });
  }

  test('#90 a check failed for want of a variable that it is not given, and nobody said so', () => {
    const task = checked('process.exit(process.env.DOCKER_HOST ? 0 : 1)').implemented();
    Object.assign(task.env, { DOCKER_HOST: 'tcp://192.0.2.1:2375', ZZ_TOKEN: 'not-to-be-said', LC_TIME: 'C' });
    const ran = task.run('review', 'milestone');
    const [said] = ran.json.findings;
    expect(said?.code).toBe('check-failed');
    expect(String(said?.args['left_out']).split(', ')).toEqual(expect.arrayContaining(['DOCKER_HOST', 'ZZ_TOKEN']));
    expect(said?.message).toContain('DOCKER_HOST');
    expect(ran.stdout).not.toContain('not-to-be-said');
    expect(String(said?.args['left_out'])).not.toMatch(/\b(PATH|HOME|LC_TIME|PWD)\b/);
  });

  test.runIf(!isWindows)('#91 a socket in the folder for temporary files had too long an address', () => {
    const long = path.join(freshFolder(), 'x'.repeat(60));
    mkdirSync(long);
    const task = checked(
      `const fs = require('fs'), os = require('os'), path = require('path');
       const { mode } = fs.statSync(os.tmpdir());
       console.log('folder ' + os.tmpdir() + ' ' + (mode & 0o777).toString(8));
       if (process.env.TMPDIR !== os.tmpdir() || (mode & 0o777) !== 0o700) process.exit(2);
       const server = require('net').createServer().on('error', (error) => { console.error(error); process.exit(3); });
       server.listen(path.join(os.tmpdir(), 'a-socket-with-a-name-of-forty-characters'), () => process.exit(0));`,
    );
    task.env['TMPDIR'] = long;
    task.implemented().ok('review', 'milestone');
    const output = readFileSync(path.join(task.taskDir, 'checks', 'milestone-2', '1-unit.log'), 'utf8');
    const folder = /folder (\S+) /.exec(output)?.[1];
    expect(folder).toMatch(/^\/tmp\/cccc-[0-9a-f]{12}$/);
    expect(existsSync(folder ?? '/')).toBe(false);
    expect(readdirSync(long)).toEqual([]);
  });
});

describe('#92 what followed a recorded fact failed, and the message told of nothing but that', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().completed();
    made.ok('review', 'final');
    return made;
  });

  it('says first that the fact stands', () => {
    const exported = task().repo.file(`docs/cccc/ledger/${path.basename(task().taskDir)}.jsonl`);
    rmSync(exported);
    mkdirSync(exported);
    const ran = task().run('finish');
    expect([ran.code, codes(ran)]).toEqual([3, ['recorded-only', 'system-refused']]);
    expect(ran.json.findings[0]?.args).toEqual({ facts: 'task-finished' });
    expect(task().status).toBe('DONE');
  });

  it.runIf(!isWindows)('a missing folder for temporary files is named, with the command that makes it', () => {
    task().env['TMPDIR'] = `/nowhere-${process.pid}`;
    const ran = task().run('finish');
    expect([ran.code, ran.json.findings]).toMatchObject([
      3,
      [{ code: 'temporary-missing', command: `mkdir -p /nowhere-${process.pid}` }],
    ]);
  });
});
