/** What the tests of `ask` read from its runs, and how they stand in a folder outside of git. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentsOf } from './contents.js';
import type { Ran, TaskProject } from './task.js';

export const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
export const dataOf = (ran: Ran, ...names: string[]): unknown =>
  names.reduce<unknown>((value, name) => Reflect.get(Object(value), name), ran.json.data);
export const idOf = (ran: Ran): string => String(dataOf(ran, 'id'));
export const answerOf = (ran: Ran): string => readFileSync(String(dataOf(ran, 'output_path')), 'utf8');

/** Everything in the project but the objects that name its trees. */
export const shownOf = ({ repo }: TaskProject): [string, string][] =>
  Object.entries(contentsOf(repo.dir)).filter(([name]) => !name.includes('/.git/cccc'));

/** The folder of a run. */
export const runFolder = (task: TaskProject, id: string): string => path.join(task.stateDir, 'runs', id);
/** The folder in which Codex worked in a session. */
export const workFolder = (task: TaskProject, session: string): string =>
  path.join(task.stateDir, 'sessions', session, 'work');

/** The sessions that there are. */
export function sessionIds(task: TaskProject): string[] {
  const folder = path.join(task.stateDir, 'sessions');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('lock')) : [];
}

/** Changes the description of a session. */
export function editSession(task: TaskProject, id: string, fields: object): void {
  const file = path.join(task.stateDir, 'sessions', id, 'session.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...fields }));
}

/** Moves every sign of life of a run 16 seconds back, so that no test waits for the 15 seconds of the limit. */
export function ageRun(task: TaskProject, id: string): void {
  for (const [name, field] of [
    ['heartbeat.json', 'stamp'],
    ['job.json', 'launched'],
    ['announced.json', 'launched'],
  ] as const) {
    const file = path.join(runFolder(task, id), name);
    const sign = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(`${file}.aged`, JSON.stringify({ ...sign, [field]: String(BigInt(sign[field]) - 16_000_000_000n) }));
    renameSync(`${file}.aged`, file);
  }
}

/** Runs one verb with --json in another folder than the project's; Codex is the one on PATH. */
export function elsewhere(task: TaskProject, cwd: string, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [task.cli, ...args, '--json'], {
    cwd,
    env: { ...task.env, PATH: `${task.codex.dir}${path.delimiter}${task.env['PATH']}` },
    encoding: 'utf8',
  });
  return { code: status ?? -1, stdout, stderr, json: JSON.parse(stdout) };
}
