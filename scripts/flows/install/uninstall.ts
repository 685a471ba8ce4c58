/** What `cccc uninstall` changes in a project, as values: exactly what install, setup and `loop start` wrote. */
import { type Change, planRemoval, type Written } from '../../core/install/changes.js';
import { withoutIgnored } from '../../core/install/setup.js';
import { readIfThere } from '../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import { filesBelow, readInstallRecord, readManifest } from '../../io/install/skill-files.js';
import { planHooksRemoval } from '../loop/plan.js';
import { emptied, isBelow, writtenBy } from './removal.js';

export interface Removal {
  changes: Change[];
  /** Files that somebody edited since they were written; they stay. */
  kept: string[];
}

/**
 * A file that was edited since it was written stays. What only the program writes in docs/cccc goes, state.json and the
 * like.
 *
 * @param purge whether everything in docs/cccc goes, edited or not
 */
export function planUninstall(paths: ProjectPaths, purge: boolean): Removal {
  const { project } = paths;
  const within = (file: string): string => storedPath(project, file);
  const documents = within(paths.docs);
  const { registration, hooks, kept } = planHooksRemoval(paths);
  const skill = removalOf(project, writtenBy(readManifest(paths.skill), project, paths.skill));
  const setup = removalOf(project, writtenBySetup(paths));
  const computed = [paths.state, paths.document('context-bundle.md'), paths.installed].map(within);
  const generated = deletions(project, purge ? filesBelow(project, documents) : computed);
  const gone = new Set(generated.map(({ path: file }) => file));
  const changes = [
    // Nothing but our registration is taken out, and a backup would lie in what is purged.
    ...registration.map((change) => (purge && change.kind === 'replace' ? { ...change, backup: false } : change)),
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

/** What the record names beside the files that are edited rather than removed, and the hooks. */
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

/** Our lines of .gitignore; the file goes where nothing else is in it. */
function ignoreChange(paths: ProjectPaths): Change[] {
  const text = readIfThere(paths.gitignore);
  const content = text === null ? null : withoutIgnored(text);
  if (text === null || content === text) return [];
  const file = { path: storedPath(paths.project, paths.gitignore), was: digestOfContent(text), backup: false };
  return content === null ? [{ kind: 'delete', ...file }] : [{ kind: 'replace', content, ...file }];
}
