import { describe, expect, test } from 'vitest';
import {
  type FileEntry,
  type LeftWork,
  planTakingBack,
  type SettledPath,
} from '../../../scripts/core/task/refused-work.js';

const file = (oid: string): FileEntry => ({ mode: '100644', oid });
const files = (entries: Record<string, string>): Map<string, FileEntry> =>
  new Map(Object.entries(entries).map(([path, oid]) => [path, file(oid)]));
const left = (task: string, paths: Record<string, [oids: string[], accepted: string | null]>): LeftWork => ({
  task,
  paths: Object.entries(paths).map(([path, [oids, accepted]]) => ({
    path,
    oids,
    accepted: accepted === null ? null : file(accepted),
  })),
});
const plan = (now: Record<string, string>, work: LeftWork[], settled: SettledPath[] = []): Record<string, unknown> =>
  Object.fromEntries(planTakingBack(files(now), work, settled).map(({ path, to }) => [path, to?.oid ?? null]));

describe('what an abandoned task left is taken back in the next base', () => {
  test.each([
    ['a file that it added', { 'a.ts': 'evil' }, { 'a.ts': [['evil'], null] }, { 'a.ts': null }],
    ['a file that it changed', { 'a.ts': 'evil' }, { 'a.ts': [['evil'], 'good'] }, { 'a.ts': 'good' }],
    ['a file that it deleted', {}, { 'a.ts': [[], 'good'] }, { 'a.ts': 'good' }],
    [
      'an earlier content of its commits',
      { 'a.ts': 'first' },
      { 'a.ts': [['first', 'second'], 'good'] },
      { 'a.ts': 'good' },
    ],
    ['a file of its that was edited since', { 'a.ts': 'edited' }, { 'a.ts': [['evil'], 'good'] }, { 'a.ts': 'good' }],
    ['its content under another name', { 'b.ts': 'evil' }, { 'a.ts': [['evil'], null] }, { 'b.ts': null }],
  ] as const)('%s', (_, now, paths, expected) => {
    const work = left('T1', paths as unknown as Parameters<typeof left>[1]);
    expect(plan(now, [work])).toEqual(expected);
  });

  test('nothing if the accepted content is back in place', () => {
    expect(
      plan({ 'a.ts': 'good', 'c.ts': 'other' }, [left('T1', { 'a.ts': [['evil'], 'good'], 'b.ts': [['x'], null] })]),
    ).toEqual({});
  });

  test('to what stood there before the first of several abandoned tasks', () => {
    const work = [left('T1', { 'a.ts': [['evil'], 'good'] }), left('T2', { 'a.ts': [['worse'], 'evil'] })];
    expect(plan({ 'a.ts': 'worse' }, work)).toEqual({ 'a.ts': 'good' });
  });

  test('not again once a finished task had that very content reviewed; another content is', () => {
    const work = [left('T1', { 'a.ts': [['evil'], 'good'] })];
    const settled = [{ task: 'T1', path: 'a.ts', oid: 'fixed' }];
    expect(plan({ 'a.ts': 'fixed' }, work, settled)).toEqual({});
    expect(plan({ 'a.ts': 'evil' }, work, settled)).toEqual({ 'a.ts': 'good' });
  });

  test('also where only its mode differs', () => {
    const now = new Map([['run.sh', { mode: '100755', oid: 'same' }]]);
    const work = left('T1', { 'run.sh': [['same'], 'same'] });
    expect(planTakingBack(now, [work], [])).toEqual([{ task: 'T1', path: 'run.sh', to: file('same') }]);
  });
});
