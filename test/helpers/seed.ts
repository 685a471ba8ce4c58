/**
 * Random tests that compare two judgements of the same line use the same seed in each run; with RUNS they also try
 * others.
 */
import fc from 'fast-check';

if (process.env['RUNS'] === undefined) fc.configureGlobal({ seed: 2026 });
