import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type ArtifactInput,
  type ArtifactReceipt,
  receiptIn,
  reviewArtifact,
} from '../../../scripts/core/review/artifact.js';
import { artifactWords } from '../../../scripts/render/artifact.js';
import { aFinding } from '../../helpers/packet-input.js';

const receipt: ArtifactReceipt = {
  task: 't1',
  job: 'milestone-4',
  gate: 'milestone',
  round: 2,
  subject: { gate: 'milestone', plan: 'plan/v1:aa', base: 'tree/v1:bb', tree: 'tree/v1:cc', milestone: 'M001' },
  codex: { path: '/opt/codex/bin/codex', version: '0.169.0', model: 'gpt-5.5', thread_id: 'th' },
  usage: { input_tokens: 1000, cached_input_tokens: 100, output_tokens: 200, reasoning_output_tokens: 50 },
  checks: {
    tree: 'tree/v1:cc',
    results: [{ name: 'unit', required: true, passed: true, exit_code: 0, output_digest: 'sha256:dd' }],
  },
  outcome: {
    kind: 'findings',
    verdict: 'fail_fixable',
    next_milestone: null,
    widened_scope: null,
    question: null,
    findings: [
      aFinding({
        id: 'F-1',
        title: 'A ``` title\n# not a heading',
        file: 'src/a`b.ts',
        line: 7,
        explanation: 'Because.\n## Receipt\n<script>',
        required_fix: 'Do it.',
      }),
    ],
  },
  started_at: '2026-01-01T00:00:00Z',
  duration_ms: 12_345,
};
const text = (language = 'en', change: Partial<ArtifactInput> = {}): string =>
  reviewArtifact({
    receipt,
    digest: 'sha256:ee',
    words: artifactWords(language),
    left_out: [],
    settings: { preset: 'recommended', named: true, looser: [] },
    coverage: [{ path: 'src/x.ts', state: 'on-demand', reason: 'does not fit', code: true }],
    result: {
      summary: 'Looked at it.',
      coverageNotes: null,
      closed: [{ id: 'F-0', title: 'Old', how: 'resolved', comment: 'seen' }],
    },
    ...change,
  });

describe('the review artifact', () => {
  it('names the commits that are in no review, and the settings that are looser than the preset', () => {
    expect(text()).not.toContain('Left out');
    expect(text()).not.toContain('preset');
    const named = text('en', {
      left_out: [{ commit: 'c0ffee', subject: 'Fix\n# it', author: 'Ann', paths: ['src/a.ts'] }],
      settings: {
        preset: 'strict',
        named: false,
        looser: [{ name: 'review.block_on_p1', value: 'false', preset: 'true' }],
      },
    });
    expect(named).toContain('- `c0ffee` Fix # it (Ann): `src/a.ts`');
    expect(named).toContain('strict, the nearest preset');
    expect(named).toContain('- `review.block_on_p1`: `false` (`true`)');
    expect(named).toContain('/opt/codex/bin/codex');
  });

  it('holds what a teammate needs', () => {
    for (const part of [
      '# Review of milestone M001, round 2',
      'Not passed (to be fixed, `fail_fixable`)',
      'plan/v1:aa',
      'tree/v1:bb',
      'tree/v1:cc',
      'gpt-5.5',
      '0.169.0',
      '1000 (100 cached) + 200',
      '12.3 s',
      '> Looked at it.',
      '> Because.',
      '> Do it.',
      'P1 (blocking)',
      '`` src/a`b.ts:7 ``',
      '`F-0` Old: resolved — seen',
      'unit: passed (required, exit 0, `sha256:dd`)',
      'on-demand (does not fit): `src/x.ts`',
      'sha256:ee',
    ])
      expect(text()).toContain(part);
  });

  it('has the same parts in Chinese', () => {
    const shape = (markdown: string): string[] =>
      markdown
        .split('\n')
        .filter((line) => line.startsWith('#') || line.startsWith('- **'))
        .map((line) => line.replace(/[^#*-].*/, ''));
    expect(shape(text('zh-CN'))).toEqual(shape(text('en')));
    expect(text('zh-Hans')).toContain('# 里程碑审查 M001, 轮次 2');
    expect(text('fr')).toContain('# Review of milestone M001');
  });

  it('lets no words of a reviewer make headings, markup or a receipt', () => {
    const headings = text()
      .split('\n')
      .filter((line) => /^#+ /.test(line));
    expect(headings).toEqual([
      '# Review of milestone M001, round 2',
      '## Summary',
      '## Findings',
      '### 1. P1 (blocking) A ``` title # not a heading',
      '## Earlier findings closed',
      '## Checks run by the runner',
      '## What the reviewer was given',
      '## Receipt',
    ]);
    expect(text()).toContain('> \\<script\\>');
  });

  it('carries the receipt as the exact text that its digest names, line ends of a checkout notwithstanding', () => {
    const written = `${JSON.stringify(receipt, null, 1)}\n`;
    const digest = (given: string | null): string =>
      createHash('sha256')
        .update(given ?? '')
        .digest('hex');
    expect(receiptIn(text())).toBe(written);
    expect(digest(receiptIn(text().replaceAll('\n', '\r\n')))).toBe(digest(written));
    expect(receiptIn('# Review\n\nNothing here.\n')).toBeNull();
  });

  it('says that no check is configured, and leaves out what is not known', () => {
    expect(text('en', { receipt: { ...receipt, checks: { tree: 't', results: [] } } })).toContain(
      'No check is configured',
    );
    const plan = text('en', {
      receipt: {
        ...receipt,
        gate: 'plan',
        checks: null,
        subject: { ...receipt.subject, gate: 'plan', base: null, tree: null, milestone: null },
      },
      coverage: null,
    });
    expect(plan).toContain('# Plan review, round 2');
    expect(plan).not.toMatch(/\*\*Tree|\*\*Base|What the reviewer was given/);
  });
});
