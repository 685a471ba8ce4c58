/**
 * Prints a bug. Node would print an uncaught error unchanged, and its message may quote anything that the program read.
 */
import { visible } from '../core/say/packet-text.js';
import { redact } from '../core/say/redact.js';

/**
 * Prints the stack on stderr, without secrets.
 *
 * @returns the exit code that Node uses too
 */
export function sayBug(error: unknown): 1 {
  const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  process.stderr.write(`${visible(redact(text))}\n`);
  return 1;
}
