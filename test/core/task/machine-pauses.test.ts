import { describe, expect, test } from 'vitest';
import { STRATEGIES } from '../../../scripts/core/task/decisions/strategies.js';
import { type Mode, STATUSES, type Status, workingStatus } from '../../../scripts/core/task/model.js';
import {
  PASS,
  question,
  refusalOf,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { stateIn } from '../../helpers/statuses.js';

describe('modes', () => {
  const phases = (mode: Mode): Status[] => {
    const walk = new Walk({ mode });
    const statuses: Status[] = [];
    const pass = (): void => {
      statuses.push(walk.state.status);
      if (walk.state.status === 'PAUSED_FOR_HUMAN') walk.to(resumedWith('recommended'));
    };
    walk.planned().review('plan');
    pass();
    walk.implemented('M1').review('milestone').accepted();
    pass();
    walk.implemented('M2').review('milestone').accepted();
    pass();
    return statuses;
  };

  test.each(['supervised-auto', 'full-auto-safe'] as const)(
    '%s goes on after an approved plan and after each milestone',
    (mode) => {
      expect(phases(mode)).toEqual(['PLAN_NEXT_MILESTONE', 'PLAN_NEXT_MILESTONE', 'CODEX_FINAL_REVIEW']);
    },
  );

  test('manual pauses after an approved plan and after each milestone, and a resume goes on to what comes next', () => {
    expect(phases('manual')).toEqual(['PAUSED_FOR_HUMAN', 'PAUSED_FOR_HUMAN', 'PAUSED_FOR_HUMAN']);
    const walk = new Walk({ mode: 'manual' }).planned().review('plan');
    expect(walk.state).toMatchObject({ pause: { kind: 'manual-mode' }, resume: { target: 'PLAN_NEXT_MILESTONE' } });
  });

  test('starting the loop makes the mode full-auto-safe, stopping it supervised-auto', () => {
    const walk = new Walk({ mode: 'manual' }).to({ type: 'loop-started', session: 's', keep_going: true });
    expect(walk.state).toMatchObject({ mode: 'full-auto-safe', loop: { session: 's', keep_going: true } });
    expect(walk.to({ type: 'loop-claimed', session: 't' }).state.loop.session).toBe('t');
    expect(walk.to({ type: 'loop-stopped' }).state).toMatchObject({
      mode: 'supervised-auto',
      loop: { session: null, keep_going: false },
    });
  });
});

describe('resume', () => {
  const statuses = Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name));

  test.each(statuses)('%s: no strategy reviews, accepts or finishes anything', (status) => {
    const state = stateIn(status);
    for (const strategy of STRATEGIES.filter((one) => one !== 'accept-risk')) {
      const step = new Walk(state).step({ ...resumedWith(strategy, seen(state)), words: 'as I say' });
      if (!step.ok) continue;
      expect(step.state.status).toBe(strategy === 'manual' ? 'PAUSED_FOR_HUMAN' : 'READY_TO_CONTINUE');
      expect(step.state.approvals).toEqual(state.approvals);
      expect(step.state.milestones.completed).toEqual(state.milestones.completed);
    }
  });

  test("a resume clears the reasons, records how it was done, and starts the loop's count again", () => {
    const state = stateIn('PAUSED_FOR_SYSTEM');
    expect(new Walk(state).to(resumedWith('recommended')).state).toMatchObject({
      pause: null,
      resume: { strategy: 'recommended', reason: 'the human said so' },
      loop: { epoch: state.loop.epoch + 1 },
    });
  });

  test('after a failure of the client an explicit yes is needed', () => {
    expect(refusalOf(new Walk(stateIn('PAUSED_FOR_SYSTEM')).step(resumedWith('recommended', null, false)))).toBe(
      'confirm-needed',
    );
  });

  test('an open question must be answered; a resume does not remove it', () => {
    const asked = new Walk(stateIn('NEEDS_HUMAN'));
    expect(refusalOf(asked.step(resumedWith('recommended', null, false)))).toBe('question-open');
    expect(refusalOf(asked.step({ type: 'human-answered', choice: 'Z', text: '', confirmed: true }))).toBe(
      'unknown-option',
    );
    expect(asked.to({ type: 'human-answered', choice: 'B', text: 'but local', confirmed: true }).state).toMatchObject({
      pause: null,
      resume: { decision: 'B but local', target: 'CODEX_ADVERSARIAL_PLAN_REVIEW' },
    });
  });

  test('an answer in own words needs no option', () => {
    expect(
      new Walk(stateIn('NEEDS_HUMAN')).to({ type: 'human-answered', choice: null, text: 'neither', confirmed: true })
        .state.resume.decision,
    ).toBe('neither');
  });

  test('a question that Codex asked for comes back to the findings', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).review('milestone', withVerdict('needs_human'));
    expect(
      walk.to(
        { type: 'human-needed', question: question() },
        { type: 'human-answered', choice: 'A', text: '', confirmed: true },
      ).state.resume.target,
    ).toBe('CLAUDE_FIX');
  });

  test('a question of kind sensitive_operation is not answered: only another way leaves it', () => {
    const walk = new Walk(stateIn('IMPLEMENT_MILESTONE')).to({
      type: 'human-needed',
      question: question({ kind: 'sensitive_operation' }),
    });
    expect(walk.state.status).toBe('SENSITIVE_OPERATION');
    expect(refusalOf(walk.step(resumedWith('recommended')))).toBe('strategy-not-offered');
    expect(refusalOf(walk.step({ type: 'human-answered', choice: 'A', text: 'yes', confirmed: true }))).toBe(
      'sensitive-not-answerable',
    );
    expect(workingStatus(walk.to(resumedWith('safe-alternative')).state)).toBe('IMPLEMENT_MILESTONE');
  });

  test('a question of kind needs_secret pauses as NEEDS_SECRET until it is answered', () => {
    const walk = new Walk(stateIn('IMPLEMENT_MILESTONE')).to({
      type: 'human-needed',
      question: question({ kind: 'needs_secret' }),
    });
    expect(walk.state.status).toBe('NEEDS_SECRET');
    expect(refusalOf(walk.step(resumedWith('recommended')))).toBe('question-open');
    expect(
      workingStatus(walk.to({ type: 'human-answered', choice: 'A', text: 'set locally', confirmed: true }).state),
    ).toBe('IMPLEMENT_MILESTONE');
  });

  test('a failure of the client does not hide the pause that is there', () => {
    const state = stateIn('PAUSED_FOR_CODEX');
    expect(new Walk(state).to({ type: 'system-failed', detail: 'f' }).state).toMatchObject({
      status: 'PAUSED_FOR_CODEX',
      pause: { kind: 'codex', gate: 'plan', reason: 'rate-limited', resets_at: null },
    });
  });

  test.each([
    ['passes', PASS, 'RECORD_ACCEPTANCE'],
    ['finds something', withVerdict('fail_fixable'), 'CLAUDE_FIX'],
  ] as const)(
    'a review that %s while the client has failed leaves the pause in place, and the resume goes on from it',
    (_, outcome, target) => {
      const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).to(
        (state) => reviewStarted(state, 'milestone'),
        { type: 'system-failed', detail: 'f' },
        (state) => reviewReturned(state, outcome),
      );
      expect(walk.state).toMatchObject({
        status: 'PAUSED_FOR_SYSTEM',
        pause: { kind: 'system', detail: 'f' },
        reviews: { running: null },
      });
      expect(workingStatus(walk.to(resumedWith('recommended')).state)).toBe(target);
    },
  );
});
