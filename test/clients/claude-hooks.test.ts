import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaudeRun } from '../../scripts/dev/demo/claude-client.js';
import { isStopFeedback } from '../../scripts/dev/demo/instructions.js';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { type Conversation, talkToClaude } from '../helpers/claude.js';
import { installed, placeSkill } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

/** The model's answers, turn by turn; each test sets them. */
let turns: ClaudeTurn[] = [];
let repo: TestRepo;
let claude: Conversation;

beforeAll(async () => {
  repo = makeProject();
  placeSkill(repo.dir);
  claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
  const state = { XDG_STATE_HOME: claude.env['XDG_STATE_HOME'] };
  await installed(repo.dir, ['setup', '--yes', '--language', 'en'], state);
  repo.commit('Set up');
  await installed(repo.dir, ['start', 'Add a thing'], state);
  await installed(repo.dir, ['loop', 'start'], state);
});
afterAll(() => claude.close());

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] });
const results = (run: ClaudeRun) => run.events.flatMap((event) => (event.kind === 'result' ? [event] : []));
/** What the Stop hook said to continue a turn. */
const blocks = (run: ClaudeRun): string[] =>
  run.events.flatMap((event) =>
    event.kind === 'hook' && event.event === 'Stop' && event.output.includes('"additionalContext"')
      ? [event.output]
      : [],
  );

describe('the hooks in the real Claude Code', () => {
  test(
    '/cccc-loop-start runs before the model, binds its session, and the Stop hook continues the ' + 'turn once',
    async () => {
      turns = [{ text: 'first' }, { text: 'second' }];
      const run = await claude.say('/cccc-loop-start --keep-going');
      expect(JSON.parse(readFileSync(repo.file('docs/cccc/state.json'), 'utf8')).loop).toMatchObject({
        session: run.sessionId,
        keep_going: true,
      });
      const [first] = claude.requests;
      expect(first?.heard.some((heard) => heard.kind === 'user' && heard.text.includes('continue_now'))).toBe(true);
      expect(blocks(run)).toHaveLength(1);
      expect(run.text).toBe('second');
      const feedback = claude.requests.flatMap(({ heard }) => heard.filter(isStopFeedback));
      // The hook knows the client's version, which takes context; a block would be shown to the user as a problem.
      const words = /^<system-reminder>\nStop hook additional context: Go on with the task: .*\n\nACTION [a-z-]+\n/;
      expect(feedback).toMatchObject([{ text: expect.stringMatching(words) }]);
      expect(
        run.events.some((event) => event.kind === 'notice' && event.text.includes('nothing has been recorded')),
      ).toBe(true);
    },
  );

  test('another session stops as usual', async () => {
    turns = [{ text: 'only' }];
    const run = await claude.say('hello');
    expect([blocks(run), run.text]).toEqual([[], 'only']);
  });

  test('rules and guard stop its tools from changing the evidence, and let them read it', async () => {
    const state = readFileSync(repo.file('docs/cccc/state.json'), 'utf8');
    turns = [
      {
        calls: [
          { tool: 'Write', input: { file_path: repo.file('docs/cccc/reviews/plan/forged.json'), content: '{}' } },
        ],
      },
      bash('echo {} > docs/cccc/state.json'),
      bash('node -e \'require("fs").writeFileSync("docs/cccc/state.json", "{}")\''),
      { calls: [{ tool: 'Write', input: { file_path: repo.file('.claude/settings.json'), content: '{}' } }] },
      bash('echo x > .git/cccc/forged'),
      bash('head -c 10 docs/cccc/state.json'),
      bash('node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs loop status'),
    ];
    const run = await claude.say('go');
    expect(results(run).map(({ failed }) => failed)).toEqual([true, true, true, true, true, false, false]);
    expect(readFileSync(repo.file('docs/cccc/state.json'), 'utf8')).toBe(state);
    expect(readFileSync(repo.file('.claude/settings.json'), 'utf8')).toContain('cccc-guard.cjs');
    expect([
      existsSync(repo.file('.git/cccc/forged')),
      existsSync(repo.file('docs/cccc/reviews/plan/forged.json')),
    ]).toEqual([false, false]);
  });

  test('a failed turn is recorded, although the client does not wait for the hook', async () => {
    turns = Array.from({ length: 20 }, () => ({ status: 400, message: 'bad thing' }));
    const run = await claude.say('fail');
    turns = [];
    expect(run.ok).toBe(false);
    const [line = ''] = readFileSync(repo.file('.git/cccc-stop-failures.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(line)).toMatchObject({ hook_event_name: 'StopFailure', session_id: run.sessionId });
  });

  test('/cccc-loop-stop removes the hooks again', async () => {
    const run = await claude.say('/cccc-loop-stop');
    expect(run.ok).toBe(true);
    expect([existsSync(repo.file('.claude/settings.json')), existsSync(repo.file('.claude/hooks'))]).toEqual([
      false,
      false,
    ]);
  });
});
