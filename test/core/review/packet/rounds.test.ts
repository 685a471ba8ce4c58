import { describe, expect, it } from 'vitest';
import type { OpenFinding } from '../../../../scripts/core/task/model.js';
import { aFinding, build, diffOf, modified, part } from '../../../helpers/packet-input.js';

describe('what a round adds', () => {
  it('carries earlier findings with their answers and demands one for each', () => {
    const findings: OpenFinding[] = [
      aFinding({ id: 'F-1', disposition: 'fixed', reason: 'added a check' }),
      aFinding({ id: 'F-2', title: 'Another', disposition: 'rejected', reason: 'not so' }),
    ];
    const text = part(build({ findings, round: 2 }), 'findings');
    expect(text).toContain('each to be answered by its id: F-1, F-2');
    expect(text).toContain("Claude's answer: rejected: not so");
  });

  it('marks what changed since the last round, in the list and before the rest', () => {
    const packet = build({
      round: 2,
      diff: diffOf([modified('a.ts', 1), modified('b.ts', 1)]),
      since: [
        { path: 'b.ts', patch: 'SINCE' },
        { path: 'reverted.ts', patch: null },
      ],
    });
    expect(
      part(packet, 'coverage')
        .split('\n')
        .filter((line) => line.includes('changed since'))
        .join(),
    ).toContain('"b.ts"');
    expect(part(packet, 'diff').indexOf('SINCE')).toBeLessThan(part(packet, 'diff').indexOf('### "b.ts"'));
    expect(part(packet, 'diff')).toContain('also changed since the last round: "reverted.ts"');
  });

  it('leaves most of the room to the change as a whole', () => {
    const files = Array.from({ length: 10 }, (_, index) => modified(`f${index}.ts`, 500));
    const packet = build({
      round: 2,
      diff: diffOf(files),
      since: files.map(({ path }) => ({ path, patch: '+line\n'.repeat(6000) })),
      limits: { characters: 1_000_000, tokens: 50_000 },
    });
    expect(packet.coverage.map(({ state }) => state)).not.toContain('on-demand');
  });

  it('shows how the plan differs from the one that was judged', () => {
    const plan = {
      gate: 'plan',
      milestone: null,
      diff: null,
      checks: null,
      documents: { 'project-brief.md': 'b', 'roadmap.md': 'one\ntwo\nthree', 'milestone-backlog.md': 'm' },
    } as const;
    const text = part(
      build({
        ...plan,
        round: 2,
        previous_plan: { 'project-brief.md': 'b', 'roadmap.md': 'one\n2\nthree', 'milestone-backlog.md': 'm' },
      }),
      'roadmap',
    );
    expect(text).toContain('@@ line 1\n one\n-2\n+two\n three');
    expect(text).not.toContain('changes of project-brief.md');
    expect(part(build({ ...plan, round: 2, previous_plan: plan.documents }), 'roadmap')).toContain(
      'no change since the last round',
    );
  });
});
