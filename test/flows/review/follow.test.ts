/** Following a review with the test's own clock; no test here waits for real seconds. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../../scripts/flows/context.js';
import { followReview } from '../../../scripts/flows/review/follow.js';
import { ledgerPaths } from '../../../scripts/io/ground/workspace.js';
import { noteEventTime, type ReviewProgress } from '../../../scripts/io/review/job.js';
import { Pulse } from '../../../scripts/io/run/heartbeat.js';
import { announceRun } from '../../../scripts/io/run/run.js';
import { plainText } from '../../../scripts/render/page/page.js';
import { AT, PASS, reviewReturned, reviewStarted, started, TWO_MILESTONES } from '../../helpers/events.js';
import { StoreLab, TASK } from '../../helpers/store-lab.js';

const read = vi.hoisted(() => ({ ledgers: 0 }));
vi.mock(import('../../../scripts/io/task/store.js'), async (original) => {
  const store = await original();
  return {
    ...store,
    readTask: (...given: Parameters<typeof store.readTask>) => {
      read.ledgers += 1;
      return store.readTask(...given);
    },
  };
});

let lab: StoreLab;
let pulse: Pulse<ReviewProgress>;
let record: string;
/** Milliseconds since the review started. */
let now = 0;
let lines: string[] = [];
let passing: boolean[] = [];
let data: Record<string, unknown>[] = [];

const context = (change: Partial<Context> = {}): Context => ({
  cwd: lab.place.project,
  env: {},
  json: false,
  tty: false,
  rewrites: false,
  openScreen: () => Promise.reject(new Error('there is no terminal')),
  attend: () => undefined,
  recorded: [],
  version: '1.2.3',
  asked: null,
  language: 'en',
  now: () => new Date(Date.parse(AT) + now).toISOString(),
  say: () => undefined,
  print: (line) => void lines.push(line),
  show: (page) => void lines.push(plainText(page)),
  progress: (line, about, how) => {
    lines.push(line);
    data.push(about);
    passing.push(how?.passing ?? false);
  },
  ...change,
});

const readNow = () => {
  const reading = lab.read();
  if (!reading) throw new Error('no task');
  return reading;
};

/** Follows the review for this many seconds of the test's clock; `during` is called at each look. */
function follow(seconds: number, change: Partial<Context> = {}, during: () => void = () => undefined) {
  const reading = readNow();
  read.ledgers = 0;
  return followReview(context(change), { place: lab.place, reading, state: reading.state }, seconds, {
    nowMs: () => now,
    pause: (ms) => {
      now += ms;
      during();
      return Promise.resolve();
    },
  });
}

const event = (value: object, ms: number): void => {
  appendFileSync(path.join(record, 'events.jsonl'), `${JSON.stringify(value)}\n`);
  noteEventTime(record, Date.parse(AT) + ms);
};
const command = (type: string, file: string): object => ({
  type,
  item: {
    id: 'c',
    type: 'command_execution',
    command: `/bin/bash -lc 'cat ${file}'`,
    aggregated_output: '',
    exit_code: 0,
  },
});

beforeEach(() => {
  lab = new StoreLab();
  [now, lines, data, passing] = [0, [], [], []];
  lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() }));
  lab.dispatch({ type: 'discovery-written', digest: 'd' });
  lab.dispatch({ type: 'plan-written', digest: 'plan/v1:p', milestones: TWO_MILESTONES });
  lab.dispatch({ type: 'planning-review-done', result: 'ok', digest: 'r', plan: 'plan/v1:p' });
  lab.dispatch(reviewStarted(readNow().state, 'plan'));
  record = ledgerPaths(lab.place.commonDir).record(TASK, readNow().state.reviews.running?.job ?? '');
  mkdirSync(record, { recursive: true });
  announceRun(record);
  pulse = new Pulse<ReviewProgress>(record, { phase: 'codex', tokens: 1200, codex: null }, () => undefined);
});
afterEach(() => {
  pulse.stop();
  lab.remove();
});

describe('while Codex is silent', () => {
  it('prints a line at least every 20 s, with the time, the limit and the tokens', async () => {
    expect(await follow(100)).toMatchObject({ code: 4 });
    expect(lines).toEqual(
      ['0:00', '0:20', '0:40', '1:00', '1:20'].map((time) => `${time} of 10:00 · plan: Codex · 1200 tokens`),
    );
  });

  it('a terminal gets one line each second, which replaces the previous one', async () => {
    await follow(5, { rewrites: true });
    expect(lines.map((line) => line.slice(0, 4))).toEqual(['0:00', '0:01', '0:02', '0:03', '0:04']);
    expect(passing).toEqual([true, true, true, true, true]);
  });

  it('the data of each line is complete, for --json', async () => {
    await follow(21);
    expect(data).toEqual(
      [0, 20].map((seconds) => ({
        type: 'progress',
        gate: 'plan',
        phase: 'codex',
        seconds,
        limit_seconds: 600,
        tokens: 1200,
        token_limit: null,
        doing: null,
      })),
    );
  });

  it('says the same in Chinese', async () => {
    await follow(1, { language: 'zh-CN' });
    expect(lines).toEqual(['0:00，上限 10:00 · plan：Codex · 1200 token']);
  });

  it('the ledger is not read again', async () => {
    await follow(100);
    expect(read.ledgers).toBe(1);
  });
});

describe('what Codex does', () => {
  it('is shown with its own time, also to a command that comes later, and in the progress line', async () => {
    event({ type: 'thread.started', thread_id: 't' }, 3000);
    event(command('item.completed', 'a.ts'), 65_000);
    event(command('item.started', 'b.ts'), 66_000);
    now = 300_000;
    await follow(1);
    expect(lines).toEqual([
      '0:03  Codex started',
      '1:05  Codex reads: cat a.ts',
      '5:00 of 10:00 · plan: Codex · 1200 tokens · cat b.ts',
    ]);
  });

  it('gets the present time where the record of an earlier release has none', async () => {
    appendFileSync(path.join(record, 'events.jsonl'), `${JSON.stringify({ type: 'thread.started' })}\n`);
    now = 42_000;
    await follow(0);
    expect(lines[0]).toBe('0:42  Codex started');
  });
});

it('the end is noticed when the ledger grows, and in no other way', async () => {
  const file = lab.ledger;
  const before = readFileSync(file).length;
  const result = await follow(1000, {}, () => {
    if (now >= 30_000 && readFileSync(file).length === before) lab.dispatch(reviewReturned(readNow().state, PASS));
  });
  expect(result).toMatchObject({ code: 0, notices: [{ code: 'review-passed' }] });
  expect(now).toBeLessThan(31_000);
});
