#!/usr/bin/env node
import { launchOrSupervise } from './cli/launch.js';
import { reviewSupervisor } from './io/ground/workspace.js';

process.exitCode = await launchOrSupervise(process.argv.slice(2), {
  script: reviewSupervisor,
  supervise: async (dir) => (await import('./flows/review/supervise.js')).superviseReviewAlone(dir),
});
