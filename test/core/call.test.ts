import { describe, expect, expectTypeOf, test } from 'vitest';
import { call, forUser, given, prose, proseSlot, shell, slot } from '../../scripts/core/call.js';
import { bashLine, callWords, shortText } from '../../scripts/core/say/command-text.js';
import { type Place, spell, withCommandText } from '../../scripts/core/say/spelling.js';

const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
const terminal: Place = { cli: CLI, underClaude: false, isSlashHeard: () => true };
const heard: Place = { ...terminal, underClaude: true };
const unheard: Place = { ...heard, isSlashHeard: () => false };

describe('a command', () => {
  test('is checked against the verb table by the compiler', () => {
    // @ts-expect-error there is no such verb
    call('approve');
    // @ts-expect-error review needs a sub-verb
    call('review');
    // @ts-expect-error review has no such sub-verb
    call('review', 'everything');
    // @ts-expect-error status has no such option
    call('status', '--all');
    // @ts-expect-error --file belongs to other sub-verbs of report
    call('report', 'plan', '--file', given('x'));
    // @ts-expect-error a value is given, not spelled
    call('start', 'a task');
    expectTypeOf(call('report', 'answer', '--choice', slot('A-D')).audience).toEqualTypeOf<'claude' | 'user'>();
  });

  test.each([
    [call('next'), 'next'],
    [call('review', 'plan'), 'review plan'],
    [call('start', proseSlot('task')), 'start "<task>"'],
    [call('report', 'answer', '--choice', slot('A-D')), 'report answer --choice <A-D>'],
    [call('milestone', 'start', given('M1')), 'milestone start M1'],
    [call('report', 'question', '--file', given('my question.json')), 'report question --file "my question.json"'],
    [call('abandon', prose('costs "$5"')), 'abandon "costs \\"\\$5\\""'],
    [call('abandon', prose('over')), 'abandon "over"'],
  ])('%j is spelled %s', (command, text) => {
    expect(callWords(command)).toBe(text);
    expect(shortText(command)).toBe(`cccc ${text}`);
    expect(bashLine(command, CLI)).toBe(`${CLI} ${text}`);
  });
});

test('data for --json names commands as text, and keeps the rest', () => {
  const step = { action: 'x', run: call('review', 'plan'), opens: [{ opens_with: call('confirm') }, null, 1] };
  expect(withCommandText(step)).toEqual({
    action: 'x',
    run: 'review plan',
    opens: [{ opens_with: 'cccc confirm' }, null, 1],
  });
});

describe('the spelling', () => {
  const confirm = forUser(call('confirm'));

  test('for Claude is the line for its Bash tool, wherever it is read', () => {
    for (const place of [terminal, heard, unheard]) expect(spell(call('next'), place)).toBe(`${CLI} next`);
  });

  test('for the user of Claude Code is a slash command', () => {
    expect(spell(confirm, heard)).toBe('/cccc confirm');
    expect(spell(forUser(call('resume', '--strategy', given('skip'))), heard)).toBe('/cccc resume --strategy skip');
  });

  test('for the user of Claude Code is the slash command of the loop where there is one', () => {
    expect(spell(forUser(call('loop', 'start', '--keep-going')), heard)).toBe('/cccc-loop-start --keep-going');
    expect(spell(forUser(call('loop', 'claim')), heard)).toBe('/cccc loop claim');
  });

  test('for the user is a line for the terminal there, and where no hook hears a slash command', () => {
    expect(spell(confirm, terminal)).toBe(`${CLI} confirm`);
    expect(spell(confirm, unheard)).toBe(`${CLI} confirm`);
    expect(spell(forUser(call('status')), unheard)).toBe('/cccc status');
  });

  test('of another program is the same everywhere, and a command behind it is pasted with it', () => {
    expect(spell(shell('git init'), heard)).toBe('git init');
    expect(spell(shell('mv a b', call('setup')), terminal)).toBe(`mv a b && ${CLI} setup`);
  });
});
