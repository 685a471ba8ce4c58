/** A project with the built skill in it, its command line, and what lies where. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { getCurrentTest } from 'vitest/suite';
import { isHumanOnly } from '../../scripts/guard/index.js';
import { skillFolder } from './dist.js';
import { FakeCodex } from './fake-codex.js';
import {
  type GateSeen,
  observeCommand,
  observedRun,
  observeGate,
  observeLedger,
  observeShown,
  unobserved,
} from './observed.js';
import { Played, type PlayedFolder, SET_UP } from './played.js';
import { processesNaming } from './processes.js';
import { freshFolder, makeProjectIn, TestRepo } from './repo.js';
import { SavedFolders } from './saved-folders.js';
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

const SAVED = 'saved by a test';

export interface TaskOptions {
  repo?: TestRepo;
  language?: string;
  preset?: 'recommended' | 'strict';
  /** Settings that differ in config.json before the task starts. */
  config?: Settings;
}

export class SkillProject {
  readonly repo: TestRepo;
  readonly codex: FakeCodex;
  readonly env: NodeJS.ProcessEnv;
  readonly cli: string;
  private savedEnv: NodeJS.ProcessEnv = {};
  /** Where the state directory is first. */
  private readonly stateHome: string;
  private readonly codexHome: string;
  /** What others have played of the same beginning; null where the project or its setup is another one. */
  private readonly played: Played | null;
  private readonly kept: SavedFolders;
  /** The environment after the constructor, and the name of the project as it was then. */
  private readonly firstEnv: string;
  private readonly beginning: string;

  constructor(options: TaskOptions = {}) {
    const { repo, preset = 'recommended', language = 'en' } = options;
    const isUsual = repo === undefined && preset === 'recommended' && language === 'en';
    this.played = isUsual ? Played.take() : null;
    this.kept = this.played ?? new SavedFolders(freshFolder());
    const folder = (name: PlayedFolder): string => this.played?.folder(name) ?? freshFolder();
    const { PATH, HOME, SYSTEMROOT, TMPDIR } = process.env;
    const state = folder('state home');
    this.stateHome = state;
    this.codexHome = folder('codex home');
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
      CODEX_HOME: this.codexHome,
    };
    this.firstEnv = JSON.stringify(this.env);
    for (const dir of [this.stateHome, this.codexHome]) mkdirSync(dir, { recursive: true });
    const isThere = this.played?.has(SET_UP) === true;
    if (isThere) this.played?.restore(SET_UP);
    this.codex = new FakeCodex(folder('codex'));
    this.repo = repo ?? (isThere ? new TestRepo(folder('work tree')) : makeProjectIn(folder('work tree')));
    this.cli = this.repo.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
    if (!isThere) unobserved(() => this.setUp(preset, language));
    this.beginning = this.configured(options.config);
    if (getCurrentTest()) onTestFinished(() => this.over());
  }

  /** Changes the settings. Out: the name under which the task that begins with them is kept. */
  private configured(config: Settings | undefined): string {
    if (config === undefined) return SET_UP;
    this.config(config);
    const text = JSON.stringify(config);
    const name = `${SET_UP} ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
    // A path is of one test, so nobody else begins like this.
    if (!/[/\\]/.test(text)) this.played?.save(name, this.folders);
    return name;
  }

  private setUp(preset: string, language: string): void {
    cpSync(skillFolder(), path.dirname(path.dirname(this.cli)), { recursive: true });
    this.ok('setup', '--preset', preset, '--language', language, '--yes', '--no-checks');
    this.config({ codex: { cli_command: this.codex.file } });
    this.played?.save(SET_UP, this.folders);
  }

  /**
   * Plays a part of a task, or puts back what others have played: only where nothing was changed since the beginning,
   * since then the task would be another one.
   */
  protected reach(name: string, play: () => void): this {
    const { played, beginning } = this;
    const isUsual = played?.isAs(beginning) === true && JSON.stringify(this.env) === this.firstEnv;
    const kept = `${name}, ${beginning}`;
    if (isUsual && played.has(kept)) {
      played.restore(kept);
      return this;
    }
    unobserved(play);
    if (isUsual) played.save(kept, this.folders);
    return this;
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

  /** Runs one verb at a terminal, where these lines are typed; `screen` is what the user sees. */
  typing(answer: string, ...args: string[]): { code: number; screen: string } {
    const { code, screen } = atTerminal([process.execPath, this.cli, ...args], {
      ...this.typed,
      answer,
      onScreen: true,
    });
    observeCommand(args, code);
    return { code, screen };
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
    this.kept.save(SAVED, this.folders);
    return this;
  }

  restore(): this {
    this.end();
    for (const name of Object.keys(this.env)) delete this.env[name];
    Object.assign(this.env, this.savedEnv);
    this.kept.restore(SAVED);
    return this;
  }

  /** Ends the processes of this task: a test that fails leaves a review behind. */
  end(): void {
    for (const { pid } of processesNaming(...this.folders)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ESRCH: it ended by itself.
      }
    }
  }

  /** Ends the task for good: another one may use its folders. */
  over(): void {
    this.end();
    this.played?.giveBack();
  }

  private get folders(): string[] {
    return [this.repo.dir, this.env['XDG_STATE_HOME'] ?? this.stateHome, this.codex.dir, this.codexHome];
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
    ageSigns(this.record(job));
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
}

/** The same for the folder of any run. */
export function ageSigns(dir: string): void {
  for (const [name, field] of [
    ['heartbeat.json', 'stamp'],
    ['job.json', 'launched'],
    ['announced.json', 'launched'],
  ] as const) {
    const file = path.join(dir, name);
    if (!existsSync(file)) continue;
    const sign = JSON.parse(readFileSync(file, 'utf8'));
    // Renamed into place: a command that follows the run may read it at any time.
    writeFileSync(`${file}.aged`, JSON.stringify({ ...sign, [field]: String(BigInt(sign[field]) - 16_000_000_000n) }));
    renameSync(`${file}.aged`, file);
  }
}
