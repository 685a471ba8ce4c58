import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import { INPUT_LIMIT } from '../../../scripts/core/review/packet/input.js';
import { transition } from '../../../scripts/core/task/machine.js';
import type { State } from '../../../scripts/core/task/model.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { changedFiles } from '../../../scripts/io/git/patches.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { ledgerPaths, projectPaths } from '../../../scripts/io/ground/workspace.js';
import { type PacketRequest, type PacketTask, preparePacket } from '../../../scripts/io/review/packet.js';
import { fillPrompt, renderPrompt } from '../../../scripts/io/review/prompts.js';
import { recordFile } from '../../../scripts/io/review/receipts.js';
import { readPlan } from '../../../scripts/io/task/documents.js';
import { AT, started } from '../../helpers/events.js';
import { aFinding } from '../../helpers/packet-input.js';
import { makeProject, type TestRepo } from '../../helpers/repo.js';

const OWNED = { paths: ['docs/cccc'], rewrite: {} };
const field = (name: string, value: string): string => `- **${name}:** ${value}\n`;
const MILESTONE = (id: string): string =>
  `## ${id}: Answer\n${['Goal', 'Scope', 'Out of scope', 'Acceptance criteria', 'Expected files', 'Required tests', 'Stop conditions'].map((name) => field(name, `${name} of ${id}`)).join('')}${field('Risk', 'low')}${field('Dependencies', 'none')}`;

let repo: TestRepo;
let task: PacketTask;

const stateWith = (change: (state: State) => Partial<State>): State => {
  const step = transition(null, { ...started(), at: AT });
  if (!step.ok) throw new Error(step.refused.code);
  return { ...step.state, ...change(step.state) };
};
const treeNow = async (): Promise<string> => (await nameTree(await openRepository(repo.dir), OWNED)).tree;
/** What a review of this gate compares now. */
async function comparedNow(gate: PacketRequest['gate']): Promise<PacketRequest['compared']> {
  const to = await treeNow();
  const { base, milestones, reviews } = task.state;
  const [milestoneBase, last] = [milestones.base, reviews.last_round_tree];
  return gate === 'plan'
    ? null
    : { from: (gate === 'final' ? base : milestoneBase).tree_id, to, since: last === null ? null : { from: last, to } };
}
const prepare = async (change: Partial<PacketRequest>) =>
  preparePacket({
    task,
    gate: 'milestone',
    round: 1,
    compared: await comparedNow(change.gate ?? 'milestone'),
    snapshot: await treeNow(),
    plan: await readPlan(task.paths),
    checks: [],
    nonce: '00ff00ff',
    ...change,
  });

beforeEach(async () => {
  repo = makeProject();
  repo
    .write('docs/cccc/project-brief.md', '# Brief\n\nAnswer it.\n')
    .write('docs/cccc/roadmap.md', '# Roadmap\n- [ ] M001: Answer\n');
  repo
    .write('docs/cccc/milestone-backlog.md', MILESTONE('M001') + MILESTONE('M002'))
    .write('docs/cccc/architecture.md', '# Architecture\n\nOne file.\n');
  const base = await treeNow();
  const base3 = { commit: repo.head, tree: 'tree/v1:base', tree_id: base };
  task = {
    repository: await openRepository(repo.dir),
    paths: projectPaths(repo.dir),
    config: defaultConfig('recommended', 'en'),
    state: stateWith((state) => ({
      base: base3,
      milestones: { ...state.milestones, base: base3, current: 'M001' },
      language: 'zh-CN',
    })),
    place: { commonDir: (await openRepository(repo.dir)).commonDir, task: 't1' },
    reading: { entries: [] },
  };
});

describe('the prompt of a milestone review', () => {
  it('holds the change, the milestone, the checks and the rules, and fits', async () => {
    repo
      .write('src/main.ts', 'export const answer = 42;\n')
      .write('src/new file 新.ts', 'export const added = true;\n')
      .write('.env', 'TOKEN=abcdefabcdef1234\n');
    const { prompt, context, bundle } = await prepare({});
    expect(prompt.length).toBeLessThan(INPUT_LIMIT);
    for (const text of [
      '+export const answer = 42;',
      'export const added = true;',
      'Acceptance criteria of M001',
      'You review milestone M001',
      'language "zh-CN"',
      'round 1 of 2',
      'One file.',
    ])
      expect(prompt).toContain(text);
    expect(prompt).not.toMatch(/abcdefabcdef1234|\{\{/);
    expect(context.manifest.map(({ path: file, state }) => [file, state])).toEqual([
      ['.env', 'excluded'],
      ['src/main.ts', 'inlined'],
      ['src/new file 新.ts', 'inlined'],
    ]);
    expect(context).toMatchObject({
      gate: 'milestone',
      milestone: 'M001',
      openMilestones: ['M002'],
      changed: null,
      coverage: { excluded: [], onDemand: [] },
      snapshotFolder: 'tree',
    });
    expect(bundle).not.toContain('00ff00ff');
  });

  it('is the same text for the same tree and boundary, and has a boundary of its own each time', async () => {
    repo.write('src/main.ts', 'export const answer = 42;\n');
    expect((await prepare({})).prompt).toBe((await prepare({})).prompt);
    const { nonce: _, ...own } = {
      task,
      gate: 'milestone' as const,
      round: 1,
      compared: await comparedNow('milestone'),
      snapshot: await treeNow(),
      plan: await readPlan(task.paths),
      checks: [],
      nonce: '',
    };
    const boundaryOf = async (): Promise<string | undefined> =>
      /<<<([0-9a-f]{32}) name>>>/.exec((await preparePacket(own)).prompt)?.[1];
    const [first, second] = [await boundaryOf(), await boundaryOf()];
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  it('marks from round 2 on what changed since the last one, down to the lines', async () => {
    repo.write('src/main.ts', 'export const answer = 42;\n').write('src/other.ts', 'one\ntwo\n');
    const last = await treeNow();
    repo.write('src/other.ts', 'one\n2\n');
    task = {
      ...task,
      state: {
        ...task.state,
        reviews: { ...task.state.reviews, last_round_tree: last },
        findings: { gate: 'milestone', open: [aFinding({ id: 'F-7', file: 'src/other.ts', disposition: 'fixed' })] },
      },
    };
    const { prompt, context } = await prepare({ round: 2 });
    expect(context.changed).toEqual({ 'src/other.ts': [[2, 2]] });
    expect(context.earlier.map(({ id }) => id)).toEqual(['F-7']);
    expect(prompt).toContain('each to be answered by its id: F-7');
    expect(prompt).toMatch(
      /### Changes since the last round\n<<<00ff00ff changes of src\/other\.ts since the last round>>>/,
    );
  });

  it('names tests that nobody runs', async () => {
    repo.write('src/main.ts', 'x\n');
    const { prompt } = await prepare({});
    expect(prompt).toContain('required tests that no configured check stands for');
  });
});

describe('the prompts of the other gates', () => {
  it('show the plan in full and no diff, and later how it changed', async () => {
    repo.write('src/main.ts', 'export const answer = 42;\n');
    const first = await prepare({ gate: 'plan' });
    expect(first.prompt).toContain('Goal of M002');
    expect(first.prompt).not.toContain('answer = 42');
    expect(first.context).toMatchObject({ openMilestones: ['M001', 'M002'], manifest: [], changed: null });
    const dir = ledgerPaths(task.place.commonDir).record('t1', 'plan-1');
    mkdirSync(dir, { recursive: true });
    writeFileSync(recordFile(dir, 'context'), JSON.stringify(first.context));
    repo.write('docs/cccc/roadmap.md', '# Roadmap\n- [ ] M001: Another answer\n');
    task = {
      ...task,
      state: {
        ...task.state,
        reviews: {
          ...task.state.reviews,
          last: { gate: 'plan', job: 'plan-1', outcome: 'fail_fixable', at: AT, file: null, missing: null },
        },
      },
    };
    const second = await prepare({ gate: 'plan', round: 2 });
    expect(second.prompt).toContain('-- [ ] M001: Answer\n+- [ ] M001: Another answer');
  });

  it('show the whole change since the base of the task', async () => {
    repo.write('src/main.ts', 'export const answer = 42;\n').commit();
    const { state } = task;
    const base = { tree: 'tree/v1:x', tree_id: await treeNow() };
    task = { ...task, state: { ...state, milestones: { ...state.milestones, base } } };
    expect((await prepare({ gate: 'milestone' })).prompt).not.toContain('answer = 42');
    expect((await prepare({ gate: 'final' })).prompt).toContain('answer = 42');
  });
});

describe('prompts', () => {
  it.each(['plan-review', 'milestone-review', 'final-review'] as const)(
    '%s has exactly the slots that the program fills, and closed sections',
    async (name) => {
      const slots = {
        BOUNDARY: 'b',
        LANGUAGE: 'en',
        ROUND: '1',
        ROUND_LIMIT: '3',
        PACKET: 'p',
        ...(name === 'milestone-review' ? { MILESTONE: 'M001' } : {}),
      };
      const text = await renderPrompt(name, slots);
      const tags = [...text.matchAll(/^<(\/?)([a-z_]+)>$/gm)].map(([, slash = '', tag = '']) => slash + tag);
      expect(tags.filter((tag) => !tag.startsWith('/')).map((tag) => [tag, tags.includes(`/${tag}`)])).toEqual(
        expect.arrayContaining([
          ['role', true],
          ['duties', true],
          ['output', true],
          ['packet', true],
        ]),
      );
      await expect(renderPrompt(name, { ...slots, EXTRA: '' })).rejects.toMatchObject({
        notice: { code: 'prompt-broken' },
      });
      const { PACKET: _, ...fewer } = slots;
      await expect(renderPrompt(name, fewer)).rejects.toMatchObject({
        notice: { code: 'prompt-broken', args: { slots: 'PACKET' } },
      });
    },
  );

  it('say every field of the reply that has rules of its own', async () => {
    const schema = JSON.parse(readFileSync('schemas/review.schema.json', 'utf8'));
    for (const name of ['plan-review', 'milestone-review', 'final-review']) {
      const text = readFileSync(path.join('prompts', `${name}.md`), 'utf8');
      for (const word of [
        'earlier_findings',
        'same_as',
        'on_changed_line',
        'reachable_failure',
        'next_milestone_id',
        'needs_human_question',
        'excluded_files_acknowledged',
        ...schema.properties.verdict.enum,
      ])
        expect([name, text.includes(word)]).toEqual([name, true]);
    }
  });

  it('fill slots once: what looks like one in a value stays text', () => {
    expect(fillPrompt('p', 'a {{ONE}} {{TWO}}', { ONE: '{{TWO}} $&', TWO: '2' })).toBe('a {{TWO}} $& 2');
  });
});

describe('changed files', () => {
  it('have their own part of the patch whatever their names, and their sizes', async () => {
    const names = ['a b.ts', 'q"uote\\.ts', 'tab\there.ts', '新.ts', '*.ts', "it's.ts"];
    const before = await treeNow();
    for (const name of names) repo.write(name, `content of ${name}\n`);
    repo.write('src/renamed.ts', 'export const answer = 41;\n').remove('src/main.ts');
    const { files } = await changedFiles(task.repository, before, await treeNow());
    expect(files.map(({ path: file }) => file).sort()).toEqual([...names, 'src/renamed.ts'].sort());
    for (const file of files)
      expect([
        file.path,
        file.patch?.includes(file.status === 'renamed' ? 'rename from src/main.ts' : `+content of ${file.path}`),
      ]).toEqual([file.path, true]);
    expect(files.find(({ path: file }) => file === '新.ts')).toMatchObject({ bytes: 18, added: 1, status: 'added' });
  });

  it('come without content where they are left out anyway', async () => {
    const before = await treeNow();
    repo
      .write('.env', 'A=1\n')
      .write('image.bin', Buffer.from([0, 1, 2]))
      .write('image.png', Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\0')]))
      .write('package-lock.json', '{"lockfileVersion":3}\n');
    const { files } = await changedFiles(task.repository, before, await treeNow());
    expect(files.map(({ path: file, content, patch, text }) => [file, content, patch, text])).toEqual([
      ['.env', 'text', null, null],
      ['image.bin', 'binary', null, null],
      ['image.png', 'media', null, null],
      ['package-lock.json', 'lock', null, null],
    ]);
  });

  it('come as the lines that they change, however large they are and whatever a byte in them says', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `export const value${index} = ${index};\n`);
    repo.write('src/large.ts', lines.join('')).commit();
    const before = await treeNow();
    repo
      .write('src/large.ts', lines.with(30_000, 'export const evil = 1;\n').join(''))
      .write('src/main.ts', 'export const answer = 42; /*\0*/ export const evil = 1;\n')
      .write('package-lock.json', 'module.exports = () => evil();\n');
    const { files } = await changedFiles(task.repository, before, await treeNow());
    for (const file of files) {
      expect([file.path, file.content]).toEqual([file.path, 'text']);
      expect(file.added).toBe(1);
      expect(file.patch).toContain('evil');
      expect(file.patch?.length).toBeLessThan(1000);
    }
  });
});
