/** PreToolUse hook of Claude Code: keeps its tools off the evidence. */
import { runGuardHook } from './io/hook-guard.js';
import { hookText } from './text/hooks.js';

runGuardHook(hookText);
