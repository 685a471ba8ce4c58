/** The one look at the disk that grants cost a call that has nothing to do with them. */
import { existsSync } from 'node:fs';
import { grantFile } from '../ground/workspace.js';

const isPending = (gitDir: string | null): boolean => gitDir !== null && existsSync(grantFile(gitDir));

/**
 * Whether io/guard/grants.ts has something to do however harmless the call is: the user typed a slash command, or a
 * grant is pending, which it may void.
 */
export const concernsGrants = (input: Record<string, unknown>, { gitDir }: { gitDir: string | null }): boolean =>
  input['hook_event_name'] === 'UserPromptExpansion' || isPending(gitDir);
