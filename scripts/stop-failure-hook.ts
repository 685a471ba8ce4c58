/** StopFailure hook of Claude Code: records that a turn ended in an error. */
import { runStopFailureHook } from './io/loop/hook-failure.js';

runStopFailureHook();
