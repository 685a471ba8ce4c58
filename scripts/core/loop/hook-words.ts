/**
 * What the Stop hook can say; the sentences are in text/en/hooks/stop.ts and text/zh-CN/hooks/stop.ts. A table of its
 * own, so that the hook's one file stays small. `command` is what the user types to go on.
 */
export interface HookWords {
  /** Ends the reason that continues a turn. */
  goOn: (args: { count: number; limit: number; command: string }) => string;
  limit: (args: { limit: number; command: string }) => string;
  clientLimit: (args: { limit: number; command: string }) => string;
  noProgress: (args: { command: string }) => string;
  staleState: (args: { command: string }) => string;
  stopFailed: (args: { detail: string; command: string }) => string;
}

/** The sentences for a language tag; anything but Chinese is English. */
export type HookText = (language: string) => HookWords;
