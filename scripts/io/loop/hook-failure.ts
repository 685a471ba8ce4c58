/**
 * The StopFailure hook for systems without a POSIX shell. It only appends its input, one line per event, because the
 * client does not wait for it.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { findWorkTree, hookFolder, runHook } from '../ground/hook.js';
import { failureFile } from '../ground/workspace.js';

export function runStopFailureHook(): void {
  runHook(
    () => {
      const tree = findWorkTree(hookFolder());
      if (tree !== null)
        appendFileSync(failureFile(tree.gitDir), `${readFileSync(0, 'utf8').trim()}\n`, { mode: 0o600 });
      return null;
    },
    (detail) => ({ systemMessage: detail }),
  );
}
