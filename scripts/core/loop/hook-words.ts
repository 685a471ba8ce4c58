/**
 * What the Stop hook can say; the sentences are in text/en/hooks/stop.ts and text/zh-CN/hooks/stop.ts. A table of its
 * own, so that the hook's one file stays small.
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
