/** Faults of a ledger after which nothing may be added to it; the task can only be moved aside. */
import type { Notice, NoticeCode } from '../../say/notices.js';

const BROKEN: readonly NoticeCode[] = [
  'ledger-corrupt',
  'ledger-version',
  'ledger-altered',
  'ledger-forged',
  'ledger-unfoldable',
  'ledger-rolled-back',
  'ledger-replaced',
  'ledger-missing',
  'anchor-missing',
  'anchor-altered',
];

/** Whether a fault is one of these. */
export const isBrokenLedger = (given: Notice): boolean => BROKEN.includes(given.code);
