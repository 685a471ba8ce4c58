/** The command that helps, for each notice of ./notices.ts. */
import { type Command, call, forUser, proseSlot } from '../../call.js';
import type { CtoNotices } from './notices.js';

const nothing = (): null => null;
const status = (): Command => call('cto', 'status');

export const CTO_REMEDY: { [C in keyof CtoNotices]: (args: CtoNotices[C]) => Command | null } = {
  'cto-task-open': () => call('status'),
  'cto-none': () => call('cto', 'plan', proseSlot('objective')),
  'cto-unknown': status,
  'cto-log-broken': () => call('cto', 'plan', proseSlot('objective')),
  'cto-log-rolled-back': () => call('cto', 'plan', proseSlot('objective')),
  'cto-log-unanchored': () => call('cto', 'plan', proseSlot('objective')),
  'cto-not-now': status,
  'cto-busy': () => call('cto', 'wait'),
  'cto-task-unknown': status,
  'cto-task-waits': status,
  'cto-tasks-open': status,
  'cto-reviews-used': () => forUser(call('cto', 'continue')),
  'cto-secrets-added': status,
  'cto-request-too-large': nothing,
  'cto-planned': nothing,
  'cto-no-artifact': nothing,
  'cto-fault': nothing,
  'cto-unusable': nothing,
  'cto-reported': nothing,
  'cto-approved': nothing,
  'cto-revise': nothing,
  'cto-aborted': nothing,
  'cto-not-approved': nothing,
  'cto-approval-stands': nothing,
  'cto-approval-void': nothing,
  'cto-approval-unproven': nothing,
  'cto-artifact-edited': nothing,
  'cto-asked-commands': () => forUser(call('cto', 'allow')),
  'cto-nothing-to-allow': status,
  'cto-allowed': nothing,
  'cto-continued': nothing,
};
