#!/usr/bin/env node
import { main } from './commands/cli.js';

process.exitCode = await main(process.argv.slice(2), 'setup');
