/**
 * Human-only commands: the guard asks, they are refused without a grant, run once with one, and are recorded. One case
 * for each mark of the verb table.
 */
import { createHmac } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { VERBS } from '../../scripts/core/verbs.js';
import {
  callVerb,
  codes,
  commandOf,
  grantFile,
  grantText,
  isPending,
  runInSkill,
  SESSION,
  typeSlash,
  underClaude,
  useTool,
} from '../helpers/grants.js';
import { makeProject } from '../helpers/repo.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { asked, atThreshold, DOCUMENT_CASES, failed, looping, loosened, started } from './human-only-tasks.js';

interface Case {
  /** A task in which the call has an effect. */
  make: () => TaskProject;
  call: string[];
  event: string;
  /** The command for the user's terminal if the call is refused; null if it runs and is recorded as unconfirmed. */
  refusal: string | null;
  /** Makes the call possible once more. */
  again?: (task: TaskProject) => void;
  /** What the user types as a slash command, if that is more. */
  typed?: (task: TaskProject) => string[];
  /** The code with which a second call is refused when nothing is left to decide. */
  over?: string;
}

/** Verb and mark → the case for it. */
const CASES: Record<string, Case> = {
  'report answer': { make: asked, call: ['report', 'answer', '--choice', 'A'], event: 'human-answered', refusal: null },
  'loop start': { make: started, call: ['loop', 'start', '--keep-going'], event: 'loop-started', refusal: null },
  'loop stop': { make: looping, call: ['loop', 'stop'], event: 'loop-stopped', refusal: null },
  'resume --strategy': {
    make: atThreshold,
    call: ['resume', '--strategy', 'accept-risk'],
    event: 'resumed',
    refusal: 'cccc resume --strategy accept-risk',
    over: 'not-paused',
  },
  'resume --confirm': {
    make: failed,
    call: ['resume', '--confirm'],
    event: 'resumed',
    refusal: 'cccc resume --confirm',
    over: 'not-paused',
  },
  ...DOCUMENT_CASES,
  'confirm *': {
    make: loosened,
    call: ['confirm'],
    event: 'pins-confirmed',
    refusal: 'cccc confirm',
    again: (task) => void task.config({ review: { max_final_review_rounds: 9 } }),
    typed: (task) => ['confirm', '--seen', String(task.run('confirm', '--dry-run').json.data['seen'])],
  },
  'abandon *': {
    make: started,
    call: ['abandon', 'no more of it'],
    event: 'task-abandoned',
    refusal: 'cccc abandon "no more of it"',
    over: 'task-over',
  },
};

/** They leave no fact in the ledger of the task: see the tests named as they are. */
const ELSEWHERE = [
  // test/scenarios/cto.test.ts
  'cto allow',
  'cto continue',

  'ci --remove', // team/signed-task.ts
  'keys add', // team/keys.test.ts
  'keys remove',
  'ask --sandbox=danger-full-access', // below, and ask-writer.test.ts
  'config set',
  'permissions add',
  'reset --confirm',
  'restore *',
  'resume --reason', // pause.test.ts
  'setup --loosen',
  'uninstall *',
];

test('every mark of the verb table has a case', () => {
  const marks = Object.entries(VERBS).flatMap(([verb, { humanOnly }]) => humanOnly.map((mark) => `${verb} ${mark}`));
  expect([...Object.keys(CASES), ...ELSEWHERE].sort()).toEqual(marks.sort());
});

describe('ask --sandbox', () => {
  const task = eachFrom(started);
  const judged = (...more: string[]): Promise<string> =>
    callVerb(task(), ['ask', 'Fix it', ...more], { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } });

  test('the guard asks before Codex is given the whole machine, and not before a copy', async () => {
    expect(await judged('--sandbox', 'danger-full-access')).toBe('ask');
    expect(await judged('--sandbox=danger-full-access')).toBe('ask');
    expect(await judged('--sandbox', 'workspace-write')).not.toBe('ask');
    expect(await judged()).not.toBe('ask');
  });

  test('without a grant it is refused, and Codex is not called', () => {
    const ran = underClaude(task(), ['ask', 'Fix it', '--sandbox', 'danger-full-access']);
    expect([ran.code, codes(ran)]).toEqual([1, ['human-only']]);
    expect(ran.json.findings[0]?.command).toContain('--sandbox danger-full-access');
    expect(task().codex.prompts).toEqual([]);
  });
});

describe.each(Object.entries(CASES))('%s', (_, row) => {
  const { make, call, event, refusal, over = 'human-only', again } = row;
  const task = eachFrom(make);

  test('the guard asks, and without a user the question leaves nothing', async () => {
    expect(await callVerb(task(), call, { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } })).toBe('ask');
    expect(isPending(task())).toBe(false);
  });

  test(
    refusal === null
      ? 'without a grant it runs and is recorded as unconfirmed'
      : 'without a grant it is refused and prints the command for the terminal',
    () => {
      const before = task().events.length;
      const ran = underClaude(task(), call);
      if (refusal === null) {
        expect([ran.code, task().events.at(-1)]).toMatchObject([0, { type: event, asked_by: null }]);
        expect(task().text('trace', '--limit', '1').stdout).toContain('(relayed by Claude, unconfirmed)');
      } else {
        expect(ran.code).toBe(1);
        expect(ran.json.findings.at(-1)).toMatchObject({
          code: 'human-only',
          args: { command: refusal },
          command: expect.stringMatching(/^node .*cccc\.mjs"? /),
        });
        expect(task().events).toHaveLength(before);
      }
    },
  );

  test('after a yes to the question it runs once, and the ledger says that the guard asked', async () => {
    expect(await callVerb(task(), call)).toBe('ask');
    if (process.platform !== 'win32') expect(statSync(grantFile(task())).mode & 0o777).toBe(0o600);
    const kept = grantText(task());
    expect(underClaude(task(), call).code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: event, asked_by: 'guard' });
    expect(task().text('trace', '--limit', '1').stdout).toContain('(asked by the guard)');
    expect(isPending(task())).toBe(false);
    if (refusal === null) return;
    again?.(task());
    const before = task().events.length;
    expect(codes(underClaude(task(), call))).toContain(over);
    // A copy of a grant that is put back later belongs to another moment.
    writeFileSync(grantFile(task()), kept);
    expect(codes(underClaude(task(), call))).toContain(over);
    expect(task().events).toHaveLength(before);
  });

  test('typed by the user as a slash command, it is not asked, runs once, and the ledger says so', async () => {
    const words = row.typed?.(task()) ?? call;
    await typeSlash(task(), 'cccc', words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' '));
    expect(await callVerb(task(), words)).toBe('silent');
    expect(underClaude(task(), words).code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: event, asked_by: 'slash-command' });
    expect(await callVerb(task(), words)).toBe('ask');
  });

  test('typed in a terminal and answered there, it needs no grant', () => {
    task().ok(...call);
    expect(task().events.at(-1)).toMatchObject({ type: event, asked_by: 'terminal' });
  });
});

describe('a pending grant', () => {
  const task = eachFrom(started);
  const CALL = ['abandon', 'no more'];
  const refusedNow = (call: readonly string[] = CALL, session = SESSION): void =>
    expect(codes(underClaude(task(), call, session))).toEqual(['human-only']);
  beforeEach(async () => {
    expect(await callVerb(task(), CALL)).toBe('ask');
    expect(isPending(task())).toBe(true);
  });

  test('is void after any other call of the session that can do something', async () => {
    const calls: [string, object][] = [
      ['Bash', { command: 'bash road.sh' }],
      ['Bash', { command: 'ls' }],
      ['Write', { file_path: task().repo.file('src/x.ts'), content: '' }],
      ['mcp__shell__run', { command: 'ls' }],
    ];
    for (const [tool, input] of calls) {
      await callVerb(task(), CALL);
      expect(isPending(task())).toBe(true);
      await useTool(task(), tool, input);
      expect(isPending(task())).toBe(false);
      refusedNow();
    }
  });

  test('is void after a denied call, and another question takes its place', async () => {
    expect(await useTool(task(), 'Bash', { command: 'rm docs/cccc/state.json' })).toBe('deny');
    expect(isPending(task())).toBe(false);
    await callVerb(task(), CALL);
    await callVerb(task(), ['abandon', 'something else']);
    refusedNow();
  });

  test('outlives a file that is read, and calls of other sessions', async () => {
    await useTool(task(), 'Read', { file_path: task().repo.file('src/main.ts') });
    await useTool(task(), 'Bash', { command: 'ls' }, { session: 'session-2' });
    expect(underClaude(task(), CALL).code).toBe(0);
  });

  test('is for exactly this command, other output apart', () => {
    refusedNow(['abandon', 'no', 'less']);
    expect(isPending(task())).toBe(false);
  });

  test('is for this command however its reason is quoted and its output shaped', () => {
    expect(underClaude(task(), ['abandon', '--language', 'en', 'no', 'more']).code).toBe(0);
  });

  test('is for this session', () => refusedNow(CALL, 'session-2'));

  test('is for the configuration as it was when the user was asked', () => {
    task().config({ review: { block_on_p1: false } });
    refusedNow();
  });

  test('is for the ledger as it was when the user was asked', () => {
    task().ok('report', 'plan');
    refusedNow();
  });

  test('is for this work tree', () => {
    const other = new TaskProject({ repo: makeProject() });
    Object.assign(other.env, task().env);
    other.planned();
    writeFileSync(grantFile(other), grantText(task()));
    expect(codes(underClaude(other, CALL))).toEqual(['human-only']);
  });

  test('is for half an hour', () => {
    const { grant } = JSON.parse(grantText(task()));
    const aged = { ...grant, at: new Date(Date.parse(grant.at) - 31 * 60_000).toISOString() };
    const key = Buffer.from(readFileSync(path.join(task().stateDir, 'key'), 'utf8').trim(), 'hex');
    const mac = createHmac('sha256', key)
      .update(`grant ${JSON.stringify(aged)}`)
      .digest('hex');
    writeFileSync(grantFile(task()), JSON.stringify({ grant: aged, mac }));
    refusedNow();
  });

  test.each([
    ['an older one', (text: string) => text.replace(/"at":"\d{4}/, '"at":"2020')],
    ['one with another session', (text: string) => text.replace(SESSION, 'session-2')],
    ['one signed with another key', (text: string) => text.replace(/"mac":"[0-9a-f]{8}/, '"mac":"00000000')],
    ['one that is no JSON', () => '{'],
    ['an empty one', () => ''],
  ])('%s, made by hand, counts for nothing', (__, edit) => {
    writeFileSync(grantFile(task()), edit(grantText(task())));
    refusedNow();
    refusedNow(CALL, 'session-2');
  });
});

describe('no grant is left', () => {
  const task = eachFrom(started);
  const CALL = ['abandon', 'no', 'more'];

  test("where a PermissionRequest hook could answer in the user's place", async () => {
    task().repo.write('.claude/settings.local.json', JSON.stringify({ hooks: { PermissionRequest: [] } }));
    expect(await callVerb(task(), CALL)).toBe('ask');
    expect(isPending(task())).toBe(false);
  });

  test.each([
    ['a line that asks for something else too', 'rm -rf src; cccc abandon x'],
    ['two of them in one line', 'cccc abandon x; cccc abandon y'],
    ["a client started in the user's name", "claude -p '/cccc abandon x'"],
  ])('by %s', async (_, command) => {
    expect(await useTool(task(), 'Bash', { command })).toBe('ask');
    expect(isPending(task())).toBe(false);
  });

  test.each([
    ['a client that Claude started', 'cccc', 'abandon x', { CLAUDE_CODE_EXECPATH: '/bin/claude' }],
    ['a verb that anybody may run', 'cccc', 'status', {}],
    ['a task in words', 'cccc', 'abandon ship; rm -rf "x', {}],
    ["somebody else's command", 'deploy', 'abandon x', {}],
  ])('by a slash command: %s', async (_, name, args, env) => {
    await typeSlash(task(), name, args, { env });
    expect(isPending(task())).toBe(false);
  });

  test('by the question of a project that denies it, or allows it', async () => {
    for (const verdict of ['deny', 'allow'] as const) {
      task().config({ safety: { guard: { loop: verdict } } });
      expect(await callVerb(task(), CALL)).toBe(verdict === 'deny' ? 'deny' : 'silent');
      expect(isPending(task())).toBe(false);
    }
  });
});

describe('slash commands of the user', () => {
  const task = eachFrom(looping);

  test.each([['cccc-loop-stop'], ['cc-codex-collaborate-loop-stop'], ['cc-codex-collaborate:cccc-loop-stop']])(
    "/%s is the user's word for what its template runs",
    async (name) => {
      await typeSlash(task(), name, '');
      expect(underClaude(task(), ['loop', 'stop']).code).toBe(0);
      expect(task().events.at(-1)).toMatchObject({ type: 'loop-stopped', asked_by: 'slash-command' });
    },
  );

  test('the next one voids what the first left', async () => {
    await typeSlash(task(), 'cccc', 'abandon x');
    await typeSlash(task(), 'cccc', 'status');
    expect(codes(underClaude(task(), ['abandon', 'x']))).toEqual(['human-only']);
  });

  test('what it left is gone once Claude does something else first', async () => {
    await typeSlash(task(), 'cccc', 'abandon x');
    expect(await useTool(task(), 'Bash', { command: 'ls' })).toBe('silent');
    expect(await callVerb(task(), ['abandon', 'x'], { env: { CLAUDE_CODE_SESSION_ATTENDED: '0' } })).toBe('ask');
    expect(codes(underClaude(task(), ['abandon', 'x']))).toEqual(['human-only']);
  });
});

describe('a command in a skill or slash command, where the client says who invoked it', () => {
  const task = eachFrom(looping);
  const STOP = commandOf(['loop', 'stop']);

  test('is the word of the user who typed what stands for it, without any other event', async () => {
    expect(await runInSkill(task(), 'cccc-loop-stop', STOP, 'user')).toBe('silent');
    expect(underClaude(task(), ['loop', 'stop']).code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: 'loop-stopped', asked_by: 'slash-command' });
  });

  test('is the word of the user who typed it behind the name', async () => {
    await typeSlash(task(), 'cccc', 'abandon x');
    expect(await runInSkill(task(), 'cccc', commandOf(['abandon', 'x']), 'user')).toBe('silent');
    expect(underClaude(task(), ['abandon', 'x']).code).toBe(0);
  });

  test.each([
    ['Claude invoked it', 'cccc-loop-stop', ['loop', 'stop'], 'claude', {}],
    ['nobody says who', 'cccc-loop-stop', ['loop', 'stop'], 'other', {}],
    ['the name that was typed stands for something else', 'deploy', ['loop', 'stop'], 'user', {}],
    ['the name that was typed stands for another verb of it', 'cccc-loop-start', ['loop', 'stop'], 'user', {}],
    ['the name stands for no verb', 'cccc', ['abandon', 'x'], 'user', {}],
    ['Claude started the client', 'cccc-loop-stop', ['loop', 'stop'], 'user', { CLAUDE_CODE_EXECPATH: '/bin/claude' }],
    ['a check started the client', 'cccc-loop-stop', ['loop', 'stop'], 'user', { CCCC_RUN: '0'.repeat(32) }],
  ] as const)("is nobody's word where %s", async (_, name, call, invokedBy, env) => {
    expect(await runInSkill(task(), name, commandOf(call), invokedBy, { env })).toBe('ask');
    expect(isPending(task())).toBe(false);
  });

  test('that Claude invoked voids what was pending, and is judged like a tool call', async () => {
    await typeSlash(task(), 'cccc', 'abandon x');
    expect(await runInSkill(task(), 'notes', 'ls', 'claude')).toBe('silent');
    expect(isPending(task())).toBe(false);
    expect(await runInSkill(task(), 'notes', 'rm -rf src', 'claude')).toBe('ask');
  });

  test("is the user's own doing otherwise, but not on the evidence", async () => {
    expect(await runInSkill(task(), 'notes', 'rm -rf src', 'user')).toBe('silent');
    expect(await runInSkill(task(), 'notes', 'rm docs/cccc/state.json', 'user')).toBe('deny');
  });
});
