import { describe, expect, test } from 'vitest';
import {
  CLIENT_CAP,
  decideStop,
  hearsContext,
  SPOKEN,
  type StopConfig,
  type StopFacts,
  type StopInput,
  type StopLine,
  type StopState,
  stopConfigOf,
  stopInputOf,
  stopLineOf,
  stopStateOf,
} from '../../../scripts/core/loop/stop.js';
import { isPaused, isTerminal, STATUSES, type Status } from '../../../scripts/core/task/model.js';

const state: StopState = {
  task: 't1',
  status: 'IMPLEMENT_MILESTONE',
  mode: 'full-auto-safe',
  pauseReason: null,
  ledgerHead: 'h1',
  loop: { session: 's1', keepGoing: false, epoch: 1 },
  nextStep: 'Implement M001.',
  waits: false,
  milestone: 'M001',
  hasBacklog: true,
  reviewRunning: false,
};
const config: StopConfig = { enabled: true, mode: 'full-auto-safe', maxContinuations: 10, reentry: 'never' };
const input: StopInput = { session: 's1', prompt: 'p1', reentered: false, backgroundTasks: 0 };

interface Changes {
  input?: Partial<StopInput>;
  config?: Partial<StopConfig> | null;
  state?: Partial<StopState> | null;
  ledgerHead?: string | null;
  stops?: StopLine[];
  clientCap?: number;
}

function facts(changes: Changes = {}): StopFacts {
  return {
    input: { ...input, ...changes.input },
    config: changes.config === null ? null : { ...config, ...changes.config },
    state: changes.state === null ? null : { ...state, ...changes.state },
    ledgerHead: changes.ledgerHead === undefined ? 'h1' : changes.ledgerHead,
    stops: changes.stops ?? [],
    clientCap: changes.clientCap ?? CLIENT_CAP,
  };
}

const line = (changes: Partial<StopLine> = {}): StopLine => ({
  at: '',
  session: 's1',
  epoch: 1,
  prompt_id: 'p1',
  head: 'h1',
  decision: 'block',
  why: null,
  ...changes,
});
const why = (changes: Changes): string => {
  const decision = decideStop(facts(changes));
  return decision.verdict === 'block' ? 'block' : decision.why;
};

describe('if one condition does not hold, the hook does not block', () => {
  test('it blocks when every condition holds', () => {
    expect(decideStop(facts())).toEqual({ verdict: 'block', count: 1, limit: 10 });
  });

  test.each<[string, Changes, string]>([
    ['no config', { config: null }, 'no-config'],
    ['the loop is switched off', { config: { enabled: false } }, 'loop-off'],
    ['the config is in manual mode', { config: { mode: 'manual' } }, 'other-mode'],
    ['the config is in supervised mode', { config: { mode: 'supervised-auto' } }, 'other-mode'],
    ['the task is in supervised mode', { state: { mode: 'supervised-auto' } }, 'other-mode'],
    ['no task', { state: null }, 'no-state'],
    ['no session id', { input: { session: null } }, 'no-session'],
    ['another session', { input: { session: 's2' } }, 'other-session'],
    ['nobody has claimed the loop', { state: { loop: { ...state.loop, session: null } } }, 'other-session'],
    [
      'nobody has claimed it and there is no session id',
      { input: { session: null }, state: { loop: { ...state.loop, session: null } } },
      'no-session',
    ],
    ['a pause reason', { state: { pauseReason: 'asked' } }, 'paused'],
    [
      'setup without milestone and backlog',
      { state: { status: 'SETUP_COMPLETE', milestone: null, hasBacklog: false } },
      'nothing-to-do',
    ],
    ['no next step', { state: { nextStep: '' } }, 'nothing-to-do'],
    ['only the human can go on', { state: { waits: true } }, 'nothing-to-do'],
    ['state.json is not what the ledger says', { ledgerHead: 'h2' }, 'stale-state'],
    ['the ledger is gone', { ledgerHead: null }, 'stale-state'],
    ['a review is running', { state: { reviewRunning: true } }, 'background'],
    ['a background task is running', { input: { backgroundTasks: 1 } }, 'background'],
    ['the stop follows our own block', { input: { reentered: true }, stops: [line()] }, 'reentered'],
  ])('%s', (_, changes, reason) => {
    expect(why(changes)).toBe(reason);
  });

  test('a pause reason that is empty does not count', () => {
    expect(why({ state: { pauseReason: '' } })).toBe('block');
  });

  test.each(Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name)))(
    '%s blocks only if it is an active status',
    (status) => {
      const blocks = why({ state: { status } }) === 'block';
      expect(blocks).toBe(!isPaused(status) && !isTerminal(status) && status !== 'SETUP_COMPLETE');
    },
  );
});

describe("a stop that follows the hook's own block", () => {
  const again: Changes = { input: { reentered: true }, config: { reentry: 'on-progress' } };

  test('continues when the ledger has moved since', () => {
    expect(why({ ...again, stops: [line({ head: 'h0' })] })).toBe('block');
  });

  test('ends when nothing has been recorded since', () => {
    expect(why({ ...again, stops: [line({ head: 'h1' })] })).toBe('no-progress');
  });

  test('ends when another hook blocked', () => {
    expect(why(again)).toBe('no-progress');
  });

  test('continues with --keep-going, whatever the config says', () => {
    const keepGoing = { state: { loop: { ...state.loop, keepGoing: true } }, input: { reentered: true } };
    expect(why({ ...keepGoing, stops: [line({ head: 'h0' })] })).toBe('block');
  });
});

describe('the count of continuations', () => {
  const moved = (count: number, changes: Partial<StopLine> = {}): StopLine[] =>
    Array.from({ length: count }, (_, index) => line({ head: `a${index}`, ...changes }));
  const going: Changes = { input: { reentered: true }, config: { reentry: 'on-progress', maxContinuations: 3 } };

  test('ends at max_stop_hook_continuations', () => {
    expect(decideStop(facts({ ...going, stops: moved(2) }))).toEqual({ verdict: 'block', count: 3, limit: 3 });
    expect(decideStop(facts({ ...going, stops: moved(3) }))).toEqual({ verdict: 'let-go', why: 'limit', limit: 3 });
  });

  test('starts again with a new prompt of the user', () => {
    expect(decideStop(facts({ ...going, input: { prompt: 'p2' }, stops: moved(3) }))).toEqual({
      verdict: 'block',
      count: 1,
      limit: 3,
    });
  });

  test('goes on when the new prompt is the end of a background task', () => {
    const stops = [...moved(3), line({ decision: 'let-go-background' })];
    expect(why({ ...going, input: { prompt: 'p2' }, stops })).toBe('limit');
    expect(
      why({ ...going, input: { prompt: 'p3' }, stops: [...stops, line({ prompt_id: 'p2', decision: 'let-go' })] }),
    ).toBe('block');
  });

  test('starts again with each start of the loop and each resume', () => {
    expect(why({ ...going, state: { loop: { ...state.loop, epoch: 2 } }, stops: moved(3) })).toBe('block');
  });

  test('does not count the blocks of another session', () => {
    expect(why({ ...going, input: { reentered: false }, stops: moved(3, { session: 's0' }) })).toBe('block');
  });
});

describe("the client's cap of blocks in a row", () => {
  const many: Changes = { config: { maxContinuations: 100 } };
  const same = (count: number): StopLine[] => Array.from({ length: count }, () => line({ head: 'h1' }));

  test.each([
    [CLIENT_CAP, 6, 'block'],
    [CLIENT_CAP, 7, 'client-limit'],
    [3, 1, 'block'],
    [3, 2, 'client-limit'],
    [1, 0, 'client-limit'],
    [100, 7, 'client-limit'],
    [0, 6, 'block'],
    [0, 7, 'client-limit'],
  ])('with a cap of %i and %i blocks before: %s', (clientCap, before, expected) => {
    expect(why({ ...many, clientCap, stops: same(before) })).toBe(expected);
  });

  test("a ledger that moved in between was moved by a tool call, which resets the client's count", () => {
    expect(why({ ...many, stops: [...same(7), line({ head: 'h2' })] })).toBe('block');
  });
});

test('the user is told about limits and faults, not about normal cases', () => {
  expect([...SPOKEN].sort()).toEqual(['client-limit', 'limit', 'no-progress', 'stale-state']);
});

describe('reading the files', () => {
  const stateFile = {
    task_id: 't1',
    status: 'IMPLEMENT_MILESTONE',
    mode: 'full-auto-safe',
    pause_reason: null,
    ledger_head: 'h1',
    loop: { session: 's1', keep_going: false, epoch: 1 },
    next_step: { action: 'implement', waits: false, text: 'Implement M001.' },
    current_milestone_id: 'M001',
    has_backlog: true,
    review_running: false,
  };
  const configFile = {
    mode: 'full-auto-safe',
    automation: { stop_hook_loop_enabled: true, max_stop_hook_continuations: 10, stop_hook_reentry: 'never' },
  };

  test('a state and a config are read completely', () => {
    expect(stopStateOf(stateFile)).toEqual(state);
    expect(stopConfigOf(configFile)).toEqual(config);
  });

  test.each([
    ['a state of null', null],
    ['a list', []],
    ['an unknown status', { ...stateFile, status: 'PASSED' }],
    ['no loop', { ...stateFile, loop: null }],
    ['a task id that is a path', { ...stateFile, task_id: '../x' }],
    ['an unknown mode', { ...stateFile, mode: 'wild' }],
  ])('%s is not a state', (_, value) => {
    expect(stopStateOf(value)).toBeNull();
  });

  test.each([
    [
      'text in place of a number',
      { ...configFile, automation: { ...configFile.automation, max_stop_hook_continuations: '10' } },
    ],
    ['an unknown re-entry', { ...configFile, automation: { ...configFile.automation, stop_hook_reentry: 'always' } }],
    ['no automation', { mode: 'manual' }],
  ])('%s is not a config', (_, value) => {
    expect(stopConfigOf(value)).toBeNull();
  });

  test('only running background tasks count', () => {
    const read = stopInputOf({
      session_id: 's',
      prompt_id: 'p',
      stop_hook_active: true,
      background_tasks: [{ status: 'running' }, { status: 'completed' }, 'x'],
    });
    expect(read).toEqual({ session: 's', prompt: 'p', reentered: true, backgroundTasks: 1 });
    expect(stopInputOf({})).toEqual({ session: null, prompt: null, reentered: false, backgroundTasks: 0 });
  });

  test('a line of stops.jsonl is read back unchanged, anything else as null', () => {
    expect(stopLineOf(JSON.parse(JSON.stringify(line({ why: 'limit', decision: 'let-go' }))))).toEqual(
      line({ why: 'limit', decision: 'let-go' }),
    );
    expect(stopLineOf({ ...line(), decision: 'deny' })).toBeNull();
    expect(stopLineOf('x')).toBeNull();
  });
});

test.each([
  ['claude-code_2-1-332_harness', true],
  ['claude-code_2-1-329_harness', true],
  ['claude-code_2-2-0_harness', true],
  ['claude-code_3-0-0', true],
  ['claude-code_2-1-328_harness', false],
  ['claude-code_2-0-999_harness', false],
  ['claude-code_1-9-999_harness', false],
  ['claude-code', false],
  ['another-agent_9-9-9', false],
  ['', false],
  [undefined, false],
])('a client that calls itself %j continues a turn for context: %s', (agent, expected) => {
  expect(hearsContext(agent)).toBe(expected);
});
