/** The command that helps, for each notice of ./ask-notices.ts. */
import { type Command, call, given, proseSlot, shell, slot } from '../../call.js';
import type { AskNotices } from './ask-notices.js';

const nothing = (): null => null;
const show = ({ id }: { id: string }): Command => call('ask', 'show', given(id));
/** A new session in which everything that Codex has to know is said again. */
const newSession = (): Command => call('ask', proseSlot('goal'));

export const ASK_REMEDY: { [C in keyof AskNotices]: (args: AskNotices[C]) => Command | null } = {
  'ask-prompt-long': nothing,
  'ask-prompt-pasted': nothing,
  'ask-unverified': nothing,
  'ask-files-undeclared': show,
  'ask-part-contradicts': () => call('help', given('ask')),
  'ask-verify-shell': nothing,
  'ask-verify-guarded': nothing,
  'ask-verify-reader': nothing,
  'ask-file-missing': nothing,
  'ask-file-secret': nothing,
  'ask-file-folder': nothing,
  'ask-file-large': nothing,
  'ask-folder-large': () => shell('git init'),
  'ask-no-profile': () => shell('git init'),
  'ask-writer-outside': () => shell('git init'),
  'ask-writers-busy': () => call('ask', 'wait', slot('id')),
  'ask-files-overlap': ({ id }) => call('ask', 'wait', given(id)),
  'ask-session-unknown': () => call('ask', 'list'),
  'ask-session-role': newSession,
  'ask-session-elsewhere': nothing,
  'ask-session-busy': () => call('ask', 'wait', slot('id')),
  'ask-answers-over': newSession,
  'ask-fixes-over': newSession,
  'ask-none': newSession,
  'ask-session-damaged': ({ id }) => call('ask', 'discard', given(id)),
  'ask-session': nothing,
  'ask-discarded': nothing,
  'ask-changed': nothing,
  'ask-unchanged': nothing,
  'ask-verified': nothing,
  'ask-not-verified': nothing,
  'ask-change-refused': nothing,
  'ask-not-writer': () => call('ask', 'list'),
  'ask-no-change': show,
  'ask-not-shown': show,
  'ask-apply-gated': () => call('next'),
  'ask-conflict': nothing,
  'ask-apply-planned': nothing,
  'ask-applied': nothing,
  'ask-applied-already': nothing,
};
