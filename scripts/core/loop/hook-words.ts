/**
 * What the hooks can say; a table of its own, so that a hook's one file stays small. The sentences are in
 * text/hooks.ts.
 */
export interface HookWords {
  /** Ends the reason that continues a turn. */
  goOn: (args: { count: number; limit: number }) => string;
  limit: (args: { limit: number }) => string;
  clientLimit: (args: { limit: number }) => string;
  noProgress: () => string;
  staleState: () => string;
  stopFailed: (args: { detail: string }) => string;
}

/** The sentences for a language tag; anything but Chinese is English. */
export type HookText = (language: string) => HookWords;
