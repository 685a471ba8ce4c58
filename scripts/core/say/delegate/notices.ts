import type { DiffNotices } from './diff-notices.js';

/** What delegation says; see ../notices.ts for what a notice needs. */
export interface DelegateNotices extends DiffNotices {
  'delegated-started': { id: string };
  /** `doing` is null before Codex does anything. */
  'delegated-working': { seconds: number; tokens: number; doing: string | null };
  'delegated-running': { id: string };
  'delegated-answered': { seconds: number; tokens: number };
  'delegated-question': { question: string };
  'delegated-fault': { reason: string; resets_at: string };
  'delegated-unknown': { id: string };
  'ask-file-outside': { file: string };
}
