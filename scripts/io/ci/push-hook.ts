/** The pre-push hook of a repository. Only a file that this program wrote, and nobody edited, is ever removed. */
import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hookText, isHookOf } from '../../core/ci/push.js';
import type { Repository } from '../git/git.js';
import { hooksFolder } from '../git/programs/hooks.js';
import { hasCode, isMissing, readIfThere, removeFile } from '../ground/files.js';
import { asTheUser } from '../ground/user-mask.js';
import { skillRoot } from '../ground/workspace.js';

/** What is in the place of the hook: nothing, this program's own, or another one. */
export interface HookFound {
  file: string;
  is: 'none' | 'own' | 'foreign';
}

/** The script that the hook starts. */
export const hookProgram = (): string => path.join(skillRoot(), 'scripts', 'cccc.mjs').split(path.sep).join('/');

/** Looks where git looks for hooks, `core.hooksPath` included. */
export async function findPushHook(repo: Repository): Promise<HookFound> {
  const file = path.join(await hooksFolder(repo), 'pre-push');
  if (!isThere(file)) return { file, is: 'none' };
  const isPlain = lstatSync(file).isFile();
  return { file, is: isPlain && isHookOf(readIfThere(file) ?? '', hookProgram()) ? 'own' : 'foreign' };
}

/**
 * Writes the hook.
 *
 * @param gone what it says once this program is gone
 * @returns false where something else got there first
 */
export function writePushHook(file: string, gone: string): boolean {
  return asTheUser(() => {
    mkdirSync(path.dirname(file), { recursive: true });
    try {
      writeFileSync(file, hookText(hookProgram(), gone), { flag: 'wx', mode: 0o777 });
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw error;
    }
  });
}

/** Removes the hook. */
export const removePushHook = (file: string): void => removeFile(file);

/** Whether a name is taken, also by a link that leads nowhere. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
