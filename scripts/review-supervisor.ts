#!/usr/bin/env node
import { superviseOrLaunch } from './commands/supervise.js';

process.exitCode = await superviseOrLaunch(process.argv.slice(2));
