/** Bugs about replies that were lost or led nowhere, through the built program; numbered as in regressions.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Finding, sentBack } from './helpers/fake-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('a review in which nothing blocks', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#56 passed with findings that were printed nowhere and gone for every later review', () => {
    task().codex.answer(sentBack());
    task().run('review', 'milestone');
    task().repo.write('src/other.ts', 'export const other = 1;\n');
    task().answerFindings();
    const late: Partial<Finding> = { title: 'Late fault', line: 1, reachable_failure: null };
    const small: Partial<Finding>[] = [
      { severity: 'P2', title: 'An edge' },
      { severity: 'P3', title: 'A typo' },
    ];
    task().codex.answer({ reply: { ...sentBack(...small, late).reply, verdict: 'pass' } });
    const passed = task().text('review', 'milestone');
    expect(passed).toMatchObject({ code: 0 });
    for (const said of ['passed with 3 advisories', 'An edge', 'A typo', 'Late fault'])
      expect(passed.stdout).toContain(said);
    task().ok('milestone', 'accept');
    for (const title of ['An edge', 'A typo', 'Late fault'])
      expect(task().text('review', 'show').stdout).toContain(title);
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/question.ts', 'export const question = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).not.toContain('Late fault');
    task().ok('milestone', 'accept');
    task().codex.answer({ reply: { earlier_findings: [] } });
    expect(task().text('review', 'final').stdout).toContain('passed with 3 advisories');
    expect(task().codex.prompts.at(-1)).toMatch(/noted by earlier reviews: F-[\s\S]*P1 \| correctness \| Late fault/);
    task().ok('finish');
    expect(task().text('review', 'show').stdout).toContain('Late fault');
  });

  it('#57 was sent back for P3 findings, round after round, until the threshold', () => {
    task().codex.answer(sentBack({ severity: 'P3', title: 'A typo' }));
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 0,
      json: {
        findings: [{ code: 'review-passed', args: { advisories: 1 } }],
        data: { advisories: [{ title: 'A typo' }] },
      },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    const file = String(Object(task().run('review', 'show').json.data['last']).file);
    expect(readFileSync(task().repo.file(file), 'utf8')).toContain('A typo');
    task().ok('milestone', 'accept');
  });
});
