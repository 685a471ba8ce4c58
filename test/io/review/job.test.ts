import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import { makeFolder } from '../../../scripts/io/ground/files.js';
import { bootId } from '../../../scripts/io/ground/lock.js';
import { ledgerPaths } from '../../../scripts/io/ground/workspace.js';
import {
  describeJob,
  isJobAltered,
  type ReviewPayload,
  readHeartbeat,
  readJob,
  writeJob,
} from '../../../scripts/io/review/job.js';
import { isPreparing, readPreparation } from '../../../scripts/io/review/preparation.js';
import { monotonic } from '../../../scripts/io/run/clock.js';
import { livenessOf } from '../../../scripts/io/run/run.js';
import { eachInFolder } from '../../helpers/folder.js';

const dir = eachInFolder();
const write = (name: string, value: unknown): void => writeFileSync(path.join(dir(), name), JSON.stringify(value));

const payload = (): ReviewPayload => ({
  place: { project: '/p', gitDir: '/p/.git', commonDir: '/p/.git', stateDir: '/s', task: 't' },
  top: '/p',
  review: {
    gate: 'milestone',
    job: 'milestone-2',
    fence: 2,
    round: 1,
    subject: { gate: 'milestone', plan: 'plan/v1:a', base: 'tree/v1:b', tree: 'tree/v1:c', milestone: 'M001' },
    tree_id: 'c',
  },
  config: defaultConfig('recommended', 'en'),
  codex: {
    kind: 'ready',
    codex: { kind: 'codex', command: '/bin/codex', native: '/bin/codex', leading: [], identity: '1 2' },
    version: '0.169.0',
    program: {
      version: '0.169.0',
      launcher: { path: '/bin/codex', digest: 'a'.repeat(64) },
      native: { path: '/opt/codex', digest: 'b'.repeat(64) },
      ran: false,
    },
    settings: {
      kind: 'settings',
      model: null,
      effort: 'high',
      provider: 'own',
      providerTable: { base_url: 'http://127.0.0.1' },
      usesLogin: false,
      envKey: null,
      baseUrl: null,
      digest: 'd',
    },
    login: 'not-needed',
    reads: { denied: ['/home/u/.ssh'], because: null },
  },
  profile: 'd',
  checks: {
    tree: 'tree/v1:c',
    results: [{ name: 'test', required: true, passed: true, exit_code: 0, output_digest: 'x' }],
  },
  snapshot: 'c',
  folder: '/s/snapshots/1',
});

const trace = { mark: '0123456789abcdef0123456789abcdef', scratch: '/scratch/cccc-0123456789ab' };
/** job.json as release 0.2.0 writes it, with fields that are taken from the ledger today. */
const described = () => ({
  ...{ v: 1, ...payload(), boot: bootId(), trace, launched: monotonic() },
  ...{ artifact: 'docs/cccc/reviews/milestones/t-M001-round1-milestone-2.md', language: 'en' },
});
/** heartbeat.json as release 0.2.0 writes it. */
const beat = () => ({
  ...{ pid: 4242, started: '17', boot: bootId(), counter: 3, stamp: monotonic() },
  ...{ phase: 'codex', tokens: 120, codex: { pid: 4243, started: '18' } },
});

describe('the record of a review that release 0.2.0 started', () => {
  test('is read: its description, how far it is, and whether it lives', () => {
    write('announced.json', { boot: bootId(), launched: monotonic() });
    expect(livenessOf(dir())).toBe('starting');
    write('job.json', described());
    write('heartbeat.json', beat());
    expect(readJob(dir()).job).toMatchObject({ ...payload(), trace });
    expect(readHeartbeat(dir())).toMatchObject({ phase: 'codex', tokens: 120, codex: { pid: 4243, started: '18' } });
    expect(livenessOf(dir())).toBe('alive');
  });

  test('is named by a digest before it is written, which changes with everything but its launch time', () => {
    const job = describeJob(payload());
    writeJob(dir(), job);
    expect(readJob(dir()).digest).toBe(job.digest);
    const changed = (change: object): boolean => {
      write('job.json', { ...JSON.parse(job.text), ...change });
      return isJobAltered(dir(), job.digest);
    };
    expect(changed({ launched: monotonic() })).toBe(false);
    for (const change of [{ folder: '/elsewhere' }, { snapshot: 'd' }, { trace }, { more: 1 }])
      expect([change, changed(change)]).toEqual([change, true]);
  });

  test('is read while a command prepares it', () => {
    const place = { ...payload().place, commonDir: dir() };
    makeFolder(path.dirname(ledgerPaths(dir()).preparing(place.task)));
    const left = { gate: 'plan', pid: process.pid, started: 'long ago', boot: bootId(), ...trace };
    writeFileSync(ledgerPaths(dir()).preparing(place.task), JSON.stringify(left));
    const named = readPreparation(place);
    expect(named).toEqual(left);
    expect(named && isPreparing(named)).toBe(false);
  });
});

describe('a description of a review', () => {
  test.each<[string, (job: ReturnType<typeof described>) => object]>([
    ['without its payload', ({ v, boot, launched }) => ({ v, boot, launched, trace })],
    ['for a gate that does not exist', (job) => ({ ...job, review: { ...job.review, gate: 'other' } })],
    ['with a part of a configuration', (job) => ({ ...job, config: { codex: job.config.codex } })],
    ['with a mark that could be anything', (job) => ({ ...job, trace: { ...trace, mark: '' } })],
    ['with a time that is not one', (job) => ({ ...job, launched: 'now' })],
  ])('%s is named as corrupt', (_title, change) => {
    write('job.json', change(described()));
    expect(() => readJob(dir())).toThrow(
      expect.objectContaining({ notice: { code: 'record-corrupt', args: { file: path.join(dir(), 'job.json') } } }),
    );
  });

  test('in a phase that does not exist has not said how far it is', () => {
    write('heartbeat.json', { ...beat(), phase: 'lunch' });
    expect(readHeartbeat(dir())).toBeNull();
  });
});
