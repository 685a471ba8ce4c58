/** How a bug is shown: Node prints an uncaught error as it is, and its message may quote whatever the program read. */
import { visible } from '../core/say/packet-text.js';
import { redact } from '../core/say/redact.js';

/** Prints the stack on stderr, without secrets. Out: the exit code that Node gives too. */
export function sayBug(error: unknown): 1 {
  const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  process.stderr.write(`${visible(redact(text))}\n`);
  return 1;
}
