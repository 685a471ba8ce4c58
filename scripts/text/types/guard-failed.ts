/** What the guard says when it fails itself. In: what went wrong; the line for the user's terminal. */
export type GuardFailed = (detail: string, command: string) => string;

/**
 * The same for a language tag; anything but Chinese is English. It is a file by itself, since the guard's other words
 * lie in a file that may be what fails. (The words of hooks carry their comments on types: a comment on a value would
 * be read by Node on each tool call.)
 */
export type GuardFailedText = (language: string, detail: string, command: string) => string;
