import { counted } from '../../../core/say/plain.js';
import type { ReportWords } from '../../types/report/formats.js';

export const report: ReportWords = {
  subject: (gate, milestone) => milestone ?? { plan: 'Plan', milestone: 'Milestone', final: 'Whole change' }[gate],
  phase: {
    passed: 'approved',
    overridden: 'risk accepted',
    skipped: 'skipped',
    active: 'in progress',
    paused: 'paused',
    ended: 'not completed',
    waiting: 'not started',
  },
  finding: {
    open: 'open',
    advisory: 'advisory',
    accepted: 'accepted as a risk',
    resolved: 'resolved',
    withdrawn: 'withdrawn',
    skipped: 'skipped',
    unsettled: 'not mentioned again',
  },
  said: { codex: 'Codex', claude: 'Claude', user: 'User' },
  saying: {
    reported: 'reported it',
    resolved: 'confirms the fix',
    still_open: 'upholds it',
    withdrawn: 'withdraws it',
    fixed: 'fixed it',
    rejected: 'rejects it',
    deferred: 'defers it',
  },
  assurance: {
    verified: 'verified',
    signed: 'signed by a teammate',
    attested: 'attested',
    invalid: 'invalid',
    none: 'no receipt',
  },
  assuranceOfAll: {
    verified:
      "Verified: for every approval, the raw record of Codex's reply and the signing key are at hand, and the " +
      'outcome was derived from them again just now.',
    signed:
      "Signed: the raw records are not all here, but a teammate's runner, whose key the task's base trusts, signed " +
      'every approval when it was given.',
    attested:
      'Attested: the approvals are recorded in an unbroken ledger, but the raw records or the signing key are not ' +
      'here, so the outcome could not be derived again. The record is consistent; it is not proof.',
    invalid:
      'Invalid: at least one approval rests on a receipt that is missing or does not match its record. Do not rely ' +
      'on it; have that gate reviewed again.',
    none: 'No review has approved anything yet.',
  },
  requiredFix: 'Required fix',
  round: (number) => `round ${number}`,
  noVerdict: 'no verdict',
  running: 'running',
  findings: (count) => counted(count, 'finding'),
  tokens: (count) => `${count} tokens`,
  unfinished: (done, planned) =>
    planned === 0
      ? 'This task is not finished; it has no approved plan yet.'
      : `This task is not finished: ${done} of ${counted(planned, 'milestone')} accepted, ` +
        'and the whole change is not approved.',
  abandoned: 'This task was abandoned. What is in this change was not approved as a whole.',
  reviews: 'Reviews',
  openFindings: 'Open findings',
  closedFindings: 'Settled findings',
  assuranceHeading: 'Assurance',
  columns: {
    review: 'Review',
    round: 'Round',
    outcome: 'Outcome',
    findings: 'Findings',
    took: 'Took',
    tokens: 'Tokens',
    receipt: 'Receipt',
  },
  made: (version, entries, head) =>
    `Made by cc-codex-collaborate ${version} from a ledger of ${entries} ${entries === 1 ? 'entry' : 'entries'}, ` +
    `last ${head}.`,
};
