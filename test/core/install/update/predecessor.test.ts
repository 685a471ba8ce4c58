import { describe, expect, test } from 'vitest';
import { initialStateFile } from '../../../../scripts/core/install/initial-state.js';
import {
  isLoopMarker,
  isPredecessorFile,
  isPredecessorState,
  unfinishedWork,
} from '../../../../scripts/core/install/update/predecessor.js';
import { PREDECESSOR_DIGESTS } from '../../../../scripts/core/install/update/predecessor-digests.js';
import { MARKER_OF_01, stateOf01 } from '../../../helpers/predecessor.js';

describe('a file of 0.1.x', () => {
  const [known = ''] = PREDECESSOR_DIGESTS['cccc-stop.sh'] ?? [];

  test('is recognised by its name and its digest together', () => {
    expect(isPredecessorFile('cccc-stop.sh', 'text', () => known)).toBe(true);
    expect(isPredecessorFile('cccc-stop.sh', 'text', () => 'another')).toBe(false);
    expect(isPredecessorFile('cccc.md', 'text', () => known)).toBe(false);
    expect(isPredecessorFile('constructor', 'text', () => known)).toBe(false);
  });

  test('is the same with the line ends of another system', () => {
    const seen: string[] = [];
    isPredecessorFile('cccc-stop.sh', 'a\r\nb\n', (text) => String(seen.push(text)));
    expect(seen).toEqual(['a\nb\n']);
  });

  test('every digest is one of SHA-256, and stands there once', () => {
    const all = Object.values(PREDECESSOR_DIGESTS).flat();
    expect(all.filter((digest) => !/^[0-9a-f]{64}$/.test(digest))).toEqual([]);
    expect([new Set(all).size, all.length]).toEqual([70, 70]);
  });
});

test.each([
  ['as 0.1.22 wrote it', MARKER_OF_01, true],
  ['with a session and CRLF', 'session_id: abc-1\r\ncontinuations: 10\r\nmax_continuations: 3', true],
  ['with another line', `${MARKER_OF_01}mine: 1\n`, false],
  ['empty', '', false],
])('the marker of the loop, %s', (_, text, expected) => expect(isLoopMarker(text)).toBe(expected));

test.each([
  ['of 0.1.x', stateOf01('0.1.9'), true],
  ['of 0.1.x, with hardly anything in it', { status: 'INIT' }, true],
  ['of this program', initialStateFile('1.0.0', '2030-01-01T00:00:00Z'), false],
  ['of something else', { name: 'x' }, false],
  ['that is a list', [], false],
])('a state.json %s', (_, value, expected) => expect(isPredecessorState(value)).toBe(expected));

test.each([
  [stateOf01('0.1.9'), 'IMPLEMENT_MILESTONE'],
  [{ ...stateOf01('0.1.9'), status: 'DONE' }, null],
  [{ ...stateOf01('0.1.9'), status: 'SETUP_COMPLETE' }, null],
  [{ ...stateOf01('0.1.9'), task: ' ' }, null],
  [undefined, null],
])('the work that it was in the middle of', (state, status) =>
  expect(unfinishedWork(state)?.status ?? null).toBe(status),
);
