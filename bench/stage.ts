/** The demo's project in a temporary folder with a private home, with a planned task. */
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judge } from '../scripts/dev/demo/codex-brain.js';
import { backlogIn } from '../scripts/dev/demo/forms.js';
import { makeProject } from '../scripts/dev/demo/project.js';
import { wordsFor } from '../scripts/dev/demo/words/words.js';
import { planOf } from '../scripts/dev/demo/work.js';
import { type ResponsesServerOptions, startResponsesServer } from '../scripts/dev/servers/responses-server.js';
import { systemVariables } from '../scripts/dev/system-variables.js';
import { type ProjectPaths, projectPaths } from '../scripts/io/ground/workspace.js';
import { type Call, interrupt, type Ran, runTimed } from './measure.js';

export interface Stage {
  /** The folder that contains everything, and is removed at the end. */
  folder: string;
  project: string;
  paths: ProjectPaths;
  env: Record<string, string>;
  /**
   * Runs one verb of the skill that is installed in the project.
   *
   * @throws when its exit code is not 0
   */
  cccc(...args: string[]): Promise<Ran>;
  git(...args: string[]): Promise<Ran>;
  /** The same verb as a call to be timed. */
  call(...args: string[]): Call;
}

export interface StageOptions {
  /** The built skill folder. */
  skill: string;
  /** The Codex binary. */
  codex: string;
  /** What the model answers to any request; by default, the scripted reviewer judges it. */
  answer?: ResponsesServerOptions['answer'];
  /** Changes the project before the skill is installed. */
  grow?: (project: string, env: Record<string, string>) => Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const KEY_NAME = 'CCCC_BENCH_KEY';

/**
 * Prepares the stage, uses it, and removes it. The scripted reviewer passes every plan that equals the demo's second
 * draft.
 */
export async function withStage<T>(options: StageOptions, use: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cccc-bench-')));
  for (const name of SIGNALS) process.on(name, interrupt);
  const server = await startResponsesServer({
    answer: options.answer ?? ((request) => judge(request.body, () => undefined)),
  });
  try {
    const stage = makeStage(folder);
    await mkdir(stage.env['HOME'] ?? '', { recursive: true });
    await mkdir(stage.project);
    await makeProject(stage.project, stage.env);
    await options.grow?.(stage.project, stage.env);
    await install(stage, options, server.url);
    return await use(stage);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

function makeStage(folder: string): Stage {
  const home = path.join(folder, 'home');
  const project = path.join(folder, 'little durations');
  const env: Record<string, string> = {
    ...systemVariables(),
    HOME: home,
    USERPROFILE: home,
    XDG_STATE_HOME: path.join(home, 'state'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    LOCALAPPDATA: path.join(home, 'state'),
    CODEX_HOME: path.join(home, '.codex'),
    [KEY_NAME]: 'scripted',
    GIT_CONFIG_NOSYSTEM: '1',
    LANG: 'C',
  };
  const paths = projectPaths(project);
  const call = (...args: string[]): Call => ({
    program: process.execPath,
    args: [path.join(paths.skill, 'scripts', 'cccc.mjs'), ...args, '--json'],
    cwd: project,
    env,
  });
  const git = (...args: string[]): Call => ({ program: 'git', args, cwd: project, env });
  return {
    folder,
    project,
    paths,
    env,
    call,
    cccc: (...args) => succeed(call(...args)),
    git: (...args) => succeed(git(...args)),
  };
}

async function succeed(call: Call): Promise<Ran> {
  const ran = await runTimed(call);
  if (ran.code !== 0)
    throw new Error(`${call.program} ${call.args.join(' ')} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return ran;
}

/** Installs the skill, with Codex's provider in its configuration and no checks, and commits everything. */
async function install(stage: Stage, { skill, codex }: StageOptions, url: string): Promise<void> {
  await mkdir(stage.env['CODEX_HOME'] ?? '', { recursive: true });
  await succeed({
    ...stage.call(),
    args: [path.join(skill, 'scripts', 'cccc.mjs'), 'install', '--project', stage.project, '--json'],
  });
  await stage.cccc('setup', '--preset', 'recommended', '--language', 'en', '--yes', '--no-checks', '--gitignore');
  const config: { codex: object } = JSON.parse(await readFile(stage.paths.config, 'utf8'));
  const provider = `{name="bench",base_url=${JSON.stringify(url)},env_key="${KEY_NAME}",wire_api="responses"}`;
  Object.assign(config.codex, {
    cli_command: codex,
    model: 'gpt-5.5',
    pass_env: [KEY_NAME],
    config_overrides: ['model_provider="bench"', `model_providers.bench=${provider}`],
  });
  await writeFile(stage.paths.config, `${JSON.stringify(config, null, 2)}\n`);
  await stage.git('add', '--all');
  await stage.git('commit', '--quiet', '--message', 'Set up cc-codex-collaborate');
}

/** Starts the demo's task and brings it to its plan review. */
export async function planTask(stage: Stage): Promise<void> {
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(stage.paths.docs, name), text);
  const { claude } = wordsFor('en');
  await stage.cccc('start', claude.task);
  for (const [name, text] of Object.entries(claude.discovery)) await write(name, text);
  await stage.cccc('report', 'discovery');
  const { documents, milestones } = planOf(claude, 'revised');
  const backlog = backlogIn(
    await readFile(path.join(stage.paths.skill, 'references', 'planning.md'), 'utf8'),
    claude.backlogTitle,
    milestones,
  );
  for (const [name, text] of Object.entries({ ...documents, 'milestone-backlog.md': backlog ?? '' }))
    await write(name, text);
  await stage.cccc('report', 'plan');
  const schema: { properties: { answers: { required: string[] } } } = JSON.parse(
    await readFile(path.join(stage.paths.skill, 'schemas', 'self-review.schema.json'), 'utf8'),
  );
  const answers = Object.fromEntries(
    schema.properties.answers.required.map((name) => [name, { ok: true, note: 'Looked at.' }]),
  );
  await write('runtime/self-review.json', JSON.stringify({ answers, result: 'ok' }));
  await stage.cccc('report', 'self-review', '--file', 'docs/cccc/runtime/self-review.json');
}
