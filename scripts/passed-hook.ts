// PostToolUse hook of Claude Code: shows the user a review's approval once.
import { runPassedHook } from './io/loop/hook-passed.js';
import { hookText } from './text/hooks.js';

runPassedHook(hookText);
