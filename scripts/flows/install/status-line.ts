/** The changes of `cccc statusline install` and `uninstall`, as values. */
import type { ProjectPaths } from '../../io/ground/workspace.js';
import { storedPath } from '../../io/ground/workspace.js';
import { readSettingsFile } from '../../io/install/claude.js';
import { settingsOf } from '../../io/install/permissions.js';
import { lowerLine, standingLine, withOurLine, withoutAnyLine } from '../../io/install/status-line.js';
import { type PermissionsPlan, planEdit } from './permissions.js';

export interface StatusLinePlan extends PermissionsPlan {
  /** The file that holds the user's own line, which stays beside ours; null when there is none. */
  beside: string | null;
}

/** Adds our line to the user's own settings of the project; those of the team and of all projects stay. */
export function planStatusLine(paths: ProjectPaths, env: NodeJS.ProcessEnv): StatusLinePlan {
  const file = storedPath(paths.project, settingsOf(paths, 'local'));
  const before = readSettingsFile(settingsOf(paths, 'local'));
  const lower = lowerLine(paths, env);
  const after = withOurLine(before, lower, file);
  const isWrapped = (standingLine(after)?.beside ?? null) !== null;
  return { ...planEdit(file, before, after), beside: isWrapped ? file : (lower?.file ?? null) };
}

/** Removes our line; a file that only it was in is deleted. */
export function planStatusLineRemoval(paths: ProjectPaths): PermissionsPlan {
  const file = storedPath(paths.project, settingsOf(paths, 'local'));
  const before = readSettingsFile(settingsOf(paths, 'local'));
  return planEdit(file, before, before === null ? null : withoutAnyLine(before));
}
