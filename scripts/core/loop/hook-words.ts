/**
 * The types of what the Stop hook can say; the sentences are in text/en/hooks/stop.ts and text/zh-CN/hooks/stop.ts.
 * They are separate from the other texts so that the hook's file stays small. `command` is what the user types to
 * continue.
 */
export interface HookWords {
  /** What continues a turn, beside the next step; the user sees it too. */
  goOn: (args: { count: number; limit: number; command: string }) => string;
  limit: (args: { limit: number; command: string }) => string;
  clientLimit: (args: { limit: number; command: string }) => string;
  noProgress: (args: { command: string }) => string;
  staleState: (args: { command: string }) => string;
  /** Codex approved, in one line. */
  passed: (args: { gate: string; milestone: string | null }) => string;
  stopFailed: (args: { detail: string; command: string }) => string;
}

/** Returns the sentences for a language tag: Chinese for a Chinese tag, English for any other. */
export type HookText = (language: string) => HookWords;
