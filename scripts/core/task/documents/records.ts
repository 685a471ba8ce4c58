/** What the task knows about its planning documents. */

/** The documents at one time, by file name; one that did not exist is missing. */
export type KnownDocuments = Readonly<Record<string, KnownDocument>>;

export interface KnownDocument {
  /** `docs/v1:…`: of the text without progress marks and without what the program itself appended. */
  digest: string;
  /** SHA-256 of that text without secrets, under which it is kept for the next comparison. */
  kept: string;
}

export interface DocumentsState {
  /** What was reported, reviewed or settled last. A difference from it is a change by hand. */
  known: KnownDocuments;
  /** What Codex approved or the user settled last: the packet shows the changes since. Null before the first time. */
  synced: KnownDocuments | null;
  /** When `known` was last set. */
  at: string;
  /** How the user settled changes last; null before the first time. */
  choice: 'adopt' | 'refresh' | 'ignore' | 'restored' | null;
}

/** Whether two sides hold the same documents. */
export const isSameKnown = (a: KnownDocuments, b: KnownDocuments): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => a[name]?.digest === b[name]?.digest);
