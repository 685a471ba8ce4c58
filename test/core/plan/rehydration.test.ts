import { describe, expect, test } from 'vitest';
import { rehydrationOf, type Traces } from '../../../scripts/core/plan/rehydration.js';

const traces = (done: Partial<Traces['done']>, ids = ['M001', 'M002', 'M003']): Traces => ({
  task: { text: 'Do it', file: 'docs/cccc/state.json' },
  backlog: ids.map((id) => ({ id, title: `Title of ${id}` })),
  done: { exports: [], reviews: [], commits: [], ...done },
  sources: [],
});

describe('what traces tell about a task whose ledger is gone', () => {
  test.each<[string, Partial<Traces['done']>, string, string, string | null]>([
    ['nothing is done', {}, 'low', 'nothing-done', 'M001'],
    ['one source', { exports: ['M001'] }, 'medium', 'export-only', 'M002'],
    ['another one', { reviews: ['M001', 'M002'] }, 'medium', 'reviews-only', 'M003'],
    ['commits alone', { commits: ['M001'] }, 'medium', 'commits-only', 'M002'],
    [
      'two agree, in any order',
      { reviews: ['M002', 'M001'], commits: ['M001', 'M002'] },
      'high',
      'sources-agree',
      'M003',
    ],
    ['two differ', { exports: ['M001'], commits: ['M001', 'M002'] }, 'low', 'sources-differ', 'M003'],
    ['all is done', { exports: ['M001', 'M002', 'M003'], commits: ['M003', 'M002', 'M001'] }, 'high', 'all-done', null],
    ['a milestone that no backlog names', { reviews: ['M009'] }, 'low', 'nothing-done', 'M001'],
  ])('%s', (_name, done, confidence, reason, candidate) => {
    const found = rehydrationOf(traces(done));
    expect([found.confidence, found.reason, found.candidate?.id ?? null]).toEqual([confidence, reason, candidate]);
  });

  test('without a backlog there is no milestone to go on with', () => {
    expect(rehydrationOf(traces({ commits: ['M001'] }, []))).toEqual({
      candidate: null,
      others: [],
      confidence: 'low',
      reason: 'no-backlog',
    });
  });

  test('the milestone that the user names wins, and the others are offered', () => {
    const found = rehydrationOf(traces({ reviews: ['M001'] }), 'M003');
    expect([found.candidate?.id, found.others]).toEqual(['M003', ['M001', 'M002']]);
  });
});
