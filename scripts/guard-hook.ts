/** PreToolUse hook of Claude Code: judges what its tools are about to do. */
import { runGuardHook } from './io/hook-guard.js';
import { guardText } from './text/guard.js';

runGuardHook(guardText);
