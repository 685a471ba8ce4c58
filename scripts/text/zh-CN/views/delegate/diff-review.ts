import type { DiffReviewWords } from '../../../types/views/delegate/diff-review.js';

export const diffReview: DiffReviewWords = {
  title: (base) => `自 ${base} 以来的改动的审查`,
  size: (files, lines) => `${files} 个文件，${lines} 行`,
  running: '进行中',
  notStarted: '未启动',
  noVerdict: (why) => `没有结论：${why}`,
  foundBy: '发现者',
  alsoBy: (name) => `${name} 的说法`,
  same: '内容与审查时相同',
  changed: '内容在审查之后有改动',
};
