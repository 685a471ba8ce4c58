/** What Codex can be asked to do outside of the gated loop. */
import { type Call, call, given } from '../call.js';

export const DELEGATED_KINDS = ['ask', 'cto-plan', 'cto-review', 'diff-review', 'worker'] as const;
export type DelegatedKind = (typeof DELEGATED_KINDS)[number];

/** The command that ends a run of each kind. */
export const cancelCall = (kind: DelegatedKind, id: string): Call =>
  kind === 'diff-review' ? call('review', 'cancel', given('diff')) : call('ask', 'cancel', given(id));
