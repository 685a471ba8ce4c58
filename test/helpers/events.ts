/** Builds valid events and observations, and walks through the state machine until the first refusal. */

import type { NotedChange } from '../../scripts/core/plan/sync/impact.js';
import type { KnownDocuments } from '../../scripts/core/task/documents/records.js';
import type { Event, EventBody } from '../../scripts/core/task/ledger/events.js';
import { type Step, transition } from '../../scripts/core/task/machine.js';
import type {
  Gate,
  Mode,
  Observation,
  OpenFinding,
  PinnedConfig,
  Pins,
  PlannedMilestone,
  ReviewOutcome,
  State,
  Strategy,
  Subject,
  Verdict,
} from '../../scripts/core/task/model.js';
import type { Question } from '../../scripts/generated/types.js';

export const AT = '2026-01-02T03:04:05.000Z';
export const PLAN = 'plan/v1:first';
export const OTHER_PLAN = 'plan/v1:second';
export const BASE_TREE = 'tree/v1:base';
export const WORK_TREE = 'tree/v1:work';

/** Small limits, so that a test reaches each of them in a few steps. */
export function pinnedConfig(change: { [S in keyof PinnedConfig]?: Partial<PinnedConfig[S]> } = {}): PinnedConfig {
  return {
    planning: {
      require_claude_self_review: true,
      require_codex_adversarial_review: true,
      max_plan_review_rounds: 2,
      ask_human_on_ambiguity: true,
      brainstorm_questions: true,
      ...change.planning,
    },
    milestones: {
      max_milestones_per_run: 5,
      max_diff_lines_per_milestone: 100,
      max_changed_files_per_milestone: 10,
      prefer_small_milestones: true,
      ...change.milestones,
    },
    review: {
      max_review_rounds_per_milestone: 2,
      max_fix_attempts_per_milestone: 2,
      max_final_review_rounds: 2,
      block_on_p0: true,
      block_on_p1: true,
      allow_continue_with_p2: true,
      ...change.review,
    },
    testing: { commands: [], ...change.testing },
    safety: {
      pause_on_real_secrets: true,
      pause_on_wallet_private_keys: true,
      pause_on_production_access: true,
      pause_on_real_money: true,
      pause_on_destructive_commands: true,
      ...change.safety,
    },
    codex: {
      enabled: true,
      required: true,
      fail_closed: true,
      cli_command: 'codex',
      model: null,
      reasoning_effort: null,
      sandbox: 'read-only',
      isolation: 'repo',
      config_overrides: [],
      pass_env: [],
      timeout_seconds: 600,
      idle_timeout_seconds: 120,
      token_budget: null,
      ...change.codex,
    },
  };
}

export const pins = (config: PinnedConfig = pinnedConfig()): Pins => ({
  config,
  codex_path: null,
  codex_profile: null,
  hiding_rules: null,
});

export const milestone = (id: string, dependencies: string[] = []): PlannedMilestone => ({
  id,
  title: `Title of ${id}`,
  risk: 'low',
  dependencies,
  acceptance_criteria: [`${id} works`],
  expected_files: [`src/${id}.ts`],
});
export const TWO_MILESTONES = [milestone('M1'), milestone('M2', ['M1'])];

export function started(change: Partial<Extract<EventBody, { type: 'task-started' }>> = {}): EventBody {
  return {
    type: 'task-started',
    task_id: 'task',
    task: 'Add a greeting',
    language: 'en',
    mode: 'supervised-auto',
    work_tree: '/repo',
    base: { commit: 'c0', tree: BASE_TREE, tree_id: 'base' },
    pins: pins(),
    session: null,
    keep_going: false,
    key_id: 'key',
    version: '0.0.0',
    ...change,
  };
}

/** Planning documents as a report names them. */
export const DOCUMENTS: KnownDocuments = { 'roadmap.md': { digest: 'docs/v1:first', kept: 'k1' } };
export const OTHER_DOCUMENTS: KnownDocuments = { 'roadmap.md': { digest: 'docs/v1:second', kept: 'k2' } };

/** A change by hand: of the test strategy where it matters less, of the architecture where it matters more. */
export const changed = (impact: 'medium' | 'high'): NotedChange =>
  impact === 'medium'
    ? { document: 'test-strategy.md', how: 'edited', kinds: ['testing-policy'], impact, sections: ['Policy'] }
    : { document: 'architecture.md', how: 'edited', kinds: ['architecture'], impact, sections: ['Layers'] };

/** An observation of the work tree; by default exactly what the state expects, with every receipt verified. */
export function seen(
  state: State,
  change: Partial<Observation> & { assurance?: Observation['receipts'][string]['assurance'] } = {},
): Observation {
  const { assurance = 'verified', ...rest } = change;
  const jobs = [
    ...Object.values(state.approvals).map((approval) => approval?.job),
    ...state.milestones.completed.map(({ job }) => job),
  ];
  const receipts = Object.fromEntries(
    jobs.flatMap((job) => (typeof job === 'string' ? [[job, { assurance, problem: null }]] : [])),
  );
  const tree = rest.tree === undefined ? WORK_TREE : rest.tree;
  return {
    plan: state.plan.digest,
    tree,
    tree_id: tree?.replace('tree/v1:', '') ?? null,
    head_commit: 'c1',
    receipts,
    base_moved: false,
    changed_pins: [],
    ...rest,
  };
}

/** The subject of a review, computed independently here, so that a wrong rule in core is noticed. */
export function subjectOf(gate: Gate, state: State, observation: Observation): Subject {
  const plan = observation.plan ?? '';
  switch (gate) {
    case 'plan':
      return { gate, plan, base: null, tree: null, milestone: null };
    case 'milestone':
      return {
        gate,
        plan,
        base: state.milestones.base.tree,
        tree: observation.tree,
        milestone: state.milestones.current,
      };
    case 'final':
      return { gate, plan, base: state.base.tree, tree: observation.tree, milestone: null };
    default:
      return gate satisfies never;
  }
}

export function reviewStarted(
  state: State,
  gate: Gate,
  observation = seen(state),
  size: { files: number; lines: number } | null = { files: 1, lines: 1 },
): EventBody {
  return {
    type: 'review-started',
    gate,
    job: `${gate}-${state.reviews.next_fence}`,
    subject: subjectOf(gate, state, observation),
    tree_id: gate === 'plan' ? null : observation.tree_id,
    size: gate === 'milestone' ? size : null,
    checks: null,
    codex_path: '/bin/codex',
    codex_profile: 'profile',
    observation,
  };
}

export function finding(change: Partial<OpenFinding> = {}): OpenFinding {
  return {
    id: 'F1',
    number: 1,
    severity: 'P1',
    category: 'correctness',
    title: 'Wrong sum',
    file: 'a.ts',
    line: 1,
    explanation: 'It adds one too many.',
    required_fix: 'Add the right number.',
    blocking: true,
    disposition: null,
    reason: null,
    ...change,
  };
}

export const PASS: ReviewOutcome = {
  kind: 'pass',
  verdict: 'pass',
  next_milestone: null,
  widened_scope: null,
  question: null,
  findings: [],
};
export const withVerdict = (verdict: Verdict, findings: OpenFinding[] = [finding()]): ReviewOutcome => ({
  ...PASS,
  kind: 'findings',
  verdict,
  findings,
});

/** The outcome of the running review; for a state without one, the outcome of a stale job. */
export function reviewReturned(state: State, outcome: ReviewOutcome): EventBody {
  const { gate, job, fence } = state.reviews.running ?? { gate: 'plan', job: 'none', fence: 0 };
  return { type: 'review-returned', gate, job, fence, outcome, receipt: 'sha256:receipt', file: null };
}

export const unavailable = (state: State, gate: Gate): EventBody => ({
  type: 'codex-unavailable',
  gate,
  job: state.reviews.running?.job ?? null,
  reason: 'rate-limited',
  detail: '',
  resets_at: null,
});

export const fixed = (...ids: string[]): EventBody => ({
  type: 'findings-answered',
  answers: ids.map((id) => ({ id, disposition: 'fixed', reason: null })),
});

export const resumedWith = (
  strategy: Strategy,
  observation: Observation | null = null,
  confirmed = true,
): Extract<EventBody, { type: 'resumed' }> => ({
  type: 'resumed',
  strategy,
  confirmed,
  reason: 'the human said so',
  observation,
});

export function question(change: Partial<Question> = {}): Question {
  const option = (id: string) => ({ id, label: `Option ${id}`, consequences: 'None.' });
  return {
    question: 'Which database?',
    why: 'The plan depends on it.',
    kind: 'needs_human',
    options: [option('A'), option('B')],
    recommended: 'A',
    free_input: true,
    ...change,
  };
}

/** A task that goes from event to event. `to` expects that the event is accepted; `step` only returns the result. */
export class Walk {
  state: State;
  /** What happened since the start. */
  readonly entries: { event: Event }[] = [];

  constructor(given: State | { config?: PinnedConfig; mode?: Mode } = {}) {
    this.state =
      'status' in given
        ? given
        : stateAfter(
            transition(null, {
              ...started({ pins: pins(given.config), mode: given.mode ?? 'supervised-auto' }),
              at: AT,
            }),
            'task-started',
          );
  }

  step(given: EventBody | ((state: State) => EventBody)): Step {
    return transition(this.state, { ...(typeof given === 'function' ? given(this.state) : given), at: AT });
  }

  to(...facts: (EventBody | ((state: State) => EventBody))[]): this {
    for (const fact of facts) {
      const body = typeof fact === 'function' ? fact(this.state) : fact;
      this.state = stateAfter(this.step(body), body.type);
      this.entries.push({ event: { ...body, at: AT } });
    }
    return this;
  }

  /** A whole review: started on the present work tree, and returned. */
  review(gate: Gate, outcome: ReviewOutcome = PASS, tree: string = WORK_TREE): this {
    return this.to(
      (state) => reviewStarted(state, gate, seen(state, { tree })),
      (state) => reviewReturned(state, outcome),
    );
  }

  planned(digest = PLAN, milestones = TWO_MILESTONES): this {
    return this.to(
      { type: 'discovery-written', digest: 'd' },
      { type: 'plan-written', digest, milestones },
      { type: 'planning-review-done', result: 'ok', digest: 'r', plan: digest },
    );
  }

  replanned(digest = OTHER_PLAN, milestones = TWO_MILESTONES): this {
    return this.to(
      { type: 'plan-written', digest, milestones },
      { type: 'planning-review-done', result: 'ok', digest: 'r', plan: digest },
    );
  }

  implemented(id: string, size = { files: 1, lines: 1 }): this {
    return this.to((state) => ({ type: 'implementation-started', milestone_id: id, observation: seen(state) }), {
      type: 'milestone-implemented',
      size,
    });
  }

  accepted(tree: string = WORK_TREE): this {
    return this.to((state) => ({ type: 'milestone-accepted', observation: seen(state, { tree }) }));
  }
}

function stateAfter(step: Step, what: string): State {
  if (!step.ok) throw new Error(`${what} was refused: ${JSON.stringify(step.refused)}`);
  return step.state;
}

export const refusalOf = (step: Step): string => (step.ok ? `not refused: ${step.state.status}` : step.refused.code);
