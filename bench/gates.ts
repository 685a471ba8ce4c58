/** Compares `gates --json` in a repository of many files with `git status` there. */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CODE } from '../scripts/dev/demo/work.js';
import { bareNode, interleaved, median, paired, type Ran } from './measure.js';
import type { Row } from './row.js';
import { planTask, type Stage } from './stage.js';

export const FILES = 50_000;
const IN_A_FOLDER = 100;

/** How many times the duration of `git status` it may take, besides the start of Node. */
const LIMIT = 3;

/** Adds a commit of many small files to the project as one stream; a process per file would take minutes. */
export async function manyFiles(project: string, env: Record<string, string>): Promise<void> {
  const child = spawn('git', ['fast-import', '--quiet', '--force'], {
    cwd: project,
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const message = 'Very many files';
  const parts = [
    `commit refs/heads/main\ncommitter Bench <bench@example.invalid> 1700000000 +0000\ndata ` +
      `${message.length}\n${message}\nfrom refs/heads/main^0\n`,
  ];
  for (let number = 0; number < FILES; number += 1) {
    const content = `export const number${number} = ${number};\n`;
    parts.push(
      `M 100644 inline lib/part${Math.floor(number / IN_A_FOLDER)}/file${number}.js\ndata ` +
        `${content.length}\n${content}\n`,
    );
  }
  child.stdin.end(parts.join(''));
  const code = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  await run('git', ['reset', '--quiet', '--hard'], project, env);
}

async function run(program: string, args: string[], cwd: string, env: Record<string, string>): Promise<void> {
  const child = spawn(program, args, { cwd, env, stdio: 'ignore', windowsHide: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}

/** The row for a grown project: a task whose plan is approved and whose first milestone is half done. */
export async function gatesRow(stage: Stage, runs: number): Promise<Row> {
  await planTask(stage);
  await stage.cccc('review', 'plan', '--max', '600');
  await stage.cccc('milestone', 'start', 'M001');
  for (const [file, change] of Object.entries(CODE['M001'] ?? {})) {
    if ('content' in change) await writeInto(path.join(stage.project, file), change.content);
  }
  const bare = 'bare Node';
  const status = 'git status --porcelain';
  const gates = 'gates --json';
  const samples = await interleaved(
    [
      bareNode(bare, { cwd: stage.project, env: stage.env }),
      { name: status, call: { program: 'git', args: ['status', '--porcelain'], cwd: stage.project, env: stage.env } },
      { name: gates, call: stage.call('gates'), verify: verifyGates },
    ],
    runs,
  );
  const ms = median(samples[gates] ?? []);
  const value = paired(samples, [gates, bare, status], (own, node, git) => (own - node) / git);
  return {
    name: `${gates}, ${FILES} files, less bare Node`,
    runs,
    ms,
    against: { name: status, ms: median(samples[status] ?? []) },
    value,
    unit: '×',
    limit: LIMIT,
  };
}

async function writeInto(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Checks that the plan was approved and its receipt is valid; otherwise another amount of work was measured. */
function verifyGates({ stdout }: Ran): void {
  const { data }: { data: { gates: { plan: { state: string; assurance: string } } } } = JSON.parse(stdout);
  const { state, assurance } = data.gates.plan;
  if (state === 'closed' || assurance !== 'verified') throw new Error(`the plan gate is ${state}, ${assurance}`);
}
