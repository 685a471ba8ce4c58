import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../scripts/core/install/diagnosis.js';
import type { Language } from '../../scripts/core/say/language.js';
import { notice } from '../../scripts/core/say/notices.js';
import type { Place } from '../../scripts/core/say/spelling.js';
import type { Gate } from '../../scripts/core/task/model.js';
import { nextStep } from '../../scripts/core/task/next-step.js';
import { type Evidence, type GatesView, gatesView } from '../../scripts/core/task/views/gates.js';
import { reportGates } from '../../scripts/core/task/views/gates-report.js';
import { nextView } from '../../scripts/core/task/views/next.js';
import { statusView } from '../../scripts/core/task/views/status.js';
import { merged, type TraceRow } from '../../scripts/core/task/views/timeline.js';
import { nextViewText } from '../../scripts/render/next.js';
import { plainText } from '../../scripts/render/page/page.js';
import { localTime } from '../../scripts/render/time.js';
import { doctorPage } from '../../scripts/render/views/doctor.js';
import { gatesPage } from '../../scripts/render/views/gates.js';
import { statusPage } from '../../scripts/render/views/status.js';
import { tracePage } from '../../scripts/render/views/trace.js';
import { AT, finding, fixed, question, resumedWith, seen, unavailable, Walk, withVerdict } from '../helpers/events.js';

const CLI: Place = { cli: 'node cccc.mjs', underClaude: false, isSlashHeard: () => false };
const NO_EVIDENCE: Record<Gate, Evidence | null> = { plan: null, milestone: null, final: null };
const gatesOf = (walk: Walk): GatesView =>
  gatesView(walk.state, reportGates(walk.state, seen(walk.state)), NO_EVIDENCE);
const implemented = (): Walk => new Walk().planned().review('plan').implemented('M1');
const overridden = (): Walk => {
  const back = withVerdict('fail_fixable', [finding()]);
  return implemented()
    .review('milestone', back)
    .to(fixed('F1'))
    .review('milestone', back)
    .to((state) => resumedWith('accept-risk', seen(state)));
};
const gatesText = (...given: Parameters<typeof gatesPage>): string => plainText(gatesPage(...given));
const doctorText = (...given: Parameters<typeof doctorPage>): string => plainText(doctorPage(...given));
const traceText = (...given: Parameters<typeof tracePage>): string => plainText(tracePage(...given));
const lineOf = (text: string, name: string): string => text.split('\n').find((line) => line.startsWith(name)) ?? '';

describe('a view is a plain value: read back from JSON, it gives the same text', () => {
  const again = <T>(value: T): T => JSON.parse(JSON.stringify(value));
  const gates = gatesOf(implemented());
  const status = statusView(implemented().to((state) => unavailable(state, 'milestone')).state, {
    gates,
    review: null,
    trail: { entries: [], now: AT },
  });
  const step = nextView(nextStep(implemented().state), 'CLAUDE_SELF_REVIEW', true);
  const diagnosis = diagnosisOf([
    { name: 'node', level: 'pass', facts: '20.19.0', details: '/usr/bin/node', notices: [] },
    { name: 'ledger', level: 'fail', facts: '', details: '', notices: [notice('no-task', {})] },
  ]);

  const VIEWS: [string, (language: Language) => string, (language: Language) => string][] = [
    ['gates', (language) => gatesText(gates, language, CLI), (language) => gatesText(again(gates), language, CLI)],
    [
      'status',
      (language) => plainText(statusPage(status, { card: null, notices: [] }, language, CLI)),
      (language) => plainText(statusPage(again(status), { card: null, notices: [] }, language, CLI)),
    ],
    [
      'next',
      (language) => nextViewText(step, language, { cli: CLI.cli, skill: 'skill' }),
      (language) => nextViewText(again(step), language, { cli: CLI.cli, skill: 'skill' }),
    ],
    [
      'doctor',
      (language) => doctorText(diagnosis, language, CLI),
      (language) => doctorText(again(diagnosis), language, CLI),
    ],
  ];

  it.each(VIEWS)('%s', (_name, text, textAgain) => {
    for (const language of ['en', 'zh-CN'] as const) {
      expect(text(language)).not.toBe('');
      expect(textAgain(language)).toBe(text(language));
    }
  });
});

describe('gates', () => {
  it('begins with the task and gives each gate its line, its reason and its opener', () => {
    const text = gatesText(gatesOf(implemented()), 'en', CLI);
    expect(text.split('\n').slice(1, 3)).toEqual(['CLAUDE_SELF_REVIEW · supervised-auto', '']);
    expect(lineOf(text, 'plan')).toBe('plan       open · verified');
    expect(lineOf(text, 'milestone')).toBe('milestone  closed · no review has approved this content');
    expect(text).toContain('           Opens with: node cccc.mjs review milestone');
  });

  it('says the same in Chinese', () => {
    const text = gatesText(gatesOf(implemented()), 'zh-CN', CLI);
    expect(lineOf(text, '计划')).toBe('计划       放行 · 已核实');
    expect(lineOf(text, '里程碑')).toBe('里程碑     未放行 · 此内容尚未经审查批准');
    expect(text).toContain('放行方式：node cccc.mjs review milestone');
  });

  it('never calls a gate open that the user overrode', () => {
    const view = gatesOf(overridden());
    expect(view.gates.milestone).toMatchObject({ state: 'overridden', overridden: true });
    expect(lineOf(gatesText(view, 'en', CLI), 'milestone')).toBe('milestone  overridden · no receipt');
    expect(lineOf(gatesText(view, 'zh-CN', CLI), '里程碑')).toBe('里程碑     人工放行 · 无签名回执');
  });

  it('shows what an approval rests on, digests only where they are asked for', () => {
    const evidence: Evidence = {
      kind: 'reviewed',
      job: 'plan-1',
      receipt: `sha256:${'a'.repeat(64)}`,
      file: 'docs/cccc/reviews/plan/x.md',
      subject: `plan/v1:${'b'.repeat(64)}`,
      at: AT,
    };
    const walk = implemented();
    const view = gatesView(walk.state, reportGates(walk.state, seen(walk.state)), { ...NO_EVIDENCE, plan: evidence });
    expect(gatesText(view, 'en', CLI)).toContain(
      `Evidence: job plan-1 · ${localTime(AT).slice(0, 16)} · docs/cccc/reviews/plan/x.md`,
    );
    expect(gatesText(view, 'en', CLI, true)).toContain(
      `Evidence: job plan-1 · receipt sha256:${'a'.repeat(12)}… · plan/v1:${'b'.repeat(12)}… · ` +
        `${localTime(AT).slice(0, 16)} · docs/cccc/reviews/plan/x.md`,
    );
  });
});

describe('doctor', () => {
  it('groups the checks, gives each a line with its notices below it, and ends with one line about all', () => {
    const text = doctorText(
      diagnosisOf([
        { name: 'node', level: 'pass', facts: '20.19.0', details: '/usr/bin/node', notices: [] },
        { name: 'ledger', level: 'fail', facts: '', details: '', notices: [notice('way-out-of-a-broken-ledger', {})] },
      ]),
      'en',
      CLI,
    );
    expect(text.split('\n')).toEqual([
      'This program',
      '  PASS Node             20.19.0',
      '',
      'Task',
      '  FAIL Ledger',
      '    If the file cannot be restored: setting the task aside keeps everything and lets a new one start.',
      '    → node cccc.mjs abandon "<reason>"',
      '',
      '1 check passed, 1 needs you: Ledger.',
    ]);
  });
});

describe('next', () => {
  it('says what an unattended run ends in where only the user can go on', () => {
    const asked = new Walk().planned().to({ type: 'human-needed', question: question() });
    const step = nextStep(asked.state);
    expect(nextView(step, asked.state.status, false).ends).toBeNull();
    const view = nextView(step, asked.state.status, true);
    expect(view.ends).toBe('NEEDS_HUMAN');
    expect(nextViewText(view, 'en', { cli: CLI.cli, skill: 'skill' })).toMatch(/\nNEEDS_HUMAN: .*\.$/);
  });
});

describe('trace', () => {
  const guard = (at: string): TraceRow => ({
    kind: 'guard',
    at,
    line: {
      at,
      session: null,
      tool: 'Bash',
      verdict: 'ask',
      category: 'publish',
      kind: 'publish-package',
      subject: 'x',
    },
  });

  it("sorts each of the guard's answers before the first fact that is later", () => {
    const rows = merged([guard('b'), guard('d')], [guard('a'), guard('c'), guard('e')]);
    expect(rows.map(({ at }) => at)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('says when there is nothing', () => {
    expect(traceText({ task: 't', total: 0, rows: [] }, 'en')).toBe('none');
    expect(traceText({ task: 't', total: 0, rows: [] }, 'zh-CN')).toBe('无');
  });

  it("gives the guard's answer a line of its own", () => {
    expect(traceText({ task: 't', total: 0, rows: [guard(AT)] }, 'en')).toBe(
      '2026-01-02\n      03:04:05  guard   asked: x · publish/publish-package',
    );
  });
});
