import { describe, expect, it } from 'vitest';
import type { State } from '../../scripts/core/task/model.js';
import { progressView } from '../../scripts/core/task/views/progress.js';
import { progressBlock } from '../../scripts/render/progress.js';
import { localTime } from '../../scripts/render/time.js';
import {
  finding,
  PASS,
  pinnedConfig,
  question,
  resumedWith,
  reviewStarted,
  seen,
  unavailable,
  Walk,
  withVerdict,
} from '../helpers/events.js';

const CHECK = { name: 'unit', run: ['true'], required: true, timeout_seconds: 1 };
const withChecks = pinnedConfig({ testing: { commands: [CHECK] } });
const lines = (walk: Walk): string[] => progressBlock(progressView(walk.state), 'en').split('\n');
const approved = (): Walk => new Walk({ config: withChecks }).planned().review('plan');
const failing = (passed: boolean, required = true) => ({
  tree: 'tree/v1:work',
  results: [{ name: 'unit', required, passed, exit_code: passed ? 0 : 2, output_digest: 'sha256:x' }],
});

describe('the progress block', () => {
  it('has the five lines of the specification, in its order', () => {
    const walk = approved().implemented('M1');
    expect(lines(walk)).toEqual([
      'Milestone M1: Title of M1',
      'Status: implementing',
      'Review round: 0/2',
      'Last check: not run yet',
      'Decision: Claude checks its own work, then Codex reviews M1',
    ]);
  });

  it('has the same lines in Chinese', () => {
    const walk = approved().implemented('M1');
    expect(progressBlock(progressView(walk.state), 'zh-CN').split('\n')).toEqual([
      '里程碑 M1：Title of M1',
      '状态：实现中',
      '审查轮次：0/2',
      '最近检查：尚未运行',
      '决策：Claude 自查，然后由 Codex 审查 M1',
    ]);
  });

  const STATUS: [string, Walk, string, string][] = [
    ['planning', new Walk(), 'Milestone: none yet', 'planning'],
    [
      'a plan under review',
      new Walk().planned().to((state) => reviewStarted(state, 'plan')),
      'Milestone: none yet',
      'reviewing',
    ],
    [
      'a plan sent back',
      new Walk().planned().review('plan', withVerdict('fail_fixable')),
      'Milestone: none yet',
      'planning',
    ],
    ['a plan approved', approved(), 'Milestone: none yet', 'passed'],
    [
      'a milestone under review',
      approved()
        .implemented('M1')
        .to((state) => reviewStarted(state, 'milestone')),
      'Milestone M1: Title of M1',
      'reviewing',
    ],
    [
      'a milestone sent back',
      approved().implemented('M1').review('milestone', withVerdict('fail_fixable')),
      'Milestone M1: Title of M1',
      'fixing',
    ],
    [
      'a milestone that failed its checks',
      approved()
        .implemented('M1')
        .to({ type: 'checks-failed', gate: 'milestone', checks: failing(false) }),
      'Milestone M1: Title of M1',
      'fixing',
    ],
    [
      'a milestone that passed',
      approved().implemented('M1').review('milestone'),
      'Milestone M1: Title of M1',
      'passed',
    ],
    [
      'a milestone accepted, another to come',
      approved().implemented('M1').review('milestone').accepted(),
      'Milestone M1: Title of M1',
      'passed',
    ],
    [
      'an outage',
      approved()
        .implemented('M1')
        .to((state) => unavailable(state, 'milestone')),
      'Milestone M1: Title of M1',
      'paused',
    ],
    ['a question', approved().to({ type: 'human-needed', question: question() }), 'Milestone: none yet', 'paused'],
    ['all milestones accepted', whole(), 'Milestone: all (2 accepted)', 'reviewing'],
    ['the whole approved', whole().review('final'), 'Milestone: all (2 accepted)', 'passed'],
    [
      'the end',
      whole()
        .review('final')
        .to((state) => ({ type: 'task-finished', observation: seen(state) })),
      'Milestone: all (2 accepted)',
      'done',
    ],
    [
      'an abandoned task',
      approved().to({ type: 'task-abandoned', reason: 'no' }),
      'Milestone: none yet',
      'ended without finishing',
    ],
  ];

  it.each(STATUS)('in %s', (_title, walk, milestone, status) => {
    expect(lines(walk).slice(0, 2)).toEqual([milestone, `Status: ${status}`]);
  });

  it('counts the round under way, then the completed ones, and an extra round of the user', () => {
    const walk = approved()
      .implemented('M1')
      .to((state) => reviewStarted(state, 'milestone'));
    expect(lines(walk)[2]).toBe('Review round: 1/2');
    const threshold = approved()
      .implemented('M1')
      .review('milestone', withVerdict('fail_fixable'))
      .to({ type: 'findings-answered', answers: [{ id: 'F1', disposition: 'fixed', reason: null }] })
      .review('milestone', withVerdict('fail_fixable'));
    expect(lines(threshold)[2]).toBe('Review round: 2/2');
    expect(lines(threshold.to(resumedWith('extend-review')))[2]).toBe('Review round: 2/3');
  });

  it('keeps showing the rounds of an accepted milestone', () => {
    const walk = approved().implemented('M1').review('milestone').accepted();
    expect(lines(walk)[2]).toBe('Review round: 1/2');
  });

  const checked = (last_checks: State['reviews']['last_checks']): State => {
    const { state } = approved();
    return { ...state, reviews: { ...state.reviews, last_checks } };
  };
  const CHECKS: [string, State, string][] = [
    ['none configured', new Walk().state, 'none configured (testing.commands)'],
    ['a plan', new Walk({ config: withChecks }).state, 'not run: a plan has no code to check'],
    ['not run', approved().state, 'not run yet'],
    ['passed', checked(failing(true)), 'unit passed'],
    ['failed', checked(failing(false)), 'unit failed (exit 2)'],
    ['failed, not required', checked(failing(false, false)), 'unit failed (exit 2, not required)'],
  ];

  it.each(CHECKS)('says how the checks stand: %s', (_title, state, expected) => {
    expect(progressBlock(progressView(state), 'en').split('\n')[3]).toBe(`Last check: ${expected}`);
  });

  it('says when Codex is expected back', () => {
    const walk = approved()
      .implemented('M1')
      .to((state) => ({
        type: 'codex-unavailable',
        gate: 'milestone',
        job: state.reviews.running?.job ?? null,
        reason: 'usage-limit',
        detail: '',
        resets_at: '2026-02-03T04:05:06.000Z',
      }));
    expect(lines(walk)[4]).toContain(`usage-limit, resets ${localTime('2026-02-03T04:05:06.000Z')}`);
  });
});

function whole(): Walk {
  return approved()
    .implemented('M1')
    .review('milestone', PASS)
    .accepted()
    .implemented('M2')
    .review('milestone', { ...PASS, findings: [finding({ blocking: false, severity: 'P3' })] })
    .accepted();
}
