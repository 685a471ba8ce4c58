#!/usr/bin/env node
import { launchOrSupervise } from './cli/launch.js';

process.exitCode = await launchOrSupervise(process.argv.slice(2));
