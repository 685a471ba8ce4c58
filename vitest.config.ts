import { defineConfig } from 'vitest/config';

const report = process.env['CCCC_TEST_REPORT'];
/** docs/integrity.md is written from one long run, in which no test should fail because the machine is busy. */
const limit = process.env['CCCC_INTEGRITY_ROWS'] === undefined ? 120_000 : 600_000;

/** Groups, so that a core test does not wait for the build. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Tests of the built program mostly wait for processes, so three at once keep two cores busy.
    maxWorkers: 3,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/{cli,core,guard,render}/**/*.test.ts'],
          globalSetup: 'test/helpers/generate-setup.ts',
          // Pure functions leave nothing behind for the next file, and loading them again takes longer than testing them.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'source',
          include: ['test/{flows,io,secrets}/**/*.test.ts'],
          globalSetup: 'test/helpers/generate-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'page',
          include: ['test/page/**/*.test.ts'],
          globalSetup: 'test/helpers/generate-setup.ts',
          testTimeout: limit,
          hookTimeout: limit,
        },
      },
      {
        test: {
          name: 'dist',
          include: ['test/*.test.ts', 'test/{contracts,scenarios,clients}/**/*.test.ts'],
          globalSetup: 'test/helpers/global-setup.ts',
          setupFiles: 'test/helpers/integrity-setup.ts',
          // The titles stand in docs/integrity.md, whole.
          chaiConfig: { truncateThreshold: 0 },
          testTimeout: limit,
          hookTimeout: limit,
        },
      },
    ],
  },
});
