/** The way from the head's content to the merge base's, over the approvals of a pull request. */
import { describe, expect, test } from 'vitest';
import { type Ends, judgeChain } from '../../../scripts/core/ci/chain.js';
import type { Approved, ReadLedger } from '../../../scripts/core/ci/ledger.js';
import type { BaseRules } from '../../../scripts/core/ci/model.js';
import { isNamed, refsIn } from '../../../scripts/core/ci/push.js';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import { stateIn } from '../../helpers/statuses.js';

const RULES: BaseRules = {
  config: defaultConfig('recommended', 'en'),
  trusted: [{ id: 'ada', owner: 'Ada', publicKey: '', since: '', revoked: null }],
  brought: [],
  accept: { attested: false, overridden: false },
};

const ends = (merge: string, head: string): Ends => ({
  merge_base: { commit: 'm'.repeat(40), tree: merge },
  head: { commit: 'h'.repeat(40), tree: head },
});

const approved = (base: string, tree: string, more: Partial<Approved> = {}): Approved => ({
  base,
  tree,
  base_commit: 'b'.repeat(40),
  gate: {
    gate: 'final',
    state: 'open',
    assurance: 'signed',
    reason: null,
    detail: null,
    subject: null,
    approval: null,
  },
  unchecked: [],
  assurance: 'signed',
  ...more,
});

const ledger = (file: string, given: Approved | null, keys: ReadLedger['keys'] = [SIGNED]): ReadLedger => ({
  file,
  state: stateIn('CODEX_FINAL_REVIEW'),
  entries: [],
  version: '0',
  reviews: [],
  approved: given,
  keys,
  findings: [],
  remarks: [],
});
const SIGNED: ReadLedger['keys'][number] = { id: 'ada', standing: 'signed' };

const judge = (ledgers: ReadLedger[], between: Ends, rules: Partial<BaseRules> = {}) => {
  const { result, remarks, stale, by } = judgeChain(ledgers, between, { ...RULES, ...rules });
  return { result, codes: remarks.map(({ notice }) => notice.code), stale: stale !== null, by };
};

describe('the way', () => {
  test('may be several approvals, in whatever order the files stand', () => {
    const two = [ledger('b', approved('T1', 'T2')), ledger('a', approved('T0', 'T1'))];
    expect(judge(two, ends('T0', 'T2'))).toEqual({ result: 'signed', codes: [], stale: false, by: ['Ada (ada)'] });
    expect(judge(two.slice(0, 1), ends('T0', 'T2'))).toMatchObject({ result: 'failed', codes: ['ci-base-other'] });
  });

  test('does not run in circles, and does not leave out what lies between', () => {
    const circle = [ledger('a', approved('T1', 'T2')), ledger('b', approved('T2', 'T1'))];
    expect(judge(circle, ends('T0', 'T2'))).toMatchObject({ result: 'failed', codes: ['ci-base-other'] });
  });

  test('is stale where the head is no approved content, and missing where nothing was approved', () => {
    expect(judge([ledger('a', approved('T0', 'T1'))], ends('T0', 'T2'))).toMatchObject({
      result: 'failed',
      stale: true,
    });
    expect(judge([ledger('a', null)], ends('T0', 'T2')).codes).toEqual(['ci-final-missing']);
    expect(judge([], ends('T0', 'T2')).codes).toEqual(['ci-approval-missing']);
    expect(judge([], ends('T0', 'T0'))).toMatchObject({ result: 'unchanged', codes: [] });
  });
});

describe('an approval', () => {
  const T = ends('T0', 'T1');
  const unsigned = approved('T0', 'T1', { assurance: 'attested' });

  test.each<[string, Approved, ReadLedger['keys'], Partial<BaseRules>, string, string[]]>([
    ['without a signature', unsigned, [], {}, 'failed', ['ci-unsigned']],
    ['the same where that is enough', unsigned, [], accepting({ attested: true }), 'attested', []],
    [
      'a foreign key, also where a missing one is enough',
      unsigned,
      [{ id: 'eve', standing: 'foreign' }],
      accepting({ attested: true }),
      'failed',
      ['ci-key-foreign'],
    ],
    [
      'any key where the base has no list',
      unsigned,
      [{ id: 'eve', standing: 'foreign' }],
      { ...accepting({ attested: true }), trusted: null },
      'attested',
      ['ci-key-unlisted'],
    ],
    ['a revoked key', unsigned, [{ id: 'ada', standing: 'revoked' }], {}, 'failed', ['ci-key-revoked']],
    ['an override', withGate('overridden'), [SIGNED], {}, 'failed', ['ci-overridden']],
    [
      'an override where that is enough',
      withGate('overridden'),
      [SIGNED],
      accepting({ overridden: true }),
      'signed',
      [],
    ],
    ['a closed gate', withGate('closed'), [SIGNED], {}, 'failed', ['ci-final-missing']],
    [
      'checks that did not pass',
      approved('T0', 'T1', { unchecked: ['unit'] }),
      [SIGNED],
      {},
      'failed',
      ['ci-checks-missing'],
    ],
  ])('%s', (_, given, keys, rules, result, codes) => {
    expect(judge([ledger('a', given, keys)], T, rules)).toMatchObject({ result, codes });
  });
});

function accepting(accept: Partial<BaseRules['accept']>): Partial<BaseRules> {
  return { accept: { ...RULES.accept, ...accept } };
}

function withGate(state: 'overridden' | 'closed'): Approved {
  const given = approved('T0', 'T1');
  return { ...given, gate: { ...given.gate, state, reason: state === 'closed' ? 'not-reviewed' : null } };
}

describe('a push', () => {
  test('names branches, deletions and new branches as git tells them', () => {
    const [a, b, zero] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)];
    const told = [
      `refs/heads/x ${a} refs/heads/main ${b}`,
      `(delete) ${zero} refs/heads/old ${b}`,
      `HEAD ${a} refs/tags/v1 ${zero}`,
    ];
    expect(refsIn(`${told.join('\n')}\n`)).toEqual([
      { commit: a, branch: 'main', before: b },
      { commit: null, branch: 'old', before: b },
      { commit: a, branch: null, before: null },
    ]);
  });

  test.each([
    ['main', true],
    ['release/1.0', true],
    ['release', false],
    ['mainly', false],
  ])('to %s is protected: %s', (branch, isProtected) => {
    expect(isNamed(branch, ['main', 'release/*'])).toBe(isProtected);
  });
});
