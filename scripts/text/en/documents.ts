import type { DocumentWords } from '../../core/plan/documents.js';

/** Headings and labels of decision-log.md and open-questions.md. */
export const documents: DocumentWords = {
  decisionLog: 'Decision log',
  openQuestions: 'Open questions',
  decision: 'Decision',
  findings: 'Findings',
  decided: {
    accepted: 'accepted as a risk',
    skipped: 'skipped with its milestone',
    wrong: 'called wrong by the user; a fresh review judges it',
    open: 'stays open',
  },
  pausedByUser: 'Paused by the user',
  reason: 'Reason',
  by: 'Decided by',
  human: 'user',
  relayed: 'user (relayed by Claude, unconfirmed)',
  unconfirmed: 'user (unconfirmed)',
  why: 'Why it is asked',
  options: 'Options',
  recommended: 'recommended',
  asked: 'Asked',
  answer: 'Answer',
  answered: 'Answered',
  open: 'open',
  status: 'Status',
  colon: ': ',
};
