import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../../scripts/core/review/coverage.js';
import { buildPacket } from '../../../../scripts/core/review/packet/build.js';
import { packetTokens } from '../../../../scripts/core/review/packet/input.js';
import { estimateTokens } from '../../../../scripts/core/say/packet-text.js';
import { anInput, build, diffOf, modified, part } from '../../../helpers/packet-input.js';

describe('the limits', () => {
  const size = fc.record({
    lines: fc.integer({ min: 0, max: 6000 }),
    code: fc.boolean(),
    status: fc.constantFrom<ChangedFile['status']>('added', 'modified', 'deleted'),
  });

  it('hold for any change, and every file is accounted for', () => {
    fc.assert(
      fc.property(
        fc.array(size, { maxLength: 30 }),
        fc.integer({ min: 60_000, max: 400_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (sizes, characters, tokens) => {
          const files = sizes.map(({ lines, code, status }, index) => ({
            ...modified(`dir/f${index}.${code ? 'ts' : 'md'}`, lines),
            status,
          }));
          const packet = build({
            diff: diffOf(files),
            since: files.slice(0, 5),
            documents: {
              'architecture.md': '# A\n\n## B\n'.repeat(3000),
              'decision-log.md': `# L\n${'## D\ntext\n'.repeat(3000)}`,
            },
            limits: { characters, tokens },
          });
          expect(packet.text.length).toBeLessThanOrEqual(characters);
          expect(packet.coverage.map(({ path }) => path).sort()).toEqual(files.map(({ path }) => path).sort());
          for (const entry of packet.coverage)
            if (entry.state === 'inlined') expect(packet.text).toContain(`### ${JSON.stringify(entry.path)}`);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('on tokens leave the fixed parts alone and stop the rest', () => {
    const files = Array.from({ length: 40 }, (_, index) => modified(`f${index}.ts`, 400));
    const packet = build({ diff: diffOf(files), limits: { characters: 1_000_000, tokens: 20_000 } });
    expect(estimateTokens(packet.text)).toBeLessThan(22_000);
    expect(packet.coverage.filter(({ state }) => state === 'on-demand').length).toBeGreaterThan(20);
    expect(part(packet, 'thresholds')).toContain('review.block_on_p1: true');
  });

  it('refuse by name what may not be left out and is too long', () => {
    const built = buildPacket(
      anInput({ gate: 'plan', milestone: null, diff: null, documents: { 'roadmap.md': 'word '.repeat(300_000) } }),
    );
    expect(built).toMatchObject({ ok: false, refused: { code: 'packet-too-large' } });
  });

  it('take at most a third of the tokens that a review may use', () => {
    expect([packetTokens(null), packetTokens(90_000), packetTokens(10_000_000)]).toEqual([120_000, 30_000, 120_000]);
  });

  it('use an estimate of tokens that is not too low for code and prose in both languages', () => {
    for (const file of [
      'scripts/core/review/packet/results.ts',
      'scripts/text/zh-CN/notices/review.ts',
      'test/core/review/packet/limits.test.ts',
      'skill/templates/zh-CN/milestone-backlog.md',
      'prompts/milestone-review.md',
    ]) {
      const text = readFileSync(file, 'utf8');
      expect([
        file,
        estimateTokens(text) >= encode(text).length,
        estimateTokens(text) < 2 * encode(text).length,
      ]).toEqual([file, true, true]);
    }
  });
});
