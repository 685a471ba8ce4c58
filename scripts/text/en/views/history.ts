import { counted } from '../../../core/say/plain.js';
import type { HistoryWords } from '../../types/views/history.js';

export const history: HistoryWords = {
  abandoned: 'ABANDONED',
  unreadable: 'its ledger cannot be trusted; see below',
  counts: ({ milestones, reviews }) =>
    [
      milestones.planned === 0
        ? 'no plan yet'
        : `${milestones.accepted} of ${counted(milestones.planned, 'milestone')} accepted`,
      ...(milestones.skipped > 0 ? [`${milestones.skipped} skipped`] : []),
      counted(reviews.returned, 'review'),
      ...(reviews.outages > 0 ? [`${reviews.outages} without a verdict`] : []),
    ].join(' · '),
  started: 'Started',
  open: 'still open',
  ended: (at, took) => `ended ${at}, after ${took}`,
  base: 'Base',
  milestones: 'Milestones',
  milestoneState: {
    accepted: 'accepted',
    overridden: 'risk accepted',
    skipped: 'skipped',
    current: 'in progress',
    planned: 'planned',
  },
  reviews: 'Reviews',
  verdict: (outcome, findings) => (findings === 0 ? outcome : `${outcome}, ${counted(findings, 'finding')}`),
  outage: (why) => `no verdict: ${why}`,
};
