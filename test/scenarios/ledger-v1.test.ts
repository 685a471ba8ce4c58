/**
 * A task that an earlier release wrote continues: its entries are read unchanged, never rewritten, and followed by new
 * ones.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIXTURE_NAMES, TaskOfV1 } from '../helpers/ledger-v1.js';

const PAUSES = FIXTURE_NAMES.filter((name) => name !== 'done' && name !== 'open-review');
/**
 * The arguments of a plain resume that leaves each pause, with confirmation where it is required; no Codex is needed.
 */
const RESUMED: Record<string, string[]> = {
  size: ['--strategy', 'accept-size'],
  'plan-revisions': [],
  'planning-question': [],
  'milestones-per-run': [],
  'manual-mode': [],
  'threshold-rounds': ['--strategy', 'extend-review'],
  'threshold-attempts': ['--strategy', 'extend-review'],
  secrets: [],
  system: ['--confirm'],
};
/**
 * The plan's approval was not used yet, and that ledger does not name what Codex was asked, so it is reviewed again.
 */
const NOW_ATTESTED: Record<string, object> = {
  'manual-mode': { plan: { state: 'open', assurance: 'attested', reason: null } },
};
/** Choices that these pauses did not have at that time, and how they appear in `next`. */
const STOPPED = ['recommended', 'replan', 'safe-alternative', 'skip'];
const THRESHOLD = ['replan', 'manual', 'extend-review', 'accept-risk', 'skip'];
const NOW_OFFERED: Record<string, { offered: string[]; action: string }> = {
  'codex-unsafe': { offered: STOPPED, action: 'decide-stop' },
  'codex-sensitive-operation': { offered: STOPPED, action: 'decide-stop' },
  'codex-fail-unclear': { offered: STOPPED, action: 'review-again' },
  'question-sensitive': { offered: ['replan', 'safe-alternative', 'skip'], action: 'decide-stop' },
  'question-secret': { offered: ['set-locally', 'mock', 'skip'], action: 'ask-question' },
  'threshold-rounds': { offered: ['wrong', ...THRESHOLD], action: 'decide' },
  'threshold-attempts': { offered: THRESHOLD, action: 'decide' },
};

/** What that release said. Each choice of that time is offered today, among others. */
function saidToday(name: string, { status = {}, next = {} }: TaskOfV1['said']): { status: object; next: object } {
  const now = NOW_OFFERED[name];
  const offered = now?.offered ?? status['offered_strategies'];
  const { args, ...step } = next;
  const { offered: _, ...rest } = Object(args);
  return {
    status: { ...status, offered_strategies: expect.arrayContaining(Array.isArray(offered) ? offered : []) },
    next: now === undefined ? { ...step, args: rest } : { action: now.action },
  };
}

const dataOf = (envelope: { data: unknown } | null): object => Object(envelope?.data);

describe('a task of ledger version 1', () => {
  it.each(['done', ...PAUSES])(
    '%s: status, next and gates say what they said at the time, and write nothing',
    async (name) => {
      const task = new TaskOfV1(name);
      const before = task.written;
      const [status, next, gates] = [await task.run('status'), await task.run('next'), await task.run('gates')];
      const expected = saidToday(name, task.said);
      expect(dataOf(status.envelope)).toMatchObject(expected.status);
      expect(dataOf(next.envelope)).toMatchObject(expected.next);
      expect(dataOf(gates.envelope)).toMatchObject({
        gates: { ...task.said.gates, ...NOW_ATTESTED[name] },
        checks: task.said.checks,
        safety: task.said.safety,
      });
      expect(status.said).not.toContain('state-edited');
      expect(task.written).toEqual(before);
    },
  );

  it.each(Object.entries(RESUMED))(
    '%s: is resumed, with an entry of version 2 after those of version 1',
    async (name, args) => {
      const task = new TaskOfV1(name);
      const [lines] = task.written;
      const resumed = await task.run('resume', ...args);
      expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
      expect(task.written[0]?.startsWith(lines ?? '-')).toBe(true);
      expect([task.versions.at(-2), task.versions.at(-1)]).toEqual([1, 2]);
      const status = await task.run('status');
      expect(dataOf(status.envelope)).toMatchObject({ status: 'READY_TO_CONTINUE', pause_reason: null });
      expect([...resumed.said, ...status.said]).not.toContain('state-rebuilt');
    },
  );

  it('a question of Codex is not left by a resume: it is asked and answered first', async () => {
    const task = new TaskOfV1('codex-needs-human');
    const before = task.written;
    expect((await task.run('resume')).said).toEqual(['answer-needed']);
    expect(task.written).toEqual(before);
  });

  it('a question is answered', async () => {
    const task = new TaskOfV1('question');
    expect((await task.run('report', 'answer', '--choice', 'B')).code).toBe(0);
    expect(task.versions.at(-1)).toBe(2);
  });

  it('a review whose supervisor is gone is settled as an outage of its gate', async () => {
    const task = new TaskOfV1('open-review');
    const [lines] = task.written;
    const next = await task.run('next');
    expect(dataOf(next.envelope)).toMatchObject({ action: 'wait-for-codex', status: 'PAUSED_FOR_CODEX' });
    expect(task.written[0]?.startsWith(lines ?? '-')).toBe(true);
    expect(task.versions.at(-1)).toBe(2);
  });

  it('is exported across the boundary, and the export is read where there is no original', async () => {
    const task = new TaskOfV1('system');
    expect((await task.run('resume', '--confirm')).code).toBe(0);
    expect((await task.run('abandon', 'enough')).code).toBe(0);
    const file = task.repo.file(`docs/cccc/ledger/${task.said.task}.jsonl`);
    expect(readFileSync(file, 'utf8')).toBe(task.written[0]);
    task.repo.commit('Share');
    const clone = task.repo.clone();
    const { envelope } = await task.statusIn(clone.dir);
    expect(dataOf(envelope)).toMatchObject({ task: task.said.task, status: 'FAILED', pause_reason: 'enough' });
  });

  it('continues with another key once the user calls the old one lost', async () => {
    const task = new TaskOfV1('system');
    task.loseKey();
    const refused = await task.run('resume', '--confirm');
    expect([refused.code, refused.said]).toEqual([3, ['key-unreachable']]);
    expect((await task.run('confirm', 'key')).code).toBe(0);
    expect((await task.run('resume', '--confirm')).code).toBe(0);
    expect(task.versions.slice(-3)).toEqual([1, 2, 2]);
    expect((await task.run('status')).code).toBe(0);
  });
});
