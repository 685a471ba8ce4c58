import { expect, it } from 'vitest';
import { sarifLog } from '../../../scripts/render/report/sarif.js';
import { finding, started, Walk, withVerdict } from '../../helpers/events.js';
import { HOSTILE, hostileFinding, reportOf, told } from '../../helpers/report.js';
import { story } from '../../helpers/report-story.js';
import { faultsOf } from '../../helpers/sarif.js';

const withFindings = (...findings: ReturnType<typeof finding>[]) => {
  const walk = new Walk().planned().review('plan').implemented('M1');
  return reportOf(told(walk.review('milestone', withVerdict('fail_fixable', findings)), started()));
};
const resultsOf = (log: object): Record<string, unknown>[] => JSON.parse(JSON.stringify(log)).runs[0].results;

it('the schema refuses what is not SARIF', () => {
  expect(faultsOf({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
});

it.each([
  ['a task without findings', reportOf(told(new Walk(), started()))],
  ['a finished task', reportOf(story())],
  [
    'hostile findings',
    withFindings(hostileFinding(), hostileFinding({ id: 'F-2', file: null, line: null, category: '' })),
  ],
])('the log of %s is valid, in both languages', (_name, view) => {
  for (const language of ['en', 'zh-CN'] as const) expect(faultsOf(sarifLog(view, language))).toEqual([]);
});

it('severities become levels, and the fingerprint of a finding is its id, whatever its line', () => {
  const all = (['P0', 'P1', 'P2', 'P3'] as const).map((severity, index) =>
    finding({ id: `F-${severity}`, severity, line: index + 1, title: severity }),
  );
  const results = resultsOf(sarifLog(withFindings(...all), 'en'));
  expect(results.map(({ level, partialFingerprints }) => [level, partialFingerprints])).toEqual([
    ['error', { 'ccccFindingId/v1': 'F-P0' }],
    ['error', { 'ccccFindingId/v1': 'F-P1' }],
    ['warning', { 'ccccFindingId/v1': 'F-P2' }],
    ['note', { 'ccccFindingId/v1': 'F-P3' }],
  ]);
  const moved = all.map((one) => ({ ...one, line: 400 }));
  expect(resultsOf(sarifLog(withFindings(...moved), 'en')).map((one) => one['partialFingerprints'])).toEqual(
    results.map((one) => one['partialFingerprints']),
  );
});

it.each([
  ['src/a b/#c?.ts', 'src/a%20b/%23c%3F.ts'],
  ['./src/标题.ts', 'src/%E6%A0%87%E9%A2%98.ts'],
  ['src/\ud800.ts', 'src/%EF%BF%BD.ts'],
])('the path %j is the relative address %s', (file, uri) => {
  const [result] = resultsOf(sarifLog(withFindings(finding({ file })), 'en'));
  expect(result).toMatchObject({
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' } } }],
  });
});

it.each([['/etc/passwd'], ['../outside.ts'], ['C:/Windows/a'], ['\\\\host\\a'], ['a//b'], ['a\u0000b'], [null]])(
  'the path %j leads nowhere: the finding is placed at its review, or nowhere',
  (file) => {
    const [result] = resultsOf(sarifLog(withFindings(finding({ file })), 'en'));
    expect(result).not.toHaveProperty('locations');
  },
);

it('an accepted risk is suppressed, a settled finding is left out, and no secret is in the log', () => {
  const view = reportOf(story('finished', [hostileFinding()]));
  expect(resultsOf(sarifLog(view, 'en')).map(({ properties }) => properties)).toMatchObject([{ state: 'advisory' }]);
  const [first] = view.findings;
  const accepted = { ...view, findings: first === undefined ? [] : [{ ...first, state: 'accepted' as const }] };
  expect(resultsOf(sarifLog(accepted, 'en'))[0]).toMatchObject({
    suppressions: [{ kind: 'external', status: 'accepted' }],
  });
  const hostile = JSON.stringify(sarifLog(withFindings(hostileFinding()), 'en'));
  expect(hostile).not.toContain(HOSTILE.secret);
  expect(hostile).not.toMatch(/[\u202e\u200b]|\\u001b/);
});
