/** Compares a check in the clean copy (updated before and inspected afterwards) with the same check in place. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CARRIED } from '../scripts/core/install/carry.js';
import { bringCopy, copyChanges, inCopy } from '../scripts/io/copy/copy.js';
import { openRepository, type Repository } from '../scripts/io/git/git.js';
import { nameTree } from '../scripts/io/git/tree.js';
import type { TreeName } from '../scripts/io/git/tree-name.js';
import { type CheckPlace, inPlace, runChecks } from '../scripts/io/review/checks.js';
import { median } from './measure.js';
import type { Row } from './row.js';

/** How long the second and later runs may take, compared with running in place. */
const LIMIT = 1.2;
/** Number of files of installed packages. */
const PACKAGES = 300;
const FILES = 10;
/** What a check does besides starting, in ms: the least that still makes it a check. */
const WORK = 2_000;

interface Project {
  dir: string;
  run: string[];
}

const write = async (dir: string, name: string, content: string): Promise<void> => {
  await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
  await writeFile(path.join(dir, name), content);
};

function ran(dir: string, program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { cwd: dir, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr ?? ''}${error ?? ''}`);
}

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

async function installPackages(dir: string, folder: string): Promise<void> {
  for (let number = 0; number < PACKAGES; number += 1)
    for (let file = 0; file < FILES; file += 1)
      await write(dir, `${folder}/package${number}/lib/file${file}.js`, `module.exports = ${number * file};\n`);
}

/** A node test that must find a required module below its own folder. */
const nodeTest = (required: string): string =>
  `const found = require.resolve(${JSON.stringify(required)});\n` +
  `if (!found.startsWith(process.cwd())) throw new Error(found);\nsetTimeout(() => {}, ${WORK});\n`;

const LAYOUTS: Record<string, (dir: string) => Promise<string[] | null>> = {
  'npm workspaces': async (dir) => {
    await write(
      dir,
      'package.json',
      '{ "private": true, "workspaces": ["packages/*"], "scripts": { "test": "node test.cjs" } }',
    );
    await write(dir, 'packages/one/package.json', '{ "name": "one", "version": "1.0.0" }');
    await write(dir, 'packages/one/index.js', '');
    await write(dir, 'test.cjs', nodeTest('one'));
    await installPackages(dir, 'node_modules');
    await symlink('../packages/one', path.join(dir, 'node_modules/one'));
    return has('npm') ? ['npm', 'test'] : [process.execPath, 'test.cjs'];
  },
  pnpm: async (dir) => {
    await installPackages(dir, 'node_modules/.pnpm/store/node_modules');
    for (let number = 0; number < PACKAGES; number += 1)
      await symlink(`.pnpm/store/node_modules/package${number}`, path.join(dir, `node_modules/package${number}`));
    await write(dir, 'test.cjs', nodeTest('package7/lib/file3.js'));
    return [process.execPath, 'test.cjs'];
  },
  'a virtual environment with -e .': async (dir) => {
    if (!has('python3')) return null;
    ran(dir, 'python3', '-m', 'venv', '.venv');
    const asked = spawnSync('.venv/bin/python', ['-c', 'import site; print(site.getsitepackages()[0])'], { cwd: dir });
    await writeFile(path.join(asked.stdout.toString().trim(), '__editable__.app.pth'), `${path.join(dir, 'src')}\n`);
    await write(dir, 'src/app/__init__.py', '');
    await write(
      dir,
      'test.py',
      `import app, os, time\nassert app.__file__.startswith(os.getcwd())\ntime.sleep(${WORK / 1000})\n`,
    );
    return ['.venv/bin/python', 'test.py'];
  },
  'cargo with target/': async (dir) => {
    if (!has('cargo')) return null;
    const test = `std::thread::sleep(std::time::Duration::from_millis(${WORK}));`;
    await write(dir, 'Cargo.toml', '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n');
    await write(dir, 'src/lib.rs', `#[test]\nfn works() {\n    ${test}\n}\n`);
    return ['cargo', 'test', '--quiet', '--offline'];
  },
  'filters and links': async (dir) => {
    for (const way of ['clean', 'smudge']) ran(dir, 'git', 'config', `filter.swap.${way}`, 'tr a-zA-Z n-za-mN-ZA-M');
    await write(dir, '.gitattributes', '*.bin filter=swap\n');
    for (let number = 0; number < FILES; number += 1) await write(dir, `data/${number}.bin`, 'content\n');
    await symlink('data', path.join(dir, 'link'));
    const test = `if (require('fs').readFileSync('link/3.bin', 'utf8') !== 'content\\n') process.exit(1);\n`;
    await write(dir, 'test.cjs', `${test}setTimeout(() => {}, ${WORK});\n`);
    return [process.execPath, 'test.cjs'];
  },
};

/** One row for each layout whose tools are installed. */
export async function copyRows(runs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, make] of Object.entries(LAYOUTS)) {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cccc-bench-')));
    try {
      const project = await makeProject(path.join(folder, 'project'), make);
      if (project !== null) rows.push(await copyRow(name, project, path.join(folder, 'state'), runs));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }
  return rows;
}

async function makeProject(dir: string, make: (dir: string) => Promise<string[] | null>): Promise<Project | null> {
  await mkdir(dir);
  ran(dir, 'git', 'init', '--quiet');
  const run = await make(dir);
  if (run === null) return null;
  await write(dir, '.gitignore', 'node_modules\n.venv\n/target\nCargo.lock\n__pycache__\n');
  await chmod(path.join(dir, '.gitignore'), 0o644);
  ran(dir, 'git', 'add', '--all');
  ran(
    dir,
    'git',
    '-c',
    'user.name=Bench',
    '-c',
    'user.email=bench@example.invalid',
    'commit',
    '--quiet',
    '-m',
    'Start',
  );
  return { dir, run };
}

async function copyRow(name: string, project: Project, state: string, runs: number): Promise<Row> {
  const repository = await openRepository(project.dir);
  const tree = await nameTree(repository, { paths: [], rewrite: {} });
  const [place, copy]: [number[], number[]] = [[], []];
  for (let round = 0; round <= runs; round += 1) {
    const there = await timed(() => check(project, state, inPlace(project.dir, null)));
    const here = await timed(() => checkInCopy(project, { repository, tree, state }));
    if (round === 0) continue;
    place.push(there);
    copy.push(here);
  }
  const ratios = copy.map((ms, at) => ms / (place[at] ?? 1));
  return {
    name: `a check in the clean copy: ${name}`,
    runs,
    ms: median(copy),
    against: { name: 'in place', ms: median(place) },
    value: median(ratios),
    unit: '×',
    limit: LIMIT,
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function checkInCopy(
  project: Project,
  { repository, tree, state }: { repository: Repository; tree: TreeName; state: string },
): Promise<void> {
  const copy = await bringCopy(state, repository, tree, CARRIED);
  await check(project, state, inCopy(copy, project.dir));
  const changed = await copyChanges(copy);
  if (changed.length > 0) throw new Error(`the check changed ${changed.join(', ')}`);
}

async function check({ dir, run }: Project, state: string, place: CheckPlace): Promise<void> {
  const { results } = await runChecks({
    commands: [{ name: 'check', run, required: true, timeout_seconds: 600 }],
    cwd: dir,
    place: () => place,
    env: process.env,
    outputDir: path.join(state, 'output'),
  });
  if (!results[0]?.passed) throw new Error(`${run.join(' ')}: ${results[0]?.tail}`);
}
