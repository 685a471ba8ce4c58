import { counted } from '../../../../core/say/plain.js';
import type { DiffReviewWords } from '../../../types/views/delegate/diff-review.js';

export const diffReview: DiffReviewWords = {
  title: (base) => `Review of the change since ${base}`,
  size: (files, lines) => `${counted(files, 'file')}, ${counted(lines, 'line')}`,
  running: 'running',
  notStarted: 'not started',
  noVerdict: (why) => `no verdict: ${why}`,
  foundBy: 'Found by',
  alsoBy: (name) => `In the words of ${name}`,
  same: 'the content is as it was reviewed',
  changed: 'the content has changed since',
};
