import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isObject } from '../../../scripts/core/json.js';
import { Problem } from '../../../scripts/core/say/notices.js';
import { errorCode, hasCode, isMissing, isSystemError, readIfThere } from '../../../scripts/io/ground/files.js';
import { both, readOwnJson } from '../../../scripts/io/ground/json.js';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'cccc json ')));
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = path.join(folder, 'file.json');
  writeFileSync(file, text);
  return file;
}

/** The error that a call throws. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const hasName = (value: unknown): value is { name: string } => isObject(value) && typeof value['name'] === 'string';
const hasSize = (value: unknown): value is { size: number } => isObject(value) && typeof value['size'] === 'number';

describe('a JSON file that this program wrote', () => {
  test('is read where it has the shape', () => {
    expect(readOwnJson(written('{"name":"a","size":1}'), both(hasName, hasSize))).toEqual({ name: 'a', size: 1 });
  });

  test('is null where there is none', () => {
    expect(readOwnJson(path.join(folder, 'missing.json'), hasName)).toBeNull();
    expect(readOwnJson(path.join(written('{}'), 'below-a-file.json'), hasName)).toBeNull();
  });

  test.each(['', '{"name":', '[]', '{"name":1}', '{"size":1}', '{"name":"a"}'])('%j is named as corrupt', (text) => {
    const file = written(text);
    const error = thrownBy(() => readOwnJson(file, both(hasName, hasSize)));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ notice: { code: 'record-corrupt', args: { file } } });
  });
});

describe('an error of the system', () => {
  test('has a code; errors without one are thrown again', () => {
    mkdirSync(path.join(folder, 'taken'));
    const taken = thrownBy(() => mkdirSync(path.join(folder, 'taken')));
    expect([isSystemError(taken), errorCode(taken), hasCode(taken, 'ENOSPC', 'EEXIST')]).toEqual([
      true,
      'EEXIST',
      true,
    ]);
    expect([isMissing(taken), hasCode(taken, 'ENOSPC')]).toEqual([false, false]);
    const bug = new TypeError('a bug');
    expect([isSystemError(bug), isMissing(bug), hasCode(bug, '')]).toEqual([false, false, false]);
    expect(thrownBy(() => errorCode(bug))).toBe(bug);
  });

  test('that is not about a missing file is not taken for one', () => {
    expect(readIfThere(path.join(folder, 'missing'))).toBeNull();
    expect(errorCode(thrownBy(() => readIfThere(folder)))).toBe('EISDIR');
  });
});
