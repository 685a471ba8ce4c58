import { expect, it } from 'vitest';
import type { PullRequestView, Remark } from '../../../scripts/core/ci/model.js';
import { notice } from '../../../scripts/core/say/notices.js';
import { remarksSarif } from '../../../scripts/render/github/sarif.js';
import { HOSTILE } from '../../helpers/report.js';
import { faultsOf } from '../../helpers/sarif.js';

const finding = (file: string | null, line: number | null, title = 'A title', id = 'F-1'): Remark => ({
  level: 'warning',
  notice: notice('ci-finding', { id, severity: 'P2', title }),
  file,
  line,
});
const stale: Remark = {
  level: 'error',
  notice: notice('ci-approval-stale', { file: 'a.jsonl', commit: null, paths: 'src/main.ts' }),
  file: 'docs/cccc/ledger/a.jsonl',
  line: null,
};
const told: Remark = { ...stale, level: 'notice' };

const view = (...remarks: Remark[]): PullRequestView => ({
  ...{ result: 'failed', by: [], tasks: [], remarks },
  ...{ base: 'a'.repeat(40), head: 'b'.repeat(40), merge_base: 'a'.repeat(40) },
});
const resultsOf = (...remarks: Remark[]): Record<string, unknown>[] =>
  JSON.parse(JSON.stringify(remarksSarif(view(...remarks), '1.0.0', 'en'))).runs[0].results;

it.each([
  ['nothing', []],
  [
    'remarks of each level, with and without a place',
    [stale, told, finding('src/main.ts', 3), finding('src/main.ts', 0)],
  ],
  ['hostile words', [finding('src/\ud800\u0001#?.ts', -1, Object.values(HOSTILE).join('\n')), finding('', 1, '')]],
])('the log of %s is valid, in both languages', (_name, remarks) => {
  for (const language of ['en', 'zh-CN'] as const)
    expect(faultsOf(remarksSarif(view(...remarks), '1.0.0', language))).toEqual([]);
});

it('each remark names its rule once, and only a finding is recognized by its id', () => {
  const [first, second, third] = resultsOf(stale, finding('src/main.ts', 3), finding('src/main.ts', 9, 'Else', 'F-2'));
  expect(first).toMatchObject({ ruleId: 'cccc/ci-approval-stale', ruleIndex: 0, level: 'error' });
  expect(first).not.toHaveProperty('partialFingerprints');
  expect([second, third]).toMatchObject([
    { ruleId: 'cccc/ci-finding', ruleIndex: 1, partialFingerprints: { 'ccccFindingId/v1': 'F-1' } },
    { ruleId: 'cccc/ci-finding', ruleIndex: 1, partialFingerprints: { 'ccccFindingId/v1': 'F-2' } },
  ]);
});

it.each([['/etc/passwd'], ['../outside.ts'], ['C:/Windows/a'], ['a\u0000b'], [null]])(
  'a remark at %j is placed at the settings, without its line',
  (file) => {
    const uri = 'docs/cccc/config.json';
    expect(resultsOf(finding(file, 7))[0]?.['locations']).toEqual([
      { physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' } } },
    ]);
  },
);

it('no secret and no invisible character is in the log', () => {
  const log = JSON.stringify(resultsOf(finding('src/main.ts', 1, Object.values(HOSTILE).join(' '))));
  expect(log).not.toContain(HOSTILE.secret);
  expect(log).not.toMatch(/[\u202e\u200b]|\\u001b/);
});
