/**
 * Whether Claude Code has run any hook since the loop was switched on. That a hook is registered and runs when doctor
 * starts it says nothing about the client: a session with other options, or a folder that it does not work in, runs
 * none. Imports only what a hook may load.
 */
import { existsSync, unlinkSync } from 'node:fs';
import { isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { unseenFile } from '../ground/workspace.js';

/** Notes that the loop is switched on now, and no hook has run yet. In: ISO 8601. */
export const expectHooks = (gitDir: string, now: string): void => writeAtomically(unseenFile(gitDir), `${now}\n`);

/** When the loop was switched on, if no hook has run since; null otherwise, and where that is not known. */
export const hooksUnseenSince = (gitDir: string): string | null => readIfThere(unseenFile(gitDir))?.trim() || null;

/** A hook runs, or none is expected any more. A file that cannot be removed must not keep a hook from its work. */
export function hookSeen(gitDir: string): void {
  const file = unseenFile(gitDir);
  if (!existsSync(file)) return;
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** Whether the client sent the event: doctor and dev-smoke start a hook with an empty one. */
export const isFromClient = (input: Record<string, unknown>): boolean => typeof input['hook_event_name'] === 'string';
