/** A project with the built skill in it, and the steps of a task through its command line. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { isHumanOnly } from '../../scripts/guard/index.js';
import { skillFolder } from './dist.js';
import { FakeCodex } from './fake-codex.js';
import { milestoneText } from './milestone-text.js';
import { type GateSeen, observeCommand, observedRun, observeGate, observeLedger, observeShown } from './observed.js';
import { processesNaming } from './processes.js';
import { freshFolder, makeProject, type TestRepo } from './repo.js';
import { type Settings, setting, withSettings } from './settings.js';
import { atTerminal, type Typed, whileAtTerminal } from './terminal.js';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** The envelope of --json. */
  json: {
    ok: boolean;
    code: number;
    findings: { code: string; args: Record<string, unknown>; message: string; command: string | null }[];
    next: string | null;
    data: Record<string, unknown>;
  };
}

export interface TaskOptions {
  repo?: TestRepo;
  language?: string;
  preset?: 'recommended' | 'strict';
  /** Settings that differ in config.json before the task starts. */
  config?: Settings;
}

export class TaskProject {
  readonly repo: TestRepo;
  readonly codex: FakeCodex;
  readonly env: NodeJS.ProcessEnv;
  readonly cli: string;
  private savedEnv: NodeJS.ProcessEnv = {};
  /** Where the state directory is first. */
  private readonly stateHome = freshFolder();

  constructor(options: TaskOptions = {}) {
    this.repo = options.repo ?? makeProject();
    this.codex = new FakeCodex(freshFolder());
    const { PATH, HOME, SYSTEMROOT, TMPDIR } = process.env;
    const state = this.stateHome;
    this.env = {
      PATH,
      HOME,
      USERPROFILE: HOME,
      SYSTEMROOT,
      TMPDIR,
      XDG_STATE_HOME: state,
      LOCALAPPDATA: state,
      LANG: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      CODEX_HOME: freshFolder(),
    };
    this.cli = this.repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
    cpSync(skillFolder(), path.dirname(path.dirname(this.cli)), { recursive: true });
    this.ok(
      'setup',
      '--preset',
      options.preset ?? 'recommended',
      '--language',
      options.language ?? 'en',
      '--yes',
      '--no-checks',
    );
    this.config({ codex: { cli_command: this.codex.file } }).config(options.config ?? {});
  }

  /** Runs one verb with --json; what only a human may decide in a terminal, where every question is answered yes. */
  run(...args: string[]): Ran {
    if (!isHumanOnly(args)) return this.alone(...args);
    return observedRun(args, atTerminal([process.execPath, this.cli, ...args, '--json'], this.typed));
  }

  /** Runs one verb with --json, without a terminal. */
  alone(...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.cli, ...args, '--json'], {
      ...this.typed,
      encoding: 'utf8',
    });
    return observedRun(args, { code: status ?? -1, stdout, stderr });
  }

  private get typed(): Typed {
    return { cwd: this.repo.dir, env: this.env };
  }

  /** The same without blocking this process, in which a scripted server may have to answer. */
  async call(...args: string[]): Promise<Ran> {
    if (isHumanOnly(args))
      return observedRun(args, await whileAtTerminal([process.execPath, this.cli, ...args, '--json'], this.typed));
    const child = spawn(process.execPath, [this.cli, ...args, '--json'], {
      cwd: this.repo.dir,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number>((ended) => child.once('close', (status) => ended(status ?? -1))),
    ]);
    return observedRun(args, { code, stdout, stderr });
  }

  /** Runs one verb without --json, as users do. */
  text(...args: string[]): { code: number; stdout: string; stderr: string } {
    if (isHumanOnly(args)) return atTerminal([process.execPath, this.cli, ...args], this.typed);
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.cli, ...args], {
      cwd: this.repo.dir,
      env: this.env,
      encoding: 'utf8',
    });
    observeCommand(args, status ?? -1);
    return { code: status ?? -1, stdout, stderr };
  }

  /** Starts a verb and does not wait; resolves with its exit code. */
  start(...args: string[]): { pid: number; done: Promise<number> } {
    const child = spawn(process.execPath, [this.cli, ...args, '--json'], {
      cwd: this.repo.dir,
      env: this.env,
      stdio: 'ignore',
    });
    const done = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
    void done.then((code) => observeCommand(args, code));
    return { pid: child.pid ?? 0, done };
  }

  /** Runs one verb that must succeed. */
  ok(...args: string[]): Ran {
    const ran = this.run(...args);
    expect(ran.code, `cccc ${args.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(0);
    return ran;
  }

  /** Runs one verb that must be refused; returns the codes of its findings. */
  refused(...args: string[]): string[] {
    const ran = this.run(...args);
    expect(ran.code, `cccc ${args.join(' ')}: ${ran.stdout}`).not.toBe(0);
    return ran.json.findings.map((found) => found.code);
  }

  /** Changes settings in config.json; sections and fields that are not named stay. */
  config(changes: Settings): this {
    return this.change(changes);
  }

  /** The same by dotted name, and with any value: `task.set('review.block_on_p1', false)`. */
  set(name: string, value: unknown): this {
    return this.change(setting(name, value));
  }

  private change(changes: object): this {
    const file = this.repo.file('docs/cccc/config.json');
    const config = withSettings(JSON.parse(readFileSync(file, 'utf8')), changes);
    writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
    return this;
  }

  get status(): string {
    return String(this.run('next').json.data['status']);
  }

  /** The action that `next` names. */
  get action(): string {
    return String(this.run('next').json.data['action']);
  }

  /** docs/cccc/state.json as the last command wrote it. */
  get state(): Record<string, unknown> {
    return JSON.parse(readFileSync(this.repo.file('docs/cccc/state.json'), 'utf8'));
  }

  /**
   * Saves the project, the user's state directory and the folder of Codex, so that restore() can undo what a test
   * changes.
   */
  save(): this {
    this.savedEnv = { ...this.env };
    for (const dir of this.folders)
      cpSync(dir, `${dir}.saved`, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    return this;
  }

  restore(): this {
    this.end();
    for (const name of Object.keys(this.env)) delete this.env[name];
    Object.assign(this.env, this.savedEnv);
    for (const dir of this.folders) {
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
      cpSync(`${dir}.saved`, dir, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    }
    return this;
  }

  /** Ends the processes of this task: a test that fails leaves a review behind. */
  end(): void {
    for (const { pid } of this.folders.flatMap((dir) => processesNaming(dir))) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ESRCH: it ended by itself.
      }
    }
  }

  private get folders(): string[] {
    return [this.repo.dir, this.env['XDG_STATE_HOME'] ?? this.stateHome, this.codex.dir];
  }

  /** The ledger's folder of the open task. */
  get taskDir(): string {
    const tasks = path.join(this.repo.git('rev-parse', '--path-format=absolute', '--git-common-dir'), 'cccc', 'tasks');
    return path.join(tasks, readdirSync(tasks).sort().at(-1) ?? '');
  }

  /** The events of the ledger. */
  get events(): { type: string; [field: string]: unknown }[] {
    const lines = readFileSync(path.join(this.taskDir, 'ledger.jsonl'), 'utf8').trim().split('\n');
    return observeLedger(lines.map((line) => JSON.parse(line).event));
  }

  record(job: string): string {
    return path.join(this.taskDir, 'records', job);
  }

  /** Moves every sign of life of a review 16 seconds back, so that no test waits for the 15 seconds of the limit. */
  age(job: string): void {
    for (const [name, field] of [
      ['heartbeat.json', 'stamp'],
      ['job.json', 'launched'],
      ['announced.json', 'launched'],
    ] as const) {
      const file = path.join(this.record(job), name);
      if (!existsSync(file)) continue;
      const sign = JSON.parse(readFileSync(file, 'utf8'));
      // Renamed into place: a command that follows the review may read it at any time.
      writeFileSync(
        `${file}.aged`,
        JSON.stringify({ ...sign, [field]: String(BigInt(sign[field]) - 16_000_000_000n) }),
      );
      renameSync(`${file}.aged`, file);
    }
  }

  get stateDir(): string {
    return path.join(this.env['XDG_STATE_HOME'] ?? '', 'cccc');
  }

  gate(name: 'plan' | 'milestone' | 'final'): GateSeen {
    const gates = this.run('gates').json.data['gates'];
    return observeGate(name, Reflect.get(Object(gates), name));
  }

  /** What somebody tried to hide stands in the last prompt. */
  expectShown(text: string): void {
    expect(this.codex.prompts.at(-1)).toContain(text);
    observeShown();
  }

  asserted(name: string): number {
    return this.run('gates', '--assert', name).code;
  }

  // -- steps of a task

  writeDiscovery(): this {
    for (const name of [
      'project-map',
      'current-state',
      'architecture',
      'test-strategy',
      'risk-register',
      'open-questions',
    ]) {
      this.repo.write(`docs/cccc/${name}.md`, `# ${name}\n\nFound in this repository: one module.\n`);
    }
    return this;
  }

  writePlan(title = 'The answer'): this {
    this.repo.write('docs/cccc/project-brief.md', '# Brief\n\nThe answer is 42.\n');
    this.repo.write('docs/cccc/roadmap.md', '# Roadmap\n\n1. M001\n2. M002\n');
    this.repo.write(
      'docs/cccc/milestone-backlog.md',
      `# Backlog\n\n${milestoneText('M001', title, 'none')}\n${milestoneText('M002', 'The question', 'M001')}`,
    );
    return this;
  }

  writeSelfReview(result = 'ok'): string {
    const names = [
      'inferred_from_repository',
      'goal_understood',
      'architecture_respected',
      'milestones_small',
      'criteria_testable',
      'hidden_risks_named',
      'alternatives_decided',
      'safe_without_asking',
    ];
    const answers = Object.fromEntries(names.map((name) => [name, { ok: true, note: 'seen' }]));
    this.repo.write('docs/cccc/runtime/self-review.json', JSON.stringify({ answers, result }));
    return 'docs/cccc/runtime/self-review.json';
  }

  /** Answers every open finding as fixed. */
  answerFindings(disposition = 'fixed', reason: string | null = null): Ran {
    const findings = this.run('review', 'show').json.data['findings'];
    const answers = (Array.isArray(findings) ? findings : []).map((found) => ({
      id: Reflect.get(Object(found), 'id'),
      disposition,
      reason,
    }));
    this.repo.write('docs/cccc/runtime/answers.json', JSON.stringify({ answers }));
    return this.run('report', 'fixes', '--file', 'docs/cccc/runtime/answers.json');
  }

  /** To CODEX_ADVERSARIAL_PLAN_REVIEW. */
  planned(): this {
    this.ok('start', 'Make the answer 42');
    this.writeDiscovery().ok('report', 'discovery');
    this.writePlan().ok('report', 'plan');
    this.ok('report', 'self-review', '--file', this.writeSelfReview());
    return this;
  }

  /** To IMPLEMENT_MILESTONE of M001, the plan approved. */
  implementing(): this {
    this.planned().ok('review', 'plan');
    this.ok('milestone', 'start', 'M001');
    return this;
  }

  /** To CLAUDE_SELF_REVIEW of M001, with one file changed. */
  implemented(content = 'export const answer = 42;\n'): this {
    this.implementing();
    this.repo.write('src/main.ts', content);
    this.ok('report', 'implemented');
    return this;
  }

  /** To RECORD_ACCEPTANCE of M001. */
  approved(): this {
    this.implemented().ok('review', 'milestone');
    return this;
  }

  /** To PLAN_NEXT_MILESTONE, M001 accepted. */
  accepted(): this {
    this.approved().ok('milestone', 'accept');
    return this;
  }

  /** To CODEX_FINAL_REVIEW, both milestones accepted. */
  completed(): this {
    this.accepted().ok('milestone', 'start', 'M002');
    this.repo.write('src/question.ts', 'export const question = null;\n');
    this.ok('report', 'implemented');
    this.ok('review', 'milestone');
    this.ok('milestone', 'accept');
    return this;
  }

  exists(name: string): boolean {
    return existsSync(this.repo.file(name));
  }
}

/** A task for each test of a group: made once, and restored before each test. */
export function eachFrom(make: () => TaskProject): () => TaskProject {
  let task: TaskProject;
  beforeAll(() => {
    task = make().save();
  });
  beforeEach(() => void task.restore());
  afterAll(() => task.end());
  return () => task;
}
