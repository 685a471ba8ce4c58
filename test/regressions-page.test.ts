/** What went wrong with the exported report: each test runs the built program. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unobserved } from './helpers/observed.js';
import { TaskProject } from './helpers/task.js';

it('#201 the page was written into docs/cccc, where it was part of the change and closed the open gate', () => {
  const task = new TaskProject().approved();
  task.ok('export', 'html');
  const { content } = task.ok('export', 'json').json.data;
  expect(content).toMatchObject({ gates: { gates: { milestone: { state: 'open', assurance: 'verified' } } } });
  expect(task.repo.git('status', '--short', '--', '*.html')).toBe('');
  const inside = task.ok('export', 'html', '-o', 'docs/cccc/report.html').json.findings.map(({ code }) => code);
  expect(inside).toEqual(['export-written', 'export-in-change']);
});

it('#202 an attempt that ended before Codex was reached stood in a phase of no name', () => {
  const task = new TaskProject().implemented();
  task.codex.logOut();
  unobserved(() => task.run('review', 'milestone'));
  const text = task.text('export', 'markdown').stdout;
  expect(text).toMatch(/^\| M001 \| – \| no verdict: .* \| – \|$/m);
  expect(text).not.toMatch(/^\| Milestone \|/m);
});

it('#203 the policy of the page was escaped twice, so that a reader of the file could not compare it', () => {
  const task = new TaskProject().planned();
  const file = String(task.ok('export', 'html').json.data['file']);
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(file, 'utf8')) ?? [];
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; /);
});
