/** A task as a team might have it: rounds that find something, an outage, a failed check, an accepted risk. */
import type { ChangedPath, RoundChange } from '../../scripts/core/report/model.js';
import type { ReviewAnswer, ReviewDetails } from '../../scripts/core/task/ledger/events.js';
import type { CheckSummary, Gate, OpenFinding, ReviewOutcome } from '../../scripts/core/task/model.js';
import {
  finding,
  fixed,
  milestone,
  PASS,
  pinnedConfig,
  pins,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  started,
  unavailable,
  Walk,
  withVerdict,
} from './events.js';
import { type Told, told } from './report.js';

const TASK = 'Refuse an empty title with a clear error\n\nThe command line and the API must agree on the message.';

const CONFIG = pinnedConfig({
  planning: { max_plan_review_rounds: 5 },
  review: { max_review_rounds_per_milestone: 6, max_fix_attempts_per_milestone: 6, max_final_review_rounds: 4 },
  milestones: { max_diff_lines_per_milestone: 5000, max_changed_files_per_milestone: 100 },
});

const check = (name: string, passed: boolean): CheckSummary['results'][number] => ({
  name,
  required: name !== 'lint',
  passed,
  exit_code: passed ? 0 : 1,
  output_digest: 'sha256:0',
});

const checks = (...failed: string[]): CheckSummary => ({
  tree: 'tree/v1:work',
  results: ['unit tests', 'types', 'lint'].map((name) => check(name, !failed.includes(name))),
});

const details = (summary: string, tokens: number, minutes: number): ReviewDetails => ({
  summary,
  model: 'gpt-5.5',
  tokens,
  duration_ms: minutes * 60_000,
});

interface Reviewed {
  gate: Gate;
  outcome?: ReviewOutcome;
  details: ReviewDetails;
  answers?: ReviewAnswer[];
  checks?: CheckSummary;
  tree?: string;
}

/** A review that began on a tree and came back. */
const review = (walk: Walk, { gate, outcome = PASS, tree = 'tree/v1:work', ...more }: Reviewed): Walk =>
  walk.to(
    (state) => {
      const begun = reviewStarted(state, gate, seen(state, { tree }));
      return begun.type === 'review-started' ? { ...begun, checks: more.checks ?? null } : begun;
    },
    (state) => {
      const back = reviewReturned(state, outcome);
      const { details: spent, answers = [] } = more;
      const file = `docs/cccc/reviews/${gate}/round.md`;
      return back.type === 'review-returned' ? { ...back, details: spent, answers, file } : back;
    },
  );

const F1 = finding({
  id: 'F-3f9c2a71d0',
  severity: 'P1',
  title: 'A title of only spaces is accepted',
  file: 'src/title.ts',
  line: 14,
  explanation: 'The check is `title === ""`, so "   " passes it and is stored. The API trims later and shows nothing.',
  required_fix: 'Trim before the check, and add a test with spaces and with a full-width space.',
});
const F2 = finding({
  id: 'F-81b0c4e2aa',
  severity: 'P2',
  category: 'tests',
  blocking: false,
  title: 'No test covers the exit code',
  file: 'test/title.test.ts',
  line: null,
  explanation: 'The error is thrown, but nothing says which exit code the command has then.',
  required_fix: 'Assert the exit code in the scenario.',
});
const F3 = finding({
  id: 'F-c07d55e19b',
  severity: 'P1',
  category: 'maintainability',
  title: 'Two spellings of the same message',
  file: 'src/api/errors.ts',
  line: 88,
  explanation: 'The API has a copy of the sentence. A later change of one of them would make them differ.',
  required_fix: 'Take the sentence from one place.',
});
const F4 = finding({
  id: 'F-10aa93cd42',
  severity: 'P3',
  category: 'documentation',
  title: 'The README shows the old message',
  file: 'README.md',
  line: 41,
  blocking: false,
  explanation: 'The example still prints "invalid input".',
  required_fix: 'Show the new message.',
});
const resolved = (...ids: string[]): ReviewAnswer[] =>
  ids.map((id) => ({ id, status: 'resolved', comment: 'The change is there, and the test fails without it.' }));

/** Everything that happened, up to the end. */
function played(extra: OpenFinding[]): Walk {
  const walk = new Walk({ config: CONFIG }).planned('plan/v1:first', [
    { ...milestone('M001'), title: 'Refuse an empty title in the parser' },
    { ...milestone('M002', ['M001']), title: 'The same message from the API' },
  ]);
  review(walk, {
    gate: 'plan',
    outcome: withVerdict('fail_fixable', [
      finding({
        id: 'F-5512ab0c7e',
        title: 'The plan has no test strategy',
        file: 'docs/cccc/test-strategy.md',
        line: null,
      }),
    ]),
    details: details('Sound in its parts, but nothing says how the error is tested.', 18_240, 3),
  });
  walk.to(fixed('F-5512ab0c7e')).replanned('plan/v1:second', [
    { ...milestone('M001'), title: 'Refuse an empty title in the parser' },
    { ...milestone('M002', ['M001']), title: 'The same message from the API' },
  ]);
  review(walk, {
    gate: 'plan',
    details: details('Both milestones are small, testable and in the right order.', 21_905, 4),
    answers: resolved('F-5512ab0c7e'),
  });
  firstMilestone(walk, extra);
  return secondMilestone(walk);
}

function firstMilestone(walk: Walk, extra: OpenFinding[]): void {
  walk.implemented('M001', { files: 4, lines: 120 });
  walk.to((state) => ({
    type: 'checks-failed',
    gate: 'milestone',
    checks: { ...checks('types'), tree: seen(state).tree ?? '' },
  }));
  walk.to({ type: 'findings-answered', answers: [] });
  review(walk, {
    gate: 'milestone',
    tree: 'tree/v1:one',
    checks: checks(),
    outcome: withVerdict('fail_fixable', [F1, F2, ...extra]),
    details: details('The check misses titles that only look empty.', 48_310, 6),
  });
  walk.to({
    type: 'findings-answered',
    answers: [
      { id: F1.id, disposition: 'fixed', reason: 'Trimmed with the function that the API uses.' },
      { id: F2.id, disposition: 'deferred', reason: 'M002 adds the scenario in which this belongs.' },
      ...extra.map(({ id }) => ({ id, disposition: 'rejected' as const, reason: 'The name is never shown.' })),
    ],
  });
  walk.to((state) => unavailable(state, 'milestone'), resumedWith('recommended'));
  review(walk, {
    gate: 'milestone',
    tree: 'tree/v1:two',
    checks: checks('lint'),
    details: details('The parser refuses every empty title now.', 30_122, 5),
    outcome: { ...PASS, findings: [{ ...F2, blocking: false }] },
    answers: [...resolved(F1.id), ...extra.map(({ id }) => ({ id, status: 'withdrawn' as const, comment: 'Agreed.' }))],
  });
  walk.accepted('tree/v1:two');
}

function secondMilestone(walk: Walk): Walk {
  walk.implemented('M002', { files: 3, lines: 64 });
  review(walk, {
    gate: 'milestone',
    tree: 'tree/v1:three',
    checks: checks(),
    outcome: withVerdict('fail_fixable', [F3, F4]),
    details: details('Works, but the sentence exists twice.', 35_671, 4),
  });
  walk.to(fixed(F3.id, F4.id));
  review(walk, {
    gate: 'milestone',
    tree: 'tree/v1:four',
    checks: checks(),
    outcome: { ...PASS, findings: [F4] },
    details: details('One sentence, one place.', 22_018, 3),
    answers: resolved(F3.id),
  });
  walk.accepted('tree/v1:four');
  return walk;
}

const MINUTES = [4, 9, 2, 3, 6, 8, 2, 4, 5, 38, 1, 7, 1, 6, 14, 1, 52, 1, 5, 9, 24, 1, 4, 11, 1, 3, 2, 6, 2];

/** With the final review passed and the task finished, or still waiting for it. */
export function story(end: 'finished' | 'open' | 'abandoned' = 'finished', extra: OpenFinding[] = []): Told {
  const first = started({ pins: pins(CONFIG), task: TASK, task_id: '20260921T090000-4f2a91', mode: 'full-auto-safe' });
  const walk = played(extra);
  if (end === 'abandoned') walk.to({ type: 'task-abandoned', reason: 'The API is dropped', asked_by: 'terminal' });
  if (end === 'finished') {
    review(walk, {
      gate: 'final',
      tree: 'tree/v1:four',
      checks: checks(),
      outcome: { ...PASS, findings: [F4] },
      details: details('The whole change does what the task says. One note on the README stays.', 64_450, 8),
      answers: resolved(F2.id),
    });
    walk.to((state) => ({ type: 'task-finished', observation: seen(state, { tree: 'tree/v1:four' }) }));
  }
  return told(walk, first, MINUTES);
}

/** A task with at least so many entries, in which a milestone is started and reviewed again and again. */
export function longStory(entries: number): Told {
  const many = pinnedConfig({
    review: { max_review_rounds_per_milestone: 9999, max_fix_attempts_per_milestone: 9999 },
    milestones: { max_milestones_per_run: 9999 },
  });
  const walk = new Walk({ config: many }).planned().review('plan').implemented('M1');
  for (let round = 1; walk.entries.length < entries; round += 1) {
    const found = [{ ...F1, id: `F-${round}`, title: `Finding ${round}` }, F2];
    review(walk, {
      gate: 'milestone',
      tree: `tree/v1:${round}`,
      checks: checks(),
      outcome: withVerdict('fail_fixable', found),
      details: details(`Round ${round} finds one more.`, 20_000 + round, 3),
      answers: round === 1 ? [] : resolved(`F-${round - 1}`),
    });
    walk.to(fixed(`F-${round}`, F2.id));
  }
  return told(walk, started({ pins: pins(many) }), [3]);
}

const path = (name: string, status: ChangedPath['status'], added: number, removed: number): ChangedPath => ({
  path: name,
  status,
  added,
  removed,
});

/** What changed before each review of the story. */
export function storyChanges({ entries }: Told): Map<string, RoundChange> {
  const jobs = entries.flatMap(({ event }) =>
    event.type === 'review-started' && event.gate !== 'plan' ? [event.job] : [],
  );
  return new Map(
    jobs.map((job, index): [string, RoundChange] => [
      job,
      {
        since: index === 1 || index === 3 ? 'round' : 'base',
        files: [path('src/title.ts', 'modified', 18 + index, 4), path('test/title.test.ts', 'added', 46, 0)],
        more: index === 4 ? 3 : 0,
      },
    ]),
  );
}
