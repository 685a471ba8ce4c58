/** The command that helps, for each notice of ./notices.ts. */
import { type Command, call, given, proseSlot } from '../../call.js';
import { leftCall } from '../../delegate/open-work.js';
import { CTO_REMEDY } from '../cto/remedies.js';
import { DIFF_REMEDY } from './diff-remedies.js';
import { FANOUT_REMEDY } from './fanout-remedies.js';
import type { DelegateNotices } from './notices.js';

export const DELEGATE_REMEDY: { [C in keyof DelegateNotices]: (args: DelegateNotices[C]) => Command | null } = {
  ...CTO_REMEDY,
  ...DIFF_REMEDY,
  ...FANOUT_REMEDY,
  'delegated-started': () => null,
  'delegated-working': () => null,
  'delegated-running': () => null,
  'delegated-answered': () => null,
  'delegated-question': () => null,
  'delegated-fault': () => call('codex-check'),
  'delegated-unknown': () => call('ask', 'wait'),
  'delegated-left': ({ kind, id }) => leftCall(kind, id),
  'ask-file-outside': () => null,
  'broker-started': ({ id }) => call('broker', 'wait', given(id)),
  'broker-sent': ({ id }) => call('broker', 'wait', given(id)),
  'broker-refused': ({ id }) => call('broker', 'status', given(id)),
  'broker-over': ({ session }) =>
    session
      ? call('broker', 'start', '--session', given(session), proseSlot('goal'))
      : call('broker', 'start', proseSlot('goal')),
  'broker-none': ({ id }) => (id === '' ? call('broker', 'start', proseSlot('goal')) : call('broker', 'list')),
  'broker-silent': ({ id }) => call('broker', 'status', given(id)),
  'broker-stopped': () => null,
  'broker-turn-ended': () => null,
  'broker-turn-failed': () => call('codex-check'),
  'broker-nothing-to-send': () => null,
};
