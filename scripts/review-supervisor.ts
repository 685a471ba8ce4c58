#!/usr/bin/env node
import { launchOrSupervise } from './cli/launch.js';

process.exitCode = await launchOrSupervise('review', process.argv.slice(2));
