#!/usr/bin/env node
import { launchOrSupervise } from './cli/launch.js';
import { delegateSupervisor } from './io/ground/workspace.js';

process.exitCode = await launchOrSupervise(process.argv.slice(2), {
  script: delegateSupervisor,
  supervise: async (dir) => (await import('./flows/delegate/supervise.js')).superviseDelegatedAlone(dir),
});
