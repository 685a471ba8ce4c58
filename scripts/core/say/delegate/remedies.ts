/** The command that helps, for each notice of ./notices.ts. */
import { type Command, call } from '../../call.js';
import { DIFF_REMEDY } from './diff-remedies.js';
import type { DelegateNotices } from './notices.js';

export const DELEGATE_REMEDY: { [C in keyof DelegateNotices]: (args: DelegateNotices[C]) => Command | null } = {
  ...DIFF_REMEDY,
  'delegated-started': () => null,
  'delegated-working': () => null,
  'delegated-running': () => null,
  'delegated-answered': () => null,
  'delegated-question': () => null,
  'delegated-fault': () => call('codex-check'),
  'delegated-unknown': () => call('ask', 'wait'),
  'ask-file-outside': () => null,
};
