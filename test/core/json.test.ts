import { describe, expect, test } from 'vitest';
import { fieldAt, isObject, jsonOf, objectOf, parseJson, textAt, withoutBom } from '../../scripts/core/json.js';

describe('a text that should be JSON', () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ['null', null],
    [' "x" ', 'x'],
  ])('%s is a value', (text, value) => {
    expect(parseJson(text)).toEqual({ ok: true, value });
    expect(jsonOf(text)).toEqual(value);
  });

  test.each(['', '{"a":1', '{"a":1}{', "{'a':1}", '\uFEFF{}'])('%j is not JSON, and the fault is named', (text) => {
    expect(parseJson(text)).toEqual({ ok: false, fault: expect.stringMatching(/JSON/) });
    expect(jsonOf(text)).toBeUndefined();
  });

  test('a byte order mark is removed where it is allowed, and only at the beginning', () => {
    expect(jsonOf(withoutBom('\uFEFF{"a":"\uFEFF"}'))).toEqual({ a: '\uFEFF' });
    expect(withoutBom('{}')).toBe('{}');
  });
});

describe('a value of unknown shape', () => {
  const value: unknown = { a: { b: 'text', n: 1, list: ['x'] }, none: null };

  test.each([
    [['a', 'b'], 'text'],
    [['a', 'n'], 1],
    [[], value],
    [['a', 'missing'], undefined],
    [['none', 'b'], undefined],
    [['a', 'b', 'length'], undefined],
    [['a', 'list', '0'], undefined],
    [['constructor'], undefined],
  ])('at %j is %j', (path, found) => {
    expect(fieldAt(value, ...path)).toEqual(found);
  });

  test('text is found only where the value is text', () => {
    expect(textAt(value, 'a', 'b')).toBe('text');
    expect(textAt(value, 'a', 'n')).toBeNull();
    expect(textAt(undefined, 'a')).toBeNull();
  });

  test.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['x', false],
  ])('%j is an object with named fields: %s', (given, expected) => {
    expect(isObject(given)).toBe(expected);
    expect(objectOf(given)).toEqual(expected ? given : {});
  });
});
