/** `cccc pause`, and `cccc resume` at a terminal: the user stops a task and chooses how to go on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { underClaude } from '../helpers/grants.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const log = (task: TaskProject): string => readFileSync(task.repo.file('docs/cccc/decision-log.md'), 'utf8');

describe('pause', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('stops the task, is named by next and status, and resume goes on where it stopped', () => {
    const ran = task().ok('pause', 'I', 'want', 'to', 'read', 'first');
    expect(codes(ran)).toEqual(['paused']);
    expect(ran.json.next).toMatch(/ resume$/);
    expect(task().run('status').json.data).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      pause: { kind: 'user', reason: 'I want to read first' },
      pause_reason: 'I want to read first',
    });
    expect(task().text('next').stdout).toContain('the choices of the card (Look): recommended | conservative | replan');
    expect(task().text('status').stdout).toContain('the user has paused the task: I want to read first');
    expect(log(task())).toContain('Paused by the user');
    expect(task().refused('review', 'milestone')).toEqual(['not-now']);
    expect(task().refused('pause')).toEqual(['already-paused']);
    task().ok('resume');
    expect(task().action).toBe('review-own-work');
    expect(task().state).toMatchObject({
      status: 'READY_TO_CONTINUE',
      previous_status: 'PAUSED_FOR_HUMAN',
      resume_strategy: 'recommended',
      resume_reason: 'I want to read first',
      last_resumed_at: expect.stringMatching(/^\d{4}-/),
      pause_reason: null,
    });
  });

  it('may be called by Claude for the user, and is recorded so', () => {
    expect(underClaude(task(), ['pause']).code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: 'pause-requested', asked_by: null, reason: null });
    expect(log(task())).toContain('relayed by Claude');
    expect(task().run('trace').code).toBe(0);
  });

  it('with --after-review waits for the result, which is recorded; a resume before takes it back', async () => {
    const sent = sentBack({});
    task().codex.answer({ ...sent, hold: true });
    expect(await task().start('review', 'milestone', '--max', '0').done).toBe(4);
    await until(() => task().codex.prompts.length === 1);
    expect(codes(task().ok('pause', '--after-review', '够了'))).toEqual(['pause-waits']);
    expect(codes(task().run('next'))).toContain('pause-waits');
    expect(codes(task().run('status'))).toContain('pause-waits');
    expect(codes(task().ok('resume'))).toEqual(['pause-withdrawn']);
    task().ok('pause', '--after-review', '够了');
    task().codex.release();
    task().run('review', 'wait');
    expect(task().run('status').json.data).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      pause: { kind: 'user', reason: '够了' },
      findings: [{ severity: 'P1' }],
    });
    task().ok('resume');
    expect(task().action).toBe('fix-findings');
  });

  it('with --after-review and no review pauses at once', () => {
    expect(codes(task().ok('pause', '--after-review'))).toEqual(['paused']);
    expect(task().status).toBe('PAUSED_FOR_HUMAN');
  });

  it('needs a task that is open', () => {
    task().ok('abandon', 'enough');
    expect(task().run('pause').code).not.toBe(0);
  });
});

describe('a choice at the terminal', () => {
  const task = eachFrom(() => {
    const made = new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented();
    made.codex.answer(sentBack({}));
    made.run('review', 'milestone');
    return made;
  });

  it('is asked for below the card, and is taken by its name or its number', () => {
    const { code, screen } = task().typing('4', 'resume');
    expect(screen).toContain('It is wrong — src/main.ts:1');
    expect(screen).toContain('1 wrong · 2 replan · 3 manual · 4 extend-review · 5 accept-risk');
    expect([code, task().action]).toEqual([0, 'fix-findings']);
    expect(task().events.at(-1)).toMatchObject({ type: 'resumed', strategy: 'extend-review', asked_by: 'terminal' });
    expect(log(task())).toMatch(/extend-review[\s\S]*- F-\w+ P1 It is wrong \(src\/main\.ts\): stays open/);
  });

  it('stays paused where nothing is typed, or something that is not offered', () => {
    for (const typed of ['', '9', 'mock']) {
      const { code, screen } = task().typing(typed, 'resume');
      expect([typed, code, screen.includes('the task stays paused (REVIEW_THRESHOLD_EXCEEDED)')]).toEqual([
        typed,
        1,
        true,
      ]);
    }
    expect(task().status).toBe('REVIEW_THRESHOLD_EXCEEDED');
  });

  it('asks for the words that a choice needs; Claude is told them, and the next reviewer reads them', () => {
    expect(task().typing('free-input\nUse 6 * 7, and say why', 'resume').code).toBe(0);
    const { stdout } = task().text('next');
    expect(stdout).toContain("The user decided: in the user's words: Use 6 * 7, and say why");
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    expect(task().answerFindings().code).toBe(0);
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain('Use 6 * 7, and say why');
  });

  it('in Claude Code prints the options instead', () => {
    const ran = underClaude(task(), ['resume']);
    expect([ran.code, codes(ran)]).toEqual([1, ['decision-needed']]);
  });
});

describe('the choices besides', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const ask = (kind: string): void => {
    const option = (id: string) => ({ id, label: `Option ${id}`, consequences: 'It follows.' });
    task().repo.write(
      'docs/cccc/runtime/question.json',
      JSON.stringify({
        question: '用哪个数据库？',
        why: 'Both are possible.',
        kind,
        options: [option('A'), option('B')],
        recommended: 'B',
        free_input: true,
      }),
    );
    task().ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
  };

  it('a question is answered with the recommended option, in own words, or at the terminal', () => {
    ask('needs_human');
    expect(codes(underClaude(task(), ['resume']))).toEqual(['question-open']);
    expect(codes(underClaude(task(), ['resume', '--strategy', 'recommended']))).toEqual(['human-only']);
    task().ok('resume', '--strategy', 'conservative');
    const questions = readFileSync(task().repo.file('docs/cccc/open-questions.md'), 'utf8');
    expect(questions).toMatch(/\*\*Answer:\*\* B\. Option B/);
    expect(task().text('next').stdout).toContain('The user decided: conservative —');
    ask('needs_human');
    expect(task().typing('a', 'resume').code).toBe(0);
    expect(task().events.at(-1)).toMatchObject({ type: 'human-answered', choice: 'A', confirmed: true });
    ask('needs_human');
    task().ok('resume', '--reason', 'neither of them');
    expect(task().events.at(-1)).toMatchObject({ type: 'resumed', strategy: 'free-input', words: 'neither of them' });
    expect(log(task())).toContain('free-input — neither of them');
  });

  it('a question about a secret takes no words, which could be the secret', () => {
    ask('needs_secret');
    expect(task().status).toBe('NEEDS_SECRET');
    expect(task().refused('resume', '--reason', 'it is hunter2')).toEqual(['strategy-not-offered']);
    task().ok('resume', '--strategy', 'set-locally');
    expect(task().text('next').stdout).toContain('set-locally — you have set the secret outside the project');
  });

  it('a risk on record is named by finish and in what it proposes, and opens nothing', () => {
    task().ok('pause');
    task().ok('resume', '--strategy', 'record-risk', '--reason', 'No load test was made');
    expect(task().gate('milestone').state).toBe('closed');
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/question.ts', 'export const question = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().ok('review', 'final');
    const ran = task().ok('finish');
    expect(codes(ran)).toContain('risks-recorded');
    const message = String(ran.json.data['commit_message']).split('\n');
    expect(message.slice(0, -1)).toEqual([
      'Make the answer 42',
      '',
      '- M001 The answer',
      '- M002 The question',
      '',
      'Not done or not approved:',
      '- accepted risk: No load test was made (M001)',
      '',
    ]);
    expect(message.at(-1)).toMatch(/^Codex 0\.\d+\.\d+, read-only, approved the plan, each milestone above/);
    expect(ran.json.data['pull_request']).toMatchObject({
      title: 'Make the answer 42',
      body: expect.stringContaining('- [x] M001 The answer — approved in 1 round'),
    });
  });

  it('after a failure of the client the failures are shown, and only an explicit yes goes on', () => {
    writeFileSync(
      task().repo.file('.git/cccc-stop-failures.jsonl'),
      `${JSON.stringify({ hook_event_name: 'StopFailure', last_assistant_message: 'API Error: 500' })}\n`,
    );
    const { screen, code } = task().typing('', 'resume');
    expect(screen).toMatch(/Claude Code failed once in this task, last:\r?\n\s+\| \S+ {2}API Error: 500/);
    expect([code, task().status]).toEqual([1, 'PAUSED_FOR_SYSTEM']);
    expect(task().typing('1', 'resume').code).toBe(0);
    expect(task().action).toBe('review-own-work');
  });

  it('with the loop on a resume ends in continue_now, otherwise not', () => {
    task().ok('pause');
    expect(task().ok('resume').json.data).toMatchObject({ outcome: null });
    task().env['CLAUDE_CODE_SESSION_ID'] = 'session';
    task().run('loop', 'start');
    delete task().env['CLAUDE_CODE_SESSION_ID'];
    task().ok('pause');
    const ran = task().ok('resume');
    expect(ran.json.data).toMatchObject({ outcome: 'continue_now' });
    expect(codes(ran)).toEqual(['resumed', 'loop-continue_now']);
  });
});
