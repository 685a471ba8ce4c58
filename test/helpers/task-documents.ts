/** What Claude writes for the program before the first review: of a task with two milestones. */
import { milestoneText } from './milestone-text.js';
import type { TestRepo } from './repo.js';

export function writeDiscovery(repo: TestRepo): void {
  for (const name of [
    'project-map',
    'current-state',
    'architecture',
    'test-strategy',
    'risk-register',
    'open-questions',
  ]) {
    repo.write(`docs/cccc/${name}.md`, `# ${name}\n\nFound in this repository: one module.\n`);
  }
}

export function writePlan(repo: TestRepo, title = 'The answer'): void {
  repo.write('docs/cccc/project-brief.md', '# Brief\n\nThe answer is 42.\n');
  repo.write('docs/cccc/roadmap.md', '# Roadmap\n\n1. M001\n2. M002\n');
  repo.write(
    'docs/cccc/milestone-backlog.md',
    `# Backlog\n\n${milestoneText('M001', title, 'none')}\n${milestoneText('M002', 'The question', 'M001')}`,
  );
}

/** Out: the file, as `report self-review --file` takes it. */
export function writeSelfReview(repo: TestRepo, result = 'ok'): string {
  const names = [
    'inferred_from_repository',
    'goal_understood',
    'architecture_respected',
    'milestones_small',
    'criteria_testable',
    'hidden_risks_named',
    'alternatives_decided',
    'safe_without_asking',
  ];
  const answers = Object.fromEntries(names.map((name) => [name, { ok: true, note: 'seen' }]));
  repo.write('docs/cccc/runtime/self-review.json', JSON.stringify({ answers, result }));
  return 'docs/cccc/runtime/self-review.json';
}
