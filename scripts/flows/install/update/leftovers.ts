/** The changes that remove what 0.1.x put into .claude, as values: exactly that, and nothing that somebody edited. */
import path from 'node:path';
import type { Change } from '../../../core/install/changes.js';
import {
  DROPPED_COMMAND,
  isLoopMarker,
  isPredecessorFile,
  PREDECESSOR_HOOKS,
  registeredCommand,
} from '../../../core/install/update/predecessor.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { digestOfContent } from '../../../io/install/apply.js';
import { withoutCommands } from '../../../io/install/claude.js';

export interface Leftovers {
  /** Without the entries of settings.json. */
  changes: Change[];
  /** The commands of the hooks whose entries in settings.json may go: their files go too, or are gone. */
  entries: string[];
  /** What stays because somebody edited it. */
  notices: Notice[];
}

/** Looks for hooks, the loop's marker and the dropped command of 0.1.x. */
export function findLeftovers(paths: ProjectPaths): Leftovers {
  const within = (file: string): string => storedPath(paths.project, file);
  const found: Leftovers = { changes: [], entries: [], notices: [] };
  for (const [name, event] of Object.entries(PREDECESSOR_HOOKS)) {
    const file = path.join(paths.hooks, name);
    const text = readIfThere(file);
    if (text === null || isOf01(name, text)) found.entries.push(registeredCommand(name));
    else found.notices.push(notice('old-hook-kept', { file: within(file), event, settings: within(paths.settings) }));
    if (text !== null && isOf01(name, text)) found.changes.push(removal(paths, file, text, false));
  }
  if (found.changes.length > 0) found.changes.push({ kind: 'rmdir', path: within(paths.hooks) });
  const marker = readIfThere(paths.loopMarker);
  if (marker !== null && isLoopMarker(marker)) found.changes.push(removal(paths, paths.loopMarker, marker, false));
  const command = path.join(paths.commands, DROPPED_COMMAND);
  const text = readIfThere(command);
  if (text !== null && isOf01(DROPPED_COMMAND, text)) found.changes.push(removal(paths, command, text, true));
  else if (text !== null) found.notices.push(notice('old-command-kept', { file: within(command) }));
  return found;
}

/** Whether a file of a known name is exactly one of 0.1.x. */
export const isOf01 = (name: string, text: string): boolean => isPredecessorFile(name, text, digestOfContent);

/** Whether anything of 0.1.x could be removed from .claude. */
export function hasLeftovers(paths: ProjectPaths): boolean {
  const { changes, entries } = findLeftovers(paths);
  const settings = readIfThere(paths.settings);
  return changes.length > 0 || (settings !== null && withoutCommands(settings, entries) !== settings);
}

function removal({ project }: ProjectPaths, file: string, text: string, backup: boolean): Change {
  return { kind: 'delete', path: storedPath(project, file), was: digestOfContent(text), backup };
}
