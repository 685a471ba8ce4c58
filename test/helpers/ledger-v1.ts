/** Tasks that were written with ledger version 1 (test/fixtures/ledger-v1), placed into temporary repositories. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ledgerPaths, statePaths } from '../../scripts/io/ground/workspace.js';
import { type Answer, cccc, placeSkill, typed } from './cli.js';
import { freshFolder, makeRepo, type TestRepo } from './repo.js';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/ledger-v1');

/**
 * What the release that wrote a task said about it. Nothing is recorded for an open review, because the next command
 * settles it.
 */
export interface Said {
  task: string;
  status?: Record<string, unknown>;
  next?: Record<string, unknown>;
  gates?: Record<string, unknown>;
  checks?: Record<string, unknown>;
  safety?: Record<string, unknown>;
}

export const FIXTURE_NAMES = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export const saidOf = (name: string): Said =>
  JSON.parse(readFileSync(path.join(FIXTURES, name, 'expected.json'), 'utf8'));

export const linesOf = (name: string): unknown[] =>
  readFileSync(path.join(FIXTURES, name, 'ledger.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

export const keyOf = (name: string): string => readFileSync(path.join(FIXTURES, name, 'key'), 'utf8');

/** The first commit of each of these repositories, with fixed names and dates, so that it always has the same id. */
function firstCommit(): TestRepo {
  const repo = makeRepo().write('README.md', '# Project\n').write('src/main.ts', 'export const answer = 41;\n');
  const dated = { GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z', GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' };
  Object.assign(process.env, dated);
  try {
    return repo.commit('Start');
  } finally {
    for (const name of Object.keys(dated)) delete process.env[name];
  }
}

/** A task of a fixture, with its own repository and state directory. */
export class TaskOfV1 {
  readonly repo = firstCommit();
  readonly said: Said;
  private readonly state = freshFolder();

  constructor(name: string) {
    this.said = saidOf(name);
    const from = (part: string): string => path.join(FIXTURES, name, part);
    const { key, anchor } = statePaths(path.join(this.state, 'cccc'));
    for (const file of [this.ledger, anchor(this.said.task)]) mkdirSync(path.dirname(file), { recursive: true });
    cpSync(from('project'), this.repo.dir, { recursive: true });
    placeSkill(this.repo.dir);
    cpSync(from('ledger.jsonl'), this.ledger);
    if (existsSync(from('records')))
      cpSync(from('records'), path.join(path.dirname(this.ledger), 'records'), { recursive: true });
    cpSync(from('anchor.json'), anchor(this.said.task));
    cpSync(from('key'), key);
    writeFileSync(this.repo.file('.git/cccc-active-task'), `${this.said.task}\n`);
  }

  get ledger(): string {
    return ledgerPaths(this.repo.file('.git')).ledger(this.said.task);
  }

  /** Everything on disk that a read-only command must not change. */
  get written(): string[] {
    const anchor = statePaths(path.join(this.state, 'cccc')).anchor(this.said.task);
    return [this.ledger, anchor, this.repo.file('docs/cccc/state.json')].map((file) => readFileSync(file, 'utf8'));
  }

  /** The versions of the entries, in order. */
  get versions(): unknown[] {
    const lines = readFileSync(this.ledger, 'utf8').trim().split('\n');
    return lines.map((line): unknown => Reflect.get(Object(JSON.parse(line)), 'v'));
  }

  /** Runs one verb with --json, as a user in a terminal. */
  run(...args: string[]): Promise<Answer> {
    return typed(this.repo.dir, args, this.env);
  }

  /** What the same user is told in another folder. */
  statusIn(folder: string): Promise<Answer> {
    return cccc(folder, ['status'], this.env);
  }

  private get env(): NodeJS.ProcessEnv {
    return { XDG_STATE_HOME: this.state, LOCALAPPDATA: this.state };
  }

  loseKey(): void {
    rmSync(statePaths(path.join(this.state, 'cccc')).key);
  }
}
