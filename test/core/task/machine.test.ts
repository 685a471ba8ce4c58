import { describe, expect, test } from 'vitest';
import type { EventType } from '../../../scripts/core/task/ledger/events.js';
import { transition } from '../../../scripts/core/task/machine.js';
import {
  type Gate,
  isTerminal,
  STATUSES,
  type State,
  type Status,
  traitsOf,
  type Verdict,
} from '../../../scripts/core/task/model.js';
import {
  AT,
  fixed,
  PASS,
  pinnedConfig,
  refusalOf,
  seen,
  started,
  TWO_MILESTONES,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { FACTS, finishing, stateIn, TASKS } from '../../helpers/statuses.js';
import { nextByHand, notReplanned } from './machine-documents.js';

const statusNames = Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name));
const factNames = Object.keys(FACTS).filter((name): name is EventType => Object.hasOwn(FACTS, name));

/** Events about something other than the work: accepted everywhere except at the end, without changing the status. */
const BESIDE: readonly EventType[] = [
  'base-moved',
  'pins-confirmed',
  'upstream-confirmed',
  'pins-tightened',
  'loop-started',
  'loop-claimed',
  'loop-stopped',
  'key-replaced',
];

/**
 * The status to which each event leads from each status, without BESIDE and task-abandoned. Anything that is not listed
 * is refused.
 */
const NEXT: Record<Status, { [T in EventType]?: Status }> = {
  SETUP_COMPLETE: { 'system-failed': 'SETUP_COMPLETE' },
  DISCOVER_EXISTING_PROJECT: {
    'discovery-written': 'BUILD_PROJECT_CONTEXT',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  BUILD_PROJECT_CONTEXT: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CLAUDE_PLANNING_REVIEW: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'planning-review-done': 'CODEX_ADVERSARIAL_PLAN_REVIEW',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CODEX_ADVERSARIAL_PLAN_REVIEW: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'review-started': 'CODEX_ADVERSARIAL_PLAN_REVIEW',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CLAUDE_REVISE_PLAN: {
    'findings-answered': 'CLAUDE_REVISE_PLAN',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  PLAN_NEXT_MILESTONE: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'implementation-started': 'IMPLEMENT_MILESTONE',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  IMPLEMENT_MILESTONE: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'milestone-implemented': 'CLAUDE_SELF_REVIEW',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CLAUDE_SELF_REVIEW: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'review-started': 'CODEX_MILESTONE_REVIEW',
    'checks-failed': 'CLAUDE_FIX',
    'secret-found': 'NEEDS_SECRET',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'milestone-implemented': 'CLAUDE_SELF_REVIEW',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CODEX_MILESTONE_REVIEW: {
    'review-returned': 'RECORD_ACCEPTANCE',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CLAUDE_FIX: {
    'findings-answered': 'CLAUDE_SELF_REVIEW',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  RECORD_ACCEPTANCE: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'review-started': 'CODEX_MILESTONE_REVIEW',
    'checks-failed': 'CLAUDE_FIX',
    'secret-found': 'NEEDS_SECRET',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'milestone-accepted': 'PLAN_NEXT_MILESTONE',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  CODEX_FINAL_REVIEW: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'review-started': 'CODEX_FINAL_REVIEW',
    'checks-failed': 'CLAUDE_FIX',
    'secret-found': 'NEEDS_SECRET',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'task-finished': 'DONE',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  READY_TO_CONTINUE: {
    'plan-written': 'CLAUDE_PLANNING_REVIEW',
    'review-started': 'CODEX_MILESTONE_REVIEW',
    'checks-failed': 'CLAUDE_FIX',
    'secret-found': 'NEEDS_SECRET',
    'codex-unavailable': 'PAUSED_FOR_CODEX',
    'milestone-accepted': 'PLAN_NEXT_MILESTONE',
    'human-needed': 'NEEDS_HUMAN',
    'system-failed': 'PAUSED_FOR_SYSTEM',
    'pause-requested': 'PAUSED_FOR_HUMAN',
  },
  PAUSED_FOR_HUMAN: {
    'human-needed': 'NEEDS_HUMAN',
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'PAUSED_FOR_HUMAN',
  },
  // The user's `recommended` takes the option that the question recommends.
  NEEDS_HUMAN: {
    'human-answered': 'READY_TO_CONTINUE',
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'NEEDS_HUMAN',
  },
  PAUSED_FOR_SYSTEM: {
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'PAUSED_FOR_SYSTEM',
  },
  PAUSED_FOR_CODEX: {
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'PAUSED_FOR_CODEX',
  },
  REVIEW_THRESHOLD_EXCEEDED: {
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'REVIEW_THRESHOLD_EXCEEDED',
  },
  NEEDS_SECRET: { 'human-answered': 'READY_TO_CONTINUE', 'system-failed': 'NEEDS_SECRET' },
  SENSITIVE_OPERATION: { 'system-failed': 'SENSITIVE_OPERATION' },
  UNSAFE: { resumed: 'READY_TO_CONTINUE', 'system-failed': 'UNSAFE' },
  FAIL_UNCLEAR: {
    resumed: 'READY_TO_CONTINUE',
    'system-failed': 'FAIL_UNCLEAR',
  },
  NEEDS_REPLAN: { 'system-failed': 'NEEDS_REPLAN' },
  NEEDS_CURATION: { 'system-failed': 'NEEDS_CURATION' },
  NEEDS_DOCS_SYNC: { 'system-failed': 'NEEDS_DOCS_SYNC' },
  DONE: {},
  COMPLETED: {},
  FAILED: {},
};

/** Refusals with a more specific code than "not now". */
function expectedRefusal(status: Status, fact: EventType): string {
  if (fact === 'task-started') return 'task-open';
  if (isTerminal(status)) return 'task-over';
  if (
    status === 'CODEX_MILESTONE_REVIEW' &&
    [
      'plan-written',
      'review-started',
      'checks-failed',
      'secret-found',
      'milestone-implemented',
      'base-moved',
      'human-needed',
      'documents-changed',
      'documents-synced',
      'replan-decided',
    ].includes(fact)
  )
    return 'review-running';
  if (fact === 'review-returned') return 'stale-job';
  if (fact === 'plan-written' && (status === 'CLAUDE_REVISE_PLAN' || status === 'CLAUDE_FIX'))
    return 'findings-unanswered';
  const none = notReplanned(status, fact);
  if (none !== null) return none;
  if (fact === 'resumed' && status === 'NEEDS_SECRET') return 'question-open';
  if (fact === 'pause-requested' && traitsOf(status).kind === 'paused') return 'already-paused';
  // In this status, the task is paused over a question that no answer settles.
  if (status === 'SENSITIVE_OPERATION' && fact === 'human-answered') return 'sensitive-not-answerable';
  const isCard = ['SENSITIVE_OPERATION', 'NEEDS_REPLAN', 'NEEDS_DOCS_SYNC'].includes(status);
  if (isCard && fact === 'resumed') return 'strategy-not-offered';
  if (fact === 'resumed') return traitsOf(status).kind === 'paused' ? 'resume-later' : 'not-paused';
  return 'not-now';
}

describe('each fact in each status', () => {
  test.each(statusNames)('%s: leads where the table says, and refuses the rest by name', (status) => {
    const state = stateIn(status);
    expect(state.status).toBe(status);
    const answers = factNames.map((fact) => {
      const step = transition(state, { ...FACTS[fact](state), at: AT });
      return [fact, step.ok ? step.state.status : step.refused.code];
    });
    const expected = factNames.map((fact) => {
      if (fact === 'task-abandoned' && !isTerminal(status)) return [fact, 'FAILED'];
      const isTaken =
        BESIDE.includes(fact) && !isTerminal(status) && expectedRefusal(status, fact) !== 'review-running';
      return [
        fact,
        NEXT[status][fact] ?? nextByHand(status, fact) ?? (isTaken ? status : expectedRefusal(status, fact)),
      ];
    });
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });

  test('every status that this release can enter has a task that is in it', () => {
    const byHand = statusNames.filter((status) => TASKS[status] === null);
    expect(byHand).toEqual(['SETUP_COMPLETE', 'NEEDS_CURATION', 'COMPLETED']);
  });

  test('before a task is started, every other fact is refused', () => {
    const state = stateIn('PLAN_NEXT_MILESTONE');
    const codes = factNames
      .filter((fact) => fact !== 'task-started')
      .map((fact) => refusalOf(transition(null, { ...FACTS[fact](state), at: AT })));
    expect(new Set(codes)).toEqual(new Set(['no-task']));
  });

  test('a task starts only once', () => {
    expect(refusalOf(new Walk().step(started()))).toBe('task-open');
  });

  test('the state before a transition is left as it was', () => {
    for (const status of statusNames) {
      const state = stateIn(status);
      const before = JSON.stringify(state);
      for (const fact of factNames) transition(state, { ...FACTS[fact](state), at: AT });
      expect(JSON.stringify(state)).toBe(before);
    }
  });

  test('a change of status keeps the former one, and a change of anything takes the time of its fact', () => {
    const walk = new Walk();
    const step = transition(walk.state, { type: 'discovery-written', digest: 'd', at: '2030-01-01T00:00:00.000Z' });
    expect(step).toMatchObject({
      ok: true,
      state: { previous_status: 'DISCOVER_EXISTING_PROJECT', updated_at: '2030-01-01T00:00:00.000Z', created_at: AT },
    });
  });
});

describe('the diagram of the specification', () => {
  const self = (result: 'ok' | 'revise_plan' | 'ask_human' | 'read_more_project'): Status =>
    new Walk({ ...stateIn('CLAUDE_PLANNING_REVIEW') }).to((state) => ({
      type: 'planning-review-done',
      result,
      digest: 'r',
      plan: state.plan.digest ?? '',
    })).state.status;

  test.each([
    ['ok', 'CODEX_ADVERSARIAL_PLAN_REVIEW'],
    ['read_more_project', 'DISCOVER_EXISTING_PROJECT'],
    ['ask_human', 'PAUSED_FOR_HUMAN'],
    ['revise_plan', 'CLAUDE_REVISE_PLAN'],
  ] as const)('a planning self-review that says %s leads to %s', (result, status) => {
    expect(self(result)).toBe(status);
  });

  const LEADS: Record<Gate, Record<Verdict, Status>> = {
    plan: {
      pass: 'PLAN_NEXT_MILESTONE',
      fail_fixable: 'CLAUDE_REVISE_PLAN',
      insufficient_context: 'DISCOVER_EXISTING_PROJECT',
      fail_unclear: 'FAIL_UNCLEAR',
      needs_human: 'NEEDS_HUMAN',
      sensitive_operation: 'SENSITIVE_OPERATION',
      unsafe: 'UNSAFE',
    },
    milestone: {
      pass: 'RECORD_ACCEPTANCE',
      fail_fixable: 'CLAUDE_FIX',
      insufficient_context: 'CLAUDE_FIX',
      fail_unclear: 'FAIL_UNCLEAR',
      needs_human: 'NEEDS_HUMAN',
      sensitive_operation: 'SENSITIVE_OPERATION',
      unsafe: 'UNSAFE',
    },
    final: {
      pass: 'CODEX_FINAL_REVIEW',
      fail_fixable: 'CLAUDE_FIX',
      insufficient_context: 'CLAUDE_FIX',
      fail_unclear: 'FAIL_UNCLEAR',
      needs_human: 'NEEDS_HUMAN',
      sensitive_operation: 'SENSITIVE_OPERATION',
      unsafe: 'UNSAFE',
    },
  };
  const DUE: Record<Gate, () => State> = {
    plan: () => stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW'),
    milestone: () => stateIn('CLAUDE_SELF_REVIEW'),
    final: () => finishing().state,
  };
  const cases = (['plan', 'milestone', 'final'] as const).flatMap((gate) =>
    Object.entries(LEADS[gate]).map(([verdict, status]) => ({ gate, verdict, status })),
  );

  test.each(cases)('a $gate review that says $verdict leads to $status', ({ gate, verdict, status }) => {
    const known = Object.keys(LEADS[gate]).find((name): name is Verdict => name === verdict) ?? 'unsafe';
    const walk = new Walk(DUE[gate]()).review(gate, known === 'pass' ? PASS : withVerdict(known));
    expect(walk.state.status).toBe(status);
    expect(walk.state.effort[gate === 'milestone' ? 'M1' : gate]?.rounds).toBe(1);
    expect(walk.state.approvals[gate]?.kind ?? null).toBe(known === 'pass' ? 'reviewed' : null);
  });

  test('findings of the finished task are fixed and the whole is reviewed again, not the last milestone', () => {
    const walk = finishing().review('final', withVerdict('fail_fixable')).to(fixed('F1'));
    expect(walk.state.status).toBe('CODEX_FINAL_REVIEW');
  });

  test('a reply that passes and yet brings blocking findings counts as its findings', () => {
    const walk = new Walk(DUE.milestone()).review('milestone', withVerdict('pass'));
    expect(walk.state).toMatchObject({ status: 'CLAUDE_FIX', approvals: { milestone: null } });
  });

  test('a whole task of two milestones ends in DONE', () => {
    const walk = new Walk()
      .planned()
      .review('plan')
      .implemented('M1')
      .review('milestone')
      .accepted()
      .implemented('M2')
      .review('milestone')
      .accepted()
      .review('final');
    walk.to((state) => ({ type: 'task-finished', observation: seen(state) }));
    expect(walk.state).toMatchObject({
      status: 'DONE',
      milestones: {
        completed: [
          { id: 'M1', kind: 'reviewed' },
          { id: 'M2', kind: 'reviewed' },
        ],
      },
    });
  });

  test('without the self-review in the configuration a plan goes to Codex at once', () => {
    const walk = new Walk({ config: pinnedConfig({ planning: { require_claude_self_review: false } }) }).to(
      { type: 'discovery-written', digest: 'd' },
      { type: 'plan-written', digest: 'p', milestones: TWO_MILESTONES },
    );
    expect(walk.state.status).toBe('CODEX_ADVERSARIAL_PLAN_REVIEW');
  });
});
