/**
 * What the guard says when it fails itself.
 *
 * @param detail what went wrong
 * @param command the line for the user's terminal
 */
export type GuardFailed = (detail: string, command: string) => string;

/**
 * The same for a language tag: Chinese for a Chinese tag, English for any other. It is in a file of its own, because
 * the file with the guard's other words may be the part that fails. (The words of hooks have their comments on types,
 * because Node would read a comment on a value at each tool call.)
 */
export type GuardFailedText = (language: string, detail: string, command: string) => string;
