/** The changes that bring our lines in Claude Code's settings.json to this version. */
import type { Change } from '../../../core/install/changes.js';
import type { Config } from '../../../generated/types.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { digestOfContent } from '../../../io/install/apply.js';
import {
  readOurRegistration,
  readSettings,
  withOurs,
  withoutCommands,
  withoutOurs,
} from '../../../io/install/claude.js';

/** Whether the loop is on and its hooks are registered, whichever version did it. An update registers none. */
export function isRegistered(paths: ProjectPaths, config: Config): boolean {
  const text = readIfThere(paths.settings);
  return config.automation.stop_hook_loop_enabled && text !== null && withoutOurs(text) !== text;
}

/**
 * Plans the change of settings.json.
 *
 * @param entries the commands of hooks of 0.1.x whose entries go
 * @throws Problem `settings-invalid`, `settings-shape`: the file is named and left alone
 */
export function planSettings(paths: ProjectPaths, config: Config, entries: readonly string[]): Change[] {
  const file = storedPath(paths.project, paths.settings);
  const before = readSettings(paths);
  if (before === null) return [];
  const bare = withoutCommands(before, entries);
  const after = bare !== null && isRegistered(paths, config) ? withOurs(bare, readOurRegistration(), file) : bare;
  if (after === before) return [];
  const was = digestOfContent(before);
  return after === null
    ? [{ kind: 'delete', path: file, was, backup: true }]
    : [{ kind: 'replace', path: file, content: after, was, backup: true }];
}
