import { describe, expect, it } from 'vitest';
import { call, given } from '../../scripts/core/call.js';
import { humanOnly, type Place } from '../../scripts/core/say/spelling.js';
import { statusView } from '../../scripts/core/task/views/status.js';
import { questionCard, strategyCard } from '../../scripts/render/cards.js';
import { plainText } from '../../scripts/render/page/page.js';
import { phrased } from '../../scripts/render/say.js';
import { statusPage } from '../../scripts/render/views/status.js';
import { eventPhrase } from '../../scripts/render/views/trace.js';
import { AT, finding, fixed, question, unavailable, Walk, withVerdict } from '../helpers/events.js';

const CLI: Place = { cli: 'node cccc.mjs', underClaude: false, isSlashHeard: () => false };
const atThreshold = (...findings: Parameters<typeof finding>[0][]): Walk => {
  const back = withVerdict(
    'fail_fixable',
    findings.map((given) => finding(given)),
  );
  return new Walk()
    .planned()
    .review('plan')
    .implemented('M1')
    .review('milestone', back)
    .to(fixed(...back.findings.map(({ id }) => id)))
    .review('milestone', back);
};

describe('the card of a question', () => {
  const card = questionCard(question(), 'en', CLI);

  it('shows the question, why, each option with its consequences, and marks the recommended one', () => {
    expect(card).toContain('Question: Which database?');
    expect(card).toContain('The plan depends on it.');
    expect(card).toContain('  A. Option A (recommended) — None.');
    expect(card).toContain('  B. Option B — None.');
  });

  it('names the command for an option and the one for own words', () => {
    expect(card).toContain('node cccc.mjs report answer --choice <A|B>');
    expect(card).toContain('node cccc.mjs report answer --text');
  });

  it('lets no terminal escape of a question through', () => {
    expect(questionCard(question({ question: 'A\u001b[31mB\nC' }), 'zh-CN', CLI)).not.toMatch(/\u001b|B\nC/);
  });
});

describe('the card of a threshold', () => {
  it('shows the open findings and each strategy with its exact command', () => {
    const card = strategyCard(atThreshold({ title: 'Wrong sum' }).state, 'en', CLI);
    expect(card).toContain('[P1, blocks] F1  Wrong sum — a.ts:1');
    for (const strategy of ['manual', 'extend-review', 'accept-risk', 'skip'])
      expect(card).toContain(`\n    node cccc.mjs resume --strategy ${strategy}`);
  });

  it('says which findings keep a strategy from being offered', () => {
    const card = strategyCard(atThreshold({ severity: 'P0' }).state, 'en', CLI);
    expect(card).not.toContain('--strategy accept-risk');
    expect(card).not.toContain('--strategy skip');
    expect(card).toContain('not offered: F1');
  });

  it('offers to continue after making a too large milestone smaller, or to accept its size', () => {
    const walk = new Walk().planned().review('plan').implemented('M1', { files: 99, lines: 1 });
    const card = strategyCard(walk.state, 'en', CLI);
    expect(card).toContain('\n    node cccc.mjs resume\n');
    expect(card).toContain('node cccc.mjs resume --strategy accept-size');
  });
});

describe('status', () => {
  const textOf = ({ state, entries }: Walk): string => {
    const view = statusView(state, { gates: null, review: null, trail: { entries, now: AT } });
    return plainText(statusPage(view, { card: null, notices: [] }, 'en', CLI));
  };

  it('says why Codex is unavailable, and which command continues', () => {
    const walk = new Walk().planned().to((state) => unavailable(state, 'plan'));
    const text = textOf(walk);
    expect(text).toContain('Paused: PAUSED_FOR_CODEX — the service limits the rate of requests (429)');
    expect(text).toContain('→ node cccc.mjs resume');
  });

  it('says why Codex has stopped the work', () => {
    const walk = new Walk().planned().review('plan', withVerdict('unsafe'));
    const text = textOf(walk);
    expect(text).toContain('Paused: UNSAFE — Codex considers the work unsafe');
  });
});

describe('a timeline', () => {
  it('says of an answer that nobody confirmed that Claude relayed it', () => {
    const answered = { type: 'human-answered', choice: 'A', text: 'go', at: AT } as const;
    expect(eventPhrase({ ...answered, confirmed: true }, 'en', false)).toBe('answered: A go');
    expect(eventPhrase({ ...answered, confirmed: false }, 'en', false)).toBe(
      'answered: A go (relayed by Claude, unconfirmed)',
    );
  });
});

describe('a human-only command', () => {
  it('is shown exactly, in the form in which it is called here', () => {
    expect(phrased(humanOnly(call('resume', '--strategy', given('skip'))), 'en', CLI)).toMatch(
      /\n {2}→ node cccc\.mjs resume --strategy skip$/,
    );
  });
});
