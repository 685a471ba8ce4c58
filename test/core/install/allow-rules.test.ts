import { type ParseError, parse as parseJsonc, parseTree } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import {
  allowRules,
  CALLS_OF_CLAUDE,
  ownRulesIn,
  withoutExactRules,
  withoutRules,
  withRules,
} from '../../../scripts/core/install/client/allow-rules.js';
import type { ParseJson } from '../../../scripts/core/install/client/json-node.js';
import { type Registration, withOurs, withoutOurs } from '../../../scripts/core/install/client/settings.js';
import { isVerb, VERB_NAMES, verbOf } from '../../../scripts/core/verbs.js';
import { DENY_RULES } from '../../../scripts/guard/index.js';
import { TEXTS, theirs } from './settings-texts.js';

const parse: ParseJson = (text) => {
  const faults: ParseError[] = [];
  const root = parseTree(text, faults, { allowTrailingComma: true });
  return faults.length > 0 ? null : (root ?? null);
};

const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
const RULES = allowRules([CLI, 'node "/a b/scripts/cccc.mjs"'], 'cc-codex-collaborate', [
  'docs/cccc/roadmap.md',
  'docs/cccc/runtime/answers.json',
]);
const LOOP: Registration = {
  deny: DENY_RULES,
  hooks: { Stop: [{ hooks: [{ type: 'command', command: 'node .claude/hooks/cccc-stop.cjs' }] }] },
};

function added(text: string | null, rules: readonly string[] = RULES): string {
  const result = withRules(text, rules, parse);
  if (!result.ok) throw new Error(result.fault);
  return result.text;
}
function looped(text: string | null): string {
  const result = withOurs(text, LOOP, parse);
  if (!result.ok) throw new Error(result.fault);
  return result.text;
}

describe('adding the rules', () => {
  test.each(Object.entries(TEXTS))('%s: all are there, and removing them restores every byte', (_, text) => {
    const with_ = added(text);
    expect(ownRulesIn(with_, parse)).toEqual(RULES);
    expect(parseJsonc(with_).permissions.allow.slice(-RULES.length)).toEqual(RULES);
    expect(withoutRules(with_, parse)).toBe(text);
    expect(withoutExactRules(with_, RULES, parse)).toBe(text);
    expect(withoutRules(text, parse)).toBe(text);
  });

  const ORDERS: [string, ((text: string | null) => string | null)[]][] = [
    ['the loop last in, first out', [added, looped, takeLoop, takeRules]],
    ['the loop last in, last out', [added, looped, takeRules, takeLoop]],
    ['the loop first in, last out', [looped, added, takeRules, takeLoop]],
    ['the loop first in, first out', [looped, added, takeLoop, takeRules]],
  ];
  function takeLoop(text: string | null): string | null {
    return text === null ? null : withoutOurs(text, parse);
  }
  function takeRules(text: string | null): string | null {
    return text === null ? null : withoutRules(text, parse);
  }

  test.each(ORDERS)('beside the registration of the loop, %s, nothing is left of either', (_, steps) => {
    for (const text of [...Object.values(TEXTS), null])
      expect(steps.reduce<string | null>((current, step) => step(current), text)).toBe(text);
  });

  test('where there was no file, removing them leaves none', () => {
    expect(JSON.parse(added(null))).toEqual({ permissions: { allow: RULES } });
    expect(withoutRules(added(null), parse)).toBeNull();
  });

  test('adding them again changes nothing, and those of another place or version are replaced', () => {
    const with_ = added(TEXTS['two spaces'] ?? '');
    expect(added(with_)).toBe(with_);
    const other = allowRules(['node /elsewhere/scripts/cccc.mjs'], 'cc-codex-collaborate', ['docs/cccc/old-name.md']);
    expect(added(added(TEXTS['two spaces'] ?? '', other))).toBe(with_);
  });

  test.each([
    [['Read(//etc/**)', 'Skill(x)']],
    [['Edit(/docs/cccc/notes.md)']],
    [['Skill(cc-codex-collaborate)']],
    [['Bash(node /a/scripts/cccc.mjs next *)']],
  ])('rules of yours right after them stay: %s', (yours) => {
    const all = [...RULES, ...yours];
    const text = `${JSON.stringify({ permissions: { allow: ['Bash(ls *)', ...all] } }, null, 2)}\n`;
    expect(ownRulesIn(text, parse)).toEqual(RULES);
    const without = withoutRules(text, parse) ?? '';
    expect(JSON.parse(without)).toEqual({ permissions: { allow: ['Bash(ls *)', ...yours] } });
    expect(withoutExactRules(text, RULES, parse)).toBe(without);
    expect(JSON.parse(added(text))).toEqual({ permissions: { allow: ['Bash(ls *)', ...all] } });
  });

  test.each([
    ['not JSON', '{"permissions":', { ok: false, fault: 'invalid-json' }],
    ['a list in place of the object', '[]', { ok: false, fault: 'wrong-shape', path: '(top)' }],
    ['permissions that are a text', '{"permissions":"all"}', { ok: false, fault: 'wrong-shape', path: 'permissions' }],
    [
      'allow that is a text',
      '{"permissions":{"allow":"x"}}',
      { ok: false, fault: 'wrong-shape', path: 'permissions.allow' },
    ],
  ])('%s is refused', (_, text, fault) => {
    expect(withRules(text, RULES, parse)).toEqual(fault);
    expect(withoutRules(text, parse)).toBe(text);
  });
});

describe('removing the rules', () => {
  const allow = (...rules: string[]): string => JSON.stringify({ permissions: { allow: rules } });

  test.each([
    ['a rule of the same words that the user wrote', allow('Skill(cc-codex-collaborate)', 'Bash(ls)')],
    ['an answer to the client for one command', allow(`Bash(${CLI} next)`, 'Skill(cc-codex-collaborate)')],
    [
      'a rule with a wildcard in the path',
      allow('Bash(node */scripts/cccc.mjs next *)', 'Skill(cc-codex-collaborate)'),
    ],
    ['a rule for all of Node', allow('Bash(node *)', 'Skill(cc-codex-collaborate)')],
    ['the same rules in another list', JSON.stringify({ permissions: { deny: RULES, ask: RULES } })],
    ['a hook', `{"hooks":{"Stop":[{"hooks":[${theirs}]}]}}`],
  ])('%s stays', (_, text) => {
    expect(withoutRules(text, parse)).toBe(text);
  });

  test('what the client or the user added after them stays', () => {
    const more = parseJsonc(added('{"permissions":{"allow":["Bash(ls)"]}}'));
    more.permissions.allow.push('Bash(npm test)', 'Edit(/src/**)');
    expect(parseJsonc(withoutRules(JSON.stringify(more), parse) ?? '')).toEqual({
      permissions: { allow: ['Bash(ls)', 'Bash(npm test)', 'Edit(/src/**)'] },
    });
  });

  test('for the digest of a work tree, rules that differ in anything stay', () => {
    const text = TEXTS['two spaces'] ?? '';
    const other = allowRules([CLI, 'node "/evil/scripts/cccc.mjs"'], 'cc-codex-collaborate', ['docs/cccc/roadmap.md']);
    expect(withoutExactRules(added(text, other), RULES, parse)).toBe(added(text, other));
  });
});

describe('what the rules name', () => {
  test('each call is in the verb table, and none is for the user alone', () => {
    for (const words of CALLS_OF_CLAUDE) {
      const [verb = '', sub] = words.split(' ');
      if (!isVerb(verb)) throw new Error(`there is no verb ${verb}`);
      const { humanOnly, subverbs } = verbOf(verb);
      expect(sub === undefined || Object.hasOwn(subverbs, sub), words).toBe(true);
      expect(
        [...humanOnly].filter((mark) => mark === '*' || mark === sub),
        words,
      ).toEqual([]);
    }
  });

  /** What Codex is asked outside of a task may change the work tree or begin other work, so the client asks. */
  const DELEGATION = ['ask', 'broker', 'fanout', 'cto'];

  test('everything that Claude usually runs in a task is among them', () => {
    const named = new Set([...CALLS_OF_CLAUDE.map((words) => words.split(' ')[0]), ...DELEGATION]);
    expect(VERB_NAMES.filter((name) => verbOf(name).group === 'claude' && !named.has(name))).toEqual([]);
  });

  test('no rule covers more than one script, a setting or the evidence', () => {
    expect(RULES.filter((rule) => /node \*|config|state|reviews|ledger|\*\*/.test(rule))).toEqual([]);
  });
});
