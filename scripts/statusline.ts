// The status line of Claude Code, as `cccc statusline install` registers it.
import { runStatusLine } from './io/loop/status-line.js';
import { statusLineText } from './text/status-line.js';

runStatusLine(statusLineText);
