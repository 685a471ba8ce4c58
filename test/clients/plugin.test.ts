/**
 * The plugin in the real Claude Code, from a git marketplace: installed for a project, a task with the loop on, an
 * update, a copied folder beside it, and removed again. The model is scripted, and Codex is a stand-in.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import type { ClaudeRun } from '../../scripts/dev/demo/claude-client.js';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { type Conversation, talkToClaude } from '../helpers/claude.js';
import { installed, placeSkill } from '../helpers/cli.js';
import { FakeCodex } from '../helpers/fake-codex.js';
import { PluginRepository } from '../helpers/plugin.js';
import { freshFolder, makeProject, type TestRepo } from '../helpers/repo.js';
import { writeDiscovery, writePlan, writeSelfReview } from '../helpers/task-documents.js';

const NAME = 'cc-codex-collaborate';
const ID = `${NAME}@${NAME}`;
const CONFIG = 'docs/cccc/config.json';
const GUARD_LOG = 'docs/cccc/logs/guard.jsonl';

let released: PluginRepository;
let repo: TestRepo;
let claude: Conversation;
let binary: string;
let session: string;
let turns: ClaudeTurn[] = [];

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] });
const results = (run: ClaudeRun): string[] =>
  run.events.flatMap((event) => (event.kind === 'result' ? [event.text] : []));
const said = (run: ClaudeRun, event: string): string[] =>
  run.events.flatMap((one) => (one.kind === 'hook' && one.event === event && one.output !== '' ? [one.output] : []));

/** A command of the client itself, such as `claude plugin list`. */
const plugin = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(binary, ['plugin', ...args], { cwd: repo.dir, env: claude.env })).stdout;

/** The user types a prompt; the model answers with these turns. */
async function say(prompt: string, ...given: ClaudeTurn[]): Promise<ClaudeRun> {
  turns = given;
  const run = await claude.say(prompt, session, ['--permission-mode', 'default']);
  session = run.sessionId;
  return run;
}

const settings = () => JSON.parse(readFileSync(repo.file('.claude/settings.json'), 'utf8'));
const marker = (): string => repo.file('.git/cccc-loop');
const linesOf = (file: string): number => readFileSync(file, 'utf8').trim().split('\n').length;

/** How often a Stop hook has decided. */
function stops(): number {
  const tasks = repo.file('.git/cccc/tasks');
  return linesOf(path.join(tasks, readdirSync(tasks)[0] ?? '', 'stops.jsonl'));
}

beforeAll(async () => {
  [released, { claude: binary }] = await Promise.all([PluginRepository.make(), findClients()]);
  repo = makeProject();
  claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
  await plugin('marketplace', 'add', await released.serve());
  await plugin('install', ID, '--scope', 'project');
});
afterAll(async () => {
  await claude.close();
  released.close();
});

test('the client finds nothing wrong with a fresh clone of the release', async () => {
  expect(await plugin('validate', released.clone(), '--strict')).toContain('Validation passed');
});

test('the project gets one line of settings, and no file of the plugin', () => {
  expect(settings()).toEqual({ enabledPlugins: { [ID]: true } });
  expect(existsSync(repo.file('.claude/skills'))).toBe(false);
});

test('/cccc sets the project up without a question, and writes no slash command', async () => {
  const run = await say('/cccc setup --yes', bash('cccc setup --yes --language en --no-checks'));
  expect(results(run)[0]).toContain('is set up');
  expect(existsSync(repo.file('.claude/commands'))).toBe(false);
  expect(settings()).toEqual({ enabledPlugins: { [ID]: true } });
  const config = JSON.parse(readFileSync(repo.file(CONFIG), 'utf8'));
  const { file } = new FakeCodex(freshFolder());
  repo.write(CONFIG, JSON.stringify({ ...config, codex: { ...config.codex, cli_command: file } }));
});

test('with the loop off, its hooks say nothing', async () => {
  const run = await say('/cccc start Make the answer 42', bash('cccc start "Make the answer 42"'), bash('rm -rf src'));
  expect(results(run)[0]).toContain('Next: cccc next');
  expect(results(run)[1]).not.toContain('cccc guard');
  expect([...said(run, 'Stop'), ...said(run, 'PreToolUse')]).toEqual([]);
});

test('/cccc-loop-start switches them on: the guard judges, Stop continues, steps are named as they run', async () => {
  const run = await say('/cccc-loop-start', bash('rm -rf src'), { text: 'enough for now' }, bash('cccc next'));
  expect(existsSync(marker())).toBe(true);
  expect(Object.keys(settings())).toEqual(['enabledPlugins', 'permissions']);
  expect(results(run)[0]).toContain('cccc guard (deletion)');
  expect(said(run, 'Stop')[0]).toContain('Run: cccc report discovery');
  expect(results(run)[1]).toContain('Run: cccc report discovery');
});

test('a task goes on to an accepted milestone by the commands that its steps name', async () => {
  writeDiscovery(repo);
  writePlan(repo);
  const facts = ['discovery', 'plan', `self-review --file ${writeSelfReview(repo)}`];
  const steps = [...facts.map((fact) => `report ${fact}`), 'review plan', 'milestone start M001'];
  const planned = await say('/cccc', ...steps.map((step) => bash(`cccc ${step}`)));
  expect(results(planned).at(-1)).toContain('M001 is started');
  repo.write('src/main.ts', 'export const answer = 42;\n');
  const done = await say(
    '/cccc',
    ...['report implemented', 'review milestone', 'milestone accept'].map((step) => bash(`cccc ${step}`)),
  );
  expect(results(done).at(-1)).toContain('M001 is accepted');
  expect(said(done, 'PostToolUse')).toEqual([expect.stringContaining('Codex approved milestone M001')]);
});

test('a copied folder beside it is named, and of both registered hooks one judges and counts', async () => {
  placeSkill(repo.dir);
  await installed(repo.dir, ['loop', 'start'], {
    XDG_STATE_HOME: claude.env['XDG_STATE_HOME'],
    CLAUDE_CODE_SESSION_ID: session,
  });
  expect(existsSync(marker())).toBe(false);
  // As after a pull of settings that another user committed.
  writeFileSync(marker(), '');
  const [asked, stopped] = [linesOf(repo.file(GUARD_LOG)), stops()];
  const run = await say('/cccc doctor', bash('rm -rf src'), bash('cccc doctor'));
  expect(results(run)[0]).toContain('cccc guard (deletion)');
  expect([linesOf(repo.file(GUARD_LOG)) - asked, stops() - stopped]).toEqual([1, 2]);
  expect(results(run)[1]).toContain(`claude plugin uninstall ${ID} --scope project`);
});

test('its own loop start takes over from copied hooks, and loop stop leaves the settings as they were', async () => {
  await say('/cccc-loop-start');
  expect(Object.keys(settings())).toEqual(['enabledPlugins', 'permissions']);
  expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
  await say('/cccc-loop-stop');
  expect(settings()).toEqual({ enabledPlugins: { [ID]: true } });
  expect(existsSync(marker())).toBe(false);
});

test('an update brings the new version, whole', async () => {
  await released.releaseAs('9.9.9');
  await plugin('marketplace', 'update', NAME);
  expect(await plugin('update', ID, '--scope', 'project')).toContain('9.9.9');
  const run = await say('/cccc dev-smoke', bash('cccc dev-smoke'), bash('cccc doctor'));
  expect(results(run)[0]).toContain('The skill is whole');
  expect(results(run)[1]).toMatch(/PASS Installation +9\.9\.9/);
});

test('removed by the client, it leaves nothing in the settings, and its texts reach nobody', async () => {
  await plugin('uninstall', ID, '--scope', 'project');
  expect(readFileSync(repo.file('.claude/settings.json'), 'utf8')).not.toContain(NAME);
  expect(await plugin('list', '--json')).not.toContain(ID);
  await say('/cccc-loop-status');
  expect(JSON.stringify(claude.requests.at(-1)?.heard.slice(-3))).not.toContain('That is the state of the loop');
});
