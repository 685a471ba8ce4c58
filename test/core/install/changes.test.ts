import { describe, expect, test } from 'vitest';
import {
  planFiles,
  planFolders,
  planMissing,
  planRemoval,
  type Wanted,
} from '../../../scripts/core/install/changes.js';

const wanted: Wanted = { path: 'a', content: 'new', digest: 'd-new' };
const present = (digest: string) => new Map([['a', digest]]);

describe('a file that should be there', () => {
  test('is created if it does not exist', () => {
    expect(planFiles([wanted], new Map(), {})).toEqual([{ kind: 'create', path: 'a', content: 'new' }]);
  });

  test('is left alone when it is already right', () => {
    expect(planFiles([wanted], present('d-new'), {})).toEqual([]);
  });

  test('is replaced with a backup when someone else wrote it', () => {
    expect(planFiles([wanted], present('d-user'), {})).toEqual([
      { kind: 'replace', path: 'a', content: 'new', was: 'd-user', backup: true },
    ]);
    expect(planFiles([wanted], present('d-user'), { a: 'd-old' })).toMatchObject([{ backup: true }]);
  });

  test('is replaced without a backup when the program wrote it before', () => {
    expect(planFiles([wanted], present('d-old'), { a: 'd-old' })).toMatchObject([{ kind: 'replace', backup: false }]);
  });

  test('stays executable', () => {
    expect(planFiles([{ ...wanted, executable: true }], new Map(), {})).toMatchObject([{ executable: true }]);
  });
});

test('a document of the user is created if it is missing, and never touched if it exists', () => {
  expect(planMissing([wanted], new Map())).toMatchObject([{ kind: 'create' }]);
  expect(planMissing([wanted], present('d-user'))).toEqual([]);
});

test('a file of the program is removed only if it is unchanged', () => {
  expect(planRemoval(['a'], new Map(), { a: 'd-old' })).toEqual({ changes: [], kept: [] });
  expect(planRemoval(['a'], present('d-old'), { a: 'd-old' })).toEqual({
    changes: [{ kind: 'delete', path: 'a', was: 'd-old', backup: false }],
    kept: [],
  });
  expect(planRemoval(['a'], present('d-user'), { a: 'd-old' })).toEqual({ changes: [], kept: ['a'] });
  expect(planRemoval(['a'], present('d-user'), {})).toEqual({ changes: [], kept: ['a'] });
});

test('only missing folders are created', () => {
  expect(planFolders(['x', 'y'], new Set(['x']))).toEqual([{ kind: 'mkdir', path: 'y' }]);
});
