/**
 * Lines from a grammar, run in real bash: whatever makes a stub record a listed danger must have been asked or denied.
 */
import { describe, expect, test } from 'vitest';
import { isPlainlyOrdinary, judgeCommand, policyOf } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { DANGERS, isDanger } from './differential/dangers.js';
import { lineOf } from './differential/lines.js';
import { callsOf, type Recorded, STUBS, sandboxFault } from './differential/sandbox.js';
import { quoted } from './differential/spelling.js';

/** Longer when the reader or the rules change: `RUNS=20000 npx vitest run test/guard/differential.test.ts`. */
const RUNS = Number(process.env['RUNS'] ?? 400);
const FIRST = Number(process.env['FIRST'] ?? 0);
const BATCH = 200;

const policy = policyOf(undefined);
const noScript = (): null => null;
/** As the hook does it: the first look, then the rules. */
const isSilent = (line: string): boolean =>
  isPlainlyOrdinary(line, places, noScript) || judgeCommand(line, places, policy).verdict === 'silent';

const fault = sandboxFault();

describe('the dangers of the grammar', () => {
  test.each(DANGERS)('%s is asked about where it stands plainly', (...words) => {
    expect(isSilent(words.map(quoted).join(' '))).toBe(false);
    expect(STUBS).toContain(words[0]);
  });
});

describe.skipIf(fault !== null)(`lines in real bash${fault === null ? '' : ` (skipped: ${fault})`}`, () => {
  test('what comes to a danger is asked about', { timeout: 60_000 + RUNS * 100 }, () => {
    const holes: { seed: number; line: string; call: Recorded }[] = [];
    let dangerous = 0;
    for (let start = FIRST; start < FIRST + RUNS; start += BATCH) {
      const seeds = Array.from({ length: Math.min(BATCH, FIRST + RUNS - start) }, (_, index) => start + index);
      const lines = seeds.map(lineOf);
      for (const [index, calls] of callsOf(lines).entries()) {
        const call = calls.find(isDanger);
        const line = lines[index] ?? '';
        if (call === undefined) continue;
        dangerous += 1;
        if (isSilent(line)) holes.push({ seed: start + index, line, call });
      }
    }
    expect(holes).toEqual([]);
    // A grammar whose lines bash refuses would find nothing.
    expect(dangerous).toBeGreaterThan(RUNS / 2);
  });
});
