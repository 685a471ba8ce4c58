/**
 * Random tests that compare two judges of the same line begin at the same place each time; with RUNS they look
 * elsewhere, too.
 */
import fc from 'fast-check';

if (process.env['RUNS'] === undefined) fc.configureGlobal({ seed: 2026 });
