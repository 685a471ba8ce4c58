/**
 * An approval is bound to the exact content: what closes an open milestone gate, what does not, and what opens it
 * again.
 */
import { chmodSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type TestRepo } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const APPROVED = 'export const answer = 42;\n';

/** A change of the work tree, and how to undo it. */
type Trap = [title: string, spoil: (repo: TestRepo) => unknown, restore: (repo: TestRepo) => unknown];

const CLOSING: Trap[] = [
  [
    'an edit of the same size in the same second',
    (repo) => {
      const file = repo.file('src/main.ts');
      const { atime, mtime } = statSync(file);
      writeFileSync(file, APPROVED.replace('42', '43'));
      utimesSync(file, atime, mtime);
    },
    (repo) => repo.write('src/main.ts', APPROVED),
  ],
  ['a new untracked file', (repo) => repo.write('src/new.ts', '1\n'), (repo) => repo.remove('src/new.ts')],
  ['a deleted file', (repo) => repo.remove('README.md'), (repo) => repo.write('README.md', '# Project\n')],
  [
    'an edit of an assume-unchanged file',
    (repo) => [repo.git('update-index', '--assume-unchanged', 'README.md'), repo.write('README.md', '# Projekt\n')],
    (repo) => [repo.write('README.md', '# Project\n'), repo.git('update-index', '--no-assume-unchanged', 'README.md')],
  ],
  [
    'an edit of a skip-worktree file',
    (repo) => [repo.git('update-index', '--skip-worktree', 'README.md'), repo.write('README.md', '# Projekt\n')],
    (repo) => [repo.write('README.md', '# Project\n'), repo.git('update-index', '--no-skip-worktree', 'README.md')],
  ],
  [
    'a nested repository with a file in it',
    (repo) => [repo.write('vendor/lib/a.c', 'int a;\n'), repo.git('init', '-q', 'vendor/lib')],
    (repo) => repo.remove('vendor'),
  ],
  [
    'a file renamed with its content unchanged, the only one in its folder',
    (repo) => [repo.write('src/renamed.ts', APPROVED), repo.remove('src/main.ts')],
    (repo) => [repo.write('src/main.ts', APPROVED), repo.remove('src/renamed.ts')],
  ],
  [
    'a changed executable bit',
    (repo) => chmodSync(repo.file('src/main.ts'), 0o755),
    (repo) => chmodSync(repo.file('src/main.ts'), 0o644),
  ],
  [
    'a stash, until it is popped',
    (repo) => repo.git('stash', 'push', '-q', '--', 'src'),
    (repo) => repo.git('stash', 'pop', '-q'),
  ],
  [
    'another branch, until it is switched back',
    (repo) => [
      repo.git('stash', 'push', '-q', '--', 'src'),
      repo.git('switch', '-q', '-c', 'other', 'HEAD'),
      repo.write('other.txt', 'x').git('add', 'other.txt'),
      repo.git('commit', '-qm', 'Other'),
    ],
    (repo) => [repo.git('switch', '-q', 'main'), repo.git('stash', 'pop', '-q')],
  ],
  [
    'a reformatting commit hook, until its work is undone',
    (repo) => {
      repo.hook('pre-commit', "printf 'export const answer = 42\\n' > src/main.ts && git add src/main.ts");
      repo.git('add', 'src');
      repo.git('commit', '-qm', 'Formatted');
    },
    (repo) => [
      repo.git('reset', '-q', '--soft', 'HEAD~1'),
      repo.write('src/main.ts', APPROVED),
      rmSync(`${repo.dir}/.git/hooks/pre-commit`),
    ],
  ],
];

const HARMLESS: Trap[] = [
  ['staging', (repo) => repo.git('add', 'src'), (repo) => repo.git('restore', '--staged', 'src')],
  [
    'committing the same content, and amending it',
    (repo) => [
      repo.git('add', 'src'),
      repo.git('commit', '-qm', 'The answer'),
      repo.git('commit', '-q', '--amend', '-m', 'The answer is 42'),
    ],
    (repo) => repo.git('reset', '-q', '--soft', 'HEAD~1'),
  ],
  [
    'writing in docs/cccc, staged or not',
    (repo) => [repo.write('docs/cccc/current-state.md', 'More.\n'), repo.git('add', 'docs')],
    () => undefined,
  ],
  ['an ignored file', (repo) => repo.write('src/a.log', 'x'), (repo) => repo.remove('src/a.log')],
  [
    "the client's own settings.local.json",
    (repo) => repo.write('.claude/settings.local.json', '{}'),
    (repo) => repo.remove('.claude/settings.local.json'),
  ],
  [
    'progress marks in the roadmap and the backlog',
    (repo) => repo.write('docs/cccc/roadmap.md', '# Roadmap\n\n1. [x] M001\n2. M002\n'),
    (repo) => repo.write('docs/cccc/roadmap.md', '# Roadmap\n\n1. M001\n2. M002\n'),
  ],
];

describe('an approved milestone', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject({ repo: makeProject().write('.gitignore', '*.log\n').commit() }).approved();
  });

  it.each(CLOSING)('is closed by %s, and open again when that is undone', (_title, spoil, restore) => {
    spoil(task.repo);
    expect(task.gate('milestone')).toMatchObject({ state: 'closed' });
    expect(task.asserted('milestone')).toBe(1);
    expect(task.refused('milestone', 'accept')).toContain('gate-closed');
    restore(task.repo);
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(task.asserted('milestone')).toBe(0);
  });

  it.each(HARMLESS)('stays open through %s', (_title, change, undo) => {
    change(task.repo);
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
    undo(task.repo);
  });

  it('is closed, with the plan gate, by an edit of the roadmap', () => {
    const roadmap = '# Roadmap\n\n1. M001\n2. M002\n';
    task.repo.write('docs/cccc/roadmap.md', `${roadmap}3. And more\n`);
    expect(task.gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-changed' });
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'plan-changed' });
    task.repo.write('docs/cccc/roadmap.md', roadmap);
    expect(task.gate('milestone')).toMatchObject({ state: 'open' });
  });

  it('is closed by a rule that could hide files, until a human confirms it', () => {
    task.repo.write('.git/info/exclude', '*.secret\n');
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'pins-changed' });
    task.ok('confirm');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('refuses to be looked at with an untracked file of 1 GB, by the name of the file and at once', () => {
    task.repo.write('big.bin', '');
    truncateSync(task.repo.file('big.bin'), 2 ** 30);
    const ran = task.run('gates');
    task.repo.remove('big.bin');
    expect(ran.code).toBe(3);
    expect(ran.json.findings[0]).toMatchObject({ code: 'untracked-too-large' });
    expect(JSON.stringify(ran.json.findings)).toContain('big.bin');
    expect(task.gate('milestone')).toMatchObject({ state: 'open' });
  });
});

describe('a submodule', () => {
  it('closes the milestone gate when something in it is edited', () => {
    const library = makeProject();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', library.dir, 'lib');
    const task = new TaskProject({ repo: repo.commit('Library') }).approved();
    expect(task.gate('milestone')).toMatchObject({ state: 'open' });
    repo.write('lib/src/main.ts', 'export const answer = 0;\n');
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'content-changed' });
  });
});

describe('upstream', () => {
  /** A clone with an approved milestone, and a newer commit of its origin that was fetched before the task began. */
  function behindOrigin(): { task: TaskProject; origin: TestRepo } {
    const origin = makeProject();
    const repo = origin.clone();
    origin.write('upstream.txt', 'from upstream\n').commit('Upstream');
    repo.git('fetch', '-q');
    return { task: new TaskProject({ repo }).approved(), origin };
  }

  it('closes the milestone gate as base-moved after a rebase, and its changes stay out of the next review', () => {
    const { task } = behindOrigin();
    task.repo.git('add', 'src');
    task.repo.git('commit', '-qm', 'Mine');
    task.repo.git('pull', '-q', '--rebase');
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'base-moved' });
    expect(task.asserted('milestone')).toBe(1);
    task.ok('review', 'milestone');
    const prompt = task.codex.prompts.at(-1) ?? '';
    expect(prompt).toContain('src/main.ts');
    expect(prompt).not.toContain('from upstream');
    expect(task.events.some((event) => event.type === 'base-moved')).toBe(true);
    expect(task.asserted('milestone')).toBe(0);
  });

  it('that is fetched only after the task began is reviewed with it', () => {
    const origin = makeProject();
    const task = new TaskProject({ repo: origin.clone() }).approved();
    origin.write('upstream.txt', 'from upstream\n').commit('Upstream');
    task.repo.git('add', 'src');
    task.repo.git('commit', '-qm', 'Mine');
    task.repo.git('pull', '-q', '--rebase');
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'content-changed' });
    task.ok('review', 'milestone');
    expect(task.codex.prompts.at(-1)).toContain('from upstream');
  });

  it('closes the milestone gate as base-moved after a merging pull', () => {
    const { task } = behindOrigin();
    task.repo.git('add', 'src');
    task.repo.git('commit', '-qm', 'Mine');
    task.repo.git('pull', '-q', '--no-rebase', '--no-edit');
    expect(task.gate('milestone')).toMatchObject({ state: 'closed', reason: 'base-moved' });
  });
});

describe('git clean -fdx', () => {
  it('loses the documents and never the ledger, the approval or the count of rounds', () => {
    const task = new TaskProject().approved();
    const kept = task.events.length;
    task.repo.git('add', '-A');
    task.repo.git('commit', '-qm', 'All');
    task.repo.git('rm', '-rq', '--cached', 'docs');
    task.repo.git('clean', '-fdxq', 'docs');
    expect(task.events).toHaveLength(kept);
    task.repo.git('checkout', '-q', 'HEAD', '--', 'docs');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });
});
