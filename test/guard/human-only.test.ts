import { describe, expect, test } from 'vitest';
import { grantedCall, isHumanOnly, isHumanSlash, slashCall } from '../../scripts/guard/index.js';

describe('a call that only a human may make', () => {
  test.each<[string[], boolean]>([
    [['confirm'], true],
    [['confirm', '--json'], true],
    [['confirm', '--dry-run'], false],
    [['confirm', '--', '--dry-run'], true],
    [['abandon', 'x', '--help'], false],
    [['resume'], false],
    [['resume', '--strategy=skip'], true],
    [['resume', '--confirm'], true],
    [['report', '--choice', 'A', 'answer'], true],
    [['report', 'question'], false],
    [['loop', '--keep-going', 'start'], true],
    [['loop', 'claim'], false],
    [['toString'], false],
    [[], false],
  ])('%j: %s', (call, expected) => expect(isHumanOnly(call)).toBe(expected));
});

describe('what a slash command of the user asks for', () => {
  test.each<[string, string, string[] | null]>([
    ['cccc', 'confirm', ['confirm']],
    ['cc-codex-collaborate', 'resume --strategy accept-risk', ['resume', '--strategy', 'accept-risk']],
    ['cc-codex-collaborate:cccc', 'abandon "no more"', ['abandon', 'no more']],
    ['cccc-loop-start', '--keep-going', ['loop', 'start', '--keep-going']],
    ['cc-codex-collaborate-loop-stop', '', ['loop', 'stop']],
    ['cccc-loop-status', '', null],
    ['cccc', '', null],
    ['cccc', 'status', null],
    ['cccc', 'confirm; rm -rf x', null],
    ['cccc', 'confirm $(cat x)', null],
    ['cccc', "abandon the user's cart when it is empty", null],
    ['deploy', 'confirm', null],
  ])('/%s %s', (name, args, expected) => {
    expect(slashCall(name, args)).toEqual(expected);
    expect(isHumanSlash(` /${name} ${args}\n`)).toBe(expected !== null);
  });

  test('words about a human-only command are not one', () =>
    expect(['what does /cccc confirm do', 'cccc confirm', '/', ''].filter(isHumanSlash)).toEqual([]));
});

test.each<[string[], string[]]>([
  [['confirm', '--json', '--language', 'en'], ['confirm']],
  [
    ['abandon', 'no', 'more'],
    ['abandon', 'no more'],
  ],
  [
    ['report', 'answer', '--text', 'A --choice B'],
    ['report', 'answer', '--text', 'A --choice B'],
  ],
  [
    ['report', 'answer', '--text', 'A', '--choice', 'B'],
    ['report', 'answer', '--text', 'A', '--choice', 'B'],
  ],
])('%j is granted as %j', (call, expected) => expect(grantedCall(call)).toEqual(expected));
