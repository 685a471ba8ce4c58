import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isObject } from '../../../scripts/core/json.js';
import { bootId } from '../../../scripts/io/ground/lock.js';
import { monotonic } from '../../../scripts/io/run/clock.js';
import { Pulse, readHeartbeat } from '../../../scripts/io/run/heartbeat.js';
import {
  announceRun,
  describeRun,
  isCancelRequested,
  livenessOf,
  readRun,
  requestCancel,
  writeRun,
} from '../../../scripts/io/run/run.js';
import { eachInFolder } from '../../helpers/folder.js';

const dir = eachInFolder();
const file = (name: string): string => path.join(dir(), name);
const write = (name: string, value: unknown): void => writeFileSync(file(name), JSON.stringify(value));
const read = (name: string): object => JSON.parse(readFileSync(file(name), 'utf8'));

interface Errand {
  errand: string;
}
const isErrand = (value: unknown): value is Errand => isObject(value) && typeof value['errand'] === 'string';

interface Steps {
  steps: number;
}
const hasSteps = (value: unknown): value is Steps => isObject(value) && typeof value['steps'] === 'number';

/** The monotonic time this many seconds ago. */
const ago = (seconds: number): string => String(BigInt(monotonic()) - BigInt(seconds) * 10n ** 9n);
const launchedAgo = (seconds: number): void => write('job.json', { ...read('job.json'), launched: ago(seconds) });
const beatAgo = (seconds: number, change: object = {}): void =>
  write('heartbeat.json', { pid: 1, started: '', boot: bootId(), counter: 1, stamp: ago(seconds), ...change });

describe('a run', () => {
  test('carries a payload of any kind, which its owner checks', () => {
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    expect(readRun(dir(), isErrand).run).toEqual({
      v: 1,
      boot: bootId(),
      launched: expect.stringMatching(/^\d+$/),
      trace: { mark: expect.stringMatching(/^[0-9a-f]{32}$/), scratch: expect.any(String) },
      errand: 'fetch',
    });
  });

  test.each([
    ['is missing', null],
    ['is not JSON', '{"v":1'],
    ['is of another version', JSON.stringify({ v: 2, errand: 'fetch' })],
    ['is described and carries another payload', 'other payload'],
  ])('that %s is named', (_title, text) => {
    if (text === 'other payload') writeRun(dir(), describeRun({ other: 1 }));
    else if (text !== null) writeFileSync(file('job.json'), text);
    expect(() => readRun(dir(), isErrand)).toThrow(
      expect.objectContaining({ notice: { code: 'record-corrupt', args: { file: file('job.json') } } }),
    );
  });

  test('is asked to stop by a file', () => {
    expect(isCancelRequested(dir())).toBe(false);
    requestCancel(dir());
    expect(isCancelRequested(dir())).toBe(true);
  });
});

describe('a run is', () => {
  test('starting from its announcement to its first heartbeat', () => {
    announceRun(dir());
    expect(livenessOf(dir())).toBe('starting');
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    expect(livenessOf(dir())).toBe('starting');
  });

  test('alive with a heartbeat, however long ago it was launched', () => {
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    launchedAgo(3600);
    beatAgo(1);
    expect(livenessOf(dir())).toBe('alive');
  });

  test('dead without a sign of life for 15 seconds, and not before', () => {
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    launchedAgo(20);
    beatAgo(14);
    expect(livenessOf(dir())).toBe('alive');
    beatAgo(16);
    expect(livenessOf(dir())).toBe('dead');
  });

  test('not dead because of a heartbeat that was there before it', () => {
    beatAgo(3600);
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    expect(livenessOf(dir())).toBe('alive');
  });

  test('of another boot if any sign names one, or a recorded time is ahead of the clock', () => {
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    beatAgo(0, { boot: 'another' });
    expect(livenessOf(dir())).toBe('other-boot');
    beatAgo(-10);
    expect(livenessOf(dir())).toBe('other-boot');
  });

  test('judged by the other signs where a power failure left an empty heartbeat', () => {
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    writeFileSync(file('heartbeat.json'), '');
    expect(livenessOf(dir())).toBe('starting');
    launchedAgo(16);
    expect(livenessOf(dir())).toBe('dead');
  });

  test.each([
    ['a heartbeat of another shape', 'heartbeat.json', JSON.stringify({ stamp: 'now' })],
    ['a description that is cut off', 'job.json', '{"v":1'],
    ['an announcement of another shape', 'announced.json', '[]'],
  ])('judged by the other signs where one is damaged: %s', (_title, name, text) => {
    announceRun(dir());
    writeRun(dir(), describeRun({ errand: 'fetch' }));
    beatAgo(0);
    writeFileSync(file(name), text);
    expect(livenessOf(dir())).toBe(name === 'heartbeat.json' ? 'starting' : 'alive');
  });

  test('dead where every sign is damaged, since nothing else could end it', () => {
    for (const name of ['announced.json', 'job.json', 'heartbeat.json']) writeFileSync(file(name), '{');
    expect(livenessOf(dir())).toBe('dead');
  });
});

describe('a pulse', () => {
  test('tells who runs the payload and how far it is', () => {
    const pulse = new Pulse<Steps>(dir(), { steps: 0 }, () => undefined);
    try {
      const first = readHeartbeat(dir(), hasSteps);
      expect(first).toMatchObject({ pid: process.pid, boot: bootId(), counter: 1, steps: 0 });
      pulse.note({ steps: 1 });
      expect(readHeartbeat(dir(), hasSteps)).toEqual(first);
      pulse.tell({ steps: 2 });
      expect(readHeartbeat(dir(), hasSteps)).toMatchObject({ counter: 2, steps: 2 });
    } finally {
      pulse.stop();
    }
  });
});
