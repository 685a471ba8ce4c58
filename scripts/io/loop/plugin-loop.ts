/** Switches the loop of a plugin: its hooks do nothing in a work tree without this file (hooks/cccc-plugin.sh). */
import { removeFile, writeAtomically } from '../ground/files.js';
import { loopFile } from '../ground/workspace.js';

/** @param now ISO 8601; the file says since when the loop is on */
export function switchPluginLoop(gitDir: string, isOn: boolean, now: string): void {
  if (isOn) writeAtomically(loopFile(gitDir), `${now}\n`);
  else removeFile(loopFile(gitDir));
}
