// PreToolUse hook of Claude Code: judges what its tools are about to do.
import { runGuardHook } from './io/guard/hook-guard.js';
import { guardFailed } from './text/guard-failed.js';

runGuardHook(() => require('./cccc-guard-judge.cjs'), guardFailed);
