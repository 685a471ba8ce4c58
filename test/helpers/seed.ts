/**
 * Random tests that compare two judgements of the same line use the same seed in every run. With the variable RUNS they
 * also try other seeds.
 */
import fc from 'fast-check';

if (process.env['RUNS'] === undefined) fc.configureGlobal({ seed: 2026 });
