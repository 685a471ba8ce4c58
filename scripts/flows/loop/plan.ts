/** The changes that `loop start` and `loop stop` make to a project, as values. */
import path from 'node:path';
import { type Change, planFiles, planRemoval, type Wanted } from '../../core/install/changes.js';
import { readIfThere } from '../../io/ground/files.js';
import { installation } from '../../io/ground/installation.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import {
  HOOK_FILES,
  readHookFiles,
  readOurRegistration,
  readSettings,
  withOurs,
  withoutOurs,
} from '../../io/install/claude.js';
import { readInstallRecord, recordChange, wantedText } from '../../io/install/skill-files.js';
import { editJson } from '../../io/task/config.js';

/**
 * The changes of `loop start`. Hook files come first, so that no missing file is ever registered. A plugin takes over
 * from the hooks of a copied skill folder: what those registered goes, or two would judge each call.
 */
export function planLoopStart(paths: ProjectPaths): Change[] {
  const isPlugin = installation() === 'plugin';
  const before = readSettings(paths);
  const present = isPlugin && before !== null ? withoutOurs(before) : before;
  const settings = withOurs(present, readOurRegistration(), storedPath(paths.project, paths.settings));
  const copied = isPlugin ? planHooksRemoval(paths).hooks : [];
  const hooks = [...readHookFiles()].map(([name, content]): Wanted => {
    return { path: hookPath(paths, name), content, digest: digestOfContent(content) };
  });
  const wanted = [
    ...hooks,
    wantedText(storedPath(paths.project, paths.settings), settings),
    ...wantedModes(paths, 'full-auto-safe', true),
  ];
  const changes = [...plannedFiles(paths, wanted), ...copied];
  return [...changes, ...recordChange(paths, changes, null)];
}

/** The changes of `loop stop`: they undo exactly what start did, the registration first. */
export function planLoopStop(paths: ProjectPaths): { changes: Change[]; kept: string[] } {
  const { registration, hooks, kept } = planHooksRemoval(paths);
  const modes = plannedFiles(paths, wantedModes(paths, 'supervised-auto', false));
  const changes = [...registration, ...modes, ...hooks];
  return { changes: [...changes, ...recordChange(paths, changes, null)], kept };
}

/**
 * Removes the registration and the hooks from a project. A hook that was edited stays and is named in `kept`.
 *
 * @param alsoFrom what else is removed from settings.json; null when nothing is left
 */
export function planHooksRemoval(
  paths: ProjectPaths,
  alsoFrom: (text: string) => string | null = (text) => text,
): {
  registration: Change[];
  hooks: Change[];
  kept: string[];
} {
  const { files: written } = readInstallRecord(paths);
  const file = storedPath(paths.project, paths.settings);
  const before = readSettings(paths);
  const bare = before === null ? null : alsoFrom(before);
  const settings = bare === null ? null : withoutOurs(bare);
  const present = readPresent(paths.project, [file, ...HOOK_FILES.map((name) => hookPath(paths, name))]);
  const was = present.get(file);
  // The text is null only for a file that the program created, so there is nothing of the user's to back up.
  const gone: Change[] =
    settings === null && was !== undefined ? [{ kind: 'delete', path: file, was, backup: false }] : [];
  const { changes: removed, kept } = planRemoval(
    HOOK_FILES.map((name) => hookPath(paths, name)),
    present,
    written,
  );
  const folder: Change[] =
    removed.length === 0 ? [] : [{ kind: 'rmdir', path: storedPath(paths.project, paths.hooks) }];
  const edited = settings === null ? [] : plannedFiles(paths, [wantedText(file, settings)]);
  return { registration: [...gone, ...edited], hooks: [...removed, ...folder], kept };
}

function plannedFiles(paths: ProjectPaths, wanted: readonly Wanted[]): Change[] {
  const { files: written } = readInstallRecord(paths);
  const present = readPresent(
    paths.project,
    wanted.map((file) => file.path),
  );
  return planFiles(wanted, present, written);
}

const hookPath = (paths: ProjectPaths, name: string): string => storedPath(paths.project, path.join(paths.hooks, name));

/** The mode in config.json, and also in state.json as long as no task's ledger determines it. */
function wantedModes(paths: ProjectPaths, mode: 'full-auto-safe' | 'supervised-auto', enabled: boolean): Wanted[] {
  const config = editJson(readIfThere(paths.config) ?? '{}', [
    [['mode'], mode],
    [['automation', 'stop_hook_loop_enabled'], enabled],
  ]);
  const wanted = [wantedText(storedPath(paths.project, paths.config), config)];
  const state = readIfThere(paths.state);
  if (state === null || !/"task_id"\s*:\s*null/.test(state)) return wanted;
  return [...wanted, wantedText(storedPath(paths.project, paths.state), editJson(state, [[['mode'], mode]]))];
}

/** The hook files in a project that are missing or differ from those of the running skill. */
export function driftedHooks(paths: ProjectPaths): string[] {
  const present = readPresent(
    paths.project,
    HOOK_FILES.map((name) => hookPath(paths, name)),
  );
  return [...readHookFiles()]
    .filter(([name, content]) => present.get(hookPath(paths, name)) !== digestOfContent(content))
    .map(([name]) => name);
}
