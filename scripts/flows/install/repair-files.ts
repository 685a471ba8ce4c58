/** The repairs of files in a project, as changes: only what the program wrote itself, or folders that are missing. */
import path from 'node:path';
import { type Change, planFiles, planFolders, type Wanted } from '../../core/install/changes.js';
import { initialStateFile, RETIRED_STATE_FIELDS } from '../../core/install/initial-state.js';
import { isObject, jsonOf } from '../../core/json.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { readIfThere } from '../../io/ground/files.js';
import { leftBehind, missingFiles } from '../../io/ground/inspect.js';
import { type ProjectPaths, storedPath, WORKSPACE_FOLDERS } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import { readHookFiles } from '../../io/install/claude.js';
import { existingFolders, readInstallRecord, wantedText } from '../../io/install/skill-files.js';
import { editJson } from '../../io/task/config.js';
import { PLAN_DOCUMENTS } from '../../io/task/documents.js';
import type { Context } from '../context.js';
import type { ConfiguredProject } from '../task/place.js';
import { wantedCommands } from './setup-plan.js';

/** Planned changes, and what stays as it is, each with the command that helps. */
export interface PlannedFiles {
  changes: Change[];
  left: Notice[];
}

/** Folders that are missing in docs/cccc, and the documents of a written plan, for which nothing can stand in. */
export function planWorkspace({ paths }: ConfiguredProject, state: State | null): PlannedFiles {
  const folders = WORKSPACE_FOLDERS.map((folder) => storedPath(paths.project, path.join(paths.docs, folder)));
  return {
    changes: planFolders(folders, existingFolders(paths.project, folders)),
    left: lostPlanDocuments(paths, state),
  };
}

/** Names each document of the open task's plan that is gone. */
export function lostPlanDocuments(paths: ProjectPaths, state: State | null): Notice[] {
  if (state === null || state.plan.digest === null || isTerminal(state.status)) return [];
  return missingFiles(PLAN_DOCUMENTS.map((name) => paths.document(name))).map((file) =>
    notice('plan-document-gone', { file: storedPath(paths.project, file) }),
  );
}

/**
 * Slash commands, and with the loop on the hook files, that are missing or exactly as an earlier version wrote them.
 * One that was edited stays; the registration in settings.json is the user's decision.
 */
export function planWritten({ paths, config }: ConfiguredProject): PlannedFiles {
  const hooks = config.automation.stop_hook_loop_enabled ? [...readHookFiles()] : [];
  const wanted: Wanted[] = [
    ...wantedCommands(paths),
    ...hooks.map(([name, content]) => ({
      path: storedPath(paths.project, path.join(paths.hooks, name)),
      content,
      digest: digestOfContent(content),
    })),
  ];
  const { files: written } = readInstallRecord(paths);
  const present = readPresent(
    paths.project,
    wanted.map((file) => file.path),
  );
  const isEdited = ({ path: file, digest }: Wanted): boolean =>
    present.has(file) && present.get(file) !== digest && present.get(file) !== written[file];
  return {
    changes: planFiles(
      wanted.filter((file) => !isEdited(file)),
      present,
      written,
    ),
    left: wanted.filter(isEdited).map((file) => notice('kept-changed', { file: file.path })),
  };
}

/** Half-written files of killed processes in docs/cccc. */
export function planLeftovers({ paths }: ConfiguredProject): Change[] {
  const files = leftBehind([paths.docs, paths.backups]).map((file) => storedPath(paths.project, file));
  return [...readPresent(paths.project, files)].map(([file, was]) => ({
    kind: 'delete',
    path: file,
    was,
    backup: true,
  }));
}

/** The change of a state.json before any task: written where it is missing or no object, without retired fields. */
export function planIdleState(context: Context, { paths, config }: ConfiguredProject): Change[] {
  const text = readIfThere(paths.state);
  const value = jsonOf(text ?? '');
  const fresh = (): string =>
    `${JSON.stringify(initialStateFile(context.version, context.now(), config.mode), null, 2)}\n`;
  const content = text !== null && isObject(value) ? withoutRetired(text, value) : fresh();
  const wanted = [wantedText(storedPath(paths.project, paths.state), content)];
  return planFiles(wanted, readPresent(paths.project, [storedPath(paths.project, paths.state)]), {});
}

const withoutRetired = (text: string, value: object): string =>
  editJson(
    text,
    RETIRED_STATE_FIELDS.filter((field) => Object.hasOwn(value, field)).map((field) => [[field], undefined]),
  );
