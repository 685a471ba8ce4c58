/** The whole demo with the two real clients. Results are read from the ledger and from what the two models received. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { think } from '../../scripts/dev/demo/claude-brain.js';
import { isStopFeedback } from '../../scripts/dev/demo/instructions.js';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { misquoted, type Played, play, without } from '../helpers/claude.js';

const ourCommands = (turn: ClaudeTurn): string[] =>
  (turn.calls ?? [])
    .map(({ input }) => String(input['command'] ?? ''))
    .filter((command) => command.includes('cccc.mjs'));

/** A fenced JSON block, with line numbers, in a file that the client has read. */
const JSON_FORM = /^ *\d+\t```json$[\s\S]*?^ *\d+\t```$/gm;

const LIMIT_MS = 400_000;

describe('a whole task, played by the real Claude Code and the real Codex', () => {
  let demo: Played;
  beforeAll(async () => {
    demo = await play();
  }, LIMIT_MS);
  afterAll(() => demo.remove());

  it('ends in DONE', () => {
    expect(demo.result.problem).toBeNull();
    expect(demo.result.done).toBe(true);
    expect(JSON.parse(demo.file('docs/cccc/state.json'))).toMatchObject({
      status: 'DONE',
      completed_milestones: ['M001', 'M002'],
    });
  });

  it('shows what the tutorial quotes', () => {
    expect(misquoted('docs/tutorial.md', demo)).toEqual([]);
  });

  it('has Codex reject the plan and the first milestone once, and approve each before it goes on', () => {
    const outcomes = demo.events('review-returned').map(({ gate, outcome }) => `${gate}: ${outcome.verdict}`);
    expect(outcomes).toEqual([
      'plan: fail_fixable',
      'plan: pass',
      'milestone: fail_fixable',
      'milestone: pass',
      'milestone: pass',
      'final: pass',
    ]);
  });

  it('starts no milestone before the plan is approved, accepts none without an approval, and finishes last', () => {
    const order = demo.result.ledger.flatMap(({ event }) => {
      if (event.type === 'review-returned') return event.outcome.kind === 'pass' ? [`${event.gate} approved`] : [];
      return ['implementation-started', 'milestone-accepted', 'task-finished'].includes(event.type) ? [event.type] : [];
    });
    const milestone = ['implementation-started', 'milestone approved', 'milestone-accepted'];
    expect(order).toEqual(['plan approved', ...milestone, ...milestone, 'final approved', 'task-finished']);
  });

  it('accepts exactly the trees that Codex approved', () => {
    const approved = demo
      .events('review-returned')
      .filter(({ gate, outcome }) => gate === 'milestone' && outcome.kind === 'pass')
      .map(({ job }) => job);
    const reviewed = demo
      .events('review-started')
      .filter(({ job }) => approved.includes(job))
      .map(({ subject }) => subject.tree);
    expect(demo.events('milestone-accepted').map(({ observation }) => observation.tree)).toEqual(reviewed);
    expect(new Set(reviewed).size).toBe(2);
  });

  it('runs the checks on each tree before Codex sees it', () => {
    for (const review of demo.events('review-started').filter(({ gate }) => gate !== 'plan')) {
      expect(review.checks?.tree).toBe(review.subject.tree);
      expect(review.checks?.results.map(({ passed }) => passed)).toEqual([true]);
    }
  });

  it('has Codex find the P1 by running the code in its sandbox, and see it gone after the fix', () => {
    const [first] = demo.events('review-returned').filter(({ gate }) => gate === 'milestone');
    expect(first?.outcome.findings).toMatchObject([
      { severity: 'P1', blocking: true, file: 'src/parse.js', disposition: null },
    ]);
    expect(first?.outcome.findings[0]?.explanation).toContain('got: 3600000');
    expect(demo.events('findings-answered').at(-1)?.answers).toEqual([
      { id: first?.outcome.findings[0]?.id, disposition: 'fixed', reason: null },
    ]);
    expect(demo.result.codex.some(({ raw }) => raw.includes('\\nRangeError'))).toBe(true);
  });

  it('is continued by the Stop hook once, in the session that switched the loop on', () => {
    const continued = demo.heard.filter(isStopFeedback);
    expect(continued).toHaveLength(1);
    expect(continued).toMatchObject([{ text: expect.stringContaining('ACTION start-milestone') }]);
    const [loop, task] = demo.result.runs;
    expect(task?.sessionId).toBe(loop?.sessionId);
    expect(demo.events('task-started')).toMatchObject([{ session: loop?.sessionId }]);
  });

  it('shows the user each approval in one line, once, whatever the client folds away', () => {
    const shown = demo.result.runs
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.kind === 'notice' ? [/✔ cccc.*/.exec(event.text)?.[0]] : []));
    expect(shown.filter((line) => line !== undefined)).toEqual([
      '✔ cccc: Codex approved the plan.',
      '✔ cccc: Codex approved milestone M001.',
      '✔ cccc: Codex approved milestone M002.',
      '✔ cccc: Codex approved the finished task.',
    ]);
  });

  it('has Claude run no command of the program that it had not been told word for word', () => {
    const [opening, ...others] = demo.commands;
    expect(opening?.command).toContain(" start 'Add parseDuration");
    expect(others.length).toBeGreaterThan(30);
    for (const { command, told } of others) expect(told).toContain(command);
  });

  it('has Claude stop at every command and every form that it was not told', () => {
    for (const { heard, answer } of demo.result.claude) {
      for (const command of ourCommands(answer)) {
        const without = heard.map((one) =>
          'text' in one ? { ...one, text: one.text.replaceAll(command, '').replace(/^node .* start .*$/gm, '') } : one,
        );
        expect(ourCommands(think(without))).not.toContain(command);
      }
      for (const call of answer.calls ?? []) {
        if (!String(call.input['file_path']).endsWith('.json') || call.tool !== 'Write') continue;
        const without = heard.map((one) => ('text' in one ? { ...one, text: one.text.replace(JSON_FORM, '') } : one));
        expect(think(without).text).toMatch(/^I do not know what to do/);
      }
    }
  });

  it('lets Claude commit each accepted milestone, and nothing is left over', () => {
    expect(demo.git('log', '--format=%s').trim().split('\n')).toEqual([
      'M002: Write durations',
      'M001: Read durations',
      'Set up cc-codex-collaborate',
      'A very small library',
    ]);
    expect(demo.git('status', '--porcelain', '--', 'src', 'test', 'README.md')).toBe('');
  });

  it('leaves one review for teammates for each round', () => {
    const files = demo.events('review-returned').map(({ file }) => file ?? '');
    expect(files.filter((file) => existsSync(path.join(demo.result.project, file)))).toHaveLength(6);
  });

  it('shows who did what, and ends with the timeline', () => {
    const shown = demo.lines.join('\n');
    for (const actor of ['you', 'claude', 'codex', 'gate', 'hook'])
      expect(shown).toMatch(new RegExp(`^\\s*${actor} +\\S`, 'm'));
    expect(demo.result.trace).toContain('M001');
    expect(shown).toContain(demo.result.project);
  });
});

describe('removing an instruction turns the demo red', () => {
  const cases: [what: string, passage: RegExp, file: string, problem: RegExp][] = [
    ['how to ask what comes next', /^node .* next$/m, 'SKILL.md', /does not say how to ask what comes next/],
    ['the form of a milestone', /```markdown[\s\S]*?```/, 'references/planning.md', /the form of a milestone/],
    [
      'where the project lies, told to Codex',
      / lies in the folder `tree\/`/,
      'prompts/plan-review.md',
      /does not say where the project lies/,
    ],
  ];

  it.each(cases)(
    '%s',
    async (_what, passage, file, problem) => {
      const demo = await play(without(passage, file));
      try {
        expect(demo.result.done).toBe(false);
        expect(`${demo.result.problem}\n${demo.lines.join('\n')}`).toMatch(problem);
      } finally {
        demo.remove();
      }
    },
    LIMIT_MS,
  );
});
