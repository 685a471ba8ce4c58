/** The codes with which terminals colour text. */
import type { ChalkInstance } from 'chalk';

export type Colours = ChalkInstance;

/**
 * Sixteen colours, which follow the user's theme, light or dark. Whether to colour at all is decided in cli/look.ts.
 * The package is loaded only where it is.
 */
export async function loadColours(): Promise<Colours> {
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}
