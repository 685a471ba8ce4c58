import type { PauseKind, PauseOf } from '../../core/task/pauses.js';

/** Pauses whose phrase depends on more than their kind. */
type Detailed = 'threshold' | 'codex' | 'secrets' | 'question' | 'documents' | 'system' | 'user';

/** Why a task is paused, as phrases that fit inside a sentence. */
export interface PausesWords {
  plain: Record<Exclude<PauseKind, Detailed>, string>;
  spent: Record<PauseOf<'threshold'>['spent'], string>;
  secrets: (places: string) => string;
  user: (reason: string | null) => string;
  documents: (changes: string) => string;
}
