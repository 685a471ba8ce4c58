/**
 * Compares the hooks, as `loop start` installs them, with Node doing nothing, in CPU time, because a busy machine
 * affects it less than wall-clock time. It also checks that the Stop hook runs no git.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ledgerPaths } from '../scripts/io/ground/workspace.js';
import { hookCommand } from '../scripts/io/install/claude.js';
import {
  bareNode,
  type Call,
  type Contender,
  interleaved,
  median,
  paired,
  type Ran,
  runTimed,
  type Samples,
} from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/**
 * The allowed cost of a hook, as a multiple of Node's start. A hook call that needs the guard's rules may cost more;
 * the aim for it is 1.3.
 */
const LIMIT = 1.15;
const RULES_LIMIT = 3.2;
/** The status line is drawn again and again. */
const LINE_LIMIT = 1.2;
/** What a hook may cost that its launcher starts, in runs of the same hook by Node. */
const LAUNCHED_LIMIT = 1.05;

const SESSION = 'bench-session';

/** The rows for a stage whose task is open. */
export async function hookRows(stage: Stage, runs: number): Promise<Row[]> {
  await stage.cccc('setup', '--preset', 'keep', '--mode', 'full-auto-safe', '--yes');
  stage.env['CLAUDE_CODE_SESSION_ID'] = SESSION;
  await stage.cccc('loop', 'start');
  const contenders = contendersOf(stage, await hooksOf(stage), await stopsOf(stage));
  const samples = await cpuTimes(contenders, path.join(stage.folder, 'cpu'), runs);
  const bare = median(samples[BARE] ?? []);
  const timed = contenders
    .filter(({ name }) => name !== BARE)
    .map(({ name }): Row => {
      const ms = median(samples[name] ?? []);
      if (name === LAUNCHED) return launchedRow(samples, runs, ms);
      return {
        name,
        runs,
        ms,
        against: { name: BARE, ms: bare },
        value: paired(samples, [name, BARE], (own, node) => own / node),
        unit: '×',
        limit: limitOf(name),
      };
    });
  return [...timed, await gitRow(stage, contenders)];
}

function limitOf(name: string): number | null {
  if (name === AGAIN) return null;
  if (name === LINE) return LINE_LIMIT;
  return RULED.includes(name) ? RULES_LIMIT : LIMIT;
}

/** The launcher against the same hook without it. */
function launchedRow(samples: Samples, runs: number, ms: number): Row {
  const value = paired(samples, [LAUNCHED, ORDINARY_GUARD], (launched, own) => launched / own);
  const against = { name: ORDINARY_GUARD, ms: median(samples[ORDINARY_GUARD] ?? []) };
  return { name: LAUNCHED, runs, ms, against, value, unit: '×', limit: LAUNCHED_LIMIT };
}

/** Runs the contenders in turn; out: the CPU time of each run in milliseconds, by the contender's name. */
async function cpuTimes(contenders: readonly Contender[], file: string, runs: number): Promise<Samples> {
  const taken: Samples = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  const metered = contenders.map(
    ({ name, call, prepare, verify }): Contender => ({
      name,
      ...(prepare === undefined ? {} : { prepare }),
      call: { ...call, env: { ...call.env, NODE_OPTIONS: METERED, CCCC_BENCH_CPU: file } },
      verify: (ran) => {
        verify?.(ran);
        taken[name]?.push(Number(readFileSync(file, 'utf8')));
      },
    }),
  );
  await interleaved(metered, runs);
  // As with wall-clock time, the first round only warms the file cache and does not count.
  return Object.fromEntries(Object.entries(taken).map(([name, times]) => [name, times.slice(1)]));
}

/** As a variable, so that it reaches a Node that a launcher starts; the shell before it counts as the same process. */
const METERED = `--require ${JSON.stringify(path.join(import.meta.dirname, 'cpu-meter.cjs'))}`;

const BARE = 'bare Node';
const AGAIN = 'bare Node, once more';
const BLOCKS = 'Stop hook, blocks';
const ORDINARY_GUARD = 'guard hook, Bash';
const LAUNCHED = 'guard hook, Bash, by its launcher';
const RULES = 'guard hook, Bash for the rules';
const ASKED = 'guard hook, Bash that is asked';
const LINE = 'status line';
const RULED: readonly string[] = [RULES, ASKED];

/** A call that the guard's first stage answers by itself. The next ones need its rules, and its sentences as well. */
const ORDINARY = 'npm test -- --grep "an hour" 2>&1 | tail -n 40 && git status --short';
const LOOP = `for file in $(git ls-files 'src/*.js'); do echo "$file: $(wc -l < "$file")"; done | sort -n | tail -n 20
if [ -f package.json ]; then git commit --message "$(cat <<'END'\nfix: hours\nEND\n)"; fi`;
const INTRICATE =
  `${LOOP}\ncat <<-END > notes.md\n\tSome notes\n\tEND\nnode -e ` +
  `'console.log(require("./package.json").name)' || ` +
  `echo "\${PIPESTATUS[0]}"`;

function contendersOf(stage: Stage, hooks: Hooks, stops: string): Contender[] {
  const stop = {
    session_id: SESSION,
    prompt_id: 'p1',
    cwd: stage.project,
    hook_event_name: 'Stop',
    background_tasks: [],
  };
  const call = { session_id: SESSION, cwd: stage.project, hook_event_name: 'PreToolUse', permission_mode: 'default' };
  const edit = {
    file_path: path.join(stage.project, 'src', 'index.js'),
    old_string: 'export',
    new_string: `${'// a line of code\n'.repeat(50)}export`,
  };
  const input = JSON.stringify({ ...stop, stop_hook_active: false });
  const bash = (command: string): Call =>
    hook(stage, hooks.guard, JSON.stringify({ ...call, tool_name: 'Bash', tool_input: { command } }));
  const forget = (): Promise<void> => rm(stops, { force: true });
  return [
    bareNode(BARE, { ...stage, cwd: stage.project, input }),
    bareNode(AGAIN, { ...stage, cwd: stage.project, input }),
    // Each block is counted, and after seven of them the hook would let the turn end.
    { name: BLOCKS, call: hook(stage, hooks.stop, input), prepare: forget, verify: saying(/"decision":"block"/) },
    {
      name: 'Stop hook, lets go',
      call: hook(stage, hooks.stop, JSON.stringify({ ...stop, stop_hook_active: true })),
      prepare: forget,
      verify: saying(/^$/),
    },
    { name: ORDINARY_GUARD, call: bash(ORDINARY), verify: saying(/^$/) },
    { name: LAUNCHED, call: launched(stage, bash(ORDINARY)), verify: saying(/^$/) },
    { name: 'guard hook, Bash with a loop', call: bash(LOOP), verify: saying(/^$/) },
    { name: RULES, call: bash(INTRICATE), verify: saying(/^$/) },
    {
      name: ASKED,
      call: bash('git push --force origin feature && rm -rf src'),
      verify: saying(/"permissionDecision":"ask"/),
    },
    {
      name: LINE,
      call: hook(
        stage,
        path.join(stage.paths.skill, 'hooks', 'cccc-statusline.cjs'),
        JSON.stringify({ session_id: SESSION, cwd: stage.project, workspace: { project_dir: stage.project } }),
      ),
      verify: saying(/cccc plan · .*→ /),
    },
    {
      name: 'guard hook, Edit',
      call: hook(stage, hooks.guard, JSON.stringify({ ...call, tool_name: 'Edit', tool_input: edit })),
      verify: saying(/^$/),
    },
  ];
}

const hook = ({ project, env }: Stage, file: string, input: string): Call => ({
  program: process.execPath,
  args: [file],
  cwd: project,
  env: { ...env, CLAUDE_PROJECT_DIR: project },
  input,
});

/** As it is registered; the launcher finds the Node that `loop start` recorded. */
function launched({ paths }: Stage, call: Call): Call {
  const { program, args } = hookCommand(paths.hooks, 'cccc-guard.cjs', 'PreToolUse');
  return { ...call, program, args };
}

interface Hooks {
  stop: string;
  guard: string;
}

/** The hook files as they are registered; the installation decides which they are. */
async function hooksOf({ paths }: Stage): Promise<Hooks> {
  const names = await readdir(paths.hooks);
  const of = (prefix: string): string =>
    path.join(paths.hooks, names.find((name) => name.startsWith(prefix)) ?? prefix);
  return { stop: of('cccc-stop.'), guard: of('cccc-guard.') };
}

const saying =
  (words: RegExp) =>
  ({ stdout }: Ran): void => {
    if (!words.test(stdout)) throw new Error(`this was not to be measured: ${stdout}`);
  };

/** The file in which the Stop hook keeps its count. */
async function stopsOf({ project }: Stage): Promise<string> {
  const ledgers = ledgerPaths(path.join(project, '.git'));
  const [task] = await readdir(ledgers.tasks);
  return ledgers.stops(task ?? '');
}

/** Runs the Stop hook with a git that only leaves a mark. The mark itself is tested first. */
async function gitRow(stage: Stage, contenders: readonly Contender[]): Promise<Row> {
  const name = 'Stop hook, calls of git';
  const blocks = contenders.find((contender) => contender.name === BLOCKS);
  if (blocks === undefined) throw new Error('no Stop hook is measured');
  const folder = path.join(stage.folder, 'marking git');
  const mark = path.join(folder, 'mark');
  await mkdir(folder);
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\nprintf x >> '${mark}'\n`);
  await chmod(path.join(folder, 'git'), 0o755);
  const env = { ...stage.env, PATH: folder, Path: folder };
  if (process.platform !== 'win32') {
    await runTimed({ program: 'git', args: ['status'], cwd: stage.project, env });
    if (!existsSync(mark)) throw new Error('the git that leaves a mark leaves none');
    await rm(mark);
  }
  await blocks.prepare?.();
  const ran = await runTimed({ ...blocks.call, env: { ...blocks.call.env, PATH: folder, Path: folder } });
  blocks.verify?.(ran);
  return { name, runs: 1, ms: null, against: null, value: existsSync(mark) ? 1 : 0, unit: 'calls', limit: 0 };
}
