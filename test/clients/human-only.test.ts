/**
 * Human-only commands in the real Claude Code without a terminal: the guard's question becomes a denial, and the user's
 * own slash command counts as the user's word.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import type { ClaudeRun } from '../../scripts/dev/demo/claude-client.js';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import type { Config } from '../../scripts/generated/types.js';
import { type Conversation, talkToClaude } from '../helpers/claude.js';
import { commandOf } from '../helpers/grants.js';
import { TaskProject } from '../helpers/task.js';

/** The model's answers, turn by turn; each test sets them. */
let turns: ClaudeTurn[] = [];
let task: TaskProject;
let claude: Conversation;

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] });
const results = (run: ClaudeRun) => run.events.flatMap((event) => (event.kind === 'result' ? [event] : []));
const loosen = (review: Partial<Config['review']>): void => void task.config({ review });
const isConfirmed = (): boolean => task.events.some(({ type }) => type === 'pins-confirmed');

beforeAll(async () => {
  task = new TaskProject();
  task.repo.commit('Set up');
  claude = await talkToClaude(task.repo.dir, () => turns.shift() ?? { text: 'done' });
  // Hooks, commands inside slash commands and this test share key and ledger, so they use the client's state directory.
  task.env['XDG_STATE_HOME'] = claude.env['XDG_STATE_HOME'];
  task.env['LOCALAPPDATA'] = claude.env['LOCALAPPDATA'];
  task.planned();
  task.ok('loop', 'start');
  loosen({ block_on_p1: false });
});
afterAll(async () => {
  await claude.close();
  task.end();
});

describe('a human-only verb in the real Claude Code', () => {
  test('is denied to Claude, whichever way it tries, and nothing changes', async () => {
    const before = task.events.length;
    const { claude: binary } = await findClients();
    turns = [
      bash(commandOf(['confirm'])),
      {
        calls: [
          { tool: 'Write', input: { file_path: task.repo.file('road.sh'), content: `${commandOf(['confirm'])}\n` } },
        ],
      },
      bash('bash road.sh'),
      bash(`"${binary}" -p '/cccc confirm'`),
      {
        calls: [
          {
            tool: 'Edit',
            input: {
              file_path: task.repo.file('docs/cccc/config.json'),
              old_string: '"max_final_review_rounds": 3',
              new_string: '"max_final_review_rounds": 9',
            },
          },
        ],
      },
    ];
    const run = await claude.say('go');
    const said = results(run);
    expect(said.map(({ failed }) => failed)).toEqual([true, false, true, true, true]);
    expect(said[0]?.text).toContain('only the user decides this');
    expect(said[2]?.text).toMatch(/→ \/cccc confirm/);
    expect(task.events).toHaveLength(before);
    expect(isConfirmed()).toBe(false);
    expect(readFileSync(task.repo.file('docs/cccc/config.json'), 'utf8')).toContain('"max_final_review_rounds": 3');
  });

  test('a client that Claude starts in a script cannot speak for the user', async () => {
    const { claude: binary } = await findClients();
    task.repo.write('nested.sh', `'${binary}' -p '/cccc confirm' --permission-mode bypassPermissions\n`);
    // The outer turn, then that of the inner client, which gets as far as the guard.
    turns = [bash('bash nested.sh'), bash(commandOf(['confirm'])), { text: 'inner' }, { text: 'outer' }];
    const run = await claude.say('go');
    // A client that does not know one of the hooks reports that first.
    expect(results(run).map(({ text }) => text.trim().split('\n').at(-1))).toEqual(['inner']);
    expect(isConfirmed()).toBe(false);
  });

  test('a skill that Claude wrote decides nothing, whoever invokes it', async () => {
    const skill = '.claude/skills/notes/SKILL.md';
    task.repo.write(skill, `---\ndescription: "Notes"\n---\n!\`${commandOf(['confirm'])}\`\n\nGo on.\n`);
    turns = [{ calls: [{ tool: 'Skill', input: { skill: 'notes' } }] }, { text: 'tried' }];
    await claude.say('go');
    await claude.say('/notes');
    expect(isConfirmed()).toBe(false);
  });

  test('typed by the user, it runs once, and the ledger says that it was the user', async () => {
    const words = ['confirm', '--seen', String(task.run('confirm', '--dry-run').json.data['seen'])];
    turns = [bash(commandOf(words)), bash(commandOf(words)), { text: 'confirmed' }];
    const run = await claude.say(`/cccc ${words.join(' ')}`);
    expect(results(run).map(({ failed }) => failed)).toEqual([false, true]);
    expect(task.events.at(-1)).toMatchObject({ type: 'pins-confirmed', asked_by: 'slash-command' });
    expect(task.text('trace').stdout).toMatch(/user {4}changed settings confirmed \(by slash command\)/);
    expect(task.text('trace').stdout).toMatch(
      /guard {3}asked: node \S*cccc\.mjs confirm --seen \w+ · loop\/human-only/,
    );
  });

  test("/cccc-loop-stop is the user's word for the command in its template", async () => {
    const run = await claude.say('/cccc-loop-stop');
    expect(run.ok).toBe(true);
    expect(task.events.at(-1)).toMatchObject({ type: 'loop-stopped', asked_by: 'slash-command' });
    expect(existsSync(task.repo.file('.claude/hooks'))).toBe(false);
  });

  test('without hooks it is refused, and names the command for the terminal', async () => {
    loosen({ max_final_review_rounds: 9 });
    const before = task.events.length;
    turns = [bash(commandOf(['confirm']))];
    const run = await claude.say('/cccc confirm');
    expect(results(run)[0]).toMatchObject({
      failed: true,
      text: expect.stringMatching(/terminal[\s\S]*cccc\.mjs"? confirm/),
    });
    expect(task.events).toHaveLength(before);
  });
});
