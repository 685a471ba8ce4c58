/** The only disk access that grants cost for calls that have nothing to do with them. */
import { existsSync } from 'node:fs';
import { grantFile } from '../ground/workspace.js';

const isPending = (gitDir: string | null): boolean => gitDir !== null && existsSync(grantFile(gitDir));

/**
 * Whether io/guard/grants.ts has work to do even for a harmless call: the user typed a slash command, or a grant is
 * pending, which this call may make void.
 */
export const concernsGrants = (input: Record<string, unknown>, { gitDir }: { gitDir: string | null }): boolean =>
  input['hook_event_name'] === 'UserPromptExpansion' || isPending(gitDir);
