/** What only a human may decide (design decision 13): under Claude Code it is refused, and the command is named for the user's terminal. */
import { notice } from '../core/notices.js';
import { refused, type Context, type Result } from './context.js';

/** Claude Code marks the environment of everything that it runs (facts: claude-code, c). */
export const isUnderClaude = (context: Context): boolean => context.env['CLAUDECODE'] === '1';

/** In: the exact command, as `cccc …`. Out: the refusal under Claude Code, else null. */
export const refuseUnderClaude = (context: Context, command: string): Result | null =>
  isUnderClaude(context) ? refused([notice('human-only', { command })]) : null;

/** One argument as a shell takes it. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`;
