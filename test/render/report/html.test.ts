/** The page without a browser: its structure, its policy, and that no text becomes markup. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { escaped, html } from '../../../scripts/render/html/markup.js';
import { reportPage } from '../../../scripts/render/html/page.js';
import { finding, fixed, resumedWith, seen, started, Walk, withVerdict } from '../../helpers/events.js';
import { GUARD, HOSTILE, hostileFinding, reportOf, told } from '../../helpers/report.js';
import { longStory, story, storyChanges } from '../../helpers/report-story.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
const page = (...given: Parameters<typeof reportOf>): string => reportPage(reportOf(...given), 'en', digest);

/** Tags and attributes of a page outside of its style and script; texts are left out. */
const tagsOf = (text: string): string[] =>
  text
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/<script>[\s\S]*?<\/script>/, '<script></script>')
    .match(/<[^>]*>/g) ?? [];

const open = story('open', [
  hostileFinding(),
  ...Object.entries(HOSTILE).map(([name, text]) =>
    finding({ id: `F-${name}`, title: text, file: text, category: text, explanation: text, required_fix: text }),
  ),
]);
const view = reportOf(open, { changes: storyChanges(open), guard: GUARD });
const hostile = {
  ...view,
  task: { ...view.task, id: HOSTILE.title, subject: HOSTILE.bidi, text: HOSTILE.link, abandoned: HOSTILE.title },
  phases: view.phases.map((phase) => ({
    ...phase,
    title: HOSTILE.title,
    rounds: phase.rounds.map((round) => ({
      ...round,
      summary: HOSTILE.ansi,
      model: HOSTILE.title,
      outcome: HOSTILE.title,
    })),
  })),
  guard: GUARD.map((line) => ({ ...line, subject: HOSTILE.title, tool: HOSTILE.entity, category: HOSTILE.bidi })),
};

describe.each(['en', 'zh-CN'] as const)('the page in %s', (language) => {
  const text = reportPage(hostile, language, digest);

  it('has the tags of a page without hostile text, and no others', () => {
    const kinds = (given: string): Set<string> =>
      new Set(tagsOf(given).map((tag) => /^<[!/]?[a-z0-9]+/i.exec(tag)?.[0] ?? tag));
    const plain = kinds(reportPage(view, language, digest));
    expect([...kinds(text)].filter((tag) => !plain.has(tag))).toEqual([]);
    expect([...plain].filter((tag) => /img|iframe|object|link|form|base|audio|video/.test(tag))).toEqual([]);
  });

  it('has no attribute that runs or loads anything', () => {
    const attributes = tagsOf(text).flatMap((tag) => [...tag.matchAll(/\s([a-z-]+)="([^"]*)"/g)]);
    expect(attributes.length).toBeGreaterThan(200);
    expect(attributes.filter(([, name = '']) => /^on|^style$|^src/.test(name))).toEqual([]);
    expect(attributes.filter(([, name, value = '']) => name === 'href' && !/^#[\w-]+$/.test(value))).toEqual([]);
  });

  it('shows no invisible character, no escape of a terminal and no secret', () => {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u{e0000}-\u{e007f}]/u);
    expect(text).toContain('&lt;U+202E&gt;');
    expect(text).toContain('&lt;U+001B&gt;[31mred');
    expect(text).not.toContain(HOSTILE.secret);
  });

  it('names every section in the contents, once, and links only to places that exist', () => {
    const ids = tagsOf(text).flatMap((tag) => / id="([^"]*)"/.exec(tag)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = tagsOf(text).flatMap((tag) => / href="#([^"]*)"/.exec(tag)?.[1] ?? []);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });
});

describe('the policy', () => {
  const text = page(open);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
  const inside = (tag: string): string => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? '';

  it('allows the one style sheet and the one script of the page, and nothing else', () => {
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${digest(inside('style'))}'`,
      `script-src 'sha256-${digest(inside('script'))}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('stands before everything that it rules over', () => {
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<title>'));
  });
});

describe('the assurance', () => {
  it.each([
    ['verified', 'Verified: for every approval'],
    ['attested', 'Attested: the approvals are recorded'],
    ['invalid', 'Invalid: at least one approval'],
    ['none', 'No review has approved anything yet.'],
  ] as const)('%s is said in plain words', (assurance, words) => {
    expect(reportPage({ ...view, assurance }, 'en', digest)).toContain(words);
  });

  it('names the risk that was accepted in place of an approval', () => {
    const back = withVerdict('fail_fixable', [finding({ severity: 'P2' })]);
    const walk = new Walk().planned().review('plan', back).to(fixed('F1')).replanned().review('plan', back);
    const text = page(
      told(
        walk.to((state) => resumedWith('accept-risk', seen(state))),
        started(),
      ),
    );
    expect(text).toContain('<h3>Not done, or not approved</h3>');
    expect(text).toMatch(/<li><bdi>plan: risk accepted<\/bdi><\/li><li><bdi>accepted risk: F1 P2 Wrong sum \(a.ts\)/);
  });
});

it('a template escapes what it is given, in lists too, and leaves HTML as it is', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`<p title="${'"x"'}">${[inner, '&', 3, null, false]}</p>`.text).toBe(
    '<p title="&quot;x&quot;"><b>&lt;i&gt;</b>&amp;3</p>',
  );
  expect(escaped("'\u202e\ud800")).toBe('&#39;&lt;U+202E&gt;\ufffd');
});

it('a page of 1,000 entries has them all', () => {
  expect(page(longStory(1000)).match(/<li class="event"/g)?.length).toBeGreaterThanOrEqual(1000);
});
