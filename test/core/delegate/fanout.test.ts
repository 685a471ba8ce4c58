import { describe, expect, test } from 'vitest';
import { isDeclared, planFaults } from '../../../scripts/core/delegate/fanout/faults.js';
import { hasLenses, hasWriter, PATTERNS, stagesOf, withNames } from '../../../scripts/core/delegate/fanout/patterns.js';
import { earlierText, packText } from '../../../scripts/core/delegate/fanout/prompt.js';
import { exitOf, mergedFindings, wholeFanout, withoutEnd } from '../../../scripts/core/delegate/fanout/result.js';
import type { FanoutPlan, PlannedWorker } from '../../../scripts/generated/types.js';

const shapeOf = (stages: FanoutPlan['stages']): string[] =>
  stages.map(({ name = '-', workers }) => `${name}: ${workers.map((one) => one.template).join(' ')}`);
const flags = { pattern: null, tasks: ['Look at it'], lenses: [] as string[], verify: null };

describe('the patterns', () => {
  test.each([
    [null, ['-: scout']],
    ['sections', ['sections: scout']],
    ['research', ['research: research']],
    ['options', ['options: option option option']],
    ['review', ['review: reviewer reviewer reviewer']],
    ['fix', ['review: reviewer', 'fix: implementer', 'verify: verifier']],
    ['scout', ['scout: scout', 'act: implementer', 'verify: verifier']],
  ] as const)('%s', (pattern, shape) => {
    expect(shapeOf(stagesOf({ ...flags, pattern }))).toEqual(shape);
  });

  test('every pattern makes a plan without faults', () => {
    const faults = PATTERNS.flatMap((pattern) => planFaults(withNames({ stages: stagesOf({ ...flags, pattern }) })));
    expect(faults).toEqual([]);
  });

  test('lenses and a verification go where they mean something', () => {
    const verify = 'npm test';
    for (const pattern of PATTERNS) {
      const workers = stagesOf({ ...flags, pattern, lenses: ['security', 'tests'], verify }).flatMap(
        (one) => one.workers,
      );
      expect(workers.some(({ lens }) => lens?.includes('tests') === true)).toBe(hasLenses(pattern));
      expect(workers.some((worker) => worker.verify === verify)).toBe(hasWriter(pattern));
    }
  });
});

test('names are unique, speak where they can, and leave given ones alone', () => {
  const worker = (given: Partial<PlannedWorker> = {}): PlannedWorker => ({ template: 'reviewer', task: 't', ...given });
  const { stages } = withNames({
    stages: [
      {
        workers: [
          worker({ name: 'reviewer-1' }),
          worker(),
          worker({ lens: ['security'] }),
          worker({ lens: ['security'] }),
        ],
      },
      { name: 'stage-1', workers: [worker({ lens: ['多个 方面'] }), worker({ template: 'scout' })] },
    ],
  });
  expect(stages.map(({ name }) => name)).toEqual(['stage-2', 'stage-1']);
  expect(stages.flatMap(({ workers }) => workers.map(({ name }) => name))).toEqual([
    ...['reviewer-1', 'reviewer-2', 'reviewer-security', 'reviewer-3'],
    ...['reviewer-4', 'scout-1'],
  ]);
});

describe('the faults of a plan', () => {
  const writer = (name: string, paths?: string[]): PlannedWorker => ({
    ...{ name, template: 'implementer', task: 't' },
    ...(paths && { paths }),
  });
  const scout = (name: string, given: Partial<PlannedWorker> = {}): PlannedWorker => ({
    ...{ name, template: 'scout', task: 't', ...given },
  });
  const faultsOf = (plan: FanoutPlan): [string, unknown][] =>
    planFaults(withNames(plan)).map(({ code, args }) => [code, args]);
  const inOne = (...workers: PlannedWorker[]): FanoutPlan => ({ stages: [{ name: 's', workers }] });

  test.each<[string, FanoutPlan, [string, unknown][]]>([
    ['one writer needs no paths', inOne(writer('a'), scout('b')), []],
    [
      'three with paths of their own',
      inOne(writer('a', ['src/a']), writer('b', ['src/b/']), writer('c', ['x.md'])),
      [],
    ],
    [
      'two that share a folder',
      inOne(writer('a', ['./src/']), writer('b', ['src/b.ts'])),
      [['fanout-paths-overlap', { one: 'a', other: 'b', paths: 'src' }]],
    ],
    [
      'two, one of which takes everything',
      inOne(writer('a', ['.']), writer('b', ['docs'])),
      [['fanout-paths-overlap', { one: 'a', other: 'b', paths: '' }]],
    ],
    [
      'two, one of which declares nothing',
      inOne(writer('a', ['src']), writer('b')),
      [['fanout-paths-missing', { worker: 'b', stage: 's' }]],
    ],
    [
      'four at the same time',
      inOne(...['a', 'b', 'c', 'd'].map((name) => writer(name, [name]))),
      [['fanout-writers-many', { stage: 's', count: 4, most: 3 }]],
    ],
    [
      'four, one after the other',
      { stages: ['a', 'b', 'c', 'd'].map((name) => ({ name, workers: [writer(name)] })) },
      [],
    ],
    [
      'paths that lead out, or that are patterns or secret',
      inOne(writer('a', ['../x', '/etc', 'src/*.ts', '.env', 'C:\\x', 'a//b'])),
      ['../x', '/etc', 'src/*.ts', '.env', 'C:\\x', 'a//b'].map((path) => ['fanout-path-odd', { worker: 'a', path }]),
    ],
    [
      'fields that mean nothing',
      inOne(scout('a', { lens: ['x'], paths: ['src'], verify: 'npm test' })),
      ['lens', 'paths', 'verify'].map((field) => ['fanout-field-misplaced', { worker: 'a', field, template: 'scout' }]),
    ],
    ['two workers of one name', inOne(scout('a'), scout('a')), [['fanout-name-twice', { what: 'worker', name: 'a' }]]],
    [
      'a web search that nobody may use',
      { web_search: true, ...inOne(scout('a')) },
      [['fanout-web-search-unused', {}]],
    ],
  ])('%s', (_, plan, faults) => {
    expect(faultsOf(plan)).toEqual(faults);
  });

  test.each([
    ['src/a.ts', [], true],
    ['src/a.ts', ['src'], true],
    ['src/a.ts', ['src/a.ts'], true],
    ['src/a.ts', [''], true],
    ['src/a.ts', ['src/a'], false],
    ['src2/a.ts', ['src'], false],
    ['src', ['src/a.ts'], false],
  ])('%s is declared by %j: %s', (changed, paths, is) => {
    expect(isDeclared(changed, paths)).toBe(is);
  });
});

describe('what the next stage is told', () => {
  const pack = { goal: null, non_goals: [], constraints: [], pointers: [], decisions: [], success_check: null };

  test('the context pack names what was given, without secrets and calls of skills', () => {
    const key = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const text = packText({
      ...pack,
      goal: `Use $skill and ${key}`,
      pointers: ['src/a.ts'],
      success_check: 'npm test',
    });
    expect(text).toContain('Goal: Use ＄skill');
    expect(text).toContain('Pointers:\n- src/a.ts\nSuccess check: npm test');
    expect(text).not.toContain(key);
    expect(text).not.toContain('Non-goals');
    expect(packText(pack)).toBe('none');
  });

  test('results are material between marks, and a long one is cut with a note', () => {
    const stage = { name: 's', findings: [], missing: ['b'], files: ['x.ts'], patch: '+1', checks: [] };
    const text = earlierText([{ ...stage, messages: [{ name: 'a', text: 'x'.repeat(31_000) }] }], 'BOUND');
    expect(text).toContain('<<<BOUND s: a>>>');
    expect(text).toContain('[1000 more characters left out]');
    expect(text).toContain('<<<BOUND s: no answer>>>\nb');
    expect(text).toContain('<<<BOUND s: changed files>>>\nx.ts');
    expect(earlierText([], 'BOUND')).toBe('none');
  });
});

describe('the whole result', () => {
  const finding = { severity: 'P2', title: 'Rounding is wrong', file: 'src/a.ts', line: 3 } as const;
  const said = { evidence: 'it rounds twice', fix: 'round once', rewrite: null };

  test('findings of several reviewers stand once, the worst first, with who agreed', () => {
    const merged = mergedFindings([
      { name: 'a', findings: [{ ...finding, ...said }] },
      {
        name: 'b',
        findings: [
          { ...finding, ...said, severity: 'P1', line: 4 },
          { ...finding, ...said, file: 'b.ts' },
        ],
      },
    ]);
    expect(merged.map(({ number, severity, file, found_by: by }) => [number, severity, file, by])).toEqual([
      [1, 'P1', 'src/a.ts', ['a', 'b']],
      [2, 'P2', 'b.ts', ['b']],
    ]);
    expect(merged[0]?.also).toMatchObject([{ found_by: 'a', severity: 'P2' }]);
  });

  const worker = (state: 'waiting' | 'running' | 'not-started') =>
    withoutEnd({ name: 'a', template: 'scout', lens: [] }, 's', state);
  const failed = (reason: 'wall-clock' | 'cancelled' | 'codex-killed' | 'unauthorized') =>
    ({ ...worker('running'), state: 'failed', reason }) as const;

  test.each([
    ['running', [worker('running')], 75],
    ['complete', [], 0],
    ['partial', [failed('unauthorized')], 1],
    ['failed', [failed('wall-clock'), failed('unauthorized')], 2],
    ['failed', [failed('unauthorized')], 3],
    ['failed', [failed('codex-killed')], 137],
    ['failed', [failed('cancelled'), worker('not-started')], 1],
  ] as const)('the exit code of "%s" follows from the workers', (state, workers, code) => {
    expect(exitOf({ state, reason: null, workers: [...workers] })).toBe(code);
  });

  test('a fan-out that could not begin ends with the code of its own reason', () => {
    const fanout = { web_search: false, started_at: '' };
    const end = {
      v: 1,
      kind: 'fault',
      reason: 'supervisor-killed',
      detail: '',
      resets_at: null,
      thread: null,
    } as const;
    const none = { model: null, tokens: 0, seconds: 0, exit_code: null, signal: null, has_answer: false };
    const whole = wholeFanout('f', fanout, { workers: [worker('not-started')], work: null, end: { ...end, ...none } });
    expect([whole.state, whole.reason, exitOf(whole)]).toEqual(['failed', 'supervisor-killed', 137]);
  });
});
