/**
 * The changes that `cccc uninstall` makes to a project, as values: it removes exactly what install, setup and `loop
 * start` wrote.
 */
import { type Change, planRemoval, type Written } from '../../core/install/changes.js';
import { withoutIgnored } from '../../core/install/setup.js';
import { readIfThere } from '../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import { readSettingsFile } from '../../io/install/claude.js';
import { settingsOf, withoutPermissions } from '../../io/install/permissions.js';
import { filesBelow, readInstallRecord, readManifest } from '../../io/install/skill-files.js';
import { withoutAnyLine } from '../../io/install/status-line.js';
import { planHooksRemoval } from '../loop/plan.js';
import { planEdit } from './permissions.js';
import { emptied, isBelow, writtenBy } from './removal.js';

export interface Removal {
  changes: Change[];
  /** Files that someone edited after they were written; they stay. */
  kept: string[];
}

/**
 * Plans the removal. An edited file stays. Files in docs/cccc that only the program writes, such as state.json, are
 * removed.
 *
 * @param purge whether everything in docs/cccc is removed, edited or not
 * @param elsewhere what was written outside of docs/cccc and .claude
 */
export function planUninstall(paths: ProjectPaths, purge: boolean, elsewhere: Written): Removal {
  const { project } = paths;
  const within = (file: string): string => storedPath(project, file);
  const documents = within(paths.docs);
  const { registration, hooks, kept } = planHooksRemoval(paths, withoutPermissions);
  const skill = removalOf(project, writtenBy(readManifest(paths.skill), project, paths.skill));
  const setup = removalOf(project, { ...writtenBySetup(paths), ...elsewhere });
  const computed = [paths.state, paths.document('context-bundle.md'), paths.installed].map(within);
  const generated = deletions(project, purge ? filesBelow(project, documents) : computed);
  const gone = new Set(generated.map(({ path: file }) => file));
  const { changes: local } = planLocalSettings(paths);
  const changes = [
    // Only the program's own registration is removed, and a backup would be stored in the folder that is purged.
    ...[...registration, ...local].map((change) =>
      purge && change.kind === 'replace' ? { ...change, backup: false } : change,
    ),
    ...hooks,
    ...setup.changes.filter(({ path: file }) => !gone.has(file)),
    ...generated,
    ...ignoreChange(paths),
    ...skill.changes,
  ];
  return {
    changes: [...changes, ...emptied(changes, '')],
    kept: [...kept, ...setup.kept, ...skill.kept].filter((file) => !gone.has(file)),
  };
}

/** The user's own settings of the project, without the rules and the status line. */
function planLocalSettings(paths: ProjectPaths) {
  const file = settingsOf(paths, 'local');
  const before = readSettingsFile(file);
  const bare = before === null ? null : withoutPermissions(before);
  return planEdit(storedPath(paths.project, file), before, bare === null ? null : withoutAnyLine(bare));
}

/** The recorded files, without the hooks and without files that are edited instead of removed. */
function writtenBySetup(paths: ProjectPaths): Written {
  const within = (file: string): string => storedPath(paths.project, file);
  const apart = [paths.settings, paths.gitignore, paths.installed].map(within);
  const { files } = readInstallRecord(paths);
  return Object.fromEntries(
    Object.entries(files).filter(([file]) => !apart.includes(file) && !isBelow(file, within(paths.hooks))),
  );
}

const removalOf = (project: string, written: Written): Removal =>
  planRemoval(Object.keys(written), readPresent(project, Object.keys(written)), written);

function deletions(project: string, files: readonly string[]): Change[] {
  const present = readPresent(project, files);
  return files.flatMap((file): Change[] => {
    const was = present.get(file);
    return was === undefined ? [] : [{ kind: 'delete', path: file, was, backup: false }];
  });
}

/** Removes the program's lines from .gitignore; deletes the file when nothing else is in it. */
function ignoreChange(paths: ProjectPaths): Change[] {
  const text = readIfThere(paths.gitignore);
  const content = text === null ? null : withoutIgnored(text);
  if (text === null || content === text) return [];
  const file = { path: storedPath(paths.project, paths.gitignore), was: digestOfContent(text), backup: false };
  return content === null ? [{ kind: 'delete', ...file }] : [{ kind: 'replace', content, ...file }];
}
