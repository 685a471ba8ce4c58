/**
 * Plays a complete task with the real Claude Code and the real Codex against two scripted model servers. Only the
 * answers of the two models are scripted; the clients, the skill, git, the tests and the sandbox are real.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Entry } from '../../core/task/ledger.js';
import { projectPaths } from '../../io/ground/workspace.js';
import { type Clients, findClients } from '../clients.js';
import { projectRoot } from '../project.js';
import { type MessagesOptions, type MessagesServer, startMessagesServer } from '../servers/messages-server.js';
import {
  type ResponsesServer,
  type ResponsesServerOptions,
  startResponsesServer,
} from '../servers/responses-server.js';
import { think } from './claude-brain.js';
import { type ClaudeEvent, type ClaudeHome, type ClaudeRun, makeClaudeHome, runClaude } from './claude-client.js';
import { judge } from './codex-brain.js';
import { heading, line, type OnLine, padded, quote } from './display.js';
import { followLedger, ledgerOf } from './ledger-tail.js';
import { Narrator } from './narrator.js';
import { makeProject } from './project.js';
import type { DemoWords } from './words/types.js';
import { wordsFor } from './words/words.js';

export interface DemoOptions {
  /** Whether to keep the folder for inspection; otherwise it is removed at the end. */
  keep?: boolean;
  onLine?: OnLine;
  /** The language of the user, in which everything is shown; `en` if missing. */
  language?: string;
  /** The built skill folder; the repository's own `dist` if missing. */
  skill?: string;
  /** More options of Claude Code, such as another permission mode. */
  flags?: string[];
  /** Changes the installed skill before the task begins, to test what depends on it. */
  edit?: (skillFolder: string) => void | Promise<void>;
}

export interface DemoResult {
  done: boolean;
  /** Why the task did not end in DONE; null when it did. */
  problem: string | null;
  /** The folder that contains everything, including the project. */
  folder: string;
  project: string;
  ledger: Entry[];
  /** What the two models received, and what they answered. */
  claude: MessagesServer['requests'];
  codex: ResponsesServer['requests'];
  runs: ClaudeRun[];
  /** The output of `trace` at the end. */
  trace: string;
  seconds: number;
}

/** Where a demo is played, and with what. */
export interface Stage {
  folder: string;
  project: string;
  clients: Clients;
  home: ClaudeHome;
  claude: MessagesServer;
  codex: ResponsesServer;
  say: OnLine;
  /** What the user does is shown in the user's language. */
  words: DemoWords;
}

const DIST = path.join(projectRoot(), 'dist', 'cc-codex-collaborate');
const KEY_NAME = 'CCCC_DEMO_KEY';

/**
 * Plays the demo. A task that does not reach DONE is a result.
 *
 * @throws when something around the task is broken
 */
export async function playDemo(options: DemoOptions = {}): Promise<DemoResult> {
  const say = options.onLine ?? (() => undefined);
  const words = wordsFor(options.language ?? 'en');
  const began = Date.now();
  let narrator: Narrator;
  const brains = (project: string): Brains => {
    narrator = new Narrator(project, words, say, followLedger(project));
    return {
      claude: (request) => think(request.heard),
      codex: (request) => judge(request.body, (verb, detail) => narrator.codex(verb, detail)),
    };
  };
  return withStage(options, brains, async (stage) => {
    await prepare(stage, options);
    const runs = await converse(stage, options.flags ?? [], (event) => narrator.claude(event));
    const ending = await end(stage, runs, options.keep === true);
    const { folder, project, claude, codex } = stage;
    const seconds = Math.round((Date.now() - began) / 1000);
    return { ...ending, folder, project, claude: claude.requests, codex: codex.requests, runs, seconds };
  });
}

/** How the two scripted models answer. */
export interface Brains {
  claude: MessagesOptions['answer'];
  codex: ResponsesServerOptions['answer'];
}

/** Lends a folder, the two clients and their model servers; all of it is gone afterwards, unless it is kept. */
export async function withStage<T>(
  options: DemoOptions,
  brains: (project: string) => Brains,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const clients = await findClients();
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cccc-demo-')));
  const project = path.join(folder, 'little durations');
  const answers = brains(project);
  const claude = await startMessagesServer({ answer: answers.claude });
  const codex = await startResponsesServer({ answer: answers.codex });
  try {
    await mkdir(project);
    const home = await makeClaudeHome(path.join(folder, 'home'), project, claude.url, { [KEY_NAME]: 'scripted' });
    const say = options.onLine ?? (() => undefined);
    const words = wordsFor(options.language ?? 'en');
    return await work({ folder, project, clients, home, claude, codex, say, words });
  } finally {
    await Promise.all([claude.close(), codex.close()]);
    if (options.keep !== true) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What a user does once: a project, the skill in it, setup, and Codex's provider in the configuration. */
export async function prepare(stage: Stage, options: DemoOptions): Promise<void> {
  const { project, home, say, words } = stage;
  say(heading(words.headings.project));
  await makeProject(project, home.env);
  say(line(words, 'you', 'have', words.library(project)));
  await cccc(stage, options.skill ?? DIST, 'install', '--project', project);
  await cccc(
    stage,
    installedSkill(project),
    'setup',
    '--preset',
    'recommended',
    '--language',
    options.language ?? 'en',
    '--gitignore',
    '--yes',
  );
  await configure(stage);
  await commit(stage);
  await options.edit?.(installedSkill(project));
}

/** The skill folder of the demo's project. */
export const installedSkill = (project: string): string => projectPaths(project).skill;

/**
 * Runs one verb as the user would in a terminal, and shows it.
 *
 * @throws with its output when it fails
 */
export async function cccc(stage: Stage, skill: string, ...args: string[]): Promise<string> {
  stage.say(line(stage.words, 'you', 'run', `cccc ${args.join(' ')}`));
  const script = path.join(skill, 'scripts', 'cccc.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd: stage.project,
    env: stage.home.env,
    windowsHide: true,
  });
  return stdout;
}

/** Edits config.json like a user who has a model provider of their own and lets Claude commit accepted work. */
async function configure(stage: Stage): Promise<void> {
  const file = projectPaths(stage.project).config;
  const config: { codex: object; automation: object } = JSON.parse(await readFile(file, 'utf8'));
  const url = JSON.stringify(stage.codex.url);
  const provider = `{name="demo",base_url=${url},env_key="${KEY_NAME}",wire_api="responses"}`;
  Object.assign(config.codex, {
    cli_command: stage.clients.codex,
    model: 'gpt-5.5',
    pass_env: [KEY_NAME],
    config_overrides: ['model_provider="demo"', `model_providers.demo=${provider}`],
  });
  Object.assign(config.automation, { commit_after_acceptance: 'claude' });
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`);
  stage.say(line(stage.words, 'you', 'set', stage.words.settings));
}

async function commit({ project, home, say, words }: Stage): Promise<void> {
  const git = (...args: string[]): Promise<unknown> =>
    promisify(execFile)('git', args, { cwd: project, env: home.env, windowsHide: true });
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Set up cc-codex-collaborate');
  say(line(words, 'you', 'commit', words.setUp));
}

/** What the user types into Claude Code in one session: first the command that starts the loop, then the task. */
async function converse(stage: Stage, flags: string[], onEvent: (event: ClaudeEvent) => void): Promise<ClaudeRun[]> {
  const call = { binary: stage.clients.claude, home: stage.home, cwd: stage.project, flags, onEvent };
  const { words, say } = stage;
  const type = (prompt: string, resume?: string): Promise<ClaudeRun> => {
    say(line(words, 'you', 'type', prompt));
    return runClaude({ ...call, prompt, ...(resume === undefined ? {} : { resume }) });
  };
  say(heading(words.headings.conversation));
  const loop = await type('/cc-codex-collaborate-loop-start');
  const task = await type(`/cc-codex-collaborate "${words.claude.task}"`, loop.sessionId);
  return [loop, task];
}

async function end(
  stage: Stage,
  runs: ClaudeRun[],
  keep: boolean,
): Promise<Pick<DemoResult, 'done' | 'problem' | 'ledger' | 'trace'>> {
  const ledger = ledgerOf(stage.project);
  const done = ledger.at(-1)?.event.type === 'task-finished';
  const last = runs.at(-1);
  const problem = done
    ? null
    : `the task stands at "${ledger.at(-1)?.event.type ?? 'not even opened'}"; Claude's last words: ` +
      `${last?.text ?? ''}${last?.stderr ? `\n${last.stderr}` : ''}`;
  const { headings } = stage.words;
  stage.say(heading(headings.timeline));
  const trace = ledger.length === 0 ? '' : await cccc(stage, installedSkill(stage.project), 'trace');
  for (const row of quote(trace)) stage.say(row);
  stage.say(heading(headings.places));
  for (const [what, where] of places(stage, ledger, keep)) stage.say(line(stage.words, '', '', `${what}${where}`));
  return { done, problem, ledger, trace };
}

/** What there is to look at: a name, in a column of its own, and where it is. */
function places({ project, words }: Stage, ledger: Entry[], keep: boolean): [string, string][] {
  const { removed, reviews, plan, ledger: chain, attempt, project: folder } = words.places;
  if (!keep) return [['', removed]];
  const started = ledger[0]?.event;
  const task = started?.type === 'task-started' ? started.task_id : '';
  const rows: [string, string][] = [
    [folder, project],
    [reviews, 'docs/cccc/reviews/'],
    [plan, 'docs/cccc/milestone-backlog.md'],
    [chain, `.git/cccc/tasks/${task}/ledger.jsonl`],
    [attempt, 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs gates'],
  ];
  return rows.map(([name, where]) => [padded(name, 9), where]);
}
