import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checksForMilestone,
  MILESTONE_FIELDS,
  milestonesOf,
  parseBacklog,
  verifyBacklog,
} from '../../../scripts/core/plan/milestones.js';
import { canonicalPlan, isProgress } from '../../../scripts/core/plan/progress.js';

const FIELDS = {
  goal: 'Users can log in',
  scope: 'The login form',
  out_of_scope: 'Sign-up',
  acceptance_criteria: 'A wrong password is refused',
  expected_files: 'src/login.ts',
  required_tests: 'unit',
  risk: 'low',
  dependencies: 'none',
  stop_conditions: 'A real account is needed',
};
const LABELS: Record<keyof typeof FIELDS, [string, string]> = {
  goal: ['Goal', '目标'],
  scope: ['Scope', '范围'],
  out_of_scope: ['Out of scope', '范围外'],
  acceptance_criteria: ['Acceptance criteria', '验收标准'],
  expected_files: ['Expected files', '预期文件'],
  required_tests: ['Required tests', '必需测试'],
  risk: ['Risk', '风险'],
  dependencies: ['Dependencies', '依赖'],
  stop_conditions: ['Stop conditions', '停止条件'],
};
type Fields = Partial<Record<keyof typeof FIELDS, string>>;

const bullets = (fields: Fields, language = 0): string =>
  MILESTONE_FIELDS.filter((field) => fields[field] !== undefined)
    .map((field) => `- **${LABELS[field][language]}${language ? '：' : ':'}** ${fields[field]}`)
    .join('\n');
const milestone = (id: string, change: Fields = {}, without: (keyof typeof FIELDS)[] = []): string => {
  const fields: Fields = { ...FIELDS, ...change };
  for (const field of without) delete fields[field];
  return `## ${id}: Title of ${id}\n\n${bullets(fields)}\n`;
};
const codes = (text: string): string[] => verifyBacklog(parseBacklog(text)).map(({ code }) => code);
const read = (text: string) => milestonesOf(parseBacklog(text));
const template = (language: string, name: string): string =>
  readFileSync(new URL(`../../../skill/templates/${language}/${name}`, import.meta.url), 'utf8');

const complete = {
  id: 'M001',
  title: 'Title of M001',
  goal: 'Users can log in',
  scope: 'The login form',
  out_of_scope: 'Sign-up',
  acceptance_criteria: ['A wrong password is refused'],
  expected_files: ['src/login.ts'],
  required_tests: ['unit'],
  risk: 'low',
  dependencies: [],
  stop_conditions: ['A real account is needed'],
};

describe('reading a backlog', () => {
  it('takes fields as list items', () => {
    expect(codes(milestone('M001'))).toEqual([]);
    expect(read(milestone('M001'))).toEqual([complete]);
  });

  it('takes fields as headings', () => {
    const text = `## M001: Title of M001\n\n${MILESTONE_FIELDS.map((field) => `### ${LABELS[field][0]}\n\n${FIELDS[field]}\n`).join('\n')}`;
    expect(read(text)).toEqual([complete]);
  });

  it('takes Chinese field names, headings and risks', () => {
    const text = `## 里程碑 M001：Title of M001\n\n${bullets({ ...FIELDS, risk: '低（只改文档）', dependencies: '无' }, 1)}\n`;
    expect(codes(text)).toEqual([]);
    expect(read(text)).toEqual([complete]);
  });

  it.each([
    '## M001 - Title of M001',
    '### **M001: Title of M001**',
    '# Milestone M001 — Title of M001',
    '## ✅ M001: Title of M001 (done)',
  ])('finds the milestone in the heading %s', (heading) => {
    expect(read(milestone('M001').replace('## M001: Title of M001', heading))).toEqual([complete]);
  });

  it('takes nested items as entries, lines that go on as part of the entry before, and files from one line', () => {
    const text = milestone('M001', {
      acceptance_criteria: '\n  - [x] first\n    goes on\n  - second',
      expected_files: '`src/a.ts`, src/b b.ts',
    });
    expect(read(text)[0]).toMatchObject({
      acceptance_criteria: ['first\ngoes on', 'second'],
      expected_files: ['src/a.ts', 'src/b b.ts'],
    });
  });

  it('keeps an item that contains a colon in the field where it stands', () => {
    const text = milestone('M001', {
      acceptance_criteria: '\n  - Given a user: the form is shown\n  - Note: case matters',
    });
    expect(read(text)[0]?.acceptance_criteria).toEqual(['Given a user: the form is shown', 'Note: case matters']);
  });

  it('takes every item under a heading for its content, whatever it begins with', () => {
    const text =
      `${milestone('M001', {}, ['acceptance_criteria'])}### Acceptance criteria\n` +
      '- Goal: the form is shown\n- **Risk:** high values are refused\n';
    expect(read(text)[0]).toMatchObject({
      acceptance_criteria: ['Goal: the form is shown', '**Risk:** high values are refused'],
      goal: 'Users can log in',
      risk: 'low',
    });
  });

  it('sees no milestone in a code block or in a comment', () => {
    expect(
      read(`${milestone('M001')}\n\`\`\`md\n${milestone('M002')}\`\`\`\n<!--\n${milestone('M003')}-->\n`).map(
        ({ id }) => id,
      ),
    ).toEqual(['M001']);
  });

  it('reads several milestones with their dependencies', () => {
    const text =
      milestone('M001') +
      milestone('M002', { dependencies: 'M001 (needs the form)' }) +
      milestone('M003', { dependencies: '`M001`, M002 and m001' });
    expect(codes(text)).toEqual([]);
    expect(read(text).map(({ dependencies }) => dependencies)).toEqual([[], ['M001'], ['M001', 'M002']]);
  });
});

describe('refusing a backlog', () => {
  it.each([...MILESTONE_FIELDS])('names the milestone and the field when %s is missing', (field) => {
    expect(verifyBacklog(parseBacklog(milestone('M001') + milestone('M002', {}, [field])))).toEqual([
      { code: 'milestone-field-missing', args: { milestone: 'M002', field } },
    ]);
  });

  it('takes an empty field, template text and a bare "none" for missing where something must be said', () => {
    expect(codes(milestone('M001', { goal: '' }))).toEqual(['milestone-field-missing']);
    expect(codes(milestone('M001', { goal: '<!-- later -->' }))).toEqual(['milestone-field-missing']);
    expect(codes(milestone('M001', { goal: '⟦what is true afterwards⟧' }))).toEqual(['milestone-field-missing']);
    expect(codes(milestone('M001', { acceptance_criteria: 'None.' }))).toEqual(['milestone-field-missing']);
    expect(codes(milestone('M001', { required_tests: 'none: documentation only', out_of_scope: 'none' }))).toEqual([]);
    expect(codes(milestone('M001').replace('Title of M001', ''))).toEqual(['milestone-field-missing']);
  });

  it.each<[string, string, unknown]>([
    [
      'an id used twice',
      milestone('M001') + milestone('M001'),
      { code: 'milestone-duplicate', args: { milestone: 'M001' } },
    ],
    [
      'a dependency on itself',
      milestone('M001', { dependencies: 'M001' }),
      { code: 'milestone-depends-on-itself', args: { milestone: 'M001' } },
    ],
    [
      'an unknown dependency',
      milestone('M001', { dependencies: 'M009' }),
      { code: 'milestone-dependency-unknown', args: { milestone: 'M001', dependency: 'M009' } },
    ],
    [
      'a dependency in words',
      milestone('M001', { dependencies: 'the parser' }),
      { code: 'milestone-dependency-unknown', args: { milestone: 'M001', dependency: 'the parser' } },
    ],
    [
      'an unknown risk',
      milestone('M001', { risk: 'medium-high' }),
      { code: 'milestone-risk-unknown', args: { milestone: 'M001', risk: 'medium-high' } },
    ],
    [
      'two risks',
      `${milestone('M001')}- **Risk:** high\n`,
      { code: 'milestone-risk-unknown', args: { milestone: 'M001', risk: 'low high' } },
    ],
    [
      'a milestone without an id',
      `## Milestone 1: Login\n\n${bullets(FIELDS)}`,
      { code: 'milestone-id-missing', args: { heading: 'Milestone 1: Login', line: 1 } },
    ],
    [
      'a circle',
      milestone('M001', { dependencies: 'M003' }) +
        milestone('M002', { dependencies: 'M001' }) +
        milestone('M003', { dependencies: 'M002' }),
      { code: 'milestone-cycle', args: { milestones: 'M001 → M003 → M002 → M001' } },
    ],
    [
      'no milestone at all',
      '# Milestone backlog\n\nLater.\n',
      { code: 'no-milestone', args: { document: 'milestone-backlog.md' } },
    ],
  ])('names %s', (_, text, expected) => {
    expect(verifyBacklog(parseBacklog(text))).toEqual([expected]);
  });

  it.each(['en', 'zh-CN'])(
    'refuses the template in %s field by field, and no field is unknown to the reader',
    (language) => {
      const [draft] = parseBacklog(template(language, 'milestone-backlog.md')).drafts;
      expect(Object.keys(draft?.fields ?? {}).sort()).toEqual([...MILESTONE_FIELDS].sort());
      expect(codes(template(language, 'milestone-backlog.md'))).toEqual(Array(10).fill('milestone-field-missing'));
    },
  );
});

describe('the canonical plan', () => {
  const plan = (backlog: string): string =>
    JSON.stringify(canonicalPlan({ brief: '# Brief\n', roadmap: backlog, backlog }));

  it.each<[string, string, string]>([
    ['a ticked box', '- [ ] M001: a', '- [x] M001: a'],
    ['a box where there was none', '- M001: a', '- [ ] M001: a'],
    ['a status line', '- **Goal:** a', '- **Goal:** a\n- **Status:** in progress'],
    ['a changed status line', 'Status: todo', '**Status**: ✅ done (2026-05-01)'],
    ['a Chinese status line', '- **状态：** 进行中', '- **状态：** 已完成'],
    [
      'a status section',
      '## M001: a\n### Status\ntodo\n### Goal\nx',
      '## M001: a\n### Status\n- [x] done\n### Goal\nx',
    ],
    ['a mark before or after', '## M001: a', '## ✅ M001: a'],
    ['a word after a heading', '## M001: a', '## M001: a (done)'],
    ['a share', 'Progress: 1/5', 'Progress: 40%'],
    [
      'a status column',
      '| Id | Status |\n| --- | --- |\n| M001 | todo |',
      '| Id | Status |\n| --- | --- |\n| M001 | ✅ done |',
    ],
    ['line ends, byte order mark, trailing and blank lines', '# A\nb\n', '\uFEFF# A  \r\n\r\nb\r\n\r\n'],
  ])('does not change with %s', (_, before, after) => {
    expect(plan(after)).toBe(plan(before));
  });

  it.each<[string, string, string]>([
    ['a status line that says more', 'Status: done', 'Status: done, and skip the tests'],
    ['the strike-through of an item that is not ticked', '- tests pass', '- ~~tests pass~~'],
    ['the strike-through of a ticked item', '- [ ] tests pass', '- [x] ~~tests pass~~'],
    ['the strike-through of an item with a mark', '- ✅ tests pass', '- ✅ ~~tests pass~~'],
    ['an item in a comment', '- a\n- b', '- a\n<!-- - b -->'],
    ['items between comment marks', '- a\n- b', '- a\n<!--\n- b\n-->'],
    ['a box that says neither done nor to do', '- [ ] tests pass', '- [-] tests pass'],
    ['a status that takes something out of the plan', '## a\n- Status: todo', '## a\n- Status: skipped'],
    ['an item that moves to another list', 'A:\n- a\n- b\n\nB:\n- c', 'A:\n- a\n\nB:\n- b\n- c'],
    ['a mark that makes text of a heading', '## Criteria', '✅ ## Criteria'],
    ['a box that makes text of a code block', '- ```\n- a\n```', '- [ ] ```\n- a\n```'],
    ['a number after a heading', '## Coverage (90%)', '## Coverage (10%)'],
    ['a date after a heading', '## Deadline (2026-01-01)', '## Deadline (2027-01-01)'],
    ['a cross', '- ✅ IPv6', '- ❌ IPv6'],
    ['a word in brackets in a list item', '- ends', '- ends (done)'],
    ['a box inside a code block', '```\n- [ ] a\n```', '```\n- [x] a\n```'],
    ['a status inside a code block', '```\nStatus: todo\n```', '```\nStatus: done\n```'],
    [
      'another column',
      '| Id | Default |\n| --- | --- |\n| M001 | open |',
      '| Id | Default |\n| --- | --- |\n| M001 | done |',
    ],
    ['a comment', 'a', 'a\n<!-- b -->'],
    ['indentation', '- a\n- b', '- a\n  - b'],
    ['a mark in the middle of a line', 'a b', 'a ✅ b'],
  ])('changes with %s', (_, before, after) => {
    expect(plan(after)).not.toBe(plan(before));
  });

  it('changes when text moves from one document to another', () => {
    expect(canonicalPlan({ brief: 'a', roadmap: '', backlog: '' })).not.toEqual(
      canonicalPlan({ brief: '', roadmap: 'a', backlog: '' }),
    );
  });

  // Words and punctuation of plans, so that lines often look like lists, headings, tables and marks.
  const word = fc.constantFrom(
    'login',
    'form',
    '表单',
    'status',
    'done',
    'x',
    '[ ]',
    '~~',
    '✅',
    '|',
    ':',
    '(done)',
    '`',
    '<!--',
    '-->',
    '**',
  );
  const content = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
  const item = fc.record({ lead: fc.constantFrom('- ', '  - ', '## ', '1. ', '> ', ''), text: content });
  const document = fc.array(item, { minLength: 1, maxLength: 12 });
  const plain = (items: { lead: string; text: string }[]): string =>
    items.map(({ lead, text }) => lead + text).join('\n');
  type Marked = { box: boolean; status: boolean; crlf: boolean };

  it('is the same however plain items are marked as done (any document)', () => {
    const text = fc.constantFrom('login', 'the form', '表单 A', 'M001: a', 'ends with a word');
    const items = fc.array(fc.record({ lead: fc.constantFrom('- ', '  - ', '## '), text }), {
      minLength: 1,
      maxLength: 12,
    });
    const marked = fc.array(fc.record({ box: fc.boolean(), status: fc.boolean(), crlf: fc.boolean() }), {
      minLength: 12,
      maxLength: 12,
    });
    const mark = ({ lead, text: words }: { lead: string; text: string }, how: Marked | undefined): string => {
      const line = how?.box ? `${lead}${lead.trim() === '-' ? '[x] ' : '✅ '}${words} ✅` : lead + words;
      return line + (how?.status ? `${how.crlf ? ' \r\n' : '\n'}- **Status:** done` : '') + (how?.crlf ? '\r\n' : '\n');
    };
    fc.assert(
      fc.property(items, marked, (list, how) => {
        expect(plan(list.map((one, at) => mark(one, how[at])).join(''))).toBe(plan(plain(list)));
      }),
    );
  });

  it('changes with any letter inserted into a word of any document', () => {
    fc.assert(
      fc.property(document, fc.nat(), (list, seed) => {
        const text = plain(list);
        const places = [...text.matchAll(/login|form|表单/gu)].map(({ index }) => index);
        const at = places[seed % Math.max(1, places.length)];
        fc.pre(at !== undefined);
        expect(plan(`${text.slice(0, at)}Q${text.slice(at)}`)).not.toBe(plan(text));
      }),
    );
  });

  it('knows progress words in both languages, and nothing longer', () => {
    expect(['Done', '已完成', '3/4', '✅', 'in progress 2026-01-01'].every(isProgress)).toBe(true);
    expect(['done badly', '已完成了吗', 'no', '5'].some(isProgress)).toBe(false);
  });
});

describe('the checks of a milestone', () => {
  const checks = [
    { name: 'unit', run: ['npm', 'test'], required: true, timeout_seconds: 60 },
    { name: 'e2e', run: ['npm', 'run', 'e2e'], required: false, timeout_seconds: 60 },
  ];

  it('become required when the milestone names them or repeats their command line', () => {
    for (const test of ['e2e', 'e2e: the login page', '`npm run e2e`', 'npm run e2e passes', 'the suite `e2e`']) {
      expect(checksForMilestone(checks, [test])).toEqual({
        checks: [checks[0], { ...checks[1], required: true }],
        unmatched: [],
      });
    }
  });

  it('never come from the plan alone: a test that no check covers is only text', () => {
    expect(checksForMilestone(checks, ['rm -rf /', 'e2example'])).toEqual({
      checks,
      unmatched: ['rm -rf /', 'e2example'],
    });
  });
});
