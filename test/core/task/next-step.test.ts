import { describe, expect, test } from 'vitest';
import { callWords } from '../../../scripts/core/say/command-text.js';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { isTerminal, STATUSES, type State, type Status, traitsOf } from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { stateFile } from '../../../scripts/core/task/state-file.js';
import {
  finding,
  fixed,
  milestone,
  PASS,
  pinnedConfig,
  question,
  resumedWith,
  reviewStarted,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { finishing, stateIn } from '../../helpers/statuses.js';

const statuses = Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name));
const told = (state: State | null) => {
  const { action, run, waits } = nextStep(state);
  return { action, run: run && callWords(run), waits };
};

/** What `next` says in each status, and whether only the user can continue. */
const TOLD: Record<Status, [action: string, run: string | null, waits: boolean]> = {
  SETUP_COMPLETE: ['start-task', 'start "<task>"', true],
  DISCOVER_EXISTING_PROJECT: ['write-discovery', 'report discovery', false],
  BUILD_PROJECT_CONTEXT: ['write-plan', 'report plan', false],
  CLAUDE_PLANNING_REVIEW: ['review-own-plan', 'report self-review --file docs/cccc/runtime/self-review.json', false],
  CODEX_ADVERSARIAL_PLAN_REVIEW: ['review-plan', 'review plan', false],
  CLAUDE_REVISE_PLAN: ['answer-plan-findings', 'report fixes --file docs/cccc/runtime/answers.json', false],
  PLAN_NEXT_MILESTONE: ['start-milestone', 'milestone start M1', false],
  IMPLEMENT_MILESTONE: ['implement', 'report implemented', false],
  CLAUDE_SELF_REVIEW: ['review-own-work', 'review milestone', false],
  CODEX_MILESTONE_REVIEW: ['wait-for-review', 'review wait', false],
  CLAUDE_FIX: ['fix-findings', 'report fixes --file docs/cccc/runtime/answers.json', false],
  RECORD_ACCEPTANCE: ['accept-milestone', 'milestone accept', false],
  CODEX_FINAL_REVIEW: ['finish', 'finish', false],
  READY_TO_CONTINUE: ['accept-milestone', 'milestone accept', false],
  PAUSED_FOR_HUMAN: ['ask-human-to-resume', 'resume', true],
  NEEDS_HUMAN: ['ask-question', 'report answer --choice <A-D>', true],
  PAUSED_FOR_SYSTEM: ['ask-human-to-resume', 'resume --confirm', true],
  PAUSED_FOR_CODEX: ['wait-for-codex', 'resume', true],
  REVIEW_THRESHOLD_EXCEEDED: ['decide', 'resume --strategy <strategy>', true],
  NEEDS_SECRET: ['ask-question', 'report answer --choice <A-D>', true],
  SENSITIVE_OPERATION: ['decide-stop', 'resume --strategy <strategy>', true],
  UNSAFE: ['decide-stop', 'resume --strategy <strategy>', true],
  FAIL_UNCLEAR: ['review-again', 'resume', false],
  NEEDS_REPLAN: ['settle-documents', 'sync-docs --choice <A-F>', true],
  NEEDS_CURATION: ['unsupported-pause', 'status', true],
  NEEDS_DOCS_SYNC: ['settle-documents', 'sync-docs --choice <A-F>', true],
  DONE: ['ended', null, true],
  COMPLETED: ['ended', null, true],
  FAILED: ['ended', null, true],
};

describe('what a task is told to do next', () => {
  test.each(statuses)('in %s', (status) => {
    const [action, run, waits] = TOLD[status];
    expect(told(stateIn(status))).toEqual({ action, run, waits });
  });

  test('without a task: start one', () => {
    expect(told(null)).toEqual({ action: 'start-task', run: 'start "<task>"', waits: true });
  });

  test.each(statuses)('%s: at a pause or an end, Claude may only write a question or use the free review', (status) => {
    const { waits, action } = nextStep(stateIn(status));
    if (traitsOf(status).kind === 'active') expect(waits).toBe(false);
    if (
      isTerminal(status) ||
      (traitsOf(status).kind === 'paused' && action !== 'write-question' && action !== 'review-again')
    )
      expect(waits).toBe(true);
  });
});

describe('what depends on more than the status', () => {
  const back = (result: 'ask_human'): EventBody => ({
    type: 'planning-review-done',
    result,
    digest: 'r',
    plan: 'plan/v1:first',
  });
  const cases: [string, () => State, ReturnType<typeof told>['action'], object][] = [
    [
      'findings that are answered: the plan is revised',
      () => new Walk(stateIn('CLAUDE_REVISE_PLAN')).to(fixed('F1')).state,
      'revise-plan',
      { findings: 1 },
    ],
    [
      'findings on a plan are answered first even where the project is read again',
      () =>
        new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW')).review('plan', withVerdict('insufficient_context')).state,
      'answer-plan-findings',
      { findings: 1 },
    ],
    [
      'checks that failed are named',
      () =>
        new Walk(stateIn('CLAUDE_SELF_REVIEW')).to({
          type: 'checks-failed',
          gate: 'milestone',
          checks: {
            tree: 't',
            results: [
              { name: 'unit', required: true, passed: false, exit_code: 1, output_digest: 'd' },
              { name: 'lint', required: false, passed: false, exit_code: 1, output_digest: 'd' },
            ],
          },
        }).state,
      'fix-checks',
      { checks: 'unit' },
    ],
    [
      'the attempt at fixing is counted',
      () =>
        new Walk(stateIn('CLAUDE_SELF_REVIEW')).review(
          'milestone',
          withVerdict('fail_fixable', [finding(), finding({ id: 'F2' })]),
        ).state,
      'fix-findings',
      { findings: 2, attempt: 1 },
    ],
    [
      'the round of a review and its limit',
      () =>
        new Walk(stateIn('CLAUDE_FIX')).to(
          fixed('F1'),
          { type: 'codex-unavailable', gate: 'milestone', job: null, reason: 'r', detail: '', resets_at: null },
          resumedWith('recommended'),
        ).state,
      'review-milestone',
      { id: 'M1', round: 2, limit: 2 },
    ],
    ['a final review that is due', () => finishing().state, 'review-final', { round: 1, limit: 2 }],
    [
      'a milestone that Codex proposed',
      () =>
        new Walk()
          .planned(undefined, [milestone('M1'), milestone('M2')])
          .review('plan', { ...PASS, next_milestone: 'M2' }).state,
      'start-milestone',
      { id: 'M2', title: 'Title of M2' },
    ],
    [
      'an approval that is gone: the review again',
      () => new Walk(stateIn('RECORD_ACCEPTANCE')).to({ type: 'key-replaced', key_id: 'k' }).state,
      'review-milestone',
      { id: 'M1', round: 2 },
    ],
    [
      'a final approval that is gone: the review again',
      () => new Walk(stateIn('CODEX_FINAL_REVIEW')).to({ type: 'key-replaced', key_id: 'k' }).state,
      'review-final',
      { round: 2 },
    ],
    [
      'an approval on a base that moved: the review again',
      () =>
        new Walk(stateIn('RECORD_ACCEPTANCE')).to({
          type: 'base-moved',
          base: { commit: 'c', tree: 'tree/v1:n', tree_id: 'n' },
          milestone_base: { tree: 'tree/v1:n', tree_id: 'n' },
          head_commit: 'c',
          left_out: [],
        }).state,
      'review-milestone',
      { id: 'M1' },
    ],
    [
      'a review that runs, whatever paused meanwhile',
      () => new Walk(stateIn('CODEX_MILESTONE_REVIEW')).to({ type: 'system-failed', detail: 'f' }).state,
      'wait-for-review',
      { gate: 'milestone' },
    ],
    [
      'a self-review that asks for the human: write the question',
      () => new Walk(stateIn('CLAUDE_PLANNING_REVIEW')).to(back('ask_human')).state,
      'write-question',
      { reason: 'planning-question' },
    ],
    [
      'Codex asks for the human: write the question',
      () => new Walk(stateIn('CLAUDE_SELF_REVIEW')).review('milestone', withVerdict('needs_human')).state,
      'write-question',
      { reason: 'codex-needs-human' },
    ],
    [
      'a question that is open is the one that is asked',
      () =>
        new Walk(stateIn('IMPLEMENT_MILESTONE')).to({
          type: 'human-needed',
          question: question({ question: 'Which one?' }),
        }).state,
      'ask-question',
      { question: 'Which one?' },
    ],
    [
      'a threshold says what may be chosen',
      () => stateIn('REVIEW_THRESHOLD_EXCEEDED'),
      'decide',
      {
        gate: 'plan',
        reason: 'review-rounds',
        offered: 'wrong | replan | manual | extend-review | accept-risk | free-input',
      },
    ],
    [
      'the milestones of a run are used up',
      () =>
        new Walk({ config: pinnedConfig({ milestones: { max_milestones_per_run: 1 } }) })
          .planned()
          .review('plan')
          .implemented('M1')
          .review('milestone')
          .accepted().state,
      'ask-human-to-resume',
      { reason: 'milestones-per-run' },
    ],
  ];

  test.each(cases.map(([what, state, action, args]) => ({ what, state, action, args })))(
    '$what ($action)',
    ({ state, action, args }) => {
      expect(nextStep(state())).toMatchObject({ action, args });
    },
  );

  test('a plan that is due for review while findings are open is not sent to Codex', () => {
    const walk = new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW'));
    const state: State = { ...walk.state, findings: { gate: 'plan', open: [finding()] } };
    expect(nextStep(state).action).toBe('answer-plan-findings');
    expect(new Walk(state).step(reviewStarted(state, 'plan'))).toMatchObject({
      ok: false,
      refused: { code: 'findings-unanswered' },
    });
  });
});

describe('state.json', () => {
  test.each(statuses)(
    '%s: shows the status, the next step and the head of the ledger, and is the same each time',
    (status) => {
      const state = stateIn(status);
      const file = stateFile(state, { seq: 3, head: 'h' }, '1.0.0', 'do it');
      expect(file).toMatchObject({
        status,
        ledger_seq: 3,
        ledger_head: 'h',
        next_step: { action: nextStep(state).action, waits: nextStep(state).waits, text: 'do it' },
        review_running: state.reviews.running !== null,
        has_backlog: state.plan.digest !== null,
      });
      expect(JSON.stringify(stateFile(state, { seq: 3, head: 'h' }, '1.0.0', 'do it'))).toBe(JSON.stringify(file));
    },
  );

  test('an override is never written down as an approval of Codex', () => {
    const walk = new Walk(stateIn('REVIEW_THRESHOLD_EXCEEDED'));
    walk.to(
      resumedWith('accept-risk', {
        plan: walk.state.plan.digest,
        tree: null,
        tree_id: null,
        head_commit: null,
        receipts: {},
        base_moved: false,
        changed_pins: [],
      }),
    );
    expect(stateFile(walk.state, { seq: 1, head: 'h' }, '1', '')).toMatchObject({
      roadmap_status: 'overridden',
      codex_plan_review_status: 'overridden',
    });
    expect(stateFile(stateIn('PLAN_NEXT_MILESTONE'), { seq: 1, head: 'h' }, '1', '')).toMatchObject({
      roadmap_status: 'codex_approved',
      current_milestone_codex_review_status: 'not_reviewed',
    });
  });
});
