/** What went wrong with several reviewers at one gate: one numbered test for each. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FakeReply, finding, sentBack } from './helpers/fake-codex.js';
import { heartbeatOf } from './helpers/real-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

const LENS = 'Your lens is ';
const tests = (reply: FakeReply): FakeReply => ({ ...reply, to: `${LENS}tests` });
const own = (reply: FakeReply): FakeReply => ({ ...reply, butNot: LENS });

const last = (task: TaskProject, type: string): Record<string, unknown> =>
  Object(task.events.findLast((event) => event.type === type));

describe('at the gate of a plan, with the lens tests', () => {
  const task = eachFrom(() => new TaskProject().planned());
  const withLens = (): TaskProject => task().set('review.lenses', ['tests']);

  /** Leaves the review running while the reviewer with the lens waits, until the gate's own has ended. */
  async function leaveRunning(): Promise<void> {
    withLens().codex.answer(tests({ hold: true }));
    expect(task().run('review', 'plan', '--max', '0').code).toBe(4);
    await until(
      () =>
        task().codex.prompts.length === 2 && JSON.stringify(heartbeatOf(task().record('plan-1'))).includes('"ended"'),
    );
  }

  it('#180 the first reviewer that ended took all others with it', async () => {
    await leaveRunning();
    task().codex.release();
    expect(task().run('review', 'wait')).toMatchObject({ code: 0, json: { findings: [{ code: 'review-passed' }] } });
  });

  it('#181 the first reviewer that ended removed the private settings of all others', async () => {
    writeFileSync(
      path.join(task().env['CODEX_HOME'] ?? '', 'config.toml'),
      'model_provider = "lab"\n[model_providers.lab]\nname = "lab"\nbase_url = "https://gateway.example/v1"\n' +
        'http_headers = { X-Team = "KEPT-header" }\n',
    );
    task().run('confirm');
    await leaveRunning();
    const homes = [1, 2].map((call) => task().codex.call(call).env['CODEX_HOME'] ?? '');
    expect(homes[0]).toBe(homes[1]);
    expect(homes[0]).not.toBe(task().env['CODEX_HOME']);
    expect(readFileSync(path.join(homes[0] ?? '', 'config.toml'), 'utf8')).toContain('KEPT-header');
    task().codex.release();
    task().ok('review', 'wait');
    expect(existsSync(path.join(homes[0] ?? '', 'config.toml'))).toBe(false);
  });

  it('#182 what a reviewer reported in a reply that did not count was lost once the others were kept', () => {
    const unusable = (): FakeReply =>
      tests({
        reply: { verdict: 'pass', needs_human_question: 'Which one?', findings: [finding({ file: null, line: null })] },
      });
    withLens().codex.answer(unusable(), unusable());
    expect(task().run('review', 'plan')).toMatchObject({
      code: 3,
      json: { findings: [{ args: { reason: 'reply-unusable', missed: 'tests' } }] },
    });
    task().ok('resume');
    const before = task().codex.prompts.length;
    // The packet shows it now, so all are asked; the gate's own reviewer has to settle it.
    task().codex.answer(own({ reply: { earlier_findings: [], verdict: 'pass' } }));
    expect(task().run('review', 'plan')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found', args: { count: 1 } }] },
    });
    expect(task().codex.prompts.length - before).toBe(2);
  });

  it('#183 the second turn of a reviewer with a lens was no part of the proof', () => {
    withLens().codex.answer(tests({ reply: { verdict: 'fail_fixable' } }), tests({ reply: { summary: 'second' } }));
    task().ok('review', 'plan');
    expect(task().gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
    const file = path.join(task().record('plan-1'), 'lenses', 'tests', 'events-2.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('second', 'other'));
    expect(task().gate('plan')).toMatchObject({ reason: 'receipt-invalid', detail: 'receipt-lens-altered: tests' });
  });

  it('#184 a fault that two reviewers found was settled by the words of one of them', () => {
    withLens().codex.answer(
      own(sentBack({ title: 'Step two has no test', file: null, line: null, explanation: 'FIRST words' })),
      tests(sentBack({ title: 'No test for step two', file: null, line: null, explanation: 'SECOND words' })),
    );
    task().run('review', 'plan');
    expect(last(task(), 'review-returned')['outcome']).toMatchObject({ findings: [{ found_by: ['all', 'tests'] }] });
    task().answerFindings();
    task().writePlan('Another answer').ok('report', 'plan');
    task().ok('report', 'self-review', '--file', task().writeSelfReview());
    task().ok('review', 'plan');
    for (const words of ['FIRST words', 'SECOND words']) task().expectShown(words);
  });
});

describe('at the gate of a milestone whose check prints another text each time', () => {
  const task = eachFrom(() => {
    const check = {
      name: 'clock',
      run: ['node', '-e', 'console.log(process.hrtime.bigint())'],
      required: true,
      timeout_seconds: 60,
    };
    const made = new TaskProject({ config: { testing: { commands: [check] } } }).implemented();
    return made.set('review.lenses', ['tests']);
  });

  it('#185 an answer counted as one about another packet, because the check had printed another time', () => {
    task().codex.answer(tests({ exit: 1 }));
    expect(task().run('review', 'milestone').code).toBe(3);
    task().ok('resume');
    const before = task().codex.prompts.length;
    task().ok('review', 'milestone');
    expect(task().codex.prompts.length - before).toBe(1);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('#186 an answer was kept although the user had changed the thresholds since', () => {
    task().codex.answer(tests({ exit: 1 }));
    expect(task().run('review', 'milestone').code).toBe(3);
    task().ok('resume');
    task().set('review.allow_continue_with_p2', false);
    const before = task().codex.prompts.length;
    task().ok('review', 'milestone');
    expect(task().codex.prompts.length - before).toBe(2);
  });
});
