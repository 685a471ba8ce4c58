// Stop hook of Claude Code: keeps the loop going while there is work to do.
import { runStopHook } from './io/loop/hook-stop.js';
import { hookText } from './text/hooks.js';

runStopHook(hookText);
