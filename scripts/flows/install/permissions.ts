/** The changes of `cccc permissions add` and `remove`, as values. */
import { type Change, planFiles } from '../../core/install/changes.js';
import { lineDiff } from '../../core/install/line-diff.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent } from '../../io/install/apply.js';
import { readSettingsFile } from '../../io/install/claude.js';
import { rulesFor, type Scope, settingsOf, withoutPermissions, withPermissions } from '../../io/install/permissions.js';
import { wantedText } from '../../io/install/skill-files.js';

export interface PermissionsPlan {
  /** Relative to the project. */
  file: string;
  /** Empty when the file is what it should be. */
  changes: Change[];
  /** The changed lines, for people. */
  diff: string[];
}

/** Adds the rules to one settings file. */
export function planPermissions(paths: ProjectPaths, scope: Scope): PermissionsPlan {
  const file = storedPath(paths.project, settingsOf(paths, scope));
  const before = readSettingsFile(settingsOf(paths, scope));
  return planEdit(file, before, withPermissions(before, rulesFor(paths, scope), file));
}

/** Removes the rules of any version from one settings file; a file that only they were in is deleted. */
export function planPermissionsRemoval(paths: ProjectPaths, scope: Scope): PermissionsPlan {
  const file = storedPath(paths.project, settingsOf(paths, scope));
  const before = readSettingsFile(settingsOf(paths, scope));
  return planEdit(file, before, before === null ? null : withoutPermissions(before));
}

/** One settings file as it should be; `after` is null where nothing would be left in it. */
export function planEdit(file: string, before: string | null, after: string | null): PermissionsPlan {
  const present = new Map(before === null ? [] : [[file, digestOfContent(before)]]);
  const was = present.get(file);
  const removed: Change[] = was === undefined ? [] : [{ kind: 'delete', path: file, was, backup: false }];
  // Nothing is recorded of these files, so that an existing one is always backed up.
  const changes = after === null ? removed : planFiles([wantedText(file, after)], present, {});
  return { file, changes, diff: lineDiff(before, after) };
}
