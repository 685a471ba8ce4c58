/** What is asked of Codex, as tables: parts, limits, prompts, and changes that are never applied. */
import { describe, expect, test } from 'vitest';
import { REASONS } from '../../../scripts/core/codex/reasons.js';
import { questionIn } from '../../../scripts/core/delegate/ask.js';
import { EXIT, endingOf } from '../../../scripts/core/delegate/exit-codes.js';
import { refusedChanges } from '../../../scripts/core/delegate/patch-rules.js';
import {
  hasPastedContent,
  namesVerification,
  promptAdvice,
  wordsIn,
} from '../../../scripts/core/delegate/prompt-advice.js';
import { type Access, isSamePart, newPart, type Role } from '../../../scripts/core/delegate/roles.js';
import { isOver, limitReached, nextAsked, overlapOf } from '../../../scripts/core/delegate/sessions.js';

describe('the part that Codex plays', () => {
  test.each<[Role | null, Access | null, string | null]>([
    [null, null, 'writer workspace-write'],
    [null, 'read-only', 'scout read-only'],
    [null, 'danger-full-access', 'writer danger-full-access'],
    ['scout', null, 'scout read-only'],
    ['reviewer', null, 'reviewer read-only'],
    ['debugger', null, 'debugger workspace-write'],
    ['debugger', 'read-only', 'debugger read-only'],
    ['writer', 'read-only', null],
    ['scout', 'workspace-write', null],
    ['reviewer', 'danger-full-access', null],
  ])('%s with %s', (role, access, expected) => {
    const part = newPart({ role, access });
    expect(part && `${part.role} ${part.access}`).toBe(expected);
  });

  test('a session keeps it, and a caller need not repeat it', () => {
    const session = { role: 'writer', access: 'workspace-write' } as const;
    expect(isSamePart(session, { role: null, access: null })).toBe(true);
    expect(isSamePart(session, { role: 'writer', access: null })).toBe(true);
    expect(isSamePart(session, { role: null, access: 'read-only' })).toBe(false);
    expect(isSamePart(session, { role: 'debugger', access: null })).toBe(false);
  });
});

describe('the limits of a session', () => {
  test.each([
    ['read-only', 'question', 'answer'],
    ['read-only', 'answer', 'more'],
    ['workspace-write', 'question', 'answer'],
    ['workspace-write', 'answer', 'fix'],
    ['workspace-write', 'fault', 'more'],
    ['workspace-write', 'lost', 'more'],
  ] as const)('%s after %s: %s', (access, last, asked) => {
    expect(nextAsked({ access }, last)).toBe(asked);
  });

  test('five answers and three fixes; anything else has no limit', () => {
    const runs = (asked: 'answer' | 'fix' | 'more', count: number) => ({
      runs: Array.from({ length: count }, (_, at) => ({ id: String(at), asked })),
    });
    expect(limitReached(runs('answer', 4), 'answer')).toBeNull();
    expect(limitReached(runs('answer', 5), 'answer')).toEqual({ kind: 'answers', most: 5 });
    expect(limitReached(runs('fix', 2), 'fix')).toBeNull();
    expect(limitReached(runs('fix', 3), 'fix')).toEqual({ kind: 'fixes', most: 3 });
    expect(limitReached(runs('answer', 5), 'fix')).toBeNull();
    expect(limitReached(runs('more', 50), 'more')).toBeNull();
  });

  test.each<[string[], string[], string[]]>([
    [['a.ts'], ['b.ts'], []],
    [['a.ts'], ['a.ts'], ['a.ts']],
    [['src/a.ts'], ['src'], ['src/a.ts']],
    [['src'], ['src/a.ts'], ['src']],
    [['src'], ['src-old/a.ts'], []],
    [[''], ['src/a.ts'], ['']],
    [[], ['src/a.ts'], []],
  ])('%j and %j share %j', (one, other, shared) => {
    expect(overlapOf(one, other)).toEqual(shared);
  });

  test('a session is over after seven days without use', () => {
    const day = 24 * 3600 * 1000;
    expect(isOver(day, 8 * day)).toBe(false);
    expect(isOver(day, 8 * day + 1)).toBe(true);
  });
});

describe('a prompt', () => {
  test('its words are counted in any script', () => {
    expect(wordsIn('Where is it rounded, and why?')).toBe(6);
    expect(wordsIn('在哪里取整')).toBeGreaterThan(1);
    expect(wordsIn('在哪里取整')).toBeLessThan(6);
  });

  test.each<[string, boolean]>([
    [`Why?\n\`\`\`ts\n${'const a = 1\n'.repeat(12)}\`\`\``, true],
    [`Why?\n${'if (a) {\n  b();\n}\n'.repeat(5)}`, true],
    [`Why?\n${'2026-01-01 12:00:00 started\n'.repeat(12)}`, true],
    ['Why?\n```\nnpm test\n```', false],
    ['The amount is rounded twice.\n'.repeat(40), false],
    [`- one\n- two\n`.repeat(20), false],
  ])('pasted content %#', (text, isPasted) => {
    expect(hasPastedContent(text)).toBe(isPasted);
  });

  test.each<[string, boolean]>([
    ['Do it.\nVerification: npm test', true],
    ['做完。\n验证：npm test', true],
    ['Verification:', false],
    ['After verification: none', false],
  ])('names its verification %#', (text, names) => {
    expect(namesVerification(text)).toBe(names);
  });

  test('nothing is said about a good one', () => {
    expect(promptAdvice('Make it 42.\nVerification: npm test', true)).toEqual([]);
  });

  test.each([
    ['It is here.', null],
    ['QUESTION: Which one?', 'Which one?'],
    ['I looked.\n\nQUESTION:  Which one?  \n', 'Which one?'],
    ['QUESTION: Which one?\nNever mind.', null],
    ['QUESTION:', null],
  ])('the question of %j is %j', (answer, question) => {
    expect(questionIn(answer)).toBe(question);
  });
});

describe('a change', () => {
  const file = { mode: '100644', oid: 'a' };
  const link = { mode: '120000', oid: 'b' };
  const submodule = { mode: '160000', oid: 'c' };
  const whyOf = (path: string, after = file, target = '', hooks: string | null = null): string | null =>
    refusedChanges([{ path, before: null, after }], new Map(target === '' ? [] : [[path, target]]), hooks)[0]?.why ??
    null;

  test.each([
    ['src/a.ts', null],
    ['.github/workflows/ci.yml', null],
    ['.gitignore', null],
    ['docs/ccccc/a.md', null],
    ['claude/settings.json', null],
    ['.gitmodules', 'git-settings'],
    ['sub/.gitattributes', 'git-settings'],
    ['sub/.Git/hooks/pre-commit', 'git-settings'],
    ['.git./config', 'git-settings'],
    ['.git::$INDEX_ALLOCATION/config', 'git-settings'],
    ['.husky/_/x', 'hooks'],
    ['.claude/settings.json', 'client-settings'],
    ['apps/a/.CLAUDE/agents/x.md', 'client-settings'],
    ['.codex/config.toml', 'client-settings'],
    ['.mcp.json', 'client-settings'],
    ['docs/cccc/state.json', 'own-documents'],
    ['apps/a/Docs/CCCC/x', 'own-documents'],
    ['a\nb', 'odd-name'],
    ['a\\b', 'odd-name'],
  ])('of %j is refused for %j', (path, why) => {
    expect(whyOf(path)).toBe(why);
  });

  test("of the user's own folder of hooks is refused", () => {
    expect(whyOf('tools/hooks/pre-push', file, '', 'tools/hooks')).toBe('hooks');
    expect(whyOf('tools/hooks-old/x', file, '', 'tools/hooks')).toBeNull();
  });

  test('of a submodule is refused, in either direction', () => {
    expect(whyOf('lib', submodule)).toBe('submodule');
    expect(refusedChanges([{ path: 'lib', before: submodule, after: null }], new Map(), null)[0]?.why).toBe(
      'submodule',
    );
  });

  test.each([
    ['src/x', 'a.ts', null],
    ['src/x', '../lib/a.ts', null],
    ['src/x', './b/../a.ts', null],
    ['src/x', '../../a', 'leads-out'],
    ['src/x', '..', 'leads-out'],
    ['src/x', '/etc/passwd', 'leads-out'],
    ['src/x', 'C:\\Windows', 'leads-out'],
    ['src/x', '../.git/config', 'leads-out'],
    ['src/x', '../docs/cccc/config.json', 'leads-out'],
  ])('that makes %j a link to %j is refused for %j', (path, target, why) => {
    expect(whyOf(path, link, target)).toBe(why);
  });
});

test('every reason has an exit code, and none of them says that Codex answered or asks', () => {
  const codes = REASONS.map((reason) => EXIT[endingOf(reason)]);
  expect([...new Set<number>(codes)].sort((a, b) => a - b)).toEqual([1, 2, 3, 137]);
});
