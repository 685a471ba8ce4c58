/**
 * The StopFailure hook where no POSIX shell can do it: appends its input, one line an event. Nothing else; the client
 * does not wait.
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
