#!/usr/bin/env node
import { launchOrSupervise } from './commands/launch.js';

process.exitCode = await launchOrSupervise(process.argv.slice(2));
