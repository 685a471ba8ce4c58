import { describe, expect, test } from 'vitest';
import { isRefusedHere, outageEnd } from '../../../scripts/core/codex/outages.js';
import { REASONS } from '../../../scripts/core/codex/reasons.js';
import { catalogOf } from '../../../scripts/text/catalog.js';

describe('what ends an outage', () => {
  test.each([
    ['usage-limit', 'codex-back'],
    ['codex-missing', 'codex-back'],
    ['connection-failed', 'codex-back'],
    ['snapshot-failed', 'put-right'],
    ['receipt-unwritable', 'put-right'],
    ['override-not-allowed', 'put-right'],
    ['supervisor-killed', 'again'],
    ['cancelled', 'again'],
    ['files-not-read', 'again'],
    ['a-reason-of-another-version', 'codex-back'],
  ])('%s: %s', (reason, end) => {
    expect(outageEnd(reason)).toBe(end);
  });

  test('only where Codex is what is away does next speak of its coming back', () => {
    for (const reason of REASONS) {
      const ends = outageEnd(reason);
      const { act } = catalogOf('en').actions['wait-for-codex']({ reason, resets_at: '', ends });
      const chinese = catalogOf('zh-CN').actions['wait-for-codex']({ reason, resets_at: '', ends });
      expect([reason, /Codex is back/.test(act), /Codex 恢复后/.test(chinese.act)]).toEqual([
        reason,
        ends === 'codex-back',
        ends === 'codex-back',
      ]);
    }
  });

  test('what this machine refused is put right here', () => {
    expect([...new Set(REASONS)].filter(isRefusedHere).map(outageEnd)).toEqual(['put-right', 'put-right']);
  });
});
