import { counted } from '../../../core/say/plain.js';
import type { WatchWords } from '../../types/live/watch.js';

export const watch: WatchWords = {
  gates: (time) => `Gates, at ${time}`,
  limits: (resetsAt) => `Codex account limits: ${resetsAt === null ? 'unknown' : `used up until ${resetsAt}`}`,
  findings: (count) => counted(count, 'open finding'),
  moreFindings: (count) => `and ${count} more`,
  guard: 'Guard',
  others: 'Open in other work trees',
  preparing: (gate) => `A ${gate} review is being prepared: checks and packet`,
  more: (rows) => `… ${counted(rows, 'more row')}: arrow keys`,
  keys: 'q leaves · r looks at the work tree again · arrow keys scroll',
};
