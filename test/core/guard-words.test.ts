/** What the guard says: in a denial the safer way is within what the client shows, a question speaks to the user. */
import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../../scripts/core/guard/words.js';
import type { Category, Judged } from '../../scripts/guard/index.js';
import { guard as en } from '../../scripts/text/en/hooks/guard.js';
import { guard as zhCN } from '../../scripts/text/zh-CN/hooks/guard.js';

const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
/** What Claude Code shows of a denial, and the most that its own words take of that (the longest tool's name). */
const SHOWN = 200 - 'PreToolUse:NotebookEdit hook error: '.length;
const LANGUAGES = { en: en(CLI), 'zh-CN': zhCN(CLI) };

describe.each(Object.entries(LANGUAGES))('%s', (language, words) => {
  const kinds = Object.keys(words.kind).filter((kind): kind is Judged['kind'] => Object.hasOwn(words.kind, kind));
  const categories = Object.keys(words.category).filter((name): name is Category =>
    Object.hasOwn(words.category, name),
  );
  const longest = categories.reduce((a, b) => (words.category[a].length > words.category[b].length ? a : b));
  const finding = (kind: Judged['kind'], verdict: Judged['verdict']): Judged => ({
    kind,
    category: longest,
    subject: 'x'.repeat(120),
    verdict,
  });

  test.each(kinds)('a denial shows the safer way whole: %s', (kind) => {
    const [reason, safer] = words.kind[kind];
    for (const text of [sentenceOf(finding(kind, 'deny'), words), sentenceOf(finding(kind, 'ask'), words, false)]) {
      expect(text.indexOf(safer) + safer.length, text).toBeLessThanOrEqual(SHOWN);
      expect(text.indexOf(safer)).toBeLessThan(text.indexOf(reason));
    }
  });

  test.each(['evidence', 'registration', 'evidenceUnclear'] as const)('so does the answer about %s', (what) => {
    const path = '/home/somebody/projects/a-project/docs/cccc/state.json';
    const text = words[what](path);
    const way = {
      evidence: 'next',
      registration: '/cccc-loop-stop',
      evidenceUnclear: language === 'en' ? 'read' : '读取',
    };
    expect(text.indexOf(way[what]), text).toBeGreaterThan(0);
    expect(text.indexOf(way[what])).toBeLessThan(SHOWN);
    expect(text.indexOf(way[what])).toBeLessThan(text.indexOf(path));
  });

  test.each(kinds)('a question speaks to the user: %s', (kind) => {
    const [reason, safer, asked = reason] = words.kind[kind];
    const text = sentenceOf(finding(kind, 'ask'), words);
    expect(text).toMatch(language === 'en' ? /^cccc asks you / : /^cccc：请你确认（/);
    expect(text).toContain(asked);
    const forClaude = text.indexOf(language === 'en' ? 'Safer for Claude' : 'Claude 更安全的做法');
    expect(text).not.toMatch(language === 'en' ? /\bthe user\b/ : /用户(?!的权限)/);
    if (forClaude >= 0) expect(text.slice(forClaude).length).toBeGreaterThan(safer.length);
  });
});
