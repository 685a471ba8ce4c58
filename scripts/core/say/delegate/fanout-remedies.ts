/** The command that helps, for each notice of ./fanout-notices.ts. */
import { type Command, call, given } from '../../call.js';
import type { FanoutNotices } from './fanout-notices.js';

const nothing = (): null => null;
const help = (): Command => call('help', given('fanout'));

export const FANOUT_REMEDY: { [C in keyof FanoutNotices]: (args: FanoutNotices[C]) => Command | null } = {
  'fanout-plan-missing': help,
  'fanout-plan-not-json': help,
  'fanout-plan-shape': help,
  'fanout-name-twice': nothing,
  'fanout-field-misplaced': nothing,
  'fanout-web-search-unused': nothing,
  'fanout-path-odd': nothing,
  'fanout-writers-many': nothing,
  'fanout-paths-missing': nothing,
  'fanout-paths-overlap': nothing,
  'fanout-nothing-asked': help,
  'fanout-plan-and-flags': help,
  'fanout-lens-unused': help,
  'fanout-verify-unused': help,
  'fanout-started': nothing,
  'fanout-running': nothing,
  'fanout-complete': nothing,
  'fanout-partial': nothing,
  'fanout-failed': () => call('codex-check'),
  'fanout-worker-failed': nothing,
  'fanout-not-started': nothing,
  'fanout-found': nothing,
  'fanout-cancelled': nothing,
  'fanout-none': ({ id }) => (id === '' ? help() : call('fanout', 'list')),
  'fanout-busy': ({ id }) => call('fanout', 'wait', given(id)),
  'fanout-discarded': nothing,
  'fanout-listed': nothing,
  'fanout-changed': nothing,
  'fanout-not-merged': nothing,
  'fanout-not-verified': nothing,
  'fanout-no-change': ({ id }) => call('fanout', 'show', given(id)),
  'fanout-not-shown': ({ id }) => call('fanout', 'show', given(id)),
  'fanout-elsewhere': nothing,
};
