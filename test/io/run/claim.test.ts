import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isObject } from '../../../scripts/core/json.js';
import {
  type Claim,
  cancelClaim,
  forgetClaim,
  isClaimCancelled,
  isHeld,
  readClaim,
  takeClaim,
} from '../../../scripts/io/run/claim.js';
import { eachInFolder } from '../../helpers/folder.js';

const dir = eachInFolder();
const files = () => ({
  claim: path.join(dir(), 'claim.json'),
  cancel: path.join(dir(), 'claim.cancel'),
  lock: path.join(dir(), 'lock'),
});

interface Work {
  work: string;
}
const isWork = (value: unknown): value is Work => isObject(value) && typeof value['work'] === 'string';
const take = (work: string) => takeClaim(files(), { work }, isWork);
/** Writes the claim as another process would have written it. */
const rewrite = (change: Partial<Claim>): void =>
  writeFileSync(files().claim, JSON.stringify({ ...JSON.parse(readFileSync(files().claim, 'utf8')), ...change }));

describe('a claim', () => {
  test('is taken once, and whoever comes second is told who holds it', () => {
    const first = take('paint');
    expect(first).toMatchObject({ kind: 'begun', own: { work: 'paint', pid: process.pid } });
    expect(take('sand')).toMatchObject({ kind: 'held', by: { work: 'paint', pid: process.pid } });
  });

  test.each([
    ['whose process is gone', { pid: 2 ** 22 + 1 }],
    ['whose process id names another process now', { started: 'another start' }],
    ['of another boot', { boot: 'another' }],
  ])('%s is taken over', (_title, change) => {
    take('paint');
    rewrite(change);
    const left = readClaim(files(), isWork);
    expect(left && isHeld(left)).toBe(false);
    expect(take('sand')).toMatchObject({ kind: 'begun', own: { work: 'sand' } });
  });

  test('is cancelled by its mark, while a later claim is not', () => {
    const first = take('paint');
    if (first.kind !== 'begun') throw new Error('the claim is held');
    cancelClaim(files(), first.own);
    expect(isClaimCancelled(files(), first.own)).toBe(true);
    rewrite({ boot: 'another' });
    const second = take('sand');
    expect(second.kind === 'begun' && isClaimCancelled(files(), second.own)).toBe(false);
  });

  test('is removed only by its own holder', () => {
    const first = take('paint');
    if (first.kind !== 'begun') throw new Error('the claim is held');
    forgetClaim(files(), { ...first.own, mark: '0'.repeat(32) });
    expect(readClaim(files(), isWork)).toMatchObject({ work: 'paint' });
    forgetClaim(files(), first.own);
    expect(readClaim(files(), isWork)).toBeNull();
  });

  test.each(['', '{', '{"work":"paint"}', 'null'])('that says %j is named', (text) => {
    writeFileSync(files().claim, text);
    expect(() => take('sand')).toThrow(
      expect.objectContaining({ notice: { code: 'record-corrupt', args: { file: files().claim } } }),
    );
  });
});
