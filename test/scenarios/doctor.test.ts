/** `cccc doctor` names each thing that can be wrong with its fix, and changes nothing. */
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, makeRepo } from '../helpers/repo.js';
import { type Ran, TaskProject } from '../helpers/task.js';

interface Seen {
  name: string;
  level: string;
  codes: string[];
}

const checks = (ran: Ran): Seen[] => {
  const found = ran.json.data['checks'];
  return Array.isArray(found) ? found : [];
};
const bad = (ran: Ran): [string, string, string[]][] =>
  checks(ran)
    .filter(({ level }) => level !== 'pass')
    .map(({ name, level, codes }) => [name, level, codes]);

describe('a healthy project', () => {
  it('passes every check, before a task and in one', () => {
    const task = new TaskProject();
    expect([bad(task.ok('doctor')), checks(task.ok('doctor')).length]).toEqual([[], 16]);
    task.approved();
    expect(bad(task.ok('doctor'))).toEqual([]);
    const { stdout } = task.text('doctor');
    expect(stdout.match(/^ {2}PASS /gm)).toHaveLength(19);
    expect(stdout.trimEnd()).toMatch(/\nAll 19 checks passed\.$/);
    expect(stdout).toMatch(/^ {2}PASS Reviews +2 of 2 reviews can be proven from the raw record$/m);
    expect(stdout.match(/^\S.*$/gm)?.slice(0, -1)).toEqual([
      'This program',
      'Project',
      'Task',
      'Claude Code',
      'Codex',
      'Machine',
    ]);
  });
});

describe('what is wrong is named, with its fix', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject().approved();
  });

  /** Damages one file, runs doctor, and restores the file. */
  function spoilt(file: string, spoil: (content: string) => string | null): Ran {
    const before = existsSync(file) ? { content: readFileSync(file), mode: statSync(file).mode } : null;
    const after = spoil(before?.content.toString() ?? '');
    if (after === null) rmSync(file);
    else writeFileSync(file, after);
    const ran = task.run('doctor');
    if (before === null) rmSync(file, { force: true });
    else writeFileSync(file, before.content, { mode: before.mode });
    return ran;
  }
  const inSkill = (name: string): string => path.join(path.dirname(path.dirname(task.cli)), name);

  it('a changed or missing file of the skill', () => {
    const changed = spoilt(inSkill('references/gates.md'), (text) => `${text}!`);
    expect([changed.code, bad(changed)]).toEqual([1, [['installation', 'fail', ['skill-files-differ']]]]);
    expect(spoilt(inSkill('references/gates.md'), () => null).json.findings[0]?.args).toEqual({
      files: 'references/gates.md',
    });
  });

  it('a broken configuration', () => {
    const broken = spoilt(task.repo.file('docs/cccc/config.json'), () => '{');
    expect([broken.code, bad(broken)]).toEqual([1, [['configuration', 'fail', ['config-not-json']]]]);
    expect(
      bad(spoilt(task.repo.file('docs/cccc/config.json'), (text) => text.replace('"supervised-auto"', '"fast"')))[0],
    ).toEqual(['configuration', 'fail', ['config-invalid']]);
  });

  it('a folder of docs/cccc that is missing', () => {
    rmSync(task.repo.file('docs/cccc/backups'), { recursive: true });
    const ran = task.run('doctor');
    mkdirSync(task.repo.file('docs/cccc/backups'));
    expect([ran.code, bad(ran)]).toEqual([0, [['workspace', 'warn', ['workspace-incomplete']]]]);
  });

  it('an altered ledger, with the way out', () => {
    const ran = spoilt(path.join(task.taskDir, 'ledger.jsonl'), (text) => text.replace('M001', 'M009'));
    expect([ran.code, bad(ran)]).toEqual([1, [['ledger', 'fail', ['ledger-altered', 'way-out-of-a-broken-ledger']]]]);
    expect(ran.json.findings[1]?.command).toMatch(/ abandon "<reason>"$/);
  });

  it('a ledger whose tail was cut off', () => {
    const ran = spoilt(
      path.join(task.taskDir, 'ledger.jsonl'),
      (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
    );
    expect(bad(ran)[0]).toEqual(['ledger', 'fail', ['ledger-rolled-back', 'way-out-of-a-broken-ledger']]);
  });

  it('a torn last line', () => {
    expect(bad(spoilt(path.join(task.taskDir, 'ledger.jsonl'), (text) => `${text}{"v":1,`))).toEqual([
      ['ledger', 'warn', ['ledger-torn']],
    ]);
  });

  it('a missing signing key', () => {
    const ran = spoilt(path.join(task.stateDir, 'key'), () => null);
    expect(bad(ran)).toEqual([
      ['ledger', 'warn', ['key-unreachable']],
      ['receipts', 'warn', ['receipts-doubtful']],
    ]);
  });

  it('an altered record of a review', () => {
    const ran = spoilt(path.join(task.record('milestone-2'), 'events.jsonl'), (text) =>
      text.replace('thread-2', 'thread-9'),
    );
    expect([ran.code, bad(ran)]).toEqual([1, [['receipts', 'fail', ['receipts-doubtful']]]]);
    expect(ran.json.findings[0]?.args).toEqual({ jobs: 'milestone-2 (receipt-record-altered)' });
  });

  it('an edited or a missing state.json, which it does not repair', () => {
    const state = task.repo.file('docs/cccc/state.json');
    expect(bad(spoilt(state, (text) => text.replace('RECORD_ACCEPTANCE', 'DONE')))).toEqual([
      ['state', 'warn', ['state-edited']],
    ]);
    const before = readFileSync(state);
    rmSync(state);
    expect(bad(task.run('doctor'))).toEqual([['state', 'warn', ['state-missing']]]);
    expect(existsSync(state)).toBe(false);
    writeFileSync(state, before);
  });

  it('a slash command that is missing or old', () => {
    const ran = spoilt(task.repo.file('.claude/commands/cccc.md'), (text) => `${text}old\n`);
    expect([ran.code, bad(ran)]).toEqual([0, [['commands', 'warn', ['commands-outdated']]]]);
  });

  it('a status line whose program is gone, as after an update of a plugin', () => {
    task.ok('statusline', 'install');
    const local = task.repo.file('.claude/settings.local.json');
    expect(bad(task.ok('doctor'))).toEqual([]);
    const moved = (text: string): string => text.replace('/hooks/cccc-hook.sh', '/hooks-0/cccc-hook.sh');
    const ran = spoilt(local, moved);
    expect([ran.code, bad(ran)]).toEqual([0, [['statusLine', 'warn', ['status-line-gone']]]]);
    expect(ran.json.findings[0]?.command).toMatch(/ statusline install$/);
    writeFileSync(local, moved(readFileSync(local, 'utf8')));
    task.ok('statusline', 'install');
    expect(bad(task.ok('doctor'))).toEqual([]);
    task.ok('statusline', 'uninstall');
  });

  it('a Codex that is too old, and one that is not there', () => {
    const old = spoilt(path.join(task.codex.dir, 'version'), () => '0.1.0');
    expect([old.code, bad(old), old.json.findings[0]?.args['reason']]).toEqual([
      1,
      [['codex', 'fail', ['codex-not-ready']]],
      'codex-too-old',
    ]);
    expect(spoilt(task.codex.file, () => null).json.findings[0]?.args['reason']).toBe('codex-missing');
  });

  it('files that a killed writer left behind', () => {
    // No process has this id, because it is larger than any that Linux and macOS use.
    const ran = spoilt(task.repo.file('docs/cccc/state.json.99999999.tmp'), () => '{');
    expect([ran.code, bad(ran)]).toEqual([0, [['leftovers', 'warn', ['leftover-files']]]]);
    expect(ran.json.findings[0]?.args).toEqual({ files: 'docs/cccc/state.json.99999999.tmp' });
  });

  it('failures of the client that wait to be recorded, without recording them', () => {
    const file = task.repo.file('.git/cccc-stop-failures.jsonl');
    appendFileSync(file, '{}\n');
    expect(bad(task.run('doctor'))).toEqual([['leftovers', 'warn', ['failure-unfolded']]]);
    expect(readFileSync(file, 'utf8')).toBe('{}\n');
    rmSync(file);
  });
});

describe('the machine', () => {
  it('whose other users can read the signing key is a warning, with the command that ends it', () => {
    const task = new TaskProject().implemented();
    const key = path.join(task.stateDir, 'key');
    chmodSync(key, 0o644);
    const ran = task.ok('doctor');
    expect(bad(ran)).toEqual([['stateDirectory', 'warn', ['key-exposed']]]);
    expect(ran.json.findings[0]?.command).toMatch(/^chmod 700 .* && chmod 600 /);
    chmodSync(key, 0o600);
    expect(bad(task.ok('doctor'))).toEqual([]);
  });

  it('whose clock went back is a warning', () => {
    const task = new TaskProject();
    const later = new Date(Date.now() + 3_600_000);
    utimesSync(task.repo.file('docs/cccc/config.json'), later, later);
    expect(bad(task.ok('doctor'))).toEqual([['clock', 'warn', ['clock-behind']]]);
  });

  it('that keeps a process of an ended review is a warning that names it', () => {
    const task = new TaskProject().planned();
    task.ok('review', 'plan');
    const { trace }: { trace: { mark: string } } = JSON.parse(
      readFileSync(path.join(task.record('plan-1'), 'job.json'), 'utf8'),
    );
    const child = spawn('sleep', ['60'], { env: { ...task.env, CCCC_RUN: trace.mark }, stdio: 'ignore' });
    try {
      const ran = task.ok('doctor');
      expect(bad(ran)).toEqual([['leftovers', 'warn', ['processes-left']]]);
      expect(ran.json.findings[0]?.args).toEqual({ job: 'plan-1', pids: String(child.pid) });
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('the hooks', () => {
  it('are checked where they are registered: there, unchanged and runnable', () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    expect(bad(task.ok('doctor'))).toEqual([]);
    const guard = task.repo.file('.claude/hooks/cccc-guard.cjs');
    writeFileSync(guard, 'process.exit(3);\n');
    const broken = task.run('doctor');
    expect([broken.code, bad(broken)]).toEqual([1, [['hooks', 'fail', ['loop-incomplete', 'hook-not-runnable']]]]);
    expect(broken.json.findings[1]?.args).toEqual({ file: '.claude/hooks/cccc-guard.cjs', detail: 'exit 3' });
    rmSync(guard);
    expect(task.run('doctor').json.findings[0]?.args['missing']).toContain('cccc-guard.cjs');
    expect(existsSync(task.repo.file('.git/cccc-stop-failures.jsonl'))).toBe(false);
  });

  it('that the user has switched off are a warning', () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    const settings = task.repo.file('.claude/settings.json');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('{', '{ "disableAllHooks": true,'));
    expect(bad(task.ok('doctor'))).toEqual([['hooks', 'warn', ['hooks-disabled']]]);
    writeFileSync(settings, '{');
    expect(bad(task.run('doctor'))).toEqual([['hooks', 'fail', ['settings-invalid']]]);
  });
});

describe('outside a project', () => {
  const at = (dir: string): Ran => {
    const task = new TaskProject();
    return TaskProject.prototype.run.call(
      Object.assign(Object.create(TaskProject.prototype), { ...task, repo: { dir } }),
      'doctor',
    );
  };

  it('a folder that is no repository is the failure, and the rest is still looked at', () => {
    expect(bad(at(freshFolder()))[0]).toEqual(['repository', 'fail', ['not-a-repository']]);
  });

  it('a repository without a commit or a setup says what to do', () => {
    const ran = at(makeRepo().dir);
    const found = bad(ran).filter(([name]) => name !== 'codex');
    expect(found.map(([name, level, codes]) => [name, level, codes[0]])).toEqual([
      ['repository', 'warn', 'no-commit'],
      ['configuration', 'fail', 'config-missing'],
    ]);
  });
});
