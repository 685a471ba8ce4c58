/** What delegation says; see ../notices.ts for what a notice needs. */
import type { WorkKind } from '../../delegate/open-work.js';
import type { CtoNotices } from '../cto/notices.js';
import type { DiffNotices } from './diff-notices.js';
import type { FanoutNotices } from './fanout-notices.js';

export interface DelegateNotices extends CtoNotices, DiffNotices, FanoutNotices {
  'delegated-started': { id: string };
  /** `doing` is null before Codex does anything. */
  'delegated-working': { seconds: number; tokens: number; doing: string | null };
  'delegated-running': { id: string };
  'delegated-answered': { seconds: number; tokens: number };
  'delegated-question': { question: string };
  'delegated-fault': { reason: string; resets_at: string };
  'delegated-unknown': { id: string };
  'delegated-left': { kind: WorkKind; id: string };
  'ask-file-outside': { file: string };
  'broker-started': { id: string };
  'broker-sent': { id: string; how: 'steered' | 'said' | 'interrupted' };
  /** `detail`: the server's words. */
  'broker-refused': { id: string; detail: string };
  /** `session`: the conversation; null when Codex did not begin one. */
  'broker-over': { id: string; session: string | null };
  'broker-none': { id: string };
  'broker-silent': { id: string };
  'broker-stopped': { id: string; turns: number; tokens: number };
  'broker-turn-ended': { status: 'completed' | 'interrupted'; tokens: number };
  'broker-turn-failed': { reason: string; detail: string };
  'broker-nothing-to-send': Record<string, never>;
}
