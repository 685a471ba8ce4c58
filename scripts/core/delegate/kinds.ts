/** What Codex can be asked to do outside of the gated loop. */
import { type Call, call, given } from '../call.js';

export const DELEGATED_KINDS = ['ask', 'cto-plan', 'cto-review', 'diff-review', 'broker', 'fanout'] as const;
export type DelegatedKind = (typeof DELEGATED_KINDS)[number];

/** The command that ends a run of each kind. */
export function cancelCall(kind: DelegatedKind, id: string): Call {
  switch (kind) {
    case 'cto-plan':
    case 'cto-review':
      return call('cto', 'cancel');
    case 'broker':
      return call('broker', 'stop', given(id));
    case 'diff-review':
      return call('review', 'cancel', given('diff'));
    case 'fanout':
      return call('fanout', 'cancel', given(id));
    case 'ask':
      return call('ask', 'cancel', given(id));
    default:
      return kind satisfies never;
  }
}
