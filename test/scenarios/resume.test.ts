/** `cccc resume` and `cccc abandon`: the ways out of a pause, and what they never do. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finding, sentBack } from '../helpers/fake-codex.js';
import type { Settings } from '../helpers/settings.js';
import { type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const log = (task: TaskProject): string => readFileSync(task.repo.file('docs/cccc/decision-log.md'), 'utf8');

/** Runs a verb as Claude Code does, with CLAUDECODE=1. */
function underClaude(task: TaskProject, ...args: string[]): Ran {
  task.env['CLAUDECODE'] = '1';
  try {
    return task.run(...args);
  } finally {
    delete task.env['CLAUDECODE'];
  }
}

const rounds = (count: number): Settings => ({ review: { max_review_rounds_per_milestone: count } });

/** A task at a milestone's threshold, after one round. */
function atThreshold(...findings: Partial<Finding>[]): TaskProject {
  const task = new TaskProject({ config: rounds(1) }).implemented();
  task.codex.answer(sentBack(...findings));
  expect(task.run('review', 'milestone').code).toBe(1);
  expect(task.status).toBe('REVIEW_THRESHOLD_EXCEEDED');
  return task;
}

describe('without a pause', () => {
  it('there is nothing to resume', () => {
    expect(new TaskProject().planned().refused('resume')).toEqual(['not-paused']);
  });
});

describe('PAUSED_FOR_CODEX', () => {
  it('stays while Codex is away, and goes to the missed gate when it is back', () => {
    const task = new TaskProject().planned();
    writeFileSync(path.join(task.codex.dir, 'version'), '0.1.0');
    expect(task.run('review', 'plan').code).toBe(3);
    const away = task.run('resume');
    expect([away.code, codes(away), away.json.findings[0]?.args['reason']]).toEqual([
      1,
      ['codex-still-away'],
      'codex-too-old',
    ]);
    expect(task.status).toBe('PAUSED_FOR_CODEX');
    expect(task.text('resume').stderr).toContain('Still paused: this Codex CLI is too old; update it.');
    writeFileSync(path.join(task.codex.dir, 'version'), '0.169.0');
    const back = task.ok('resume');
    expect(back.json.next).toMatch(/ review plan$/);
    // It decides nothing, so nobody is asked.
    expect(task.events.at(-1)).toMatchObject({
      type: 'resumed',
      strategy: 'recommended',
      confirmed: false,
      asked_by: 'unasked',
    });
    expect(task.gate('plan').state).toBe('closed');
    task.ok('review', 'plan');
    expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('asks Codex again for Claude too, and records that nobody confirmed it', () => {
    const task = new TaskProject().planned();
    task.codex.answer({ exit: 1 });
    expect(task.run('review', 'plan').code).toBe(3);
    expect(underClaude(task, 'resume').code).toBe(0);
    expect(task.events.at(-1)).toMatchObject({ type: 'resumed', confirmed: false });
  });
});

describe('PAUSED_FOR_SYSTEM', () => {
  it('ends only with explicit confirmation, which is recorded', () => {
    const task = new TaskProject().planned();
    writeFileSync(
      task.repo.file('.git/cccc-stop-failures.jsonl'),
      `${JSON.stringify({ hook_event_name: 'StopFailure', last_assistant_message: 'API Error: 500' })}\n`,
    );
    expect(task.refused('resume')).toEqual(['confirm-needed']);
    expect(task.status).toBe('PAUSED_FOR_SYSTEM');
    task.ok('resume', '--confirm');
    expect(task.status).toBe('READY_TO_CONTINUE');
    expect(log(task)).toContain('PAUSED_FOR_SYSTEM: API Error: 500');
    expect(task.action).toBe('review-plan');
  });
});

describe('a question', () => {
  it('is shown as a decision card, and nothing is resumed before it is answered', () => {
    const task = new TaskProject().planned();
    const option = (id: string) => ({ id, label: `Option ${id}`, consequences: 'It follows.' });
    const question = {
      question: 'Which one?',
      why: 'Both are possible.',
      kind: 'needs_human',
      options: [option('A'), option('B')],
      recommended: 'B',
      free_input: true,
    };
    task.repo.write('docs/cccc/runtime/question.json', JSON.stringify(question));
    task.ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
    expect(task.refused('resume')).toEqual(['question-open']);
    const { stdout } = task.text('resume');
    expect(stdout).toContain('  B. Option B (recommended) — It follows.');
    expect(stdout).toContain(' report answer --choice <A|B>');
    task.ok('report', 'answer', '--choice', 'A');
    expect(task.refused('resume')).toEqual(['not-paused']);
  });
});

describe('REVIEW_THRESHOLD_EXCEEDED', () => {
  it('shows the card without a choice, and lets Claude make none', () => {
    const task = atThreshold({});
    const asked = task.run('resume');
    expect([asked.code, codes(asked), asked.json.data['offered']]).toEqual([
      1,
      ['decision-needed'],
      ['wrong', 'replan', 'manual', 'extend-review', 'accept-risk', 'skip', 'free-input'],
    ]);
    expect(task.text('resume').stdout).toContain('It is wrong — src/main.ts:1');
    for (const strategy of ['replan', 'manual', 'extend-review', 'accept-risk', 'skip']) {
      const relayed = underClaude(task, 'resume', '--strategy', strategy);
      expect([relayed.code, codes(relayed)]).toEqual([1, ['human-only']]);
      expect(relayed.json.findings[0]?.command).toMatch(new RegExp(`cccc\\.mjs resume --strategy ${strategy}$`));
    }
    expect(task.status).toBe('REVIEW_THRESHOLD_EXCEEDED');
    expect(task.refused('resume', '--strategy', 'accept-size')).toEqual(['strategy-not-offered']);
    expect(task.run('resume', '--strategy', 'anything').code).toBe(2);
  });

  it('extend-review gives one more round, and passes nothing', () => {
    const task = atThreshold({});
    task.ok('resume', '--strategy', 'extend-review');
    expect([task.action, task.gate('milestone').state]).toEqual(['fix-findings', 'closed']);
    expect(log(task)).toMatch(/REVIEW_THRESHOLD_EXCEEDED: the review rounds are used up[\s\S]*extend-review/);
    expect(task.answerFindings().code).toBe(0);
    task.ok('review', 'milestone');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('skip leaves the milestone out; it is never accepted', () => {
    const task = atThreshold({});
    task.ok('resume', '--strategy', 'skip');
    const { data } = task.run('status').json;
    expect([data['completed_milestones'], data['blocked_milestones'], data['current_milestone_id']]).toEqual([
      [],
      ['M001'],
      null,
    ]);
  });

  it.each(['accept-risk', 'skip'])('%s is refused where a finding is a P0', (strategy) => {
    const task = atThreshold({ severity: 'P0' });
    expect(task.refused('resume', '--strategy', strategy)).toEqual(['finding-not-skippable']);
    expect(task.text('status').stdout).toContain('not offered: F-');
  });
});

describe('a milestone that is too large', () => {
  it('continues when it is smaller, or when the user accepts its size once', () => {
    const task = new TaskProject({
      config: { milestones: { max_diff_lines_per_milestone: 5 } },
    }).implementing();
    task.repo.write('src/main.ts', 'export const answer = 42;\n'.repeat(9));
    task.run('report', 'implemented');
    expect(task.status).toBe('PAUSED_FOR_HUMAN');
    expect(codes(underClaude(task, 'resume', '--strategy', 'accept-size'))).toEqual(['human-only']);
    expect(underClaude(task, 'resume').code).toBe(0);
    expect(task.action).toBe('implement');
    task.run('report', 'implemented');
    task.ok('resume', '--strategy', 'accept-size');
    expect(task.action).toBe('review-own-work');
  });
});

describe('a plan that Codex calls unsafe', () => {
  it('is reviewed again once it is another plan', () => {
    const task = new TaskProject().planned();
    task.codex.answer({ reply: { verdict: 'unsafe', findings: [] } });
    task.run('review', 'plan');
    expect(task.status).toBe('UNSAFE');
    const ran = task.run('resume');
    expect([ran.code, codes(ran)]).toEqual([1, ['content-unchanged']]);
    expect(ran.json.findings[0]?.command).toMatch(/ resume --confirm$/);
    task.writePlan('The careful answer').ok('resume');
    expect(task.action).toBe('revise-plan');
    task.ok('report', 'plan');
    task.ok('report', 'self-review', '--file', task.writeSelfReview());
    task.ok('review', 'plan');
  });
});

describe('work by hand', () => {
  it('waits for the user, and is reviewed in one more round', () => {
    const task = atThreshold({});
    task.ok('resume', '--strategy', 'manual');
    expect(task.run('status').json.data).toMatchObject({ status: 'PAUSED_FOR_HUMAN', pause_reason: 'manual-work' });
    task.repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    task.ok('resume');
    expect(task.action).toBe('fix-findings');
    expect(task.answerFindings().code).toBe(0);
    task.ok('review', 'milestone');
  });
});

describe('abandon', () => {
  it('needs a reason and the user, ends the task and deletes nothing', () => {
    const task = new TaskProject().implemented();
    expect(task.run('abandon').code).toBe(2);
    const relayed = underClaude(task, 'abandon', 'a "new" idea');
    expect([relayed.code, codes(relayed)]).toEqual([1, ['human-only']]);
    expect(relayed.json.findings[0]?.command).toMatch(/ abandon "a \\"new\\" idea"$/);
    task.ok('abandon', 'a new idea');
    expect(task.status).toBe('FAILED');
    expect(task.repo.git('for-each-ref', 'refs/cccc/')).toBe('');
    expect(task.exists('docs/cccc/milestone-backlog.md')).toBe(true);
    expect(task.events.at(-1)).toMatchObject({ type: 'task-abandoned', reason: 'a new idea' });
    const exported = readFileSync(task.repo.file(`docs/cccc/ledger/${path.basename(task.taskDir)}.jsonl`), 'utf8');
    expect(exported).toBe(readFileSync(path.join(task.taskDir, 'ledger.jsonl'), 'utf8'));
    task.ok('start', 'Another task');
  });

  it('waits until a running review is cancelled', async () => {
    const task = new TaskProject().planned();
    task.codex.answer({ hold: true });
    const review = task.start('review', 'plan', '--max', '0');
    expect(await review.done).toBe(4);
    await until(() => task.codex.prompts.length === 1);
    expect(task.refused('abandon', 'enough')).toEqual(['abandon-while-running']);
    task.codex.release();
    task.run('review', 'wait');
    task.ok('abandon', 'enough');
  });

  it('sets a task with an invalid ledger aside with all of its files, and another task can start', () => {
    const task = new TaskProject().planned();
    const ledger = path.join(task.taskDir, 'ledger.jsonl');
    const altered = readFileSync(ledger, 'utf8').replace('Make the answer 42', 'Make the answer 43');
    writeFileSync(ledger, altered);
    expect(task.refused('next')).toEqual(['ledger-altered']);
    const ran = task.ok('abandon', 'it was altered');
    expect(codes(ran)).toEqual(['ledger-altered', 'task-set-aside']);
    const kept = String(ran.json.data['kept']);
    expect(readFileSync(path.join(kept, 'task', 'ledger.jsonl'), 'utf8')).toBe(altered);
    expect(existsSync(path.join(kept, 'cccc-active-task'))).toBe(true);
    expect(task.action).toBe('start-task');
    task.ok('start', 'Another task');
  });
});
