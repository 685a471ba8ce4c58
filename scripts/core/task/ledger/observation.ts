/** What was seen of the work tree when an event was recorded. */
import type { Impact } from '../../plan/sync/impact.js';
import type { NoticeCode } from '../../say/notices.js';

/**
 * How far an approval can be believed: `verified` by the key and the raw record on this machine, `signed` by the runner
 * of a trusted teammate, `attested` by nothing but the ledger's own words.
 */
export type Assurance = 'verified' | 'signed' | 'attested';

/** The runner's own run of the project's checks on one tree. */
export interface CheckSummary {
  tree: string;
  results: {
    name: string;
    required: boolean;
    passed: boolean;
    exit_code: number | null;
    output_digest: string;
    /** Why it ran in the work tree itself; null in the clean copy, absent in entries of earlier releases. */
    in_place?: string | null;
  }[];
}

/** The current work tree, as digests; gates are evaluated against it. */
export interface Observation {
  plan: string | null;
  tree: string | null;
  tree_id: string | null;
  head_commit: string | null;
  /** How far each receipt can be believed, by review job. */
  receipts: Record<
    string,
    {
      assurance: Assurance | 'invalid';
      problem: NoticeCode | null;
      /** The reviewer that the problem is about, in a review with lenses. */
      lens?: string;
    }
  >;
  /** Whether a merge, rebase or pull has brought in other people's commits since the base was pinned. */
  base_moved: boolean;
  /** Names of pinned settings that changed without confirmation, such as `codex.config_overrides`. */
  changed_pins: string[];
  /** Planning documents changed since the last sync; absent where none is, and in entries of earlier releases. */
  documents?: { impact: Impact; names: string[] };
}
