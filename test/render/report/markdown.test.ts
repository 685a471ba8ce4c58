import { describe, expect, it } from 'vitest';
import { reportMarkdown, safe } from '../../../scripts/render/report/markdown.js';
import { finding, started, Walk, withVerdict } from '../../helpers/events.js';
import { HOSTILE, hostileFinding, reportOf, told } from '../../helpers/report.js';
import { story } from '../../helpers/report-story.js';

describe('the body of a pull request', () => {
  const text = reportMarkdown(reportOf(story('finished', [hostileFinding()])), 'en');

  it('says of a finished task what was done, how it was reviewed, what is open, and how far to believe it', () => {
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Task',
      '## Milestones',
      '## Review',
      '## Reviews',
      '## Open findings',
      '## Settled findings',
      '## Assurance',
    ]);
    expect(text).toContain('- [x] M001 Refuse an empty title in the parser — approved in 2 rounds');
    expect(text).toContain('| M001 | 1 | to be fixed | 2 P1, 1 P2 | 1:00 | 48,310 | verified |');
    expect(text).toContain('\nVerified: for every approval');
  });

  it('never calls an unfinished or abandoned task approved', () => {
    const open = reportMarkdown(reportOf(story('open')), 'en');
    expect(open).toContain('> This task is not finished: 2 of 2 milestones accepted, and the whole change is not');
    expect(open).not.toContain('approved the plan, each milestone above');
    expect(reportMarkdown(reportOf(story('abandoned')), 'zh-CN')).toContain('> 此任务已被放弃');
  });

  it('has no line of third-party text that could be markup', () => {
    const walk = new Walk().planned().review('plan').implemented('M1');
    const findings = [hostileFinding(), finding({ title: HOSTILE.link, file: 'a`|b.ts', explanation: HOSTILE.ansi })];
    const hostile = reportMarkdown(
      reportOf(told(walk.review('milestone', withVerdict('fail_fixable', findings)), started())),
      'en',
    );
    const outside = hostile.replaceAll(/`[^`\n]*`/g, '').replaceAll(/<!-- -->|<\/?(?:details|summary|sub)>/g, '');
    expect(outside).not.toMatch(/(?<!\\)<|\u001b|\u202e|\]\(/);
    expect(hostile).not.toMatch(/@team|#12|https:\/\/evil/);
  });
});

it.each([
  ['@team', '@<!-- -->team'],
  ['closes #12', 'closes #<!-- -->12'],
  ['owner/name#7, GH-8', 'owner/name#<!-- -->7, GH-<!-- -->8'],
  ['https://a.example www.a.example', 'https:<!-- -->//a.example www.<!-- -->a.example'],
  ['a|b `c` <d> & **e** [f](g)', 'a\\|b &grave;c&grave; &lt;d&gt; &amp; \\*\\*e\\*\\* \\[f\\]\\(g\\)'],
  ['one\ntwo', 'one two'],
])('%j within a line is %j', (given, expected) => {
  expect(safe(given)).toBe(expected);
});
